"""The authors that a page shows, for pages whose head names nobody: marked elements first, then words by their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple

from lxml import etree

from wiredesk.flow.articles.authors import is_full_name, people
from wiredesk.flow.articles.shown_dates import KEPT_ANSWERS, is_elsewhere

MAX_CHARACTERS: Final = 160  # a byline; longer text is a story or a biography
MAX_FOUND: Final = 12
MAX_LOOKED: Final = 400  # elements below the headline: a byline stands near it, or after the last paragraph
SAYS_AUTHOR: Final = re.compile(
    r"author|byline|autor|auteur|signature|writer|redakt|journalist|reporter|contributor|penulis|firma|yazar",
    re.IGNORECASE,
)
LEADS_TO_AUTHOR: Final = re.compile(
    r"/(?:author|autor|auteur|journalist|redakt|profil|people/|by/|staff/|contributor|reporter|writer|columnist|penulis|yazar)"
)
TEASER: Final = re.compile(r"related|comment|footer|recent|popular|latest|teaser|recommend|promo|most-|nav|menu", re.I)
DEPTH: Final = 6  # ancestors asked
LARGE: Final = frozenset({"article", "main", "body", "section", "html"})
STEPS_UP: Final = 3  # from one author to the box that holds them all
LABEL_TAGS: Final = frozenset(
    {"p", "div", "span", "li", "address", "em", "strong", "small", "b", "i", "td", "h4", "h5"}
)
FAR: Final = 30  # elements: marked names so far below a labelled one are other people's
MAX_ABOVE: Final = 60
MAX_PARTS: Final = 6  # elements inside a byline
MAX_TEXTS: Final = 20  # pieces of text inside a byline
NOT_NAMES: Final = re.compile(
    r"bio|desc|image|img|photo|avatar|social|share|follow|more|count|comment|role|title|job|date|time|twitter|email|"
    r"authorit|readalso|translator|position|topic|promo|newsletter|subscribe|box-link|all-",
    re.IGNORECASE,
)
LABELS: Final = re.compile(
    r"^\W{0,3}(?:by|von|par|por|door|autor(?:in)?(?:\s*/\s*autor(?:in)?)?|auteurs?|author|autores|автор|текст|tekst|text|"
    r"texte|texto|penulis|reporter|yazan|kirjoittaja|作者|记者|記者|责编|責編|责任编辑|文|撰文|取材|기자|بقلم)"
    r"(?:\s*[:：/／]\s*|\s+)(?P<names>\S.{1,100})$",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """An element that holds somebody's name."""

    at: int  # place among the elements looked at
    element: Any
    words: str


def shown_authors(tree: Any) -> tuple[tuple[str, ...], ...]:
    """Words that may name the page's authors, unread, in tiers of trust.

    Takes    an lxml tree; it is not changed.
    Gives    words of elements marked as the author's; those after "By", "Autor:"; what stands well above goes first.
    Cost     1 to 3 ms.
    """
    below = list(islice(below_headline(tree), MAX_LOOKED))
    marks, (at, label) = list(marked(below)), labelled(below)
    if not marks:
        marks = list(marked(above_headline(tree)))
    if label and marks and at + FAR < marks[0][0]:
        return (label,), unique(marks)
    return unique(marks), (label,) if label else ()


