"""Where lines that may be of the article stand far apart: which of these islands are, and which are of other texts."""

from __future__ import annotations

from typing import Final

import numpy as np

from wiredesk.flow.articles.characters import Array
from wiredesk.flow.articles.sheet import Sheet

FAR_APART: Final = 12  # lines between two islands; pictures and adverts inside an article have less
MAIN_SHARE: Final = 0.3  # of the weightiest island: the first that has it is the article, what follows is teasers
JOINED_SHARE: Final = 0.4  # of the article's island: what weighs less, on an island of its own, is another text's
JOINED_DENSITY: Final = 0.65  # … of how densely kept lines stand there: teasers have a headline and a name between them
FULL_SIZE: Final = 400  # characters; a longer paragraph weighs no more
OPEN_WEIGHT: Final = 0.3  # of a line that ends no sentence; one that does has as much and 1


def on_main_island(sheet: Sheet, kept: Array) -> Array:
    """The kept lines without those that stand far off the article's own.

    Takes    places of lines, in order.
    """
    islands = np.split(kept, (np.diff(kept) > FAR_APART).nonzero()[0] + 1)
    if len(islands) == 1:
        return kept
    weight = np.minimum(sheet.size, FULL_SIZE) * (sheet.ends + OPEN_WEIGHT)
    weights = np.array([weight[island].sum() for island in islands])
    main = int((weights >= MAIN_SHARE * weights.max()).argmax())
    densities = np.array([len(island) / (1 + np.ptp(island)) for island in islands])
    is_joined = (weights >= JOINED_SHARE * weights[main]) & (densities >= JOINED_DENSITY * densities[main])
    first = last = main
    while first > 0 and is_joined[first - 1]:
        first -= 1
    while last < len(islands) - 1 and is_joined[last + 1]:
        last += 1
    return np.concatenate(islands[first : last + 1])
