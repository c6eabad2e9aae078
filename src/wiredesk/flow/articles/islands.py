"""Where lines that may be of the article stand far apart: which of these islands are, and which are of other texts."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from wiredesk.flow.articles.page import Page

FAR_APART: Final = 12  # lines between two islands; pictures and adverts inside an article have less
MAIN_SHARE: Final = 0.3  # of the weightiest island: the first that has it is the article, what follows is teasers
JOINED_SHARE: Final = 0.4  # of the article's island: what weighs less, on an island of its own, is another text's
JOINED_DENSITY: Final = 0.65  # … of how densely kept lines stand there: teasers have a headline and a name between them
FULL_SIZE: Final = 400  # characters; a longer paragraph weighs no more
OPEN_WEIGHT: Final = 0.3  # of a line that ends no sentence; one that does has as much and 1


def on_main_island(page: Page, kept: list[int]) -> list[int]:
    """The kept lines without those that stand far off the article's own.

    Takes    places of lines, in order.
    """
    cuts = [at for at, (above, below) in enumerate(pairwise(kept), 1) if below - above > FAR_APART]
    if not cuts:
        return kept
    islands = [kept[start:stop] for start, stop in pairwise((0, *cuts, len(kept)))]
    weights = [sum(weight_of(page, index) for index in island) for island in islands]
    main = next(at for at, weight in enumerate(weights) if weight >= MAIN_SHARE * max(weights))
    densities = [len(island) / (1 + island[-1] - island[0]) for island in islands]
    is_joined = [
        weight >= JOINED_SHARE * weights[main] and density >= JOINED_DENSITY * densities[main]
        for weight, density in zip(weights, densities, strict=True)
    ]
    first = last = main
    while first > 0 and is_joined[first - 1]:
        first -= 1
    while last < len(islands) - 1 and is_joined[last + 1]:
        last += 1
    return [index for island in islands[first : last + 1] for index in island]


def weight_of(page: Page, index: int) -> float:
    """How much a line says for its island."""
    return min(page.sizes[index], FULL_SIZE) * (page.ends[index] + OPEN_WEIGHT)
