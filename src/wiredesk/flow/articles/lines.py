"""The lines of a text dump, each scored in its context: of the article, or of the page around it.

Logistic weights (line_weights.json, made by bench/train_lines.py) of a line's signs and figures and its neighbours'
give a first score; a second one also knows the first scores around the line, and how much of the page's text stands
above and below.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from wiredesk.flow.articles.characters import Array
from wiredesk.flow.articles.sheet import Sheet
from wiredesk.flow.articles.signs import FIGURES, SIGNS, Signs

REACH: Final = 25  # lines above and below whose scores count
WINDOWS: Final = (1, 2, 3, 4, 6, 12, REACH)  # lines in which scores are summed up
FULL_SIZE: Final = 400.0  # characters; a longer paragraph counts no more
STRONG, STRONG_SIZE = 0.6, 60  # a line that is surely of some text
SHARP: Final = 5.0  # lines over which the top of a page fades
AMID: Final = 5  # lines
STEEPEST: Final = 30.0  # a score beyond this is certain
FAR: Final = 30  # lines; what is farther off is far off
GRAIN: Final = 1024.0  # weights and chances are counted in such parts, so that sums are exact in whatever order
AROUND: Final = (
    "text above",
    "text below",
    "share above",
    "share below",
    "share to the nearer end",
    "all text",
    "place",
    "lines",
    "near the top",
    "near the bottom",
    "strong above",
    "strong below",
    "under strong",
    "over strong",
    "between strong",
    "amid strong",
)
KERNELS: Final = ("score", "text", "stamps", "repeats")  # what is summed up with a weight for each distance
NEIGHBOURS: Final = ("own", "above", "below")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of both scores."""

    coded: Array  # a row for each of SIGNS; columns: first score own, above, below, second score own, above, below
    figures: Array  # the same six rows, a column for each of FIGURES
    bias: Array
    around: Array  # one for each of AROUND
    kernels: Mapping[str, Array]  # one for each distance, from REACH above to REACH below


@cache
def weights() -> Weights:
    """The weights as learned."""
    return weights_of(json.loads(files(__package__).joinpath("line_weights.json").read_text("utf-8")))


def weights_of(read: Mapping[str, Any]) -> Weights:
    """The weights from their file."""
    nothing = [0.0] * (2 * len(NEIGHBOURS))
    table = read["signs"]
    return Weights(
        coded=grained([table.get(name, nothing) for name in SIGNS]),
        figures=np.ascontiguousarray(grained([table.get(name, nothing) for name in FIGURES]).T),
        bias=grained(read["bias"]),
        around=grained([read["around"].get(name, 0.0) for name in AROUND]),
        kernels={name: grained(read["kernels"][name]) for name in KERNELS},
    )


def grained(values: Any) -> Array:
    """Numbers in whole parts of GRAIN."""
    found: Array = np.rint(np.asarray(values, np.float64) * GRAIN) / GRAIN
    return found


def score_lines(sheet: Sheet, signs: Signs) -> Array:
    """The score of every line; above 0: more likely of the article than not.

    Cost     O(n) time; a line's score is the same to the last bit whatever other pages are on the sheet.
    """
    if not sheet.lines:
        return np.zeros(0)
    learned = weights()
    sums = learned.figures @ signs.figures
    own = learned.coded.take(signs.coded[0], axis=0)
    for codes in signs.coded[1:]:
        own += learned.coded.take(codes, axis=0)
    sums += own.T
    edges = sheet.bounds[1:-1]
    first = with_neighbours(sums[:3], edges) + learned.bias[0]
    second: Array = with_neighbours(sums[3:], edges) + learned.bias[1]
    chance = grained(chances(first))
    text = chance * np.minimum(sheet.size, FULL_SIZE)
    second += learned.around @ surroundings(sheet, chance, text)
    places = np.arange(len(chance)) + REACH * (1 + sheet.pages)
    for name, values in zip(KERNELS, (chance, text_chances(text), signs.stamps, signs.repeats), strict=True):
        if values.any():
            padded = np.zeros(places[-1] + 1 + REACH)
            padded[places] = values
            second += np.convolve(padded, learned.kernels[name])[places + REACH]
    return second


def text_chances(text: Array) -> Array:
    """How much text each line likely gives, 1 for that of a full line."""
    return grained(text / FULL_SIZE)


def with_neighbours(sums: Array, edges: Array) -> Array:
    """Every line's own sum, with what the lines above and below on its page give to it."""
    total: Array = sums[0].copy()
    sums[1, edges - 1] = 0
    sums[2, edges[edges < len(total)]] = 0
    total[1:] += sums[1, :-1]
    total[:-1] += sums[2, 1:]
    return total


def chances(scores: Array) -> Array:
    """The chances of logistic scores."""
    found: Array = 1 / (1 + np.exp(-np.clip(scores, -STEEPEST, STEEPEST)))
    return found


def surroundings(sheet: Sheet, chance: Array, text: Array) -> Array:
    """What stands around each line on its page: a row for each of AROUND."""
    pages = sheet.pages
    start, stop = sheet.bounds[pages], sheet.bounds[pages + 1]
    places = np.arange(len(chance))
    at, count = places - start, stop - start
    summed = np.concatenate(([0.0], np.cumsum(text)))
    above, below = summed[:-1] - summed[start], summed[stop] - summed[1:]
    total = summed[stop] - summed[start] + 1
    window = WINDOWS[-2]
    found = np.empty((len(AROUND), len(chance)))
    found[0] = summed[:-1] - summed[np.maximum(places - window, start)]
    found[1] = summed[np.minimum(places + window + 1, stop)] - summed[1:]
    found[2], found[3] = above / total, below / total
    np.minimum(found[2], found[3], out=found[4])
    found[5], found[6], found[7] = total - 1, at / count, count
    found[8], found[9] = np.exp(at / -SHARP), np.exp((count - 1 - at) / -SHARP)
    np.log1p(found[:2], out=found[:2])
    np.log1p(found[5:8:2], out=found[5:8:2])
    far_above, far_below = distances((chance > STRONG) & (sheet.size > STRONG_SIZE), start, stop)
    found[10], found[11] = np.log(far_above), np.log(far_below)
    found[12], found[13] = far_above == 1, far_below == 1
    found[14] = (far_above <= 2) & (far_below <= 2)
    found[15] = np.maximum(far_above, far_below) <= AMID
    return grained(found)


def distances(strong: Array, start: Array, stop: Array) -> tuple[Array, Array]:
    """For each line how far the strong ones above and below it on its page are."""
    places = np.arange(len(strong))
    last = np.maximum.accumulate(np.where(strong, places, -FAR))
    above = places - np.concatenate(([-FAR], last[:-1]))
    following = np.minimum.accumulate(np.where(strong, places, len(places) + FAR)[::-1])[::-1]
    below = np.concatenate((following[1:], [len(places) + FAR])) - places
    above[above > places - start] = FAR
    below[below > stop - 1 - places] = FAR
    return np.minimum(above, FAR), np.minimum(below, FAR)
