"""Site maps, and site maps of news → links to pages; an index of site maps → links to these."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from wiredesk.flow.pages.feeds.addresses import joined
from wiredesk.flow.pages.feeds.cutting import Cutter, marks_of, roots_of
from wiredesk.flow.pages.feeds.dates import read_date
from wiredesk.flow.pages.feeds.elements import (
    Element,
    Fields,
    fields_of,
    opening_of,
    parse_entries,
    parse_frame,
    words_of,
)
from wiredesk.flow.pages.feeds.entries import captions_of, pictures_of, section_of, title_of
from wiredesk.flow.pages.feeds.xml_text import pieces_of
from wiredesk.flow.pages.finds import Found, Link, Source, rejected
from wiredesk.records import PageMeta

ROOTS: Final = ("urlset", "sitemapindex")


def read_sitemap(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """What a site map names.

    Gives    a Link an address, with what a news site map says of the page: title, date, outlet, language.
    Rejects  no_address, too_large, truncated where the end is missing, empty.
    Cost     a megabyte of text at a time.
    """
    cutter = Cutter(marks_of(("url", "sitemap"), ROOTS), roots_of(ROOTS))
    opening, number = "", 0
    for piece in pieces_of(stream):
        texts = cutter.feed(piece)
        opening = opening or opening_around(cutter.around())
        elements = iter(parse_entries([text for text in texts if text is not None], opening, {}))
        for text in texts:
            number += 1
            place = f"{source.name}:{number}"
            yield rejected(place, "too_large") if text is None else found_in(next(elements), source, place)
    if cutter.is_cut():
        yield rejected(source.name, "truncated", "the site map ends in its middle")
    elif not number:
        yield rejected(source.name, "empty", "the site map has no addresses")


def opening_around(frame: str) -> str:
    """The start tag that gives the prefixes of a site map their meaning."""
    root = parse_frame(frame, {})
    return opening_of({} if root is None else root.nsmap)


def found_in(element: Element | None, source: Source, place: str) -> Found:
    """The link of one address."""
    fields = {} if element is None else fields_of(element)
    url = joined(source.under.url or "", words_of(fields, "loc"), element)
    return Link(url, meta_of(element, fields, url, source.under)) if url else rejected(place, "no_address")


def meta_of(element: Element, fields: Fields, url: str, under: PageMeta) -> PageMeta:
    """What the site map says of a page; the day of its last change is not the day of its publication."""
    news = fields.get("news:news", [])
    said = fields_of(news[0]) if news else {}
    title = title_of(said)
    publication = said.get("news:publication", [])
    outlet = fields_of(publication[0]) if publication else {}
    return PageMeta(
        url=url,
        outlet=words_of(outlet, "news:name") or under.outlet,
        published=read_date(words_of(said, "news:publication_date")),
        title=title or None,
        language=words_of(outlet, "news:language") or under.language,
        section=section_of(said) or under.section,
        captions=captions_of(pictures_of(fields, element), title),
        fetched=under.fetched,
        basis="feed",
    )
