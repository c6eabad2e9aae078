"""The authors that a page shows, for pages whose head names nobody: marked elements first, then words by their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from lxml import etree

from wiredesk.flow.articles.authors import is_full_name, people
from wiredesk.flow.articles.shown_dates import is_elsewhere

MAX_CHARACTERS: Final = 160  # a byline; longer text is a story or a biography
MAX_FOUND: Final = 12
MAX_LOOKED: Final = 60  # marked elements; below them stand teasers
SAYS_AUTHOR: Final = (
    "[@rel='author' or @itemprop='author' or @data-author or "
    "contains(@class, 'author') or contains(@class, 'Author') or contains(@class, 'byline') or "
    "contains(@class, 'Byline') or contains(@class, 'autor') or contains(@class, 'auteur') or "
    "contains(@class, 'signature') or contains(@class, 'writer') or contains(@class, 'redakt') or "
    "contains(@class, 'journalist') or contains(@class, 'reporter') or contains(@class, 'contributor') or "
    "contains(@class, 'penulis') or contains(@class, 'firma') or contains(@class, 'yazar') or "
    "contains(@id, 'author') or contains(@id, 'byline') or "
    "self::a[contains(@href, '/author') or contains(@href, '/autor') or contains(@href, '/auteur') or "
    "contains(@href, '/journalist') or contains(@href, '/redakt') or contains(@href, '/profil') or "
    "contains(@href, '/people/') or contains(@href, '/by/') or contains(@href, '/staff/') or "
    "contains(@href, '/contributor') or contains(@href, '/reporter') or contains(@href, '/writer') or "
    "contains(@href, '/columnist') or contains(@href, '/penulis') or contains(@href, '/yazar')]]"
)
MARKED: Final = etree.XPath(f"//body//*{SAYS_AUTHOR}")
BELOW: Final = etree.XPath(f"following::*{SAYS_AUTHOR}")
TEASER: Final = re.compile(r"related|comment|footer|recent|popular|latest|teaser|recommend|promo|most-|nav|menu", re.I)
DEPTH: Final = 6  # ancestors asked
LARGE: Final = frozenset({"article", "main", "body", "section", "html"})
STEPS_UP: Final = 3  # from one author to the box that holds them all
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
SHORT: Final = etree.XPath(
    "//body//*[self::p or self::div or self::span or self::li or self::address or self::em or self::strong or self::small]"
    "[string-length(normalize-space(.)) < 110][not(.//p or .//div or .//li)]"
)


def shown_authors(tree: Any) -> tuple[tuple[str, ...], ...]:
    """Words that may name the page's authors, unread, in tiers of trust.

    Takes    an lxml tree; it is not changed.
    Gives    words of elements marked as the author's; of those whose class says so; those after "By", "Autor:", "作者：".
    """
    found = list(marked(tree))
    tiers = (
        [words for is_sure, words in found if is_sure],
        [words for is_sure, words in found if not is_sure],
        labelled(tree),
    )
    return tuple(tuple(dict.fromkeys(tier))[:MAX_FOUND] for tier in tiers)


def marked(tree: Any) -> Iterator[tuple[bool, str]]:
    """The words of the first box below the headline that is marked as the author's, and whether it says so surely."""
    headline = next(tree.iter("h1"), None)
    below = BELOW(headline)[:MAX_LOOKED] if headline is not None else ()
    said = list(told(below)) or list(told(MARKED(tree)[:MAX_LOOKED]))
    if not said:
        return
    first = said[0][0]
    box = box_of(first)
    for element, words in said:
        if element is first or (element.get("class") == first.get("class") and box in element.iterancestors()):
            yield element.get("rel") == "author" or element.get("itemprop") == "author", words


def told(elements: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """The elements that hold somebody's name, with their words; inside teasers, and of pictures and buttons, none."""
    for element in elements:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if NOT_NAMES.search(names) or is_in_prose(element) or is_elsewhere(element):
            continue
        words = words_of(element)
        if len(words) <= MAX_CHARACTERS and people([words], strict=True):
            yield element, words


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


def labelled(tree: Any) -> Iterator[str]:
    """The first name that stands after "By", "Autor:", "作者：" in a short element outside teasers."""
    for element in SHORT(tree):
        match = LABELS.match(" ".join(" ".join(element.itertext()).split()).strip("()（）[]"))
        if match and people([match["names"]], strict=True) and not is_teaser(element):
            yield match["names"]
            return


def is_teaser(element: Any) -> bool:
    """True inside what leads to other pages."""
    return any(TEASER.search(around.get("class") or "") for around in islice(element.iterancestors(), DEPTH))
