"""Lists and tables inside an article: dates of a tour, results, steps; told from menus by what leads up to them."""

from __future__ import annotations

from wiredesk.flow.articles.lines import Line, is_response_count, is_speaker, look_at
from wiredesk.flow.articles.phrases import reason_of
from wiredesk.flow.articles.sorting import Page

SHORTEST_RUN = 3  # lines; two short lines may be anything
LONGEST_ITEM = 250  # characters
NUMBERED_SHARE = 0.7  # of the items hold a figure: dates, results, prices
MEAN_SIZE = 15  # characters; shorter items are a menu's


def keep_lists(page: Page, kept: dict[int, Line]) -> None:
    """Adds to the kept lines the lists that follow one of them: after a colon, or with a figure in nearly each item."""
    added: list[int] = []
    for index, line in kept.items():
        if index + 1 in kept:
            continue
        for start in (index + 1, index + 2):  # a heading may stand between
            run = run_from(page, kept, start)
            if len(run) >= SHORTEST_RUN and is_list(
                page, run, after_colon=line.words.endswith(":") and start == index + 1
            ):
                added += run
                break
    for index in added:
        kept[index] = look_at(index, page.lines[index], page.lines[index])
    for index in sorted(kept):
        kept[index] = kept.pop(index)


def run_from(page: Page, kept: dict[int, Line], start: int) -> list[int]:
    """The lines from a place on that stand alike, with no empty line between, and say nothing that gives them away."""
    run: list[int] = []
    for index in range(start, len(page.lines)):
        words = page.lines[index]
        if index in kept or len(words) > LONGEST_ITEM or page.indents[index] != page.indents[start]:
            break
        is_apart = index > start and page.after_blank[index]
        if is_apart or reason_of(words) or is_speaker(words) or is_response_count(words):
            break
        run.append(index)
    return run


def is_list(page: Page, run: list[int], *, after_colon: bool) -> bool:
    """True for a run that belongs to the text before it."""
    items = [page.lines[index] for index in run]
    if sum(map(len, items)) < MEAN_SIZE * len(items):
        return False
    numbered = sum(any(map(str.isdigit, item)) for item in items)
    return after_colon or numbered >= NUMBERED_SHARE * len(items)
