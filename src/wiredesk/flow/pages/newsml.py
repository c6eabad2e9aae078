"""NewsML 1, NewsML-G2 and NITF, news in XML as agencies send it: one page an item with a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from lxml import etree

from wiredesk.flow.pages.finds import Found, Source, page_of, rejected
from wiredesk.flow.pages.ninjs import people_in
from wiredesk.flow.pages.side_files import words
from wiredesk.flow.pages.unpacking import read_bounded
from wiredesk.records import PageForm, PageMeta

ITEMS: Final = ("NewsItem", "newsItem", "nitf")
BODIES: Final = ("inlineXML", "inlineData", "DataContent", "body.content")
COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d:?\d\d)?)?")
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The pages of an agency's XML."""
    content = read_bounded(stream)
    if content is None:
        yield rejected(source.name, "too_large")
        return
    # nothing is fetched and no entity expanded; what is broken is read as far as it goes
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError):
        root = None
    items = [] if root is None else list(root.iter(*(f"{{*}}{name}" for name in ITEMS)))
    outer = [item for item in items if not any(above in items for above in item.iterancestors())]
    if not outer:
        yield rejected(source.name, "unsupported", "news in XML without an item")
    for number, item in enumerate(outer, 1):
        name = source.name if len(outer) == 1 else f"{source.name}#{number}"
        yield read_item(item, root, replace(source, name=name))


def read_item(item: Any, root: Any, source: Source) -> Found:
    """The page of one item."""
    held = [body for name in BODIES for body in item.iter(f"{{*}}{name}")]
    body = max(held, key=lambda one: len("".join(one.itertext()).strip()), default=None)
    if body is None or not "".join(body.itertext()).strip():
        return rejected(source.name, "not_a_page", "an item without a body")
    form, content = content_of(body)
    key = first(item, "PublicIdentifier") or item.get("guid") or source.key
    meta = meta_of_xml(item, root, source.under)
    return page_of(replace(source, key=key, under=meta), form, content.encode("utf-8"))


def content_of(body: Any) -> tuple[PageForm, str]:
    """What a body holds: mark-up as it stands, or text."""
    inner = [etree.tostring(child, encoding="unicode", with_tail=True) for child in body if isinstance(child.tag, str)]
    if inner:
        return "html", "".join(inner)
    text = body.text or ""
    return ("html" if text.lstrip().startswith("<") else "text"), text


def meta_of_xml(item: Any, root: Any, under: PageMeta) -> PageMeta:
    """What an item says of its page; a side file knows better."""
    outlet = under.outlet or outlet_of(item, root)
    dates = ("FirstCreated", "firstCreated", "contentCreated", "versionCreated", "ThisRevisionCreated", "date.issue")
    return PageMeta(
        url=under.url,
        outlet=outlet,
        published=under.published or moment_of(first(item, *dates)),
        fetched=under.fetched,
        title=under.title or first(item, "HeadLine", "headline", "hl1"),
        authors=under.authors or people_in(first(item, "ByLine", "by", "byline") or "", outlet),
        language=under.language or first(item, "Language", "language") or words(item.get(LANGUAGE)),
    )


def outlet_of(item: Any, root: Any) -> str | None:
    """Whose item it is."""
    names = ("copyrightHolder", "provider", "infoSource", "NewsService", "ProviderId", "Provider")
    return first(item, *names) or first(root, *names)


def first(element: Any, *names: str) -> str | None:
    """The words of the first element of these names that has any, its attributes asked too."""
    for name in names:
        for found in element.iter(f"{{*}}{name}"):
            attributes = (found.get(key) for key in ("FormalName", "tag", "literal", "norm"))
            if value := words(" ".join(found.itertext())) or next(filter(None, map(words, attributes)), None):
                return value
    return None


def moment_of(value: str | None) -> str | None:
    """A time in ISO 8601, its hyphens and colons set."""
    found = COMPACT.fullmatch(value or "")
    if not found:
        return value
    year, month, day, hour, minute, second, zone = found.groups()
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second}{zone or ''}" if hour else "")
