"""Makes src/wiredesk/flow/stories/rarity.tsv: how rare a word is in English news.

Counted over the unlabelled articles of allsides_stories (2012–2020), none of which any benchmark scores.
"""

from __future__ import annotations

import json
import lzma
import math
from collections import Counter

from harness import DATA, ROOT
from wiredesk.flow.stories.words import READ, stems_of, stop_words

PLACE = ROOT / "src" / "wiredesk" / "flow" / "stories" / "rarity.tsv"
NEWS = DATA / "allsides_stories" / "articles_unlabelled.jsonl.xz"
FEWEST = 5  # articles; with 10 or 40 the pairs of gnews are told apart less well


def main() -> None:
    """Counts and writes."""
    stops = stop_words("en")
    counts: Counter[str] = Counter()
    articles = 0
    with lzma.open(NEWS, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            counts.update(set(stems_of(f"{row['title']} {row['text'][:READ]}", stops)))
            articles += 1
    rest = round(10 * math.log(articles / FEWEST))
    lines = [f"# stem<tab>tenths of -log of the share of news articles that have it; the rest are {rest}"]
    lines += [f"{stem}\t{round(10 * math.log(articles / n))}" for stem, n in sorted(counts.items()) if n >= FEWEST]
    PLACE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