def unique(marks: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """The words of marked elements, each once."""
    return tuple(dict.fromkeys(words for _, words in marks))


def below_headline(tree: Any) -> Iterator[Any]:
    """The elements after the first main heading, in document order; all of the page's where there is none."""
    element = next(tree.iter("h1"), None)
    if element is None:
        yield from tree.iter(etree.Element)
    while element is not None:
        for after in element.itersiblings(etree.Element):
            yield from after.iter(etree.Element)
        element = element.getparent()


def above_headline(tree: Any) -> Iterator[Any]:
    """The elements just before the first main heading, the nearest first."""
    element = next(tree.iter("h1"), None)
    for _ in range(STEPS_UP):
        if element is None or element.tag in LARGE:
            return
        for before in element.itersiblings(etree.Element, preceding=True):
            yield from islice(before.iter(etree.Element), MAX_ABOVE)
        element = element.getparent()


def marked(elements: Iterable[Any]) -> Iterator[tuple[int, str]]:
    """The words of the first box that is marked as the author's, with their places among the elements."""
    said = told((at, element) for at, element in enumerate(elements) if is_marked(element))
    first = next(said, None)
    if first is None:
        return
    yield first.at, first.words
    box = box_of(first.element)
    for one in islice(said, MAX_FOUND):
        if one.element.get("class") == first.element.get("class") and box in one.element.iterancestors():
            yield one.at, one.words


def is_marked(element: Any) -> bool:
    """True for an element that mark-up calls an author's, and for a link to an author's page."""
    given = element.attrib
    if not given:
        return False
    said = " ".join([given.get("class", ""), given.get("id", ""), given.get("rel", ""), given.get("itemprop", "")])
    if says_author(said):
        return True
    return element.tag == "a" and bool(LEADS_TO_AUTHOR.search(given.get("href", "")))


@lru_cache(maxsize=KEPT_ANSWERS)
def says_author(names: str) -> bool:
    """True for names that mark-up gives to what an author's name stands in."""
    return bool(SAYS_AUTHOR.search(names))


def told(elements: Iterable[tuple[int, Any]]) -> Iterator[Told]:
    """The elements that hold somebody's name, with their words; inside teasers, and of pictures and buttons, none."""
    for at, element in elements:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if NOT_NAMES.search(names) or is_in_prose(element) or is_elsewhere(element):
            continue
        words = words_of(element)
        if len(words) <= MAX_CHARACTERS and people([words], strict=True):
            yield Told(at, element, words)


def is_in_prose(element: Any) -> bool:
    """True for a link inside a paragraph: it leads to someone whom the story names."""
    above = element.getparent()
    if element.tag != "a" or above is None or element.get("rel") == "author":
        return False
    return len("".join(above.itertext()).strip()) > MAX_CHARACTERS


def box_of(element: Any) -> Any:
    """The element that holds an author together with the others."""
    box = element
    for _ in range(STEPS_UP):
        above = box.getparent()
        if above is None or above.tag in LARGE or next(above.iter("h1"), None) is not None:
            break
        box = above
    return box


def words_of(element: Any) -> str:
    """An element's words; those of its links or of its parts called a name, where it has such, each on its line."""
    inner = [part for part in element.iterdescendants() if is_name(part)]
    inner = inner or [part for part in element.iterdescendants("a") if part.text_content().strip()]
    if inner:
        return "\n".join(dict.fromkeys(" ".join(" ".join(part.itertext()).split()) for part in inner))
    parts = [text for text in (" ".join(one.split()) for one in element.itertext()) if text]
    wholes = (" ".join(parts), " ".join("".join(element.itertext()).split()))  # mark-up may part a name, or its letters
    return next((whole for whole in wholes if is_full_name(whole)), "\n".join(parts))


def is_name(element: Any) -> bool:
    """True for an element that mark-up calls a name."""
    return element.get("itemprop") == "name" or bool(
        re.search(r"(?:^|[\s_-])(?:author|full)?-?name(?:$|[\s_-])", element.get("class") or "")
    )


def labelled(elements: Iterable[Any]) -> tuple[int, str]:
    """The first name that stands after "By", "Autor:", "作者：" in a short element outside teasers, and its place."""
    for at, element in enumerate(elements):
        if element.tag not in LABEL_TAGS or len(element) > MAX_PARTS:
            continue
        match = LABELS.match(" ".join(" ".join(islice(element.itertext(), MAX_TEXTS)).split()).strip("()（）[]"))
        if match and people([match["names"]], strict=True) and not is_teaser(element):
            return at, match["names"]
    return 0, ""


def is_teaser(element: Any) -> bool:
    """True inside what leads to other pages."""
    around = islice(element.iterancestors(), DEPTH)
    return any(above.tag in ("aside", "footer", "nav") or TEASER.search(above.get("class") or "") for above in around)
