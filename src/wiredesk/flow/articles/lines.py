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
    figures: Array  # a row for each of FIGURES
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
        coded=np.array([table.get(name, nothing) for name in SIGNS], np.float32),
        figures=np.array([table.get(name, nothing) for name in FIGURES], np.float32),
        bias=np.array(read["bias"], np.float32),
        around=np.array([read["around"].get(name, 0.0) for name in AROUND], np.float32),
        kernels={name: np.array(read["kernels"][name], np.float32) for name in KERNELS},
    )


def score_lines(sheet: Sheet, signs: Signs) -> Array:
    """The score of every line; above 0: more likely of the article than not.

    Cost     O(n) time.
    """
    if not sheet.lines:
        return np.zeros(0, np.float32)
    learned = weights()
    sums = signs.figures @ learned.figures
    for codes in signs.coded:
        sums += learned.coded.take(codes, axis=0)
    first = with_neighbours(sums[:, :3]) + learned.bias[0]
    second: Array = with_neighbours(sums[:, 3:]) + learned.bias[1]
    chance = chances(first).astype(np.float32)
    text = chance * np.minimum(sheet.size, FULL_SIZE) / FULL_SIZE
    second += surroundings(chance, text, sheet.size) @ learned.around
    for name, values in zip(KERNELS, (chance, text, signs.stamps, signs.repeats), strict=True):
        if values.any():
            second += np.convolve(values, learned.kernels[name])[REACH:-REACH]
    return second


def with_neighbours(sums: Array) -> Array:
    """Every line's own sum, with what the lines above and below give to it."""
    total: Array = sums[:, 0].copy()
    total[1:] += sums[:-1, 1]
    total[:-1] += sums[1:, 2]
    return total


def chances(scores: Array) -> Array:
    """The chances of logistic scores."""
    found: Array = 1 / (1 + np.exp(-np.clip(scores, -STEEPEST, STEEPEST)))
    return found


def surroundings(chance: Array, text: Array, size: Array) -> Array:
    """What stands around each line: a column for each of AROUND."""
    count = len(chance)
    found = np.empty((count, len(AROUND)), np.float32)
    places = np.arange(count)
    summed = np.concatenate(([0.0], np.cumsum(text)))
    total = summed[-1] + 1 / FULL_SIZE
    window = WINDOWS[-2]
    found[:, 0] = np.log1p(FULL_SIZE * (summed[:-1] - summed[np.maximum(places - window, 0)]))
    found[:, 1] = np.log1p(FULL_SIZE * (summed[np.minimum(places + window + 1, count)] - summed[1:]))
    found[:, 2] = summed[:-1] / total
    found[:, 3] = 1 - summed[1:] / total
    np.minimum(found[:, 2], found[:, 3], out=found[:, 4])
    found[:, 5] = np.log1p(FULL_SIZE * total)
    found[:, 6] = places / count
    found[:, 7] = np.log1p(count)
    found[:, 8] = np.exp(places / -SHARP)
    found[:, 9] = found[::-1, 8]
    above, below = distances((chance > STRONG) & (size > STRONG_SIZE), places)
    found[:, 10] = np.log(above)
    found[:, 11] = np.log(below)
    found[:, 12] = above == 1
    found[:, 13] = below == 1
    found[:, 14] = (above <= 2) & (below <= 2)
    found[:, 15] = np.maximum(above, below) <= AMID
    return found


def distances(strong: Array, places: Array) -> tuple[Array, Array]:
    """For each line how far the strong ones above and below it are."""
    count = len(places)
    last = np.maximum.accumulate(np.where(strong, places, -FAR))
    above = places - np.concatenate(([-FAR], last[:-1]))
    following = np.minimum.accumulate(np.where(strong, places, count + FAR)[::-1])[::-1]
    below = np.concatenate((following[1:], [count + FAR])) - places
    return np.minimum(above, FAR), np.minimum(below, FAR)
