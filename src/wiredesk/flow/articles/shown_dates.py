"""The dates that a page shows near its headline, for pages whose head gives none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

DATED: Final = re.compile(
    r"(?:date|time|publi|posted|created|byline|meta|info|stamp|fecha|datum|data|tarih)", re.IGNORECASE
)
PUBLISHED: Final = re.compile(r"publi|posted|article|entry|post-", re.IGNORECASE)
UPDATED: Final = re.compile(
    r"\W*(?:last |zuletzt )?(?:updat|modif|aktualisiert|mis à jour|actualiz|atualiz|aggiorn|bijgewerkt|обновлено)", re.I
)
ELSEWHERE: Final = re.compile(
    r"(?:related|sidebar|comment|footer|widget|recent|popular|latest|teaser|list|nav|menu)", re.IGNORECASE
)
INSIDE: Final = (
    "span",
    "div",
    "p",
    "li",
    "small",
    "abbr",
    "em",
    "td",
    "h4",
    "h5",
    "h6",
    "strong",
    "b",
    "i",
    "font",
    "a",
)
MAX_CHARACTERS: Final = 120  # a dateline; longer text tells a story, and its dates
MAX_FOUND: Final = 12
KEPT_ANSWERS: Final = 20_000  # names; those of one outlet are the same on every page


def shown_dates(tree: Any) -> tuple[str, ...]:
    """Words and attributes that may be the page's own date: time elements first, then those under the headline.

    Takes    an lxml tree; it is not changed.
    Gives    candidates, unread, at most a dozen.
    """
    times: list[str] = []
    words: list[str] = []
    before: list[str] = []  # above the headline: the paper's date, unless its name says otherwise
    has_headline = False
    for element in tree.iter("h1", "time", *INSIDE):
        if element.tag == "h1":
            if not has_headline:
                times, before, words, has_headline = [], words, [], True
        elif element.tag == "time":
            times.extend(said_by(element) if not is_elsewhere(element) else ())
        elif len(words) < MAX_FOUND and is_dated(names_of(element)) and not is_elsewhere(element):
            words.extend(short_text(element, telling=not has_headline))
        if len(times) >= MAX_FOUND:
            break
    return tuple(dict.fromkeys([*times[:MAX_FOUND], *words[:MAX_FOUND], *before[:MAX_FOUND]]))


def said_by(element: Any) -> Iterator[str]:
    """What a time element says: its attribute, else its words."""
    yield from (one for one in (element.get("datetime"), element.get("content")) if one and one.strip())
    yield from short_text(element)


def short_text(element: Any, *, telling: bool = False) -> Iterator[str]:
    """An element's words where they are few and hold a digit; `telling`: if its name says that it was published."""
    if telling and not PUBLISHED.search(names_of(element)):
        return
    text = " ".join("".join(element.itertext()).split()) if len(element) < 12 else ""
    if text and len(text) <= MAX_CHARACTERS and any(char.isdigit() for char in text) and not UPDATED.match(text):
        yield text


def is_elsewhere(element: Any) -> bool:
    """True inside teasers of other stories, comments, footers."""
    around = element
    for _ in range(5):
        if around is None:
            return False
        if around.tag in ("aside", "footer", "nav") or leads_elsewhere(names_of(around)):
            return True
        around = around.getparent()
    return False


@lru_cache(maxsize=KEPT_ANSWERS)
def is_dated(names: str) -> bool:
    """True for names that mark-up gives to what a date stands in."""
    return bool(DATED.search(names))


@lru_cache(maxsize=KEPT_ANSWERS)
def leads_elsewhere(names: str) -> bool:
    """True for names that mark-up gives to teasers of other stories, comments, footers."""
    return bool(ELSEWHERE.search(names))


def names_of(element: Any) -> str:
    """Class and id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
