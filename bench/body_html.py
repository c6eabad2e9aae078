"""Article bodies from HTML: ours, the peers, on scrapinghub's pages and fundus' pages.

Protocol of the scrapinghub article-extraction benchmark: 4-word shingles, counts normalised a page, precision and
recall averaged over the pages that have any, F1 of the two means. Pages a second are of CPU time, on one core.

Two peers ask for lxml[html-clean], a third for lxml[html_clean]: pip 23 falls over that (newer ones do not). There,
first: pip install -U pip; or add --use-deprecated=legacy-resolver.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
        lines = [line for section in row["sections"] for line in (*section["headline"], *section["paragraphs"])]
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

        offline = newspaper.Config()
        offline.fetch_images = False
        found[name] = lambda html: (
            newspaper.article("http://x.example", input_html=html.decode("utf-8", "replace"), config=offline).text
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


class Found(NamedTuple):
    """What one system made of a page."""

    of_set: str
    case: Case
    text: str
    counts: tuple[float, float, float]


def read_all(read: Callable[[bytes], str], sets: dict[str, list[Case]]) -> tuple[list[Found], float]:
    """What a system makes of all pages, and the CPU seconds that it takes."""
    found, seconds = [], 0.0
    for name, cases in sets.items():
        for case in cases:
            start = time.process_time()
            try:
                text = read(case.html)
            except Exception:  # noqa: BLE001 - a peer that fails on a page found nothing there
                text = ""
            seconds += time.process_time() - start
            found.append(Found(name, case, text, counts(case.body, text)))
    return found, seconds


def row(system: str, found: Sequence[Found], seconds: float) -> Row:
    """One system's figures on all sets."""
    figures: dict[str, float] = {}
    for name in dict.fromkeys(one.of_set for one in found):
        own = [one for one in found if one.of_set == name]
        precision, recall, both = scores([one.counts for one in own])
        figures |= {f"{name} P": precision, f"{name} R": recall, f"{name} F1": both}
        for part in ("tune", "report"):
            figures[f"{name} F1 {part}"] = scores([one.counts for one in own if one.case.part == part])[2]
    figures["pages/s"] = len(found) / seconds
    return Row(system, figures)


def failures(found: Sequence[Found]) -> tuple[tuple[str, int], ...]:
    """The largest causes of error, with how many pages each mars (by more than a twentieth)."""
    causes: Counter[str] = Counter()
    for one in found:
        hit, extra, missed = one.counts
        if hit < 0.05:
            causes["nothing of the body found"] += 1
            continue
        causes.update(cause for cause, share in (*faults(one, missed), *surplus(one, extra)) if share > 0.05)
    return tuple(causes.most_common())


def faults(one: Found, missed: float) -> Iterator[tuple[str, float]]:
    """Where the body's missing words stand."""
    lines = [line for line in one.case.body.split("\n") if line.strip()]
    given = shingles(one.text)
    lost = [at for at, line in enumerate(lines) if (own := shingles(line)) and not own & given]
    if lost:
        first, last = lost[0] == 0, lost[-1] == len(lines) - 1
        yield "first paragraph missing", missed * first
        yield "last paragraph missing", missed * (last and not first)
        yield "paragraphs inside missing", missed * (not first and not last)


def surplus(one: Found, extra: float) -> Iterator[tuple[str, float]]:
    """Where what is no body stands."""
    lines = [line for line in one.text.split("\n") if line.strip()]
    gold = shingles(one.case.body)
    inside = [at for at, line in enumerate(lines) if shingles(line) & gold]
    wrong = {at: sum((shingles(line) - gold).values()) for at, line in enumerate(lines)}
    if inside and sum(wrong.values()):
        total = sum(wrong.values())
        yield "other text before the body", extra * sum(n for at, n in wrong.items() if at < inside[0]) / total
        yield "other text after the body", extra * sum(n for at, n in wrong.items() if at > inside[-1]) / total
        between = sum(n for at, n in wrong.items() if inside[0] <= at <= inside[-1])
        yield "other text within the body", extra * between / total


def measure() -> Result:
    """Ours and the peers, in one run."""
    sets = {"scrapinghub": scrapinghub(), "fundus": fundus()}
    ours(sets["fundus"][0].html)  # what is loaded once is no page's cost
    results = {name: read_all(read, sets) for name, read in {"ours": ours, **peers()}.items()}
    return Result(
        name="body_html",
        title="Article bodies from HTML, 4-word shingles",
        data=f"scrapinghub {len(sets['scrapinghub'])} pages, fundus {len(sets['fundus'])} pages "
        "(its gold: hand-written parsers' output, paragraphs and headings; summaries are no body); halves by outlet",
        rows=tuple(row(name, found, seconds) for name, (found, seconds) in results.items()),
        digest=digest(DATA / "scrapinghub" / "ground-truth.json", DATA / "fundus_extraction" / "gold.jsonl"),
        failures=failures(results["ours"][0]),
    )


if __name__ == "__main__":
    main(measure)
