"""Lists and tables inside an article: dates of a tour, results, steps; told from menus by what leads up to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wiredesk.flow.articles.counting import items_going_on
from wiredesk.flow.articles.looks import PLAIN, RESPONSE, SPEAKER, STAMPED
from wiredesk.flow.articles.page import Page

SHORTEST_RUN: Final = 3  # lines; two short lines may be anything
LONGEST_ITEM: Final = 250  # characters
NUMBERED_SHARE: Final = 0.7  # of the items hold a figure: dates, results, prices
MEAN_SIZE: Final = 15  # characters; shorter items are a menu's


def with_lists(page: Page, kept: Sequence[int]) -> list[int]:
    """The kept lines with the lists that follow one of them: after a colon, with a figure in nearly each item,
    or going on as the kept items do."""
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
    added += items_going_on(page, sorted((*kept, *added)))
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
