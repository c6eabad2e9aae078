"""Where the page of an entry is: links, ids and bases, in all the ways that feeds write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from wiredesk.flow.pages.feeds.elements import Element, Fields, attribute, first, text_of, words_of

XML_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
WEB: Final = re.compile(r"https?://", re.IGNORECASE)
SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
UNSAFE: Final = re.compile(r"(?:javascript|data|vbscript|about|mailto):", re.IGNORECASE)
PAGE_RELATIONS: Final = ("", "alternate", "http://www.iana.org/assignments/relation/alternate")


def address_of(element: Element, fields: Fields, base: str) -> str:
    """Where the entry's page is: the outlet's own address before that of a counter, a link before an id."""
    for url in addresses(element, fields, base):
        if url and not UNSAFE.match(url):
            return url
    return ""


def addresses(element: Element, fields: Fields, base: str) -> Iterator[str]:
    """All that may be the page's address, the likeliest first."""
    yield words_of(fields, "feedburner:origlink", "pheedo:origlink")
    for link in pages_first(fields.get("link", [])):
        yield joined(base, plain_url(text_of(link)) or attribute(link, "href"), link)
    guid = first(fields, "guid")
    if guid is not None and attribute(guid, "ispermalink").lower() != "false":
        yield web(joined(base, plain_url(text_of(guid)), guid))
    yield joined(base, attribute(element, "href"), element)
    yield from (joined(base, attribute(one, "href"), one) for one in fields.get("a", ()))
    yield joined(base, words_of(fields, "loc"), element)
    yield web(attribute(element, "about"))
    yield web(words_of(fields, "guid", "id"))
    content = first(fields, "content")
    if content is not None:
        yield joined(base, attribute(content, "src"), content)


def plain_url(words: str) -> str:
    """An address without the blanks that line breaks left in it, and with the scheme that was left out."""
    if WEB.match(words):
        return words.replace(" ", "")
    return f"http://{words}" if words.lower().startswith("www.") else words


def web(url: str) -> str:
    """The address, if it is one of the web."""
    return url if WEB.match(url) else ""


def pages_first(links: list[Element]) -> list[Element]:
    """The links to the page itself, HTML before other kinds."""
    if len(links) < 2:
        return links if links and attribute(links[0], "rel").lower() in PAGE_RELATIONS else []
    wanted = [link for link in links if attribute(link, "rel").lower() in PAGE_RELATIONS]
    return sorted(wanted, key=lambda link: "html" not in attribute(link, "type") and bool(attribute(link, "type")))


def joined(base: str, url: str, element: Element) -> str:
    """An address made whole by what the element, or what is around it, says of its base."""
    if not url or SCHEME.match(url):
        return url
    return whole(whole(base, element.get(XML_BASE, "")), url)


def whole(base: str, url: str) -> str:
    """An address made whole by its base; as it stands where either is none."""
    try:
        return str(urljoin(base, url))
    except ValueError:
        return url or base
