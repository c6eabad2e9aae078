"""Where in a dump the article stands: the stretch of lines with the largest sum of scores."""

from __future__ import annotations

from typing import Final

import numpy as np

from wiredesk.flow.articles.characters import Array
from wiredesk.flow.articles.sheet import Sheet
from wiredesk.flow.articles.signs import RESPONSE, SPEAKER, Signs

LINE_BONUS: Final = 1.6  # a line inside the article may look less like one than a line alone
LOWEST, HIGHEST = -3.0, 3.0  # a score beyond these says no more
RESPONSE_BARRIER, SPEAKER_BARRIER = 25.0, 4.0  # what an article must be worth behind such a line to go on there
FULL_SIZE, SIZE_STEP, FLOOR = 400, 200, 0.3  # a paragraph counts more than a teaser: FLOOR + size / SIZE_STEP


def body_region(sheet: Sheet, signs: Signs, scores: Array) -> tuple[int, int]:
    """The stretch of lines (first, one past the last) in which the article stands."""
    if not len(scores):
        return 0, 0
    worth = (np.clip(scores, LOWEST, HIGHEST) + LINE_BONUS) * (FLOOR + np.minimum(sheet.size, FULL_SIZE) / SIZE_STEP)
    worth -= RESPONSE_BARRIER * (signs.looks == RESPONSE) + SPEAKER_BARRIER * (signs.looks == SPEAKER)
    sums = np.concatenate(([0.0], np.cumsum(worth)))
    gains = sums[1:] - np.minimum.accumulate(sums)[:-1]
    last = int(gains.argmax())
    if gains[last] <= 0:
        return 0, 0
    return int(sums[: last + 1].argmin()), last + 1
