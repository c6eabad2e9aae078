"""Where in a dump the article stands: the stretch of lines with the largest sum of scores."""

from __future__ import annotations

from typing import Final

import numpy as np

from wiredesk.flow.articles.characters import Array

LINE_BONUS: Final = 1.25  # a line inside the article may look less like one than a line alone
CLIP: Final = 3.0  # a score beyond this says no more
FULL_SIZE, SIZE_STEP, FLOOR = 400, 200, 0.3  # a paragraph counts more than a teaser: FLOOR + size / SIZE_STEP


def body_region(scores: Array, size: Array) -> tuple[int, int]:
    """The stretch of lines (first, one past the last) in which the article stands."""
    if not len(scores):
        return 0, 0
    worth = (np.clip(scores, -CLIP, CLIP) + LINE_BONUS) * (FLOOR + np.minimum(size, FULL_SIZE) / SIZE_STEP)
    sums = np.concatenate(([0.0], np.cumsum(worth)))
    gains = sums[1:] - np.minimum.accumulate(sums)[:-1]
    last = int(gains.argmax())
    if gains[last] <= 0:
        return 0, 0
    return int(sums[: last + 1].argmin()), last + 1
