"""What the lines of a text dump show: size and end, first and last character, a tell-tale phrase, a date, a credit …

Signs are coded: of each group every line has one. Figures say how many characters of each kind a line has, and what
stands around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from wiredesk.flow.articles.characters import KIND_COUNT, KINDS, LOWER_FIRST, UPPER_FIRST, Array
from wiredesk.flow.articles.looks import LOOKS, RESPONSE, SHORT, STAMPED, find_looks
from wiredesk.flow.articles.phrases import reasons_of
from wiredesk.flow.articles.removals import REASONS
from wiredesk.flow.articles.sheet import Sheet

SIZES: Final = (4, 8, 12, 16, 20, 25, 32, 40, 50, 65, 90, 130, 200, 300, 450)  # the steps between kinds of length
MANY: Final = 8.0  # of one kind of character in a line: more says no more
MAIN_SIZE: Final = 80  # characters of the lines that show the page's indent
SECTION: Final = 5  # lines over which a heading like "Comments" is felt
MIN_REPEAT: Final = 12  # characters; shorter words repeat by chance
GRAIN: Final = 256.0  # shares are counted in such parts, so that sums of them are exact in whatever order
TOLD: Final = ("", *REASONS)
TOLD_PLACE: Final = {reason: place for place, reason in enumerate(TOLD)}


@dataclass(slots=True)
class Signs:
    """What the lines show; one value a line."""

    told: Array  # place in TOLD: why the line's words say that it is no body line
    looks: Array  # place in LOOKS
    coded: tuple[Array, ...]  # the places of each line's signs in SIGNS
    figures: Array  # a row for each of FIGURES
    stamps: Array  # True for lines with a date or time
    repeats: Array  # True for lines that stand on their page more than once


def named(group: str, names: Sequence[str]) -> tuple[str, ...]:
    """The signs of one group."""
    return tuple(f"{group} {name}" for name in names)


STEPS: Final = ("0", *map(str, SIZES))
GROUPS: Final = (
    named("open", STEPS) + named("ends", STEPS),
    named("first", (*KINDS, "space")),
    named("last", (*KINDS, "space")),
    named("told short", TOLD) + named("told long", TOLD),
    named("look", LOOKS),
)
OFFSETS: Final = tuple(np.cumsum([0, *map(len, GROUPS)])[:-1].tolist())
SIGNS: Final = tuple(sign for group in GROUPS for sign in group)
FIGURES: Final = (
    *named("many", KINDS),
    *named("some", KINDS),
    *named("share", KINDS),
    "titled",
    "word length",
    "blank above",
    "blank below",
    "tight",
    "off indent",
    "indent",
    "bullet",
    "repeated",
    "in comments",
    "past comments",
    "past responses",
)
TITLED: Final = 3 * KIND_COUNT


def find_signs(sheet: Sheet) -> Signs:
    """What the lines of pages show.

    Cost     O(n) time; no line is looked at closely that cannot have the sign.
    """
    reasons = reasons_of(sheet)
    told = np.zeros(len(sheet.lines), np.int64)
    told[[*reasons]] = [TOLD_PLACE[reason] for reason in reasons.values()]
    looks = find_looks(sheet)
    repeats = find_repeats(sheet)
    is_short = sheet.size < SHORT
    coded = (
        np.searchsorted(SIZES, sheet.size, "right") + len(STEPS) * sheet.ends,
        sheet.first + np.int64(OFFSETS[1]),
        sheet.last + np.int64(OFFSETS[2]),
        told + np.where(is_short, OFFSETS[3], OFFSETS[3] + len(TOLD)),
        looks + OFFSETS[4],
    )
    return Signs(told, looks, coded, figures_of(sheet, told * is_short, looks, repeats), looks == STAMPED, repeats)


def find_repeats(sheet: Sheet) -> Array:
    """True for the lines that stand on their page more than once."""
    again: list[int] = []
    for start, stop in pairwise(sheet.bounds.tolist()):
        lines = sheet.lines[start:stop]
        counted = Counter(lines)
        if len(counted) < len(lines):
            twice = {line for line, count in counted.items() if count > 1 and len(line) >= MIN_REPEAT}
            again += [place for place, line in enumerate(lines, start) if line in twice] if twice else ()
    repeats = np.zeros(len(sheet.lines), np.bool_)
    repeats[again] = True
    return repeats


def figures_of(sheet: Sheet, heading: Array, looks: Array, repeats: Array) -> Array:
    """The figures of every line."""
    size, counts = sheet.size, sheet.counts.T
    figures = np.empty((len(FIGURES), len(size)))
    np.minimum(counts, MANY, out=figures[:KIND_COUNT])
    figures[:KIND_COUNT] /= MANY
    np.greater(counts, 0, out=figures[KIND_COUNT : 2 * KIND_COUNT])
    np.multiply(counts, GRAIN / size, out=figures[2 * KIND_COUNT : TITLED])
    lower, upper = counts[LOWER_FIRST], counts[UPPER_FIRST]
    words = np.maximum(1, lower + upper)
    below = np.concatenate((sheet.after_blank[1:], [True]))[: len(size)]
    comments = (heading == TOLD_PLACE["comments"]) | (heading == TOLD_PLACE["comment_form"])
    rows = (
        GRAIN * upper / words,
        np.minimum(size / words, 16) * (GRAIN / 8),
        sheet.after_blank,
        below,
        ~(sheet.after_blank | below),
        sheet.indent != main_indents(sheet)[sheet.pages],
        np.minimum(sheet.indent, 16) / 8,
        sheet.bullet,
        repeats,
        in_reach(sheet, comments),
        above_any(sheet, heading == TOLD_PLACE["comment_form"]),
        above_any(sheet, looks == RESPONSE),
    )
    for place, row in enumerate(rows, TITLED):
        figures[place] = row
    shares = figures[2 * KIND_COUNT : TITLED + 2]
    np.floor(shares, out=shares)
    shares /= GRAIN
    return figures


def main_indents(sheet: Sheet) -> Array:
    """For each page the indent under which most of its long lines stand."""
    long = sheet.size > MAIN_SIZE
    width, pages = SIZES[-1] + 1, len(sheet.bounds) - 1
    places = width * sheet.pages[long] + np.minimum(sheet.indent[long], SIZES[-1])
    found: Array = np.bincount(places, minlength=width * pages).reshape(pages, width).argmax(axis=1)
    return found


def in_reach(sheet: Sheet, flags: Array) -> Array:
    """Whether one of the few lines above on the page has a flag."""
    summed = np.concatenate(([0], np.cumsum(flags)))
    places = np.arange(len(flags))
    found: Array = summed[:-1] > summed[np.maximum(places - SECTION, sheet.bounds[sheet.pages])]
    return found


def above_any(sheet: Sheet, flags: Array) -> Array:
    """Whether any line above on the page has a flag."""
    summed = np.concatenate(([0], np.cumsum(flags)))
    found: Array = summed[:-1] > summed[sheet.bounds[sheet.pages]]
    return found
