"""Lines that go on as the ones above them: the next number of a list, the next row of a table, the next turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from wiredesk.flow.articles.characters import DIGIT, Array
from wiredesk.flow.articles.page import Page
from wiredesk.flow.articles.sheet import Sheet

NUMBER = re.compile(r"(\d{1,3})(?:[.)]|\w{0,3}\b)(?= )")
OPENING = re.compile(r"[A-Z][^:]{0,24}:(?= )")  # of a turn in an interview: "Q: …", a name
ITEM_REACH: Final = 3  # lines from one item to the next; a link or a price stands between
ROWS: Final = 8  # of the smallest table that is told by itself; lists of what is read most are shorter
ROW_DIGITS: Final = 4  # of a row with figures besides its number
COUNTED_SHARE: Final = 0.8  # of a table's rows go on counting; in a tie two have one number
ROW_SCORE: Final = 1.0  # no row of such a table is worth less


def number_of(words: str) -> int:
    """The number that a line begins with, 0 for none."""
    match = NUMBER.match(words) if words[:1].isdigit() else None
    return int(match[1]) if match else 0


def with_tables(sheet: Sheet, scores: Array) -> Array:
    """The scores, raised for rows of tables that count from line to line: standings, results.

    Cost     O(n) time.
    """
    rows = ((sheet.first == DIGIT) & (sheet.counts[:, DIGIT] >= ROW_DIGITS)).nonzero()[0]
    if len(rows) < ROWS:
        return scores
    raised = scores.copy()
    pages = sheet.pages[rows]
    for table in np.split(rows, ((np.diff(rows) > 1) | (np.diff(pages) > 0)).nonzero()[0] + 1):
        if len(table) >= ROWS and counts_on(sheet.lines[row] for row in table.tolist()):
            raised[table] = np.maximum(raised[table], ROW_SCORE)
    return raised


def counts_on(rows: Iterable[str]) -> bool:
    """True if nearly every row has the number after that of the row above."""
    numbers = [number_of(words) for words in rows]
    counted = sum(number == above + 1 for above, number in pairwise(numbers))
    return counted >= COUNTED_SHARE * (len(numbers) - 1)


def items_going_on(page: Page, kept: Sequence[int]) -> list[int]:
    """The lines close below kept ones that go on as they do: up to the next number, or another turn of an interview."""
    openings = Counter(opening for index in kept if (opening := opening_of(page.lines[index])))
    turns = {opening for opening, count in openings.items() if count > 1}
    known = {*kept}
    added: list[int] = []
    for index in kept:
        last, number = index, number_of(page.lines[index])
        if not (number or turns):
            continue
        below = index + 1
        while below < len(page.lines) and below <= last + ITEM_REACH and below not in known and not page.told[below]:
            words = page.lines[below]
            if number and number_of(words) == number + 1:
                added += range(last + 1, below + 1)
                last, number = below, number + 1
            elif opening_of(words) in turns:
                added.append(below)
                last = below
            below += 1
    return added


def opening_of(words: str) -> str:
    """What stands before the colon near a line's beginning."""
    match = OPENING.match(words)
    return match[0] if match else ""
