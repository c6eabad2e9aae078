"""The body in a page's visible text: HTML pages dumped by inscriptis, menus and all, then cleaned.

Protocol of the scrapinghub benchmark: 4-word shingles, each page's hits and errors divided by their sum,
precision and recall averaged over the pages that have any, F1 of the two means.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from inscriptis import get_text

from harness import DATA, Result, Row, digest, f1, half, main, read_rows
from wiredesk.flow.articles.dump import clean_dump

TOKEN = re.compile(r"\w+")
SHINGLE = 4  # words
RULE_WORDS = 10
RULE_ENDS = frozenset(".!?…")


class Dump(NamedTuple):
    """A page as visible text, with its gold body."""

    source: str  # scrapinghub or fundus
    key: str  # what the halves are split by: page or publisher
    text: str
    body: str
    title: str
    summary: tuple[str, ...]


def read_dumps() -> Iterator[Dump]:
    """All pages of both sets, dumped."""
    gold = json.loads((DATA / "scrapinghub" / "ground-truth.json").read_text("utf-8"))
    for key in sorted(gold):
        html = unpacked(DATA / "scrapinghub" / "html" / f"{key}.html.gz")
        yield Dump("scrapinghub", key, get_text(html), gold[key]["articleBody"], "", ())
    for row in read_rows(DATA / "fundus_extraction" / "gold.jsonl"):
        html = unpacked(DATA / "fundus_extraction" / row["html_file"])
        body = "\n\n".join(words for section in row["sections"] for words in section["paragraphs"])
        yield Dump("fundus", row["publisher"], get_text(html), body, row["title"], tuple(row["summary"]))


def unpacked(path: Path) -> str:
    """The text of a packed page."""
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def tokens(text: str) -> list[str]:
    """The words of a text."""
    return TOKEN.findall(text)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The text's runs of four words; of a shorter text, all its words."""
    words = tokens(text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def compare(gold: str, found: str) -> tuple[float, float, float]:
    """Hits, false and missed shingles of a page, as shares of their sum."""
    wanted, given = shingles(gold), shingles(found)
    hits = sum((wanted & given).values())
    false, missed = sum(given.values()) - hits, sum(wanted.values()) - hits
    total = hits + false + missed
    return (hits / total, false / total, missed / total) if total else (0.0, 0.0, 0.0)


def figures(dumps: list[Dump], clean: Callable[[str], str], name: str) -> dict[str, float]:
    """Precision, recall and F1 over pages."""
    pages = [compare(dump.body, clean(dump.text)) for dump in dumps]
    precisions = [hits / (hits + false) for hits, false, _ in pages if hits + false]
    recalls = [hits / (hits + missed) for hits, _, missed in pages if hits + missed]
    precision = sum(precisions) / max(1, len(precisions))
    recall = sum(recalls) / max(1, len(recalls))
    return {f"{name} P": precision, f"{name} R": recall, f"{name} F1": f1(precision, recall)}


def ours(text: str) -> str:
    """The body that we find."""
    return "\n\n".join(clean_dump(text).paragraphs)


def rule_of_thumb(text: str) -> str:
    """Lines of ten words or more that end a sentence."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n\n".join(
        line for line in lines if len(line.split()) >= RULE_WORDS and line.rstrip("\"”’')")[-1:] in RULE_ENDS
    )


def everything(text: str) -> str:
    """All visible text."""
    return text


def measure() -> Result:
    """Both sets, the half that nothing was tuned on, and the half that was."""
    dumps = list(read_dumps())
    rows = []
    for name, clean in (
        ("ours", ours),
        ("rule of thumb: sentences of 10 words", rule_of_thumb),
        ("all text", everything),
    ):
        found: dict[str, float] = {}
        for source in ("scrapinghub", "fundus"):
            for part in ("report", "tune"):
                chosen = [dump for dump in dumps if dump.source == source and half(dump.key) == part]
                found |= figures(chosen, clean, f"{source} {part}")
        started = time.process_time()
        for dump in dumps:
            clean(dump.text)
        found["dumps/s"] = len(dumps) / max(1e-9, time.process_time() - started)
        rows.append(Row(name, found))
    return Result(
        name="body_dump",
        title="The body in a page's visible text (4-word shingles)",
        data="scrapinghub by page, fundus by publisher; weights learned on the tune halves",
        rows=tuple(rows),
        digest=digest(DATA / "scrapinghub" / "ground-truth.json", DATA / "fundus_extraction" / "gold.jsonl"),
    )


if __name__ == "__main__":
    main(measure)
