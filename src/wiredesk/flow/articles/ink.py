"""Where in a text its lines stand: the characters that are no space, and the lines that a dumper wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from wiredesk.flow.articles.characters import (
    BRACKET,
    ELLIPSIS,
    END,
    LOWER,
    QUOTE,
    SPACE,
    TABLE_SIZE,
    Array,
    codes_of,
    kinds,
)

WRAPPED: Final = 40  # characters; a shorter line was not wrapped
PIECE: Final = 500_000  # characters looked at together; of one line no more are looked at
BULLETS: Final = "*+•·▪●–-"
NEWLINE: Final = ord("\n")


@dataclass(slots=True)
class Inked:
    """Where in a text its lines stand: the characters that are no space."""

    text: str
    codes: Array
    kinds: Array  # of all characters
    ink: Array  # places of characters that are no space
    lefts: Array  # for each line that is not empty: its first place in `ink`
    own: Array  # … and how many it has there
    starts: Array  # … where the line begins, indent and all
    numbers: Array  # … its number among all lines, empty ones too
    spaced: Sequence[tuple[int, int, int]] = ()  # where lines are joined by more than one space: line, from, to

    @property
    def firsts(self) -> Array:
        """Where each line's first character stands."""
        places: Array = self.ink[self.lefts]
        return places

    @property
    def lasts(self) -> Array:
        """Where each line's last character stands."""
        places: Array = self.ink[self.lefts + self.own - 1]
        return places


def find_ink(text: str) -> Inked:
    """Where a text's lines stand."""
    codes = codes_of(text[:PIECE] if len(text) > PIECE else text)
    all_kinds = kinds().take(codes, mode="clip")
    starts = np.concatenate(([0], (codes == NEWLINE).nonzero()[0] + 1))
    ink = (all_kinds != SPACE).nonzero()[0]
    bounds = ink.searchsorted(starts)
    own = np.concatenate((bounds[1:], [len(ink)])) - bounds
    numbers = own.nonzero()[0]
    return Inked(text, codes, all_kinds, ink, bounds[numbers], own[numbers], starts[numbers], numbers)


def find_wraps(inked: Inked) -> list[int]:
    """The lines that go on from the one above: it ends amid a sentence, they begin with a small letter."""
    if len(inked.numbers) < 2:
        return []
    firsts, lasts = inked.firsts, inked.lasts
    indent = firsts - inked.starts
    last, first = inked.kinds[lasts[:-1]], inked.kinds[firsts[1:]]
    goes_on = (first == LOWER) & ((last < END) | (last > ELLIPSIS)) & (last != QUOTE) & (last != BRACKET)
    goes_on &= (inked.numbers[1:] - inked.numbers[:-1] == 1) & (lasts[:-1] - firsts[:-1] >= WRAPPED - 1)
    goes_on &= (indent[1:] == indent[:-1]) & ~bullets().take(inked.codes[firsts[:-1]], mode="clip")
    return [
        place + 1
        for place in goes_on.nonzero()[0].tolist()
        if inked.text[firsts[place + 1]].islower() and not inked.text[firsts[place + 1] + 1 :][:1].isspace()
    ]


def join_lines(inked: Inked, wraps: Sequence[int]) -> Inked:
    """The same with some lines behind the one above; what stood between them is spaces."""
    text, firsts, lasts = inked.text, inked.firsts, inked.lasts
    codes = inked.codes.copy()
    is_own = np.ones(len(inked.numbers), np.bool_)
    is_own[wraps] = False
    parts: list[str] = []
    spaced: list[tuple[int, int, int]] = []
    done = 0
    for count, place in enumerate(wraps, 1):
        end, begin = lasts[place - 1] + 1, firsts[place]
        codes[end:begin] = ord(" ")
        parts += (text[done:end], " " * (begin - end))
        done = begin
        if begin > end + 1:
            spaced.append((place - count, end, begin))
    own = is_own.nonzero()[0]
    return Inked(
        text="".join((*parts, text[done:])),
        codes=codes,
        kinds=inked.kinds,
        ink=inked.ink,
        lefts=inked.lefts[own],
        own=np.add.reduceat(inked.own, own),
        starts=inked.starts[own],
        numbers=(inked.numbers - np.cumsum(~is_own))[own],
        spaced=spaced,
    )


@cache
def bullets() -> Array:
    """Whether a character is a bullet, by its code."""
    table = np.zeros(TABLE_SIZE, np.bool_)
    table[[*map(ord, BULLETS)]] = True
    return table
