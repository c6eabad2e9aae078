"""Titles and texts of feeds: what kind of text each is, and what it says."""

from __future__ import annotations

import base64
import binascii
import html
import re
from copy import deepcopy
from typing import Final

from lxml import etree

from wiredesk.flow.pages.feeds.elements import Element, attribute, local_name
from wiredesk.flow.pages.feeds.xml_text import NOT_XML
from wiredesk.records import PageForm
from wiredesk.text.decoding import decode

TAG: Final = re.compile(r"<(script|style)\b.*?</\1\s*>|</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
HTML_LIKE: Final = re.compile(
    r"</?(?:p|br|div|a|b|i|em|strong|span|img|ul|ol|li|blockquote|figure|h[1-6]|table|pre|hr)\b[^<>]*>", re.IGNORECASE
)
UNSEEN: Final = ("{*}script", "{*}style")
ENTITY: Final = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);", re.IGNORECASE)
ATOM: Final = ("{http://www.w3.org/2005/Atom}", "{http://purl.org/atom/ns#}")
PLAIN_TYPES: Final = frozenset({"text", "text/plain", "plain", "text/enriched"})
BINARY_TYPE: Final = "application/octet-stream"  # of texts that are base64 without saying so
INLINE_TYPES: Final = frozenset(
    {"html", "xhtml", "text/html", "application/xhtml+xml", "xml", "text/xml", "", BINARY_TYPE}
)


def plain_words(element: Element) -> str:
    """What a title or name says, its blanks made single; mark-up in it taken for what it means."""
    if len(element):
        etree.strip_elements(element, *UNSEEN, with_tail=False)
        return words_in("".join(element.itertext()), is_markup=False)
    text = decoded(element)
    return words_in(text, is_markup=("&" in text or "<" in text) and kind_of(element, text) == "html")


def words_in(text: str, *, is_markup: bool) -> str:
    """The words of a text, its tags and entities undone where it is mark-up."""
    if is_markup:
        text = html.unescape(TAG.sub(" ", text) if HTML_LIKE.search(text) else TAG.sub("", text))
    return " ".join(text.split())


def kind_of(element: Element, text: str) -> PageForm:
    """ "html" or "text": what an element's characters are, by its type and by themselves."""
    kind = attribute(element, "type").lower()
    if kind in PLAIN_TYPES or is_unmarked(element, kind):
        return "html" if HTML_LIKE.search(text) else "text"
    return "html" if "<" in text or ENTITY.search(text) or len(element) else "text"


def is_unmarked(element: Element, kind: str) -> bool:
    """True for Atom's elements without a type, which are plain text; RSS has no types and much mark-up."""
    return not kind and element.tag.startswith(ATOM)


def body_of(element: Element) -> tuple[PageForm, str] | None:
    """The text that an element holds, and its form; None for pictures, sound, and what stands elsewhere."""
    is_described = bool(element.keys())
    kind = attribute(element, "type").lower().partition(";")[0].strip() if is_described else ""
    if kind not in INLINE_TYPES and kind not in PLAIN_TYPES:
        return None
    if len(element):
        return "html", inner_markup(element).strip()
    text = decoded(element).strip()
    is_binary = is_described and NOT_XML.search(text)
    return (kind_of(element, text), text) if text and not is_binary else None


def decoded(element: Element) -> str:
    """An element's characters, base64 undone where it says so."""
    text: str = element.text or ""
    if (
        not text
        or not element.keys()
        or not (attribute(element, "mode").lower() == "base64" or attribute(element, "type") == BINARY_TYPE)
    ):
        return text
    try:
        return decode(base64.b64decode(text, validate=False))
    except (binascii.Error, ValueError):
        return text


def inner_markup(element: Element) -> str:
    """The mark-up inside an element, its tags without prefixes."""
    for inner in element.iterdescendants(tag=etree.Element):
        inner.tag = local_name(inner.tag) or "span"
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        alone = deepcopy(child)  # without the name spaces of what is around it
        etree.cleanup_namespaces(alone)
        parts.append(etree.tostring(alone, encoding="unicode", method="html"))
    return "".join(parts)
