"""Article bodies from HTML: ours, the peers, on scrapinghub's pages and fundus' pages.

Protocol of the scrapinghub article-extraction benchmark: 4-word shingles, counts normalised a page, precision and
recall averaged over the pages that have any, F1 of the two means.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from harness import DATA, Result, Row, digest, f1, half, main, package, read_rows
from wiredesk.flow.articles import read_form
from wiredesk.flow.articles.outlets import domain_of
from wiredesk.records import Page

SHINGLE = 4
WORD = re.compile(r"\w+", re.UNICODE)
warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)


class Case(NamedTuple):
    """A page with the body that it should give."""

    key: str
    outlet: str
    part: str  # tune or report
    html: bytes
    body: str


def unpacked(path: Path) -> bytes:
    """The bytes of a .gz file."""
    return gzip.decompress(path.read_bytes())


def scrapinghub() -> list[Case]:
    """The 181 pages of the scrapinghub set, halved by outlet."""
    folder = DATA / "scrapinghub"
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    return [
        Case(key, outlet, half(outlet), unpacked(folder / "html" / f"{key}.html.gz"), row["articleBody"])
        for key, row in sorted(gold.items())
        for outlet in [domain_of(row["url"]) or key]
    ]


def fundus() -> list[Case]:
    """The 257 pages of fundus' tests, halved by publisher."""
    folder = DATA / "fundus_extraction"
    cases = []
    for row in read_rows(folder / "gold.jsonl"):
        lines = [*row["summary"]]
        for section in row["sections"]:
            lines += [*section["headline"], *section["paragraphs"]]
        outlet = f"{row['country']}/{row['publisher']}"
        cases.append(Case(row["id"], outlet, half(outlet), unpacked(folder / row["html_file"]), "\n".join(lines)))
    return cases


def ours(html: bytes) -> str:
    """The body that this project makes of a page."""
    _, reading = read_form(Page(id="p-0", page="", form="html", content=html))
    return "\n".join(reading.paragraphs)


def peers() -> dict[str, Callable[[bytes], str]]:
    """The extractors that are installed, by name and version."""
    found: dict[str, Callable[[bytes], str]] = {}
    if name := package("trafilatura"):
        import trafilatura

        options: dict[str, Any] = {"include_comments": False}
        found[f"{name} fast"] = lambda html: trafilatura.extract(html, fast=True, **options) or ""
        found[f"{name} precision"] = lambda html: trafilatura.extract(html, favor_precision=True, **options) or ""
    if name := package("readability-lxml"):
        from readability import Document

        found[name] = lambda html: visible(Document(html.decode("utf-8", "replace")).summary())
    if name := package("jusText"):
        import justext

        words = justext.get_stoplist("English")
        found[name] = lambda html: "\n".join(p.text for p in justext.justext(html, words) if not p.is_boilerplate)
    if name := package("newspaper4k"):
        import newspaper

        found[name] = lambda html: (
            newspaper.article("http://x.example", input_html=html.decode("utf-8", "replace")).text
        )
    if name := package("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text

        found[name] = lambda html: extract_plain_text(html.decode("utf-8", "replace"), main_content=True)
    return found


def visible(html: str) -> str:
    """All text of a piece of HTML."""
    from lxml.html import fromstring

    return "\n".join(fromstring(html).itertext()) if html.strip() else ""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The 4-word shingles of a text; a shorter one is one shingle."""
    words = WORD.findall(text)
    if len(words) < SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def counts(body: str, found: str) -> tuple[float, float, float]:
    """True positives, false positives, false negatives of one page, divided by their sum."""
    gold, given = shingles(body), shingles(found)
    hit = sum((gold & given).values())
    extra, missed = sum(given.values()) - hit, sum(gold.values()) - hit
    total = hit + extra + missed or 1
    return hit / total, extra / total, missed / total


def scores(found: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a list of counts."""
    precisions = [hit / (hit + extra) for hit, extra, _ in found if hit + extra]
    recalls = [hit / (hit + missed) for hit, _, missed in found if hit + missed]
    precision = sum(precisions) / max(len(precisions), 1)
    recall = sum(recalls) / max(len(recalls), 1)
    return precision, recall, f1(precision, recall)


def row(system: str, read: Callable[[bytes], str], sets: dict[str, list[Case]]) -> Row:
    """One system's figures on all sets."""
    figures: dict[str, float] = {}
    pages, seconds = 0, 0.0
    for name, cases in sets.items():
        counted: dict[str, list[tuple[float, float, float]]] = {"tune": [], "report": []}
        for case in cases:
            start = time.perf_counter()
            try:
                found = read(case.html)
            except Exception:  # noqa: BLE001 - a peer that fails on a page found nothing there
                found = ""
            seconds += time.perf_counter() - start
            pages += 1
            counted[case.part].append(counts(case.body, found))
        precision, recall, both = scores(counted["tune"] + counted["report"])
        figures |= {f"{name} P": precision, f"{name} R": recall, f"{name} F1": both}
        figures[f"{name} F1 tune"] = scores(counted["tune"])[2]
        figures[f"{name} F1 report"] = scores(counted["report"])[2]
    figures["pages/s"] = pages / seconds
    return Row(system, figures)


def measure() -> Result:
    """Ours and the peers, in one run."""
    sets = {"scrapinghub": scrapinghub(), "fundus": fundus()}
    systems = {"ours": ours, **peers()}
    return Result(
        name="body_html",
        title="Article bodies from HTML, 4-word shingles",
        data="scrapinghub 181 pages, fundus 257 pages (its gold: hand-written parsers' output); halves by outlet",
        rows=tuple(row(name, read, sets) for name, read in systems.items()),
        digest=digest(DATA / "scrapinghub" / "ground-truth.json", DATA / "fundus_extraction" / "gold.jsonl"),
    )


if __name__ == "__main__":
    main(measure)
