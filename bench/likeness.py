"""Likeness in other languages: does the log-odds of a pair follow what annotators said of it?

Pearson's r with their `overall` (1 the same story … 4 unrelated), sign turned. Nothing was trained on this set;
that words and vectors count half each outside English was chosen on it.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from harness import DATA, Result, Row, digest, main, read_rows
from story_sets import article_of, traits
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.likeness import figures_of, log_odds

PAIRS = DATA / "semeval2022_task8_text" / "pairs.jsonl"


def measure() -> Result:
    """Ours, and each of its two parts alone, by language."""
    rows = list(read_rows(PAIRS))
    articles = [
        article_of(
            f"{number:05d}-{side}", row[f"title_{side}"] or "", row[f"text_{side}"] or "", None, None, row["lang"]
        )
        for number, row in enumerate(rows)
        for side in "12"
    ]
    features = Features.of_traits(traits("semeval", articles))
    said: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for number, row in enumerate(rows):
        other = np.array([2 * number + 1])
        figures = figures_of(features, 2 * number, other)
        ours = log_odds(features, 2 * number, other)
        found = (ours, figures["root_words"], figures["wholes"])
        said[row["lang"]].append((-row["overall"], *(float(one[0]) for one in found)))
    tables = {language: np.array(table) for language, table in sorted(said.items())}
    systems = ("ours", "rule of thumb: words (TF-IDF)", "rule of thumb: vectors")
    return Result(
        name="likeness",
        title="Likeness of pairs in other languages: Pearson's r",
        data=f"semeval2022_task8_text, {len(rows)} pairs: "
        + ", ".join(f"{language} {len(table)}" for language, table in tables.items()),
        rows=tuple(
            Row(
                system,
                {name: float(np.corrcoef(table[:, 0], table[:, at])[0, 1]) for name, table in tables.items()},
            )
            for at, system in enumerate(systems, start=1)
        ),
        digest=digest(PAIRS),
    )


if __name__ == "__main__":
    main(measure)
