"""Makes src/wiredesk/flow/stories/likeness.json: a logistic model of "these two articles tell one story".

Trained on the half of the stories that is for tuning; bench/same_story.py reports on the other half.
Across languages the same is learned from vectors and time alone. Needs scikit-learn.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from harness import ROOT
from story_sets import SETS, Labelled, traits
from wiredesk.flow.stories import likeness
from wiredesk.flow.stories.candidates import candidates
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.keys import keys_of

PLACE = ROOT / "src" / "wiredesk" / "flow" / "stories" / "likeness.json"
SAME_LANGUAGE = ("root_words", "root_heads", "days")  # vectors add nothing to these within a language
ACROSS = ("wholes", "titles", "days")
SHARES = {"gnews": 1.0, "ecbplus": 1.0, "basil": 0.5, "allsides": 0.5}  # weight of a set, shared out over its pairs
THRESHOLDS = {"story": -1.5, "event": 0.0, "least": -2.5}


def pairs_of(name: str) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The figures of candidate pairs whose stories are both for tuning, and whether they are of one story."""
    labelled = sorted(SETS[name](), key=lambda one: one.article.id)
    articles = [one.article for one in labelled]
    known = traits(name, articles)
    features = Features.of_traits(known)
    kept: list[dict[str, np.ndarray]] = []
    truth: list[np.ndarray] = []
    tuned = np.array([one.part == "tune" for one in labelled])
    for row, others in candidates([keys_of(one) for one in known]):
        chosen = others[tuned[others]]
        if tuned[row] and len(chosen):
            kept.append(likeness.figures_of(features, row, chosen))
            truth.append(np.array([is_same(labelled[row], labelled[other]) for other in chosen.tolist()]))
    return {key: np.concatenate([one[key] for one in kept]) for key in kept[0]}, np.concatenate(truth)


def is_same(one: Labelled, other: Labelled) -> bool:
    """True where both belong to one story."""
    return bool(one.stories & other.stories)


def fitted(columns: tuple[str, ...], sets: dict[str, tuple[dict[str, np.ndarray], np.ndarray]]) -> dict[str, float]:
    """The weights of the columns, each set counting with its share."""
    table = np.vstack([np.stack([figures[name] for name in columns], 1) for figures, _ in sets.values()])
    truth = np.concatenate([same for _, same in sets.values()])
    weights = np.concatenate([np.full(len(same), SHARES[name] / same.sum()) for name, (_, same) in sets.items()])
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(scaler.transform(table), truth, sample_weight=weights * len(truth) / weights.sum())
    slopes = model.coef_[0] / scaler.scale_
    constant = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    return {"constant": round(constant, 3)} | {
        name: round(float(slope), 3) for name, slope in zip(columns, slopes, strict=True)
    }


def main(place: Path = PLACE) -> None:
    """Trains on every set and writes the weights."""
    sets = {name: pairs_of(name) for name in SETS}
    for name, (_, same) in sets.items():
        print(f"{name:10} {len(same):8} pairs, {int(same.sum())} of one story", file=sys.stderr)
    weights = {"same_language": fitted(SAME_LANGUAGE, sets), "across": fitted(ACROSS, sets), **THRESHOLDS}
    place.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(weights, indent=1))


if __name__ == "__main__":
    main()
