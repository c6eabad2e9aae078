"""Titles and authors of pages: ours and the peers, on fundus' pages.

A title is right when it is the gold title to the character, once runs of white space are made one space and
quote marks and apostrophes are made straight; nothing else is forgiven. Authors are compared as sets of names,
spaces made single and case kept: F1 of each page, then the mean over pages ("authors F1"), so that a page counts
once however many wrote it; two empty sets agree, an empty and a full one do not. "authors micro" pools all names.
The gold is what fundus' parsers give. They name agencies and desks where the page does; we name people only.
"people F1" is the mean over gold without the names of agencies and of the publisher itself.
"""

from __future__ import annotations

import gzip
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import lxml.html

from harness import DATA, Result, Row, digest, f1, half, main, package, read_rows
from wiredesk.flow.articles import read_form
from wiredesk.flow.articles.metadata import settle
from wiredesk.records import Page, PageMeta

logging.disable(logging.CRITICAL)

FOLDER = DATA / "fundus_extraction"
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»‹›❝❞″", '"') | dict.fromkeys("‘’‚‛′`´", "'"))
AGENCY = re.compile(
    r"^(?:the )?(?:associated press|ap|afp|dpa|apa|sda|reuters|efe|ansa|pti|tass|bloomberg|xinhua|kyodo|"
    r"deutsche presse-agentur|agence france-presse|canadian press)$",
    re.IGNORECASE,
)


class Case(NamedTuple):
    """A page with what fundus says of it."""

    key: str
    part: str
    html: bytes
    url: str
    publisher: str
    title: str
    authors: frozenset[str]


class Found(NamedTuple):
    """What a system says of a page."""

    title: str
    authors: frozenset[str]


def spaced(words: str) -> str:
    """Runs of white space made one space."""
    return " ".join(words.split())


def plain(title: str) -> str:
    """A title with single spaces and straight quotes."""
    return spaced(title.translate(QUOTES))


def names(found: Iterable[str] | None) -> frozenset[str]:
    """Names as a set, spaces made single."""
    return frozenset(name for name in map(spaced, found or ()) if name)


def cases() -> list[Case]:
    """The pages, halved by publisher."""
    found = []
    for row in read_rows(FOLDER / "gold.jsonl"):
        html = gzip.decompress((FOLDER / row["html_file"]).read_bytes())
        authors = names(row["authors"])
        part = half(f"{row['country']}/{row['publisher']}")
        found.append(Case(row["id"], part, html, row["url"], row["publisher"], row["title"] or "", authors))
    return found


def ours(case: Case) -> Found:
    """What this project finds."""
    page = Page(id="p-0", page=case.key, form="html", content=case.html, meta=PageMeta(url=case.url))
    known = settle(page.meta, *read_form(page))
    return Found(known.title, names(known.authors))


def rule_of_thumb(case: Case) -> Found:
    """og:title and the author meta tags, as they stand."""
    tree = lxml.html.document_fromstring(case.html)
    titles = tree.xpath("//meta[@property='og:title']/@content") or tree.xpath("//title/text()") or [""]
    return Found(titles[0], names(tree.xpath("//meta[@name='author' or @property='author']/@content")))


def peers() -> dict[str, Callable[[Case], Found]]:
    """The systems that are installed."""
    found: dict[str, Callable[[Case], Found]] = {}
    if name := package("trafilatura"):
        from trafilatura.metadata import extract_metadata

        def by_trafilatura(case: Case) -> Found:
            known: Any = extract_metadata(lxml.html.document_fromstring(case.html), default_url=case.url)
            return Found(known.title or "", names((known.author or "").split(";")))

        found[name] = by_trafilatura
    if name := package("newspaper4k"):
        from newspaper import Article, Config

        offline = Config()
        offline.fetch_images = False
        offline.language = "en"  # its other languages ask for nltk

        def by_newspaper(case: Case) -> Found:
            article = Article(case.url, config=offline)
            article.download(input_html=case.html.decode("utf-8", "replace"))
            article.parse()
            return Found(article.title or "", names(article.authors))

        found[name] = by_newspaper
    if name := package("readability-lxml"):
        from readability import Document

        def by_readability(case: Case) -> Found:
            document = Document(case.html.decode("utf-8", "replace"))
            return Found(document.short_title(), names([document.author()]))

        found[name] = by_readability
    return found


