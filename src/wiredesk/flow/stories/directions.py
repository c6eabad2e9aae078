"""The directions in which an article's vector points farthest: few numbers that articles of one meaning share.

Articles in different languages have no words in common, but their vectors point the same way. Each of `TABLES` turns
of the vector's space into `AXES` random axes gives one number: the axis on which the article lies farthest out, and
on which side. Articles of one story agree in a quarter of the tables, others in one of fifty.
Source: cross-polytope hashing, Andoni et al. 2015.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from wiredesk.text.vectors import DIMENSIONS

TABLES, AXES = 24, 32


def directions(whole_vector: bytes) -> NDArray[np.int64]:
    """One number a table; none without a vector. Sums of whole numbers, the same on every machine."""
    vector = np.frombuffer(whole_vector, dtype="<i2").astype(np.float64)
    if not vector.any():
        return np.zeros(0, dtype=np.int64)
    away = np.rint(vector * (length(middle_of_news()) / length(vector) * STRETCH) - middle_of_news())
    reach = (away.astype(np.float32) @ axes()).reshape(TABLES, AXES)
    farthest = np.abs(reach).argmax(1)
    side = reach[np.arange(TABLES), farthest] > 0
    found: NDArray[np.int64] = 2 * farthest + side
    return found


STRETCH = 1.76  # the mean of unit vectors of news is .57 long


def length(vector: NDArray[np.float64]) -> float:
    """The length of a vector of whole numbers."""
    return float(np.sqrt((vector * vector).sum()))


@cache
def middle_of_news() -> NDArray[np.float64]:
    """What all news has in common, which tells one story from no other (middle.txt)."""
    lines = files(__package__).joinpath("middle.txt").read_text(encoding="utf-8").splitlines()
    return np.array([int(one) for line in lines if not line.startswith("#") for one in line.split()], dtype=np.float64)


@cache
def axes() -> NDArray[np.float32]:
    """The axes of all tables side by side: signs by a hash, the same for ever."""
    drawn = b"".join(
        blake2b(number.to_bytes(4, "big"), digest_size=DIMENSIONS // 8).digest() for number in range(TABLES * AXES)
    )
    bits = np.unpackbits(np.frombuffer(drawn, dtype=np.uint8)).reshape(TABLES * AXES, DIMENSIONS)
    return np.ascontiguousarray(bits.T.astype(np.float32) * 2 - 1)
