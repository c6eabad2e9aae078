"""A page's lines with what their characters show: size, first and last character, how many of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import accumulate
from typing import Final

import numpy as np

from wiredesk.flow.articles.characters import (
    BRACKET,
    ELLIPSIS,
    END,
    END_INSIDE,
    KIND_COUNT,
    LOWER,
    LOWER_FIRST,
    QUOTE,
    SPACE,
    TABLE_SIZE,
    UPPER,
    WIDE,
    Array,
    codes_of,
    kinds,
)
from wiredesk.flow.articles.scan import Scanner

WIDE_FACTOR: Final = 3  # a Chinese or Japanese character carries about as much as three Latin ones
WRAPPED: Final = 40  # characters; a shorter line was not wrapped
PIECE: Final = 500_000  # characters looked at together; of one line no more are looked at
BULLETS: Final = "*+•·▪●–-"
NESTED_BULLET, NESTED_INDENT = ord("o"), 4  # an "o" is a bullet only far inside
STOP, NEWLINE = ord("."), ord("\n")
KIND_SLOTS: Final = SPACE + 1


@dataclass(slots=True)
class Sheet:
    """The lines of a page that are not empty; every array holds one value a line."""

    lines: list[str]  # without indent and bullet
    size: Array  # characters, wide ones counted thrice
    indent: Array
    after_blank: Array  # whether an empty line, or nothing, stands above
    bullet: Array
    first: Array  # the kind of the first character
    last: Array  # the kind of the last one; "..." is an ellipsis
    ends: Array  # whether it ends as a sentence does
    counts: Array  # of each kind of character, spaces left out
    found: list[tuple[int, int, str]]  # tell-tale phrases: line, characters from there to its end, phrase


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


def read_sheet(text: str, scanner: Scanner) -> Sheet:
    """The lines of a dump; a line that goes on in lower case right below is joined with what follows.

    Takes    a text; what finds tell-tale phrases in it.
    Cost     O(n) time; arrays of one piece at a time.
    """
    sheets = [read_piece(piece, scanner) for piece in pieces(text.replace("\xa0", " "))]
    if len(sheets) == 1:
        return sheets[0]
    firsts = accumulate((len(sheet.lines) for sheet in sheets), initial=0)
    arrays = {
        field.name: np.concatenate([getattr(sheet, field.name) for sheet in sheets]) for field in fields(Sheet)[1:-1]
    }
    return Sheet(
        lines=[line for sheet in sheets for line in sheet.lines],
        found=[
            (first + place, left, phrase)
            for first, sheet in zip(firsts, sheets, strict=False)
            for place, left, phrase in sheet.found
        ],
        **arrays,
    )


def pieces(text: str) -> Iterator[str]:
    """A text in pieces of whole lines."""
    start = 0
    while len(text) - start > PIECE:
        end = text.rfind("\n", start, start + PIECE)
        if end <= start:
            end = text.find("\n", start + PIECE)
        if end < 0:
            break
        yield text[start:end]
        start = end + 1
    yield text[start:] if start else text


def read_piece(text: str, scanner: Scanner) -> Sheet:
    """The lines of a text that is not too long."""
    inked = find_ink(text)
    wraps = find_wraps(inked)
    if wraps:
        inked = find_ink(join_lines(text, inked, wraps))
    return sheet_of(inked, scanner)


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


def join_lines(text: str, inked: Inked, wraps: Sequence[int]) -> str:
    """A text in which some lines stand behind the one above."""
    parts: list[str] = []
    done = 0
    firsts, lasts = inked.firsts, inked.lasts
    for place in wraps:
        parts += (text[done : lasts[place - 1] + 1], " ")
        done = firsts[place]
    return "".join((*parts, text[done:]))


@cache
def bullets() -> Array:
    """Whether a character is a bullet, by its code."""
    table = np.zeros(TABLE_SIZE, np.bool_)
    table[[*map(ord, BULLETS)]] = True
    return table


def sheet_of(inked: Inked, scanner: Scanner) -> Sheet:
    """The lines and what their characters show."""
    if not len(inked.numbers):
        empty = np.zeros(0, np.int64)
        flags = np.zeros(0, np.bool_)
        return Sheet([], empty, empty, flags, flags, empty, empty, flags, np.zeros((0, KIND_COUNT), np.int64), [])
    codes, ink, firsts, lasts = inked.codes, inked.ink, inked.firsts, inked.lasts
    indent = firsts - inked.starts
    counts = count_kinds(inked)
    first_codes = codes[firsts]
    bullet = bullets().take(first_codes, mode="clip") | ((first_codes == NESTED_BULLET) & (indent >= NESTED_INDENT))
    bullet &= (inked.own > 1) & (ink[np.minimum(inked.lefts + 1, len(ink) - 1)] > firsts + 1)
    begins = np.where(bullet, ink[np.minimum(inked.lefts + 1, len(ink) - 1)], firsts)
    text = inked.text
    lines = [text[begin:end] for begin, end in zip(begins.tolist(), (lasts + 1).tolist(), strict=True)]
    if len(text) > PIECE:
        lines[-1] = text[begins[-1] :].rstrip()
    last, ends = how_lines_end(inked, lasts)
    return Sheet(
        lines=lines,
        size=lasts + 1 - begins + (WIDE_FACTOR - 1) * counts[:, WIDE],
        indent=indent,
        after_blank=np.concatenate(([True], inked.numbers[1:] - inked.numbers[:-1] > 1)),
        bullet=bullet,
        first=inked.kinds[begins],
        last=last,
        ends=ends,
        counts=counts,
        found=find_phrases(inked, scanner),
    )


def find_phrases(inked: Inked, scanner: Scanner) -> list[tuple[int, int, str]]:
    """The tell-tale phrases in the lines: line, characters from there to its end, phrase."""
    found = list(scanner.find(inked.text, inked.codes))
    if not found:
        return []
    lines = np.searchsorted(inked.starts, [place for place, _ in found], "right") - 1
    ends = inked.lasts[lines] + 1
    return [
        (line, end - place, phrase)
        for line, end, (place, phrase) in zip(lines.tolist(), ends.tolist(), found, strict=True)
    ]


def count_kinds(inked: Inked) -> Array:
    """How many characters of each kind a line has; letters that begin words and ends before a space apart."""
    found = inked.kinds.copy()
    spaces = found == SPACE
    found[1:] += (spaces[:-1] & (inked.kinds[1:] <= UPPER)) * np.uint8(LOWER_FIRST - LOWER)
    found[:1] += (found[:1] <= UPPER) * np.uint8(LOWER_FIRST - LOWER)
    found[:-1] += (spaces[1:] & (inked.kinds[:-1] == END)) * np.uint8(END_INSIDE - END)
    stops = np.concatenate((inked.starts[1:], [len(found)]))
    lines = np.arange(0, KIND_SLOTS * len(stops), KIND_SLOTS)
    places = np.repeat(lines, stops - np.concatenate(([0], inked.starts[1:])))
    places += found
    counts = np.bincount(places, minlength=KIND_SLOTS * len(stops))
    return counts.reshape(-1, KIND_SLOTS)[:, :KIND_COUNT]


def how_lines_end(inked: Inked, lasts: Array) -> tuple[Array, Array]:
    """The kind of every line's last character, and whether the line ends as a sentence does."""
    rights = inked.lefts + inked.own - 1
    last = inked.kinds[lasts]
    before, second = (inked.kinds[inked.ink[np.maximum(rights - back, inked.lefts)]] for back in (1, 2))
    ends = (last >= END) & (last <= ELLIPSIS)
    before_closes = closes(before)
    ends |= closes(last) & (
        ((before >= END) & (before <= ELLIPSIS)) | (before_closes & (second >= END) & (second <= ELLIPSIS))
    )
    dots = (inked.codes[lasts] == STOP) & (inked.codes[np.maximum(lasts - 1, 0)] == STOP)
    return np.where(dots, ELLIPSIS, last), ends


def closes(kind: Array) -> Array:
    """Whether characters may stand behind the end of a sentence."""
    found: Array = (kind == QUOTE) | (kind == BRACKET)
    return found
