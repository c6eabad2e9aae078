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
from wiredesk.flow.articles.dump import clean_dump, clean_dumps

TOKEN = re.compile(r"\w+")
SHINGLE = 4  # words
IN_BODY = 0.5  # share of a line's shingles from which it counts as the gold's
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


def figures(dumps: list[Dump], clean: Callable[[Dump], str], name: str) -> dict[str, float]:
    """Precision, recall and F1 over pages."""
    pages = [compare(dump.body, clean(dump)) for dump in dumps]
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


def limit(dump: Dump) -> str:
    """The lines that are of the gold body: what a sorter of whole lines can reach."""
    gold = shingles(dump.body)
    return "\n\n".join(line.strip() for line in dump.text.split("\n") if share_in(gold, line) >= IN_BODY)


def share_in(gold: Counter[tuple[str, ...]], line: str) -> float:
    """Which share of a line's shingles the gold body holds."""
    own = shingles(line)
    return sum(one in gold for one in own) / len(own) if own else 0.0


def causes(dumps: list[Dump]) -> tuple[tuple[str, int], ...]:
    """The kinds of lines of at least four words that are lost or wrongly kept, with their counts."""
    found: Counter[str] = Counter()
    for dump in dumps:
        reading, gold = clean_dump(dump.text), shingles(dump.body)
        lost = (line for line in reading.removed if share_in(gold, line.words) >= IN_BODY)
        found.update(f"body line removed as {line.reason}" for line in lost if len(tokens(line.words)) >= SHINGLE)
        for words in reading.paragraphs:
            if share_in(gold, words) < IN_BODY and len(tokens(words)) >= SHINGLE:
                kind = "summary" if words in dump.summary else "sentence" if words[-1] in RULE_ENDS else "other line"
                found[f"{kind} kept that is not in the gold body"] += 1
    return tuple(found.most_common(5))


def measure() -> Result:
    """Both sets, the half that nothing was tuned on, and the half that was."""
    dumps = list(read_dumps())
    systems: tuple[tuple[str, Callable[[Dump], str]], ...] = (
        ("ours", lambda dump: ours(dump.text)),
        ("rule of thumb: sentences of 10 words", lambda dump: rule_of_thumb(dump.text)),
        ("all text", lambda dump: everything(dump.text)),
        ("limit: the right lines", limit),
    )
    rows = []
    for name, clean in systems:
        found: dict[str, float] = {}
        for source, short in (("scrapinghub", "sh"), ("fundus", "fu")):
            parts = {
                part: figures(
                    [dump for dump in dumps if dump.source == source and half(dump.key) == part], clean, short
                )
                for part in ("report", "tune")
            }
            found |= parts["report"] | {f"{short} tune F1": parts["tune"][f"{short} F1"]}
        if not name.startswith("limit"):
            clean(dumps[0])  # tables are read once
            started = time.process_time()
            for dump in dumps:
                clean(dump)
            found["dumps/s"] = len(dumps) / max(1e-9, time.process_time() - started)
        if name == "ours":
            started = time.process_time()
            done = sum(1 for _ in clean_dumps(dump.text for dump in dumps))
            found["batched/s"] = done / max(1e-9, time.process_time() - started)
        rows.append(Row(name, found))
    return Result(
        name="body_dump",
        title="The body in a page's visible text (4-word shingles)",
        data="sh: scrapinghub by page, fu: fundus by publisher; report halves, weights learned on the tune halves",
        rows=tuple(rows),
        digest=digest(DATA / "scrapinghub" / "ground-truth.json", DATA / "fundus_extraction" / "gold.jsonl"),
        failures=causes([dump for dump in dumps if half(dump.key) == "report"]),
    )


if __name__ == "__main__":
    main(measure)
