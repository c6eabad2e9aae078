"""Likeness in other languages: does the log-odds of a pair follow what annotators said of it?

Pearson's r with their `overall` (1 the same story … 4 unrelated), sign turned. "ours" is what is shipped, on the half
of the pairs that nothing was tuned on; the other rows of ours are trained anew for each part that they are measured on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from harness import DATA, Result, Row, digest, main
from judged_pairs import Judged, judged_pairs, judged_weights
from wiredesk.flow.stories.likeness import model

PAIRS = DATA / "semeval2022_task8_text" / "pairs.jsonl"


def measure() -> Result:
    """Ours, and each of its two parts alone, by language."""
    judged = judged_pairs()
    reported = judged.among((judged.parts == "report") & ~judged.is_stranger)
    languages = sorted(set(judged.languages.tolist()))
    scores = {
        "ours": by_language(reported, reported.scores(model().by_both)),
        "ours, cross-validated": by_language(judged, in_turn(judged, judged.parts)),
        "ours, trained on the other languages": by_language(judged, in_turn(judged, judged.languages)),
        "rule of thumb: words (TF-IDF)": by_language(reported, reported.figures["near_words"]),
        "rule of thumb: vectors": by_language(reported, reported.figures["wholes"]),
    }
    return Result(
        name="likeness",
        title="Likeness of pairs in other languages: Pearson's r",
        data="semeval2022_task8_text, pairs of the half not tuned on: "
        + ", ".join(f"{one} {(reported.languages == one).sum()}" for one in languages)
        + ". Cross-validated: each half by what the other teaches; each language by what the three others teach",
        rows=tuple(Row(system, figures) for system, figures in scores.items()),
        digest=digest(PAIRS),
    )


def in_turn(judged: Judged, parts: NDArray[np.str_]) -> NDArray[np.float64]:
    """The scores of the pairs of each part by weights learned from the rest."""
    found = np.zeros(len(parts))
    for part in sorted(set(parts.tolist())):
        found[parts == part] = judged.among(parts == part).scores(judged_weights(judged.among(parts != part)))
    return found


def by_language(judged: Judged, scores: NDArray[np.float64]) -> dict[str, float]:
    """Pearson's r for each language."""
    return {
        language: float(np.corrcoef(scores[chosen], -judged.overall[chosen])[0, 1])
        for language in sorted(set(judged.languages.tolist()))
        for chosen in [(judged.languages == language) & ~judged.is_stranger]
    }


if __name__ == "__main__":
    main(measure)
