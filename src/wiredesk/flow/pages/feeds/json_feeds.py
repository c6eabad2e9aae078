"""JSON Feed 1 and 1.1 → links to pages, as other feeds give them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from wiredesk.flow.pages.feeds.addresses import UNSAFE, whole
from wiredesk.flow.pages.feeds.dates import read_date
from wiredesk.flow.pages.feeds.entries import Body, Entry
from wiredesk.flow.pages.feeds.xml_feeds import CUT, found_of
from wiredesk.flow.pages.feeds.xml_text import read_held
from wiredesk.flow.pages.finds import MAX_UNPACKED_BYTES, Found, Source, rejected
from wiredesk.flow.pages.side_files import names, words
from wiredesk.records import PageMeta
from wiredesk.text.decoding import decode, without_surrogates

ITEMS: Final = re.compile(r'"items"\s*:\s*\[')
BETWEEN: Final = re.compile(r"[\s,]*")


def read_json_feed(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """What a JSON Feed holds.

    Gives    a Link an item; a Page for an item with a text and no address.
    Rejects  no_address, too_large, not_json; truncated, after all items that are whole, where the end is missing.
    Cost     the feed in memory.
    """
    content = read_held(stream, MAX_UNPACKED_BYTES)
    if content is None:
        yield rejected(source.name, "too_large", f"it unpacks to more than {MAX_UNPACKED_BYTES // 2**20} MB")
        return
    text = decode(content)
    try:
        feed, is_cut = json.loads(text), False
    except (ValueError, RecursionError):
        feed, is_cut = cut_feed(text), True
    items = feed.get("items") if isinstance(feed, dict) else None
    yield from read_items(feed, items if isinstance(items, list) else [], source)
    if is_cut:
        yield rejected(source.name, "truncated", CUT)
    elif not items:
        yield rejected(source.name, "empty", "the feed has no items")


def cut_feed(text: str) -> dict[str, Any]:
    """What can be read of a feed that ends too early: what stands before its items, and the items that are whole."""
    start = ITEMS.search(text)
    if not start:
        return {}
    try:
        feed = json.loads(text[: start.start()].rstrip(" \t\r\n,") + "}")
    except (ValueError, RecursionError):
        feed = {}
    return {**feed, "items": list(whole_items(text, start.end()))}


def whole_items(text: str, position: int) -> Iterator[Any]:
    """The JSON values from a position on, up to the first that is broken."""
    decoder = json.JSONDecoder()
    while match := BETWEEN.match(text, position):
        try:
            item, position = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            return
        yield item


def read_items(feed: Mapping[str, Any], items: list[Any], source: Source) -> Iterator[Found]:
    """The links of a feed's items."""
    under = source.under
    meta = PageMeta(
        outlet=under.outlet or words(feed.get("title")),
        language=under.language or words(feed.get("language")),
        authors=under.authors or authors_of(feed),
        section=under.section,
        fetched=under.fetched,
    )
    base = under.url or words(feed.get("feed_url")) or words(feed.get("home_page_url")) or ""
    for number, item in enumerate(items, 1):
        place = f"{source.name}:{number}"
        if isinstance(item, dict):
            yield found_of(read_item(item, meta, base, place))
        else:
            yield rejected(place, "no_address", "the item is no JSON object")


def read_item(item: Mapping[str, Any], feed: PageMeta, base: str, place: str) -> Entry:
    """An item of a feed, of which `feed` says what holds for all."""
    tags = names(item.get("tags"))
    meta = PageMeta(
        url=address_of(item, base),
        outlet=feed.outlet,
        published=date_of(item),
        title=words(item.get("title")),
        authors=authors_of(item) or feed.authors,
        language=words(item.get("language")) or feed.language,
        section=tags[0] if tags else feed.section,
        fetched=feed.fetched,
        basis="feed",
    )
    return Entry(place=place, key=key_of(item) or meta.url or "", meta=meta, body=body_of(item))


def key_of(item: Mapping[str, Any]) -> str:
    """By what the feed knows the item; numbers are taken for words."""
    own = item.get("id")
    return words(str(own)) or "" if isinstance(own, str | int | float) and not isinstance(own, bool) else ""


def address_of(item: Mapping[str, Any], base: str) -> str | None:
    """Where the item's page is: here, else where it points to, else its id if that is an address."""
    own = key_of(item)
    for url in (words(item.get("url")), words(item.get("external_url")), own if own.startswith("http") else None):
        if url and not UNSAFE.match(url):
            return whole(base, url)
    return None


def date_of(item: Mapping[str, Any]) -> str | None:
    """When the item was published, else changed."""
    given = [value for value in (words(item.get("date_published")), words(item.get("date_modified"))) if value]
    return next((found for value in given if (found := read_date(value))), None) or (given[0][:80] if given else None)


def authors_of(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The authors of version 1.1, else the one of version 1."""
    return names(fields.get("authors")) or names(fields.get("author"))


def body_of(item: Mapping[str, Any]) -> Body | None:
    """The text that the feed holds of the item."""
    for name, form in (("content_html", "html"), ("content_text", "text")):
        text = item.get(name)
        if isinstance(text, str) and text.strip():
            return Body("html" if form == "html" else "text", without_surrogates(text))
    return None
