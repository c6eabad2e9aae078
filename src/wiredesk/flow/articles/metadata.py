"""What is known of an article besides its text, settled from side file, page head, and the page's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from wiredesk.flow.articles.authors import people
from wiredesk.flow.articles.head import Head
from wiredesk.flow.articles.inferring import infer_published
from wiredesk.flow.articles.language import find_language
from wiredesk.flow.articles.outlets import find_outlet
from wiredesk.flow.articles.publication import in_url, is_possible, read_moment
from wiredesk.flow.articles.reading import Reading
from wiredesk.flow.articles.titles import find_title
from wiredesk.records import Outlet, PageMeta, Published

WEB: Final = re.compile(r"^https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The settled fields of an article."""

    title: str
    authors: tuple[str, ...]
    outlet: Outlet
    url: str | None
    section: str | None
    published: Published
    modified: str | None
    language: str


def settle(meta: PageMeta, head: Head, reading: Reading) -> Metadata:
    """The fields of an article.

    Takes    what was given beside the page, what its head says, what its text shows; in this order of trust.
    Gives    Metadata; a field that nothing gives is empty, None or "und", never made up.
    """
    url = next((one for one in (meta.url, *head.urls) if one and WEB.match(one)), None)
    sites = (*head.sites, *((reading.outlet,) if reading.outlet else ()))
    outlet = find_outlet(meta.outlet, sites, tuple(one for one in (meta.url, *head.urls) if one))
    text = "\n".join(reading.paragraphs)
    language = find_language(text or reading.title, meta.language or head.language)
    names = (*sites, outlet.name or "", outlet.domain or "")
    return Metadata(
        title=meta.title or find_title((*head.titles[:2], reading.title, *head.titles[2:]), names),
        authors=find_authors(meta, head, reading, names),
        outlet=outlet,
        url=url,
        section=next((one for one in head.sections if len(one) <= 60 and not WEB.match(one)), None),
        published=find_published(meta, head, reading, url, language),
        modified=first_moment(head.modified, meta.fetched),
        language=language,
    )


def find_authors(meta: PageMeta, head: Head, reading: Reading, names: tuple[str, ...]) -> tuple[str, ...]:
    """The people who wrote the article: given, named by the page's head, shown on the page."""
    others = (*names, *(name.split(".")[0] for name in names), *head.sections)
    if given := people(meta.authors):
        return given
    named = people(head.authors, others)
    shown = (people(words, others, strict=True) for words in head.bylines)
    if not named:
        lines = (people([line.words], others, strict=True) for line in reading.removed if line.reason == "byline")
        return next(filter(None, (*shown, *lines)), ()) or people(reading.authors, others)
    marked = next(shown, ())
    return marked if set(named) < set(marked) else named  # JSON-LD may name the first author only


def find_published(meta: PageMeta, head: Head, reading: Reading, url: str | None, language: str) -> Published:
    """When the article was published: given, said by the page's head or address, shown in its text, or inferred."""
    if value := first_moment([meta.published or "", *head.published, in_url(url) or ""], meta.fetched):
        return Published(value=value, basis="metadata")
    for words in (*head.shown, reading.published):
        if words and (value := first_moment([words], meta.fetched)):
            return Published(value=value, basis="text", reason=words)
    return infer_published(reading.title, reading.paragraphs, reading.captions, reading.removed, language)


def first_moment(found: Iterable[str], fetched: str | None) -> str | None:
    """The first of some dates that is one, and is possible."""
    for words in found:
        value = read_moment(words)
        if value and is_possible(value, fetched):
            return value
    return None

