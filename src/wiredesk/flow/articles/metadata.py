"""What is known of an article besides its text, settled from side file, page head, and the page's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from wiredesk.flow.articles.addresses import find_url
from wiredesk.flow.articles.authors import is_full_name, no_people, people
from wiredesk.flow.articles.authorship import byline_names
from wiredesk.flow.articles.dating import find_published, first_moment
from wiredesk.flow.articles.head import Head
from wiredesk.flow.articles.language import find_language
from wiredesk.flow.articles.outlets import country_of, domain_of, find_outlet, key_of
from wiredesk.flow.articles.reading import Reading
from wiredesk.flow.articles.titles import find_title
from wiredesk.flow.articles.written_dates import usage_of
from wiredesk.records import Outlet, PageMeta, Published

LONGEST_LABEL: Final = 60  # characters
LONGEST_SIGNATURE: Final = 60  # characters


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
    reprinted_from: tuple[str, ...]


def settle(meta: PageMeta, head: Head, reading: Reading) -> Metadata:
    """The fields of an article.

    Takes    what was given beside the page, what its head says, what its text shows; in this order of trust. What a
             feed says of a page comes last.
    Gives    Metadata; a field that nothing gives is empty, None or "und", never made up.
    """
    url = find_url(meta.url, head.urls)
    given, told = (PageMeta(language=meta.language), meta) if meta.basis == "feed" else (meta, PageMeta())
    sites = tuple(filter(None, (*head.sites, reading.outlet, told.outlet)))
    outlet = find_outlet(given.outlet, sites, tuple(one for one in (meta.url, *head.urls) if one))
    text = "\n".join(reading.paragraphs)
    language = find_language(text or reading.title, meta.language or head.language)
    usage = usage_of(meta.language or head.language or language, country_of(outlet.domain))
    names = (*sites, outlet.name or "", outlet.domain or "")
    return Metadata(
        title=given.title or find_title((*head.titles[:2], reading.title, *head.titles[2:], told.title or ""), names),
        authors=find_authors(given, head, reading, names) or people(told.authors, names),
        outlet=outlet,
        url=url,
        section=given.section or next(filter(is_label, head.sections), told.section),
        published=find_published(meta, head, reading, url, usage),
        modified=first_moment(head.modified, meta.fetched, usage),
        language=language,
        reprinted_from=find_first_printers(meta, head, outlet),
    )


def find_first_printers(meta: PageMeta, head: Head, outlet: Outlet) -> tuple[str, ...]:
    """Who printed the article first, as the page's own address on another site and its feed say."""
    elsewhere = head.urls[:1] if meta.url and outlet.domain and meta.basis != "feed" else ()
    others = [one for one in elsewhere if (domain_of(one) or outlet.domain) not in (outlet.domain, domain_of(meta.url))]
    known = {key_of(name) for name in (outlet.name, outlet.domain) if name}
    named = [meta.source] if meta.source and key_of(meta.source) not in known else []
    return tuple(dict.fromkeys((*others, *named)))


def is_label(words: str) -> bool:
    """True for what can be a section's name: short, and no address."""
    return len(words) <= LONGEST_LABEL and not words.startswith(("http://", "https://"))


def find_authors(meta: PageMeta, head: Head, reading: Reading, names: tuple[str, ...]) -> tuple[str, ...]:
    """The people who wrote the article: given, named by the page's head, shown on the page."""
    others = no_people(names, (meta.url or "", *head.urls), head.sections)
    if given := people(meta.authors):
        return given
    named = people(head.authors, others)
    if any(map(is_full_name, named)):
        return named
    # A single word is an account, or half a name: the full one that the page shows is better.
    shown = (people(words, others, strict=True) for words in (*head.bylines, signatures(reading)))
    return next(filter(None, shown), ()) or named or people(reading.authors, others)


def signatures(reading: Reading) -> tuple[str, ...]:
    """The first words of a cleaned page that name its author: a byline that was left out, a name at either end."""
    left_out = (line.words for line in reading.removed if line.reason == "byline" or byline_names(line.words))
    ends = (*reading.paragraphs[:1], *reading.paragraphs[-1:])
    alone = (words.strip(" ()—–-.") for words in ends if len(words) < LONGEST_SIGNATURE)
    return next(((words,) for words in (*left_out, *filter(is_full_name, alone)) if people([words], strict=True)), ())
