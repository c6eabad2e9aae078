"""The lines of pages with what their characters show: size, first and last character, how many of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
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
    UPPER,
    WIDE,
    Array,
    folded,
)
from wiredesk.flow.articles.ink import PIECE, Inked, bullets, find_ink, find_wraps, join_lines
from wiredesk.flow.articles.scan import FACTORS, Scanner, hashed

WIDE_FACTOR: Final = 3  # a Chinese or Japanese character carries about as much as three Latin ones
NESTED_BULLET, NESTED_INDENT = ord("o"), 4  # an "o" is a bullet only far inside
STOP: Final = ord(".")
KIND_SLOTS: Final = SPACE + 1
BETWEEN_PAGES: Final = "\n\n"  # lines on both sides of it are no neighbours


@dataclass(slots=True)
class Sheet:
    """The lines of some pages that are not empty; every array but `bounds` holds one value a line."""

    lines: list[str]  # without indent and bullet
    size: Array  # characters, wide ones counted thrice
    indent: Array
    after_blank: Array  # whether an empty line, or nothing, stands above
    bullet: Array
    first: Array  # the kind of the first character
    last: Array  # the kind of the last one; "..." is an ellipsis
    ends: Array  # whether it ends as a sentence does
    counts: Array  # of each kind of character, spaces left out
    head: Array  # its first four characters, hashed as `scan` does
    opening: Array  # its first three
    found: list[tuple[int, int, str]]  # tell-tale phrases: line, characters from there to its end, phrase
    bounds: Array  # the first line of every page, and one past the last line
    pages: Array  # the number of each line's page


def read_sheet(texts: Sequence[str], scanner: Scanner) -> Sheet:
    """The lines of dumps; a line that goes on in lower case right below is joined with what follows.

    Takes    pages that together are not too long, or one page; what finds tell-tale phrases in them.
    Cost     O(n) time; arrays of one piece at a time.
    """
    texts = [text.replace("\xa0", " ") for text in texts]
    if len(texts) > 1:
        return read_piece(texts, scanner)
    sheets = [read_piece([piece], scanner) for piece in pieces(texts[0])]
    return sheets[0] if len(sheets) == 1 else merged(sheets)


def merged(sheets: Sequence[Sheet]) -> Sheet:
    """One page from the pieces of it."""
    firsts = accumulate((len(sheet.lines) for sheet in sheets), initial=0)
    names = {field.name for field in fields(Sheet)} - {"lines", "found", "bounds"}
    arrays = {name: np.concatenate([getattr(sheet, name) for sheet in sheets]) for name in sorted(names)}
    return Sheet(
        lines=[line for sheet in sheets for line in sheet.lines],
        found=[
            (first + place, left, phrase)
            for first, sheet in zip(firsts, sheets, strict=False)
            for place, left, phrase in sheet.found
        ],
        bounds=np.array([0, sum(len(sheet.lines) for sheet in sheets)]),
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


def read_piece(texts: Sequence[str], scanner: Scanner) -> Sheet:
    """The lines of pages that are not too long."""
    begins = np.fromiter(accumulate((len(text) + len(BETWEEN_PAGES) for text in texts), initial=0), np.int64)
    inked = find_ink(BETWEEN_PAGES.join(texts))
    wraps = find_wraps(inked)
    if wraps:
        inked = join_lines(inked, wraps)
    bounds = inked.starts.searchsorted(begins)
    bounds[-1] = len(inked.starts)
    return sheet_of(inked, scanner, bounds)


def sheet_of(inked: Inked, scanner: Scanner, bounds: Array) -> Sheet:
    """The lines and what their characters show."""
    if not len(inked.numbers):
        empty = np.zeros(0, np.int64)
        flags = np.zeros(0, np.bool_)
        counts = np.zeros((0, KIND_COUNT), np.int64)
        return Sheet([], empty, empty, flags, flags, empty, empty, flags, counts, empty, empty, [], bounds, empty)
    codes, ink, firsts, lasts = inked.codes, inked.ink, inked.firsts, inked.lasts
    indent = firsts - inked.starts
    counts = count_kinds(inked)
    first_codes = codes[firsts]
    seconds = ink[np.minimum(inked.lefts + 1, len(ink) - 1)]
    bullet = bullets().take(first_codes, mode="clip") | ((first_codes == NESTED_BULLET) & (indent >= NESTED_INDENT))
    bullet &= (inked.own > 1) & (seconds > firsts + 1)
    begins = np.where(bullet, seconds, firsts)
    text = inked.text
    lines = [text[begin:end] for begin, end in zip(begins.tolist(), (lasts + 1).tolist(), strict=True)]
    if len(text) > PIECE:
        lines[-1] = text[begins[-1] :].rstrip()
    size = lasts + 1 - begins + (WIDE_FACTOR - 1) * counts[:, WIDE]
    for place, end, begin in reversed(inked.spaced):
        words, at = lines[place], end - int(begins[place])
        lines[place] = f"{words[:at]} {words[at + begin - end :]}"
        size[place] -= begin - end - 1
    last, ends = how_lines_end(inked, lasts)
    small = folded().take(codes, mode="clip")
    grams = hashed(small)
    return Sheet(
        lines=lines,
        size=size,
        indent=indent,
        after_blank=np.concatenate(([True], inked.numbers[1:] - inked.numbers[:-1] > 1)),
        bullet=bullet,
        first=inked.kinds[begins],
        last=last,
        ends=ends,
        counts=counts,
        head=grams[begins],
        opening=grams[begins] - small[np.minimum(begins + 3, len(small) - 1)] * np.uint16(FACTORS[3]),
        found=find_phrases(inked, scanner, grams),
        bounds=bounds,
        pages=np.repeat(np.arange(len(bounds) - 1), np.diff(bounds)),
    )


def find_phrases(inked: Inked, scanner: Scanner, grams: Array) -> list[tuple[int, int, str]]:
    """The tell-tale phrases in the lines: line, characters from there to its end, phrase."""
    found = list(scanner.find(inked.text, grams))
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
    found[-1:] += (found[-1:] == END) * np.uint8(END_INSIDE - END)
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
