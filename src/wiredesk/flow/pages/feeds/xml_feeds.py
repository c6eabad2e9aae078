"""RSS 0.9 to 2.0, RDF, Atom, CDF → links to pages, each with what the feed says of the page and holds of its text.

Entries are cut out of the text as it comes (`cutting.py`), parsed (`elements.py`) and read (`entries.py`) one by one.
Nothing is fetched, no entity is expanded that names another, and a broken entry costs only itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from wiredesk.flow.pages.feeds.addresses import WEB, whole
from wiredesk.flow.pages.feeds.cutting import NAMESPACE, Cutter, marks_of, roots_of
from wiredesk.flow.pages.feeds.elements import (
    DOCTYPE,
    USUAL,
    Element,
    Fields,
    attribute,
    fields_of,
    is_own,
    name_of,
    opening_of,
    parse_entries,
    parse_frame,
    text_of,
)
from wiredesk.flow.pages.feeds.entries import (
    XML_LANG,
    Entry,
    authors_of,
    language_of,
    read_entry,
    title_of,
)
from wiredesk.flow.pages.feeds.xml_text import declared_entities, pieces_of
from wiredesk.flow.pages.finds import MAX_PAGE_BYTES, NOTHING, Found, Link, Source, page_of, rejected
from wiredesk.records import PageMeta, Rejected

ROOTS: Final = ("channel", "rss", "feed", "rdf")
CHANNELS: Final = frozenset({"channel", "feed"})
TOO_LARGE: Final = f"the entry has more than {MAX_PAGE_BYTES // 2**20} MB"
CUT: Final = "the feed ends in its middle"


@dataclass(slots=True)
class Feed:
    """What holds for all entries of a feed."""

    meta: PageMeta
    base: str = ""
    opening: str = ""
    entities: dict[str, str] = field(default_factory=dict)


def read_feed(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """What a feed holds.

    Gives    a Link an entry; a Page for an entry with a text and no address.
    Rejects  no_address for an entry with neither, too_large, truncated where the end is missing, empty.
    Cost     a megabyte of text at a time.
    """
    for entry in read_entries(stream, source):
        yield entry if isinstance(entry, Rejected) else found_of(entry)


def read_entries(stream: BinaryIO, source: Source) -> Iterator[Entry | Rejected]:
    """The entries of a feed in their order, and what cannot be read of it."""
    number = 0
    cutter = Cutter(marks_of(("item", "entry"), ROOTS), roots_of(ROOTS))
    feed: Feed | None = None
    for texts in entry_texts(stream, cutter):
        feed = feed or feed_of(cutter.around(), source)
        taken = [text for text in texts if text is not None]
        elements = iter(parse_entries(taken, feed.opening, feed.entities))
        for text in texts:
            number += 1
            place = f"{source.name}:{number}"
            if text is None:
                yield rejected(place, "too_large", TOO_LARGE)
            elif (element := next(elements)) is None:
                yield rejected(place, "no_address", "nothing of the entry can be made out")
            else:
                yield read_entry(element, feed.meta, feed.base, place)
    if cutter.is_cut():
        yield rejected(source.name, "truncated", CUT)
    elif not number:
        yield rejected(source.name, "empty", "the feed has no entries")


def entry_texts(stream: BinaryIO, cutter: Cutter) -> Iterator[list[str | None]]:
    """The texts of a feed's entries, as many at a time as come together."""
    declared: dict[str, str] = {}

    def is_wanted(prefix: str, tag: str) -> bool:
        """True for entries of the feed itself, not for those of some module that has its own."""
        if not declared:
            declared.update({**USUAL, **dict(NAMESPACE.findall(cutter.around() + cutter.held))})
        return is_own(dict(NAMESPACE.findall(tag)).get(prefix) or declared.get(prefix, ""))

    cutter.is_wanted = is_wanted
    for piece in pieces_of(stream):
        if texts := cutter.feed(piece):
            yield texts


def found_of(entry: Entry) -> Found:
    """The link of an entry with the page that the feed itself holds; the page alone where no address is given."""
    url = entry.meta.url
    page = None
    if entry.body:
        source = Source(url or entry.place, key=entry.key or entry.place, under=entry.meta)
        page = page_of(source, entry.body.form, entry.body.text.encode("utf-8", "replace"))
    if url:
        return Link(url, entry.meta, page)
    return page or rejected(entry.place, "no_address", (entry.meta.title or "")[:200])


# ------------------------------------------------------------------ the feed itself


def feed_of(frame: str, source: Source) -> Feed:
    """What a feed says of itself around its entries."""
    doctypes = "".join(DOCTYPE.findall(frame))
    entities = declared_entities(doctypes) if doctypes else {}
    root = parse_frame(frame, entities)
    under = source.under
    if root is None:
        return Feed(replace_meta(under, NOTHING), under.url or "", opening_of({}), entities)
    channel = next((one for one in root.iter() if is_channel(one)), root)
    fields = fields_of(channel)
    spaces = {**root.nsmap, **channel.nsmap}
    said = PageMeta(
        outlet=title_of(fields) or None,
        language=language_of(channel, fields) or root.get(XML_LANG),
        authors=authors_of(fields) if name_of(channel) == "feed" else (),
        section=None,
    )
    base = base_of(root, channel, fields, under.url or "")
    return Feed(replace_meta(under, said), base, opening_of(spaces), entities)


def is_channel(element: object) -> bool:
    """True for the element that tells of the feed."""
    return isinstance(getattr(element, "tag", None), str) and name_of(element) in CHANNELS


def replace_meta(under: PageMeta, said: PageMeta) -> PageMeta:
    """What was known of the feed before it was read, completed by what the feed says."""
    return PageMeta(
        outlet=under.outlet or said.outlet,
        language=under.language or said.language,
        authors=under.authors or said.authors,
        section=under.section or said.section,
        fetched=under.fetched,
    )


def base_of(root: Element, channel: Element, fields: Fields, own: str) -> str:
    """What relative addresses begin with: said so, else the feed's own address, else its home page."""
    said = whole(own, attribute(root, "base"))
    if name_of(root) != "rdf:rdf" and channel is not root:
        said = whole(said, attribute(channel, "base"))
    if said or own:
        return said
    links = fields.get("link", [])
    home = (text_of(link) or attribute(link, "href") for link in links)
    return next((url for url in home if WEB.match(url)), "")
