"""One entry of a feed → where its page is, what the feed says of it, and the text that the feed itself holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from lxml import etree

from wiredesk.flow.pages.feeds.addresses import SCHEME, WEB, XML_BASE, address_of, whole
from wiredesk.flow.pages.feeds.dates import read_date
from wiredesk.flow.pages.feeds.elements import Element, Fields, attribute, fields_of, first, name_of, text_of, words_of
from wiredesk.flow.pages.feeds.markup import body_of, plain_words
from wiredesk.records import PageForm, PageMeta

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
EMAIL: Final = re.compile(r"\S+@\S+\.\w+|\S+\s+(?:at|\(at\))\s+\S+\.\w+")
NAME_IN_BRACKETS: Final = re.compile(r"\(([^()]*[^\W\d][^()]*)\)\s*$")
PUBLISHED: Final = (
    "pubdate", "published", "issued", "dcterms:issued", "dc:date", "prism:publicationdate", "news:publication_date",
    "created", "dcterms:created", "updated", "modified", "dcterms:modified", "date", "lastmod",
)  # fmt: skip
AUTHORS: Final = ("dc:creator", "author", "itunes:author", "dc:author", "dc:contributor")
BODIES: Final = ("content:encoded", "content", "xhtml:body", "body", "fullitem", "xhtml:div")
SUMMARIES: Final = ("description", "summary", "abstract", "dc:description", "itunes:summary")
FULL_WORDS: Final = 100  # in a description; shorter ones are teasers, or cannot be told from them
CUT_SHORT: Final = re.compile(
    r"(?:\[(?:…|\.\.\.|&hellip;|&#8230;)\]|(?:…|\.\.\.|&hellip;|&#8230;))\s*(?:</?[^<>]*>\s*)*$"
    r"|(?:read|continue|see) (?:more|reading|the (?:rest|full))\b[^<]{0,80}(?:</?[^<>]*>\s*)*$",
    re.IGNORECASE,
)
PICTURES: Final = frozenset(
    "media:description media:title media:credit media:copyright image:caption image:title".split()
)
MEDIA: Final = PICTURES | {"media:content", "media:group", "media:thumbnail", "image:image"}
MAX_SECTION: Final = 60  # characters; longer ones are lists of words


class Body(NamedTuple):
    """The text that a feed holds of a page."""

    form: PageForm
    text: str


class Entry(NamedTuple):
    """An entry as read."""

    place: str  # in the feed: its name and the entry's number
    key: str  # what the feed calls it: its guid, id or address
    meta: PageMeta
    body: Body | None


def read_entry(element: Element, feed: PageMeta, base: str, place: str) -> Entry:
    """An entry of a feed, of which `feed` says what holds for all, and `base` what relative addresses begin with."""
    fields = fields_of(element)
    base = whole(base, element.get(XML_BASE, ""))
    title, origin = title_of(fields), source_of(fields)
    pictures = pictures_of(fields, element)
    meta = PageMeta(
        url=address_of(element, fields, base) or None,
        outlet=origin or feed.outlet,
        published=date_of(fields) or read_date(attribute(element, "lastmod")),
        title=title or None,
        authors=authors_of(fields) or source_authors(fields) or feed.authors,
        language=language_of(element, fields) or feed.language,
        section=section_of(fields) or feed.section,
        source=origin,
        fetched=feed.fetched,
        captions=captions_of(pictures, title),
        image_credits=image_credits_of(pictures),
        basis="feed",
    )
    return Entry(place=place, key=key_of(fields) or meta.url or "", meta=meta, body=find_body(fields))


def title_of(fields: Fields) -> str:
    """The entry's title: its own before that of a picture in it."""
    for name in ("title", "news:title", "dc:title", "media:title"):
        for element in fields.get(name, ()):
            if words := plain_words(element):
                return words
    return ""


def key_of(fields: Fields) -> str:
    """By what the feed knows the entry."""
    return words_of(fields, "guid", "id", "dc:identifier")


# ------------------------------------------------------------------ who, when, what about


def date_of(fields: Fields) -> str | None:
    """When the page was published, else changed: ISO 8601, or the words as they stand where they are no known form.

    Of two dates of one name the last counts, as in feedparser.
    """
    words = ""
    for name in PUBLISHED:
        for element in reversed(fields.get(name, [])):
            written = text_of(element)
            if value := read_date(written):
                return value
            words = words or written[:80]
    return words or None


