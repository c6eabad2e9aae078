"""OPML, the lists of feeds: read into links to feeds, and written from the feeds that a desk knows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO, Final

from lxml import etree

from wiredesk.flow.pages.feeds.addresses import UNSAFE, joined
from wiredesk.flow.pages.feeds.cutting import END_OF_TAG
from wiredesk.flow.pages.feeds.elements import Element, local_name, opening_of, parse_entries
from wiredesk.flow.pages.feeds.xml_text import cleaned, declared_entities, pieces_of, read_held
from wiredesk.flow.pages.finds import MAX_PAGE_BYTES, Found, Link, Source, rejected
from wiredesk.records import PageMeta

OUTLINE: Final = re.compile(r"<!--.*?(?:-->|\Z)|<outline(?=[\s/>])", re.DOTALL | re.IGNORECASE)
END: Final = re.compile(r"</(?:opml|body)\b|<opml\b[^<>]*/>", re.IGNORECASE)
ADDRESSES: Final = ("xmlurl", "url")
FEED_TYPES: Final = ("rss", "atom")
BATCH: Final = 1000  # outlines parsed at once


def read_opml(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """What a list of feeds names, however deep its outlines are nested.

    Gives    a Link an outline with an address; outlet and language as the outline gives them.
    Rejects  no_address for a feed without one, too_large, truncated where the end is missing, empty.
    Cost     the list in memory.
    """
    content = read_held(stream, MAX_PAGE_BYTES)
    if content is None:
        yield rejected(source.name, "too_large", f"the list has more than {MAX_PAGE_BYTES // 2**20} MB")
        return
    text = "".join(pieces_of(io.BytesIO(content)))
    is_empty = True
    for number, outline in enumerate(outlines_in(text), 1):
        if found := found_in(outline, source, f"{source.name}:{number}"):
            is_empty = False
            yield found
    if not END.search(text):
        yield rejected(source.name, "truncated", "the list ends in its middle")
    elif is_empty:
        yield rejected(source.name, "empty", "the list has no addresses")


def outlines_in(text: str) -> Iterator[Element | None]:
    """The outlines of a list, each without what is inside it; None for one that cannot be made out."""
    entities = declared_entities(text[: match.start()] if (match := OUTLINE.search(text)) else "")
    tags = tags_in(text)
    while batch := list(islice(tags, BATCH)):
        yield from parse_entries(batch, opening_of({}), entities)


def tags_in(text: str) -> Iterator[str]:
    """The start tags of outlines, each closed."""
    for match in OUTLINE.finditer(text):
        if not match[0].startswith("<!") and (end := END_OF_TAG.match(text, match.end())):
            yield text[match.start() : end.end() - 1].rstrip("/") + "/>"


def found_in(outline: Element | None, source: Source, place: str) -> Found | None:
    """The link of an outline; None for a heading."""
    if outline is None:
        return rejected(place, "no_address", "nothing of the outline can be made out")
    said = {local_name(key): " ".join(value.split()) for key, value in outline.items()}
    name = said.get("title") or said.get("text") or ""
    for url in (said.get(key, "") for key in ADDRESSES):
        if url and not UNSAFE.match(url):
            address = joined(source.under.url or "", url, outline)
            return Link(address, meta_of(address, name, said.get("language", ""), source.under))
    return rejected(place, "no_address", name[:200]) if said.get("type", "").lower() in FEED_TYPES else None


def meta_of(url: str, name: str, language: str, under: PageMeta) -> PageMeta:
    """What an outline says of its feed."""
    return PageMeta(
        url=url,
        outlet=name or under.outlet,
        language=language or under.language,
        fetched=under.fetched,
        basis="feed",
    )


def write_opml(feeds: Iterable[PageMeta], *, title: str = "Feeds") -> bytes:
    """A list of feeds as OPML 2.0, each feed once, in the order given; the same feeds give the same bytes."""
    opml = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(opml, "head"), "title").text = cleaned(title)
    body = etree.SubElement(opml, "body")
    for feed in {feed.url: feed for feed in feeds if feed.url}.values():
        name = feed.outlet or feed.url or ""
        said = {"type": "rss", "text": name, "title": name, "xmlUrl": feed.url or "", "language": feed.language or ""}
        etree.SubElement(body, "outline", {key: cleaned(value) for key, value in said.items() if value})
    written: bytes = etree.tostring(opml, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written
