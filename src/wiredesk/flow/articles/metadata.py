"""What is known of an article besides its text, settled from side file, page head, and the page's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from wiredesk.flow.articles.authors import is_full_name, no_people, people
from wiredesk.flow.articles.authorship import byline_names
from wiredesk.flow.articles.head import Head
from wiredesk.flow.articles.inferring import infer_published
from wiredesk.flow.articles.language import find_language
from wiredesk.flow.articles.outlets import country_of, find_outlet
from wiredesk.flow.articles.publication import in_url, is_local_day, is_possible, month_in_url, read_moment
from wiredesk.flow.articles.reading import Reading
from wiredesk.flow.articles.titles import find_title
from wiredesk.flow.articles.written_dates import Usage, usage_of
from wiredesk.records import Outlet, PageMeta, Published

PUBLISHED: Final = re.compile(
    r"\b(?:published|posted|first published|veröffentlicht|erstellt|publié|publicado|publicada|pubblicato|gepubliceerd|"
    r"publicerad|publisert|udgivet|julkaistu|opublikowano|опубликовано|дата публикации|yayın|diterbitkan)\b",
    re.IGNORECASE,
)
LONGEST_SIGNATURE: Final = 60  # characters
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
    usage = usage_of(meta.language or head.language or language, country_of(outlet.domain))
    names = (*sites, outlet.name or "", outlet.domain or "")
    return Metadata(
        title=meta.title or find_title((*head.titles[:2], reading.title, *head.titles[2:]), names),
        authors=find_authors(meta, head, reading, names),
        outlet=outlet,
        url=url,
        section=next((one for one in head.sections if len(one) <= 60 and not WEB.match(one)), None),
        published=find_published(meta, head, reading, url, language, usage),
        modified=first_moment(head.modified, meta.fetched, usage),
        language=language,
    )


def find_authors(meta: PageMeta, head: Head, reading: Reading, names: tuple[str, ...]) -> tuple[str, ...]:
    """The people who wrote the article: given, named by the page's head, shown on the page."""
    others = no_people(names, (meta.url or "", *head.urls), head.sections)
    if given := people(meta.authors):
        return given
    named = people(head.authors, others)
    if named:
        return named
    shown = (people(words, others, strict=True) for words in (*head.bylines, signatures(reading)))
    return next(filter(None, shown), ()) or people(reading.authors, others)


def signatures(reading: Reading) -> tuple[str, ...]:
    """The first words of a cleaned page that name its author: a byline that was left out, a name at either end."""
    left_out = (line.words for line in reading.removed if line.reason == "byline" or byline_names(line.words))
    ends = (*reading.paragraphs[:1], *reading.paragraphs[-1:])
    alone = (words.strip(" ()—–-.") for words in ends if len(words) < LONGEST_SIGNATURE)
    return next(((words,) for words in (*left_out, *filter(is_full_name, alone)) if people([words], strict=True)), ())


def find_published(
    meta: PageMeta, head: Head, reading: Reading, url: str | None, language: str, usage: Usage
) -> Published:
    """When the article was published: given, said by the page's head or address, shown in its text, or inferred."""
    if value := first_moment([meta.published or "", *head.published, in_url(url) or ""], meta.fetched, usage):
        shown = reading.published if not meta.published and in_url(url) in (None, reading.published) else None
        if shown and is_local_day(shown, value):
            return Published(value=shown, basis="text", reason=shown)
        return Published(value=value, basis="metadata")
    # What stands alone above the body goes first: class names mark the dates of teasers too.
    for words in (reading.published, *map(after_label, head.shown)):
        if words and (value := first_moment([words], meta.fetched, usage)):
            return Published(value=value, basis="text", reason=words)
    if value := first_moment(head.scripted, meta.fetched, usage):
        return Published(value=value, basis="metadata")
    found = infer_published(reading.title, reading.paragraphs, reading.captions, reading.removed, language)
    month = month_in_url(url)
    if month and is_possible(f"{month}-01", meta.fetched) and not (found.value or "").startswith(month):
        return Published(value=month, basis="metadata")
    return found


def after_label(words: str) -> str:
    """A dateline from the word that says "published" on ("Updated 3 May 2030, published 1 May 2030" → "1 May 2030")."""
    match = PUBLISHED.search(words)
    rest = words[match.end() :] if match else ""
    return rest if any(char.isdigit() for char in rest) else words


def first_moment(found: Iterable[str], fetched: str | None, usage: Usage) -> str | None:
    """The first of some dates that is one, and is possible."""
    for words in found:
        value = read_moment(words, usage)
        if value and is_possible(value, fetched):
            return value
    return None