def agreement(gold: frozenset[str], found: frozenset[str]) -> float:
    """F1 of a set of names against another; two empty sets agree."""
    if not gold and not found:
        return 1.0
    return 2 * len(gold & found) / (len(gold) + len(found))


def people_of(case: Case) -> frozenset[str]:
    """The gold authors, without agencies and the publisher."""
    publisher = re.sub(r"\W", "", case.publisher).casefold()
    return frozenset(
        name
        for name in case.authors
        if not AGENCY.match(name) and re.sub(r"\W", "", name).casefold() not in (publisher, f"{publisher}digital")
    )


def micro(pairs: list[tuple[frozenset[str], frozenset[str]]]) -> float:
    """F1 over the names of all pages at once."""
    shared = sum(len(gold & found) for gold, found in pairs)
    found, gold = sum(len(found) for _, found in pairs), sum(len(gold) for gold, _ in pairs)
    return f1(shared / found if found else 0.0, shared / gold if gold else 0.0)


def row(system: str, find: Callable[[Case], Found], every: list[Case]) -> Row:
    """One system's figures."""
    start = time.process_time()
    found = [(case, guarded(find, case)) for case in every]
    seconds = time.process_time() - start
    figures: dict[str, float] = {}
    for part in ("report", "tune"):
        chosen = [(case, said) for case, said in found if case.part == part]
        pairs = [(case.authors, said.authors) for case, said in chosen]
        titles = [plain(case.title) == plain(said.title) for case, said in chosen]
        figures[f"title {part}"] = sum(titles) / len(titles)
        figures[f"authors F1 {part}"] = sum(agreement(*pair) for pair in pairs) / len(pairs)
        figures[f"authors micro {part}"] = micro(pairs)
        figures[f"people F1 {part}"] = sum(agreement(people_of(case), said.authors) for case, said in chosen) / len(
            chosen
        )
    figures["pages/s"] = len(every) / seconds
    return Row(system, figures)


def guarded(find: Callable[[Case], Found], case: Case) -> Found:
    """What a system finds; nothing where it fails on a page."""
    try:
        return find(case)
    except Exception as error:  # noqa: BLE001  a peer that fails on a page has found nothing
        print(f"{case.key}: {type(error).__name__}: {error}")
        return Found("", frozenset())


def causes(every: list[Case]) -> tuple[tuple[str, int], ...]:
    """What goes wrong with ours, with counts."""
    counts: Counter[str] = Counter()
    for case in every:
        said = ours(case)
        if plain(said.title) != plain(case.title):
            counts["title: none" if not said.title else "title: another"] += 1
        if case.authors - said.authors:
            missed = people_of(case) - said.authors
            counts["author missed: a person" if missed else "author missed: an agency or the outlet"] += 1
        if said.authors - case.authors:
            counts["author that the gold does not name"] += 1
    return tuple(counts.most_common(6))


def measure() -> Result:
    """Ours and the peers, in one run."""
    every = cases()
    systems = {"ours": ours, **peers(), "rule of thumb: og:title, meta author": rule_of_thumb}
    return Result(
        name="metadata",
        title="Title and authors of a page",
        data=f"fundus ({len(every)} pages), halves by publisher; tuned on the tune half",
        rows=tuple(row(name, find, every) for name, find in systems.items()),
        digest=digest(FOLDER / "gold.jsonl"),
        failures=causes(every),
    )


if __name__ == "__main__":
    main(measure)
