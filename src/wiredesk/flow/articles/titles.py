"""The headline of an article, from what its page calls it: without the outlet's name, a date, or the rubric."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from wiredesk.flow.articles.outlets import key_of
from wiredesk.flow.articles.written_dates import read_written
from wiredesk.text.decoding import clean

EDGE: Final = re.compile(r"\s+[|·•»–—:-]{1,2}\s+|\s*[|｜»]\s*|\s+::\s+|\s*(?:：|--+|_)\s*(?=[^\s]{2,12}$)")
BAR: Final = re.compile(r"[|｜»_]|--")
EXTRAS: Final = frozenset(
    "online digital news com net org tv live magazine newspaper web website nachrichten noticias notícias notizie "
    "actualités the uk us".split()
)  # what outlets add to their name in titles ("Velm Post Online")
ELLIPSIS: Final = re.compile(r"\s*(?:…|\.\.\.)$")
SHORTEST_KEY: Final = 3  # letters of an outlet's name, for names with additions
LONGEST_DATE: Final = 30  # characters of an edge that is a date


def find_title(titles: Iterable[str], names: Iterable[str]) -> str:
    """The first title that is more than the outlet's name, without that name at its end or start.

    Takes    what the page calls itself, best first, and the names of its outlet.
    Gives    one line; "" where no title is more than a name.
    """
    keys = {key for name in names if name for key in (key_of(name), key_of(name.split(".")[0])) if key}
    cleaned = [" ".join(clean(title).split()) for title in titles]
    for title in cleaned:
        found = whole(without_outlet(title, keys, cleaned), cleaned)
        if found and key_of(found) not in keys:
            return found
    return ""


def without_outlet(title: str, keys: set[str], others: Sequence[str]) -> str:
    """A title without the outlet's name, a date or a rubric at its edges ("Dam opens | The Example" → "Dam opens")."""
    while edges := list(EDGE.finditer(title)):
        first, last = edges[0], edges[-1]
        if is_outside(title[last.end() :], last.group(), title[: last.start()], keys, others):
            title = title[: last.start()]
        elif is_outside(title[: first.start()], first.group(), title[first.end() :], keys, others):
            title = title[first.end() :]
        else:
            break
    return title.strip()


def is_outside(part: str, mark: str, rest: str, keys: set[str], others: Sequence[str]) -> bool:
    """True for an edge that is no part of the headline: an outlet, a date, or after a bar what no other title has."""
    if is_outlet(part, keys):
        return True
    if len(part) <= LONGEST_DATE and read_written(part):
        return True
    return bool(BAR.search(mark)) and rest in others


def is_outlet(part: str, keys: set[str]) -> bool:
    """True for an outlet's name, alone or with what outlets add to it."""
    key = key_of(part)
    if key in keys:
        return True
    words = [word for word in re.findall(r"\w+", part.casefold()) if word not in EXTRAS]
    bare = key_of(" ".join(words))
    return len(bare) >= SHORTEST_KEY and bare in keys


def whole(title: str, others: Sequence[str]) -> str:
    """A title that a page cuts short, from another that begins with it ("Dam opens in…")."""
    stem = ELLIPSIS.sub("", title)
    if stem != title:
        return next((other for other in others if other.startswith(stem) and not ELLIPSIS.search(other)), title)
    # A quote mark inside an attribute ends it: the rest stands in the other titles.
    return next((other for other in others if other.startswith((f'{title} "', f'{title}"'))), title)
