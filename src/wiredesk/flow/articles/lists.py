"""Lists and tables inside an article: dates of a tour, results, steps; told from menus by what leads up to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from wiredesk.flow.articles.signs import PLAIN, RESPONSE, SPEAKER, STAMPED
from wiredesk.flow.articles.sorting import Page

SHORTEST_RUN: Final = 3  # lines; two short lines may be anything
LONGEST_ITEM: Final = 250  # characters
NUMBERED_SHARE: Final = 0.7  # of the items hold a figure: dates, results, prices
MEAN_SIZE: Final = 15  # characters; shorter items are a menu's


TURN = re.compile(r"[A-Z][^:]{0,24}:(?= )")
NUMBER = re.compile(r"(\d{1,3})(?:[.)]|\w{0,3}\b)(?= )")
ITEM_REACH: Final = 3  # lines


def number_of(words: str) -> int:
    """The number that a line begins with, 0 for none."""
    match = NUMBER.match(words) if words[0].isdigit() else None
    return int(match[1]) if match else 0


def with_lists(page: Page, kept: Sequence[int]) -> list[int]:
    """The kept lines with the lists that follow one of them: after a colon, or with a figure in nearly each item."""
    known = {*kept}
    added = [index + 1 for index in kept if is_gap(page, known, index + 1)]
    known.update(added)
    for index in kept:
        if index + 1 in known:
            continue
        for start in (index + 1, index + 2):  # a heading may stand between
            run = run_from(page, known, start)
            after_colon = page.lines[index][-1] in ":：" and start == index + 1
            if len(run) >= SHORTEST_RUN and is_list(page, run, after_colon=after_colon):
                added += run
                known.update(run)
                break
    added += going_on(page, sorted((*kept, *added)))
    return sorted({*kept, *added}) if added else [*kept]


def is_gap(page: Page, kept: set[int], index: int) -> bool:
    """True for the one item that is missing between two kept items of a list."""
    if index in kept or index + 1 not in kept or page.told[index] or page.looks[index] not in (PLAIN, STAMPED):
        return False
    return not any(page.ends[place] or page.sizes[place] > LONGEST_ITEM for place in (index - 1, index, index + 1))


def run_from(page: Page, kept: set[int], start: int) -> list[int]:
    """The lines from a place on that stand alike, with no empty line between, and say nothing that gives them away."""
    run: list[int] = []
    for index in range(start, len(page.lines)):
        if index in kept or page.sizes[index] > LONGEST_ITEM or page.indents[index] != page.indents[start]:
            break
        is_apart = index > start and page.after_blank[index]
        if is_apart or page.told[index] or page.looks[index] in (SPEAKER, RESPONSE):
            break
        run.append(index)
    return run


def is_list(page: Page, run: Sequence[int], *, after_colon: bool) -> bool:
    """True for a run that belongs to the text before it."""
    if sum(page.sizes[index] for index in run) < MEAN_SIZE * len(run):
        return False
    return after_colon or sum(page.has_digit[index] for index in run) >= NUMBERED_SHARE * len(run)


def going_on(page: Page, kept: Sequence[int]) -> list[int]:
    """The lines close below kept ones that open as they do: the next number, or another turn of an interview."""
    openings = Counter(match[0] for index in kept if (match := TURN.match(page.lines[index])))
    turns = {opening for opening, count in openings.items() if count > 1}
    known = {*kept}
    added: list[int] = []
    for index in kept:
        last, number = index, number_of(page.lines[index])
        below = index + 1
        while below < len(page.lines) and below <= last + ITEM_REACH and below not in known:
            words = page.lines[below]
            opening = TURN.match(words)
            is_next = number > 0 and number_of(words) == number + 1
            if is_next or (opening and opening[0] in turns):
                added += range(last + 1, below + 1) if is_next else (below,)
                last, number = below, number + is_next
            below += 1
    return added
