"""XML → elements, under the names by which feeds are read, whatever prefix or name space each writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from wiredesk.flow.pages.feeds.xml_text import well_formed

Element = Any  # lxml's own class is private
Fields = Mapping[str, list[Element]]

OWN: Final = ""  # the vocabulary of feeds, site maps and lists themselves
SPACES: Final[dict[str, str]] = {
    "http://backend.userland.com/rss": OWN,
    "http://backend.userland.com/rss2": OWN,
    "http://blogs.law.harvard.edu/tech/rss": OWN,
    "http://cyber.law.harvard.edu/rss": OWN,
    "http://purl.org/rss/1.0": OWN,
    "http://purl.org/rss/1.0/modules/rss091": OWN,
    "http://purl.org/net/rss1.1": OWN,
    "http://channel.netscape.com/rdf/simple/0.9": OWN,
    "http://my.netscape.com/rdf/simple/0.9": OWN,
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": OWN,
    "http://purl.org/atom/ns": OWN,
    "http://purl.org/atom-blog/ns": OWN,
    "http://purl.org/echo": OWN,
    "http://purl.org/pie": OWN,
    "http://example.com/newformat": OWN,  # drafts of Atom, before it had a name
    "http://example.com/necho": OWN,
    "uri/of/echo/namespace": OWN,
    "http://www.w3.org/2005/atom": OWN,
    "http://www.sitemaps.org/schemas/sitemap/0.9": OWN,
    "http://www.google.com/schemas/sitemap/0.84": OWN,
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.pheedo.com/namespace/pheedo": "pheedo",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://prismstandard.org/namespaces/1.2/basic": "prism",
    "http://prismstandard.org/namespaces/basic/2.0": "prism",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/xml/1998/namespace": "xml",
}  # lower case, without what may follow: "/", "#"
USUAL: Final[dict[str, str]] = {
    "atom": "http://www.w3.org/2005/atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}  # what a prefix stands for where the feed forgets to say so
OWN_PREFIXES: Final = ("atom", "rss", "a10")  # of the vocabulary of feeds, where nothing says what they stand for
XML_ID: Final = re.compile(r"[\w.-]+")
DOCTYPE: Final = re.compile(r"<!DOCTYPE(?:[^<>\[]|<!--.*?-->)*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
HEAD: Final = re.compile(r"\A(?:\s|<\?.*?\?>|<!--.*?-->)+", re.DOTALL)
WRAPPER: Final = "wrapper"


@lru_cache(maxsize=2)
def parser(*, recover: bool) -> etree.XMLParser:
    """A parser that fetches nothing and expands nothing; entities were made characters before."""
    return etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip


def parse_frame(text: str, entities: Mapping[str, str]) -> Element | None:
    """The tree of what stands around the entries, as far as it can be made out; None where nothing does."""
    bare = DOCTYPE.sub("", text)
    bare = bare[match.end() :] if (match := HEAD.match(bare)) else bare
    start = bare.find("<")
    if start < 0:
        return None
    return root_of(well_formed(bare[start:], entities))


def parse_entries(texts: Sequence[str], opening: str, entities: Mapping[str, str]) -> Iterable[Element | None]:
    """The elements of some entries: all at once where they are well-formed, else each by itself, mended."""
    whole = f"{opening}{well_formed(''.join(texts), entities)}</{WRAPPER}>"
    try:
        found: Sequence[Element] = etree.fromstring(whole.encode("utf-8"), parser(recover=False))
    except etree.XMLSyntaxError:
        found = ()
    if len(found) == len(texts):
        return found  # a root, whose elements are made one by one as they are read
    return (parse_entry(text, opening, entities) for text in texts)


def parse_entry(text: str, opening: str, entities: Mapping[str, str]) -> Element | None:
    """The element of one entry that may be broken."""
    root = root_of(f"{opening}{well_formed(text, entities)}</{WRAPPER}>")
    return root[0] if root is not None and len(root) else None


def root_of(text: str) -> Element | None:
    """The root of a text that may be broken."""
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser(recover=True))
    except etree.XMLSyntaxError:
        return None


def opening_of(spaces: Mapping[str | None, str]) -> str:
    """The start tag around entries that gives their prefixes a meaning."""
    declared = {**USUAL, **{prefix or "": space for prefix, space in spaces.items()}}
    said = (
        f"xmlns{':' + prefix if prefix else ''}={quoteattr(space)}"
        for prefix, space in declared.items()
        if prefix != "xml" and (space or not prefix) and (not prefix or XML_ID.fullmatch(prefix))
    )
    return f"<{WRAPPER} {' '.join(said)}>"


def name_of(element: Element) -> str:
    """What an element is called in the vocabulary of feeds: "title", "dc:creator", "media:credit"."""
    tag = element.tag
    return known_name(tag) or name_by_prefix(tag, element.prefix)


@lru_cache(maxsize=4096)
def known_name(tag: str) -> str:
    """A tag's name with the usual prefix of its name space; "" where that is unknown."""
    space, _, local = tag.lower().rpartition("}")
    if space:
        known = SPACES.get(space_key(space[1:]))
        return "" if known is None else f"{known}:{local}" if known else local
    prefix, _, local = local.rpartition(":")
    return f"{prefix}:{local}" if prefix and prefix not in OWN_PREFIXES else local


