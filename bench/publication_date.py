"""The day on which a page was published: ours and htmldate, on htmldate's mediacloud pages and fundus' pages.

A page counts as right when the day is right; a page without a gold date counts when none is given.
"""

from __future__ import annotations

import gzip
import logging
import time
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from harness import DATA, Result, Row, digest, half, main, package, read_rows
from wiredesk.flow.articles import read_form
from wiredesk.flow.articles.metadata import settle
from wiredesk.flow.articles.outlets import domain_of
from wiredesk.records import Page, PageMeta

logging.disable(logging.CRITICAL)


class Case(NamedTuple):
    """A page with its gold day; "" where it has none."""

    key: str
    part: str
    html: bytes
    url: str
    day: str


def mediacloud() -> list[Case]:
    """The mediacloud pages of htmldate's tests, halved by outlet."""
    folder = DATA / "htmldate_mediacloud"
    cases = []
    for row in read_rows(folder / "gold.jsonl"):
        day = row["date"] if isinstance(row["date"], str) else ""
        html = gzip.decompress((folder / row["html_file"]).read_bytes())
        cases.append(Case(row["html_file"], half(domain_of(row["url"]) or row["url"]), html, row["url"], day))
    return cases


def fundus() -> list[Case]:
    """The pages of fundus' tests, halved by publisher."""
    folder = DATA / "fundus_extraction"
    cases = []
    for row in read_rows(folder / "gold.jsonl"):
        html = gzip.decompress((folder / row["html_file"]).read_bytes())
        key = f"{row['country']}/{row['publisher']}"
        cases.append(Case(row["id"], half(key), html, row["url"], str(row["publishing_date"])[:10]))
    return cases


def ours(case: Case) -> str:
    """The day that this project finds; what is coarser than a day counts as none."""
    page = Page(id="p-0", page=case.key, form="html", content=case.html, meta=PageMeta(url=case.url))
    value = settle(page.meta, *read_form(page)).published.value or ""
    return value[:10] if len(value) >= 10 else ""


def peers() -> dict[str, Callable[[Case], str]]:
    """The finders that are installed."""
    found: dict[str, Callable[[Case], str]] = {}
    if name := package("htmldate"):
        from htmldate import find_date

        def extensive(case: Case) -> str:
            return find_date(case.html, url=case.url, original_date=True, extensive_search=True) or ""

        def fast(case: Case) -> str:
            return find_date(case.html, url=case.url, original_date=True, extensive_search=False) or ""

        found = {f"{name} extensive": extensive, f"{name} fast": fast}
    return found


def row(system: str, find: Callable[[Case], str], sets: dict[str, list[Case]]) -> Row:
    """One system's figures: share of right days, wrong days and days left open."""
    figures: dict[str, float] = {}
    seconds, pages = 0.0, 0  # of the processor
    for name, cases in sets.items():
        right: dict[str, list[bool]] = {"tune": [], "report": []}
        wrong = 0
        for case in cases:
            start = time.process_time()
            day = find(case)
            seconds += time.process_time() - start
            pages += 1
            right[case.part].append(day == case.day)
            wrong += bool(day) and day != case.day
        every = right["tune"] + right["report"]
        figures[f"{name} right"] = sum(every) / len(every)
        figures[f"{name} tune"] = sum(right["tune"]) / len(right["tune"])
        figures[f"{name} report"] = sum(right["report"]) / len(right["report"])
        figures[f"{name} wrong"] = wrong / len(every)
    figures["pages/s"] = pages / seconds
    return Row(system, figures)


def causes(cases: list[Case]) -> tuple[tuple[str, int], ...]:
    """What goes wrong, with counts."""
    counts: Counter[str] = Counter()
    for case in cases:
        day = ours(case)
        if day != case.day:
            counts["no day found" if not day else "a day where there is none" if not case.day else "another day"] += 1
    return tuple(counts.most_common(5))


def measure() -> Result:
    """Ours and the peers, in one run."""
    sets = {"mediacloud": mediacloud(), "fundus": fundus()}
    return Result(
        name="publication_date",
        title="Day of publication of a page",
        data="; ".join(f"{name} ({len(cases)} pages)" for name, cases in sets.items()) + "; halves by outlet",
        rows=tuple(row(name, find, sets) for name, find in {"ours": ours, **peers()}.items()),
        digest=digest(DATA / "htmldate_mediacloud" / "gold.jsonl", DATA / "fundus_extraction" / "gold.jsonl"),
        failures=causes([case for cases in sets.values() for case in cases]),
    )


if __name__ == "__main__":
    main(measure)