def authors_of(fields: Fields) -> tuple[str, ...]:
    """The names of those who wrote the page."""
    for name in AUTHORS:
        if name in fields and (names := authors_in(fields[name])):
            return names
    return ()


def authors_in(elements: Iterable[Element]) -> tuple[str, ...]:
    """The names in some elements: in their <name>, else in their words; addresses of mail are no names."""
    names = (name for element in elements for name in names_in(element))
    return tuple(dict.fromkeys(name for name in names if name))


def source_authors(fields: Fields) -> tuple[str, ...]:
    """The authors of the feed that the entry comes from."""
    return authors_in(one for source in fields.get("source", ()) for one in source if name_of(one) == "author")


def names_in(element: Element) -> Iterator[str]:
    """The names in one element."""
    if not len(element):
        yield person(plain_words(element))
        return
    for inner in element.iterdescendants(tag=etree.Element):
        if name_of(inner).rpartition(":")[2] == "name":
            yield person(plain_words(inner))


def person(words: str) -> str:
    """A name out of "desk@velm.example (Ada Lind)" or "Ada Lind <desk@velm.example>"."""
    if match := NAME_IN_BRACKETS.search(words):
        return match[1].strip() if EMAIL.search(words) else words
    return EMAIL.sub("", words).strip(" <>()[],;:") if "@" in words or " at " in words else words


def source_of(fields: Fields) -> str | None:
    """Who printed the page first, as <source> says."""
    for element in fields.get("source", ()):
        inner = next((child for child in element if name_of(child) == "title"), None)
        words = plain_words(element if inner is None else inner)
        if words and (inner is not None or not len(element)):
            return words
    words = words_of(fields, "dc:source")
    return words if words and not SCHEME.match(words) else None


def section_of(fields: Fields) -> str | None:
    """The first category that is short enough to be a section's name."""
    for name in ("category", "dc:subject", "prism:section"):
        for element in fields.get(name, ()):
            words = attribute(element, "label") or plain_words(element) or attribute(element, "term")
            if words and len(words) <= MAX_SECTION and not WEB.match(words):
                return words
    return None


def language_of(element: Element, fields: Fields) -> str | None:
    """The entry's own language."""
    content = first(fields, *BODIES)
    inner = content.get(XML_LANG) if content is not None else None
    return words_of(fields, "dc:language", "language") or inner or element.get(XML_LANG) or None


# ------------------------------------------------------------------ text and pictures


def find_body(fields: Fields) -> Body | None:
    """The page's text, if the feed holds it: its content, or a description too long for a teaser."""
    if found := longest(fields, BODIES):
        return found
    found = longest(fields, SUMMARIES)
    return found if found and is_full(found.text) else None


def longest(fields: Fields, names: Iterable[str]) -> Body | None:
    """The longest of the texts in some elements."""
    best = None
    for name in names:
        for element in fields.get(name, ()):
            found = body_of(element)
            if found and found[1] and (best is None or len(found[1]) > len(best.text)):
                best = Body(*found)
    return best


def is_full(text: str) -> bool:
    """True for a description that is a whole text, not the start of one."""
    return len(text.split()) >= FULL_WORDS and not CUT_SHORT.search(text[-600:])


def pictures_of(fields: Fields, element: Element) -> dict[str, list[Element]]:
    """What the feed says of the entry's pictures, by the element's name, wherever in the entry it stands."""
    found: dict[str, list[Element]] = {}
    if not MEDIA.isdisjoint(fields):
        for one in element.iterdescendants(tag=etree.Element):
            if (name := name_of(one)) in PICTURES:
                found.setdefault(name, []).append(one)
    return found


def captions_of(pictures: Fields, title: str) -> tuple[str, ...]:
    """What is to be seen on the pictures; their titles only where nothing else is said and they are not the entry's."""
    if found := all_words(pictures, "media:description", "image:caption"):
        return found
    return tuple(words for words in all_words(pictures, "media:title", "image:title") if words != title)


def image_credits_of(pictures: Fields) -> tuple[str, ...]:
    """Whom the feed credits for the pictures."""
    return all_words(pictures, "media:credit", "media:copyright")


def all_words(fields: Fields, *names: str) -> tuple[str, ...]:
    """The words of such elements, each once."""
    if not fields:
        return ()
    found = (plain_words(one) for name in names for one in fields.get(name, ()))
    return tuple(dict.fromkeys(words for words in found if words))
