"""Where in a dump the article stands: the stretch of lines with the largest sum of scores; which lines in it stay."""

from __future__ import annotations

from typing import Final

import numpy as np

from wiredesk.flow.articles.characters import COLON, Array
from wiredesk.flow.articles.looks import RESPONSE, SPEAKER
from wiredesk.flow.articles.sheet import Sheet
from wiredesk.flow.articles.signs import Signs

LINE_BONUS: Final = 1.6  # a line inside the article may look less like one than a line alone
LOWEST, HIGHEST = -3.0, 3.0  # a score beyond these says no more
RESPONSE_BARRIER, SPEAKER_BARRIER = 25.0, 4.0  # what an article must be worth behind such a line to go on there
FULL_SIZE, SIZE_STEP, FLOOR = 400, 200, 0.3  # a paragraph counts more than a teaser: FLOOR + size / SIZE_STEP
KEPT_IN_BODY: Final = -0.6  # the score that a line inside the article must pass
SENTENCE_SIZE, SENTENCE_KEPT = 90, -2.0  # … and a whole sentence there: losing one is worse than keeping a teaser
LOOSE_SIZE, LOOSE_SCORE = 90, 2.0  # below both, a line at the end of the article is of what comes next
LOOSE_SENTENCE: Final = 0.7  # … the score for one that ends a sentence
SURE: Final = 2.0  # a score that outweighs a tell-tale phrase in a long line
LONG_FURNITURE: Final = 160  # characters; a longer line with a tell-tale phrase may still be a paragraph
HEADING_SIZE: Final = 80  # characters of a heading between two paragraphs


def worths(sheet: Sheet, signs: Signs, scores: Array) -> Array:
    """What each line adds to the article in which it stands."""
    worth = (np.clip(scores, LOWEST, HIGHEST) + LINE_BONUS) * (FLOOR + np.minimum(sheet.size, FULL_SIZE) / SIZE_STEP)
    worth -= RESPONSE_BARRIER * (signs.looks == RESPONSE) + SPEAKER_BARRIER * (signs.looks == SPEAKER)
    return worth


def body_region(worth: Array) -> tuple[int, int]:
    """The stretch of a page's lines (first, one past the last) in which the article stands.

    Takes    the worths of the page's lines.
    """
    if not len(worth):
        return 0, 0
    sums = np.zeros(len(worth) + 1)
    np.cumsum(worth, out=sums[1:])
    gains = sums[1:] - np.minimum.accumulate(sums)[:-1]
    last = int(gains.argmax())
    if gains[last] <= 0:
        return 0, 0
    return int(sums[: last + 1].argmin()), last + 1


def is_kept_inside(sheet: Sheet, signs: Signs, scores: Array, in_capitals: Array) -> Array:
    """Which lines stay where they stand inside the article."""
    is_furniture = (signs.told > 0) & ((sheet.size < LONG_FURNITURE) | (scores < SURE))
    is_furniture |= (signs.looks == RESPONSE) | in_capitals
    is_sentence = sheet.ends & (sheet.size >= SENTENCE_SIZE) & (scores > SENTENCE_KEPT)
    found: Array = ((scores > KEPT_IN_BODY) | is_sentence) & ~is_furniture & ~headings(sheet)
    return found


def is_loose(sheet: Sheet, scores: Array) -> Array:
    """Which lines are of what comes next where they stand at the article's end."""
    found: Array = (sheet.size < LOOSE_SIZE) & (scores < np.where(sheet.ends, LOOSE_SENTENCE, LOOSE_SCORE))
    return found


def headings(sheet: Sheet) -> Array:
    """Which lines are headings between two paragraphs: short, no sentence, a sentence above and below."""
    is_open = ~sheet.ends & (sheet.size < HEADING_SIZE) & (sheet.last != COLON)
    found = np.zeros(len(is_open), np.bool_)
    if not len(found):
        return found
    found[1:-1] = is_open[1:-1] & sheet.ends[:-2] & sheet.ends[2:]
    edges = sheet.bounds[1:-1]
    found[edges[edges < len(found)]] = False
    found[edges - 1] = False
    return found
