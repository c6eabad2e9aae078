"""Boxes that a page sets into its articles, told by one pair of texts alone: galleries, counted captions."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.copies.prints import print_of, tokens_in

COUNTER = re.compile(r"\b(\d{1,3}) (?:of|de|von|sur|/) (\d{1,3})\b")  # "Hide Caption 4 of 21"
COUNTERS = 3  # of one total from which on the words between them are a gallery's captions
LONGEST_CAPTION = 1200  # characters between two counters of one gallery
AROUND = 60  # words of its own that an article has before and after a box that is set into it
TIGHT = 0.85  # share of the words from the first shared to the last that are shared

Mask = NDArray[np.bool_]


@lru_cache(maxsize=512)
def furniture(text: str) -> Mask:
    """The words of a text that stand in a gallery: captions between counters that share a total."""
    inside = np.zeros(len(print_of(text).words), dtype=bool)
    for start, end in galleries(text):
        first, last = np.searchsorted(tokens_in(text).starts, (start, end))
        inside[first:last] = True
    return inside


def galleries(text: str) -> list[tuple[int, int]]:
    """From the first counter to the end of the last of each gallery, its first caption included."""
    found: list[tuple[int, int]] = []
    chain: list[re.Match[str]] = []
    for match in [*COUNTER.finditer(text), None]:
        if match and chain and match[2] == chain[-1][2] and match.start() - chain[-1].end() <= LONGEST_CAPTION:
            chain.append(match)
            continue
        if len(chain) >= COUNTERS:
            found.append((max(0, text.rfind("\n", 0, chain[0].start()) + 1), chain[-1].end()))
        chain = [match] if match else []
    return found


def is_inset(shared: Mask) -> bool:
    """True for one tight stretch of shared words inside a text of its own."""
    places = np.flatnonzero(shared)
    if not len(places):
        return False
    first, last = int(places[0]), int(places[-1])
    is_tight = len(places) >= TIGHT * (last - first + 1)
    return is_tight and first >= AROUND and len(shared) - last > AROUND
