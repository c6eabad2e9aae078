"""One page of a sheet: its lines with what is known of each, as lists, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import numpy as np

from wiredesk.flow.articles.characters import (
    DIGIT,
    LOWER,
    LOWER_FIRST,
    QUOTE,
    SEPARATOR,
    UPPER,
    UPPER_FIRST,
    WIDE,
    Array,
)
from wiredesk.flow.articles.looks import RESPONSE, SPEAKER
from wiredesk.flow.articles.region import is_kept_inside, is_loose, worths
from wiredesk.flow.articles.sheet import Sheet
from wiredesk.flow.articles.signs import TOLD, Signs

TEASER: Final = 30  # characters; a shorter line outside the article is a menu's
CAPITALS: Final = 20  # characters of a cross-promotion in capitals
SHORTEST_TITLE, LONGEST_TITLE = 10, 220  # characters, wide ones counted thrice
MENU, RELATED = TOLD.index("menu"), TOLD.index("related")
COMMENTS: Final = [TOLD.index("comment_form"), TOLD.index("comments")]


class Page:
    """What is known of each line of a page, what becomes of it, and what was read from those around the body."""

    def __init__(self, lines: list[str], columns: dict[str, Any]) -> None:
        self.lines = lines
        self.told: list[str] = columns["told"]  # why a line's words say that it is no body line; "" for most
        self.looks: list[int] = columns["looks"]
        self.sizes: list[int] = columns["sizes"]
        self.ends: list[bool] = columns["ends"]
        self.scores: list[float] = columns["scores"]
        self.after_blank: list[bool] = columns["after_blank"]
        self.indents: list[int] = columns["indents"]
        self.has_digit: list[bool] = columns["has_digit"]
        self.has_separator: list[bool] = columns["has_separator"]
        self.in_capitals: list[bool] = columns["in_capitals"]
        self.is_kept: list[bool] = columns["is_kept"]  # where it stands inside the article
        self.is_loose: list[bool] = columns["is_loose"]  # of what comes next, where it stands at the article's end
        self.may_be_headline: list[bool] = columns["may_be_headline"]  # by its size
        self.opens_comments: list[bool] = columns["opens_comments"]  # the line over readers' comments
        self.outside: list[str] = columns["outside"]  # the reason of a line far from the body
        self.worths: Array = columns["worths"]
        self.fates = [""] * len(lines)
        self.headline = -1
        self.authors: list[str] = []
        self.published: str | None = None


def pages_of(sheet: Sheet, signs: Signs, scores: Array) -> Iterator[Page]:
    """The pages of a sheet."""
    counts, capitals = sheet.counts, in_capitals(sheet)
    outside = np.where(signs.told > 0, signs.told, np.where(sheet.size < TEASER, MENU, RELATED))
    may_be_headline = (sheet.size >= SHORTEST_TITLE) & (sheet.size <= LONGEST_TITLE)
    may_be_headline &= (signs.told == 0) & (signs.looks != SPEAKER)
    columns = {
        "told": [TOLD[place] for place in signs.told.tolist()],
        "looks": signs.looks.tolist(),
        "sizes": sheet.size.tolist(),
        "ends": sheet.ends.tolist(),
        "scores": scores.tolist(),
        "after_blank": sheet.after_blank.tolist(),
        "indents": sheet.indent.tolist(),
        "has_digit": (counts[:, DIGIT] > 0).tolist(),
        "has_separator": (counts[:, SEPARATOR] + counts[:, QUOTE] > 0).tolist(),
        "in_capitals": capitals.tolist(),
        "is_kept": is_kept_inside(sheet, signs, scores, capitals).tolist(),
        "is_loose": is_loose(sheet, scores).tolist(),
        "may_be_headline": may_be_headline.tolist(),
        "opens_comments": (np.isin(signs.told, COMMENTS) | (signs.looks == RESPONSE)).tolist(),
        "outside": [TOLD[place] for place in outside.tolist()],
        "worths": worths(sheet, signs, scores),
    }
    for start, stop in pairwise(sheet.bounds.tolist()):
        yield Page(sheet.lines[start:stop], {name: column[start:stop] for name, column in columns.items()})


def in_capitals(sheet: Sheet) -> Array:
    """Which lines are all in capitals, and too long for an abbreviation or a cry."""
    counts = sheet.counts
    small = counts[:, LOWER] + counts[:, LOWER_FIRST] + counts[:, WIDE]
    found: Array = (small == 0) & (sheet.size >= CAPITALS) & (counts[:, UPPER] + counts[:, UPPER_FIRST] > 0)
    return found