def name_by_prefix(tag: str, prefix: str | None) -> str:
    """A tag's name with its own prefix."""
    local = tag.rpartition("}")[2].lower()
    return f"{prefix.lower()}:{local}" if prefix else local


def space_key(space: str) -> str:
    """A name space without the differences that people make in writing it."""
    return space.strip().lower().rstrip("/#")


def is_own(space: str) -> bool:
    """True for the vocabulary of feeds itself."""
    return SPACES.get(space_key(space)) == OWN


def fields_of(element: Element) -> dict[str, list[Element]]:
    """What stands below an element, by name; what an unclosed field swallowed is found again."""
    found: dict[str, list[Element]] = {}
    waiting = list(element)
    for child in waiting:
        tag = child.tag
        name = known_name(tag) or name_by_prefix(tag, child.prefix)
        if name in found:
            found[name].append(child)
        else:
            found[name] = [child]
        if name in LEAVES and len(child):
            waiting.extend(swallowed_by(child))
    return found


def swallowed_by(element: Element) -> list[Element]:
    """The fields that stand in one whose end tag is missing, taken out of it."""
    found = [inner for inner in element if name_of(inner) in SWALLOWED]
    for inner in found:
        element.remove(inner)
    return found


LEAVES: Final = frozenset({"title", "link", "guid", "pubdate", "dc:date", "dc:creator", "category", "comments"})
SWALLOWED: Final = LEAVES | {"description", "content:encoded", "author", "source", "published", "updated"}


def text_of(element: Element | None) -> str:
    """The characters of an element and of what is inside it, blanks made single."""
    if element is None:
        return ""
    text = element.text if not len(element) else "".join(element.itertext())
    return " ".join(text.split()) if text else ""


def own_text(element: Element) -> str:
    """The characters of an element before anything inside it."""
    return (element.text or "").strip()


def first(fields: Fields, *names: str) -> Element | None:
    """The first element of one of these names, in the names' order."""
    for name in names:
        if name in fields:
            return fields[name][0]
    return None


def words_of(fields: Fields, *names: str) -> str:
    """The words of the first such element that has any."""
    for name in names:
        for element in fields.get(name, ()):
            if words := text_of(element):
                return words
    return ""


def attribute(element: Element, name: str) -> str:
    """An attribute, in whatever case its name is written; "" where it is not there."""
    for key in element.keys():  # noqa: SIM118
        if key == name or local_name(key) == name:
            return str(element.get(key)).strip()
    return ""


def local_name(key: str) -> str:
    """An attribute's name without its name space, lower case."""
    return key.rpartition("}")[2].rpartition(":")[2].lower()
