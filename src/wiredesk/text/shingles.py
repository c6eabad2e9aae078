"""Runs of words that two texts share, whatever their case and punctuation.

A shingle is eight neighbouring words as one 64-bit number (Broder 1997). Scripts that put no spaces between
words are read character by character, sixteen to a shingle: about as much meaning.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORDS_IN_SHINGLE = 8
CHARACTERS_IN_SHINGLE = 16  # of scripts without spaces
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no word is lost modulo 2**64

Codes = NDArray[np.uint64]


class Tokens(NamedTuple):
    """The words of a text: where each stands, and a 64-bit number for it that is the same in every process."""

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    codes: Codes
    size: int  # words to a shingle

    @property
    def length(self) -> int:
        """How many words the text has."""
        return len(self.codes)


class Vocabulary(dict[str, int]):
    """Word → 64-bit number, each computed once; the number is a function of the word alone."""

    def __missing__(self, word: str) -> int:
        code = hashlib.blake2b(word.casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = int.from_bytes(code, "little")
        return self[word]


def tokens_of(text: str, vocabulary: Vocabulary | None = None) -> Tokens:
    """The words of a text; in a script without spaces, its characters."""
    vocabulary = Vocabulary() if vocabulary is None else vocabulary
    found = [(match.start(), match.end(), vocabulary[match[0]]) for match in TOKEN.finditer(text)]
    starts = np.array([start for start, _, _ in found], dtype=np.int32)
    ends = np.array([end for _, end, _ in found], dtype=np.int32)
    codes = np.array([code for _, _, code in found], dtype=np.uint64)
    return Tokens(starts, ends, codes, shingle_size(text, len(found)))


def shingle_size(text: str, count: int) -> int:
    """How many tokens make a shingle: more where most of them are single characters."""
    unspaced = sum(1 for _ in re.finditer(f"[{UNSPACED}]", text))
    return CHARACTERS_IN_SHINGLE if unspaced * 2 > count else WORDS_IN_SHINGLE


def shingles(codes: Codes, size: int) -> Codes:
    """The shingle that begins at each word; empty for a text of fewer words than `size`."""
    length = len(codes) - size + 1
    if length <= 0:
        return np.zeros(0, dtype=np.uint64)
    total = np.zeros(length, dtype=np.uint64)
    for offset in range(size):
        total = total * MULTIPLIER + codes[offset : offset + length]
    return total


def is_among(codes: Codes, known: Codes) -> NDArray[np.bool_]:
    """For each code whether it is one of `known`, which is sorted."""
    if not len(known):
        return np.zeros(len(codes), dtype=bool)
    places = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    found: NDArray[np.bool_] = known[places] == codes
    return found


def covered(hits: NDArray[np.bool_], size: int, count: int) -> NDArray[np.bool_]:
    """Which of `count` words lie in a shingle that `hits` marks by its first word."""
    edges = np.zeros(count + 1, dtype=np.int32)
    firsts = np.flatnonzero(hits)
    np.add.at(edges, firsts, 1)
    np.add.at(edges, firsts + size, -1)
    inside: NDArray[np.bool_] = np.cumsum(edges[:-1]) > 0
    return inside


def runs(inside: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """The stretches of true values: first word, and the one after the last."""
    padded = np.concatenate(([False], inside, [False])).astype(np.int8)
    changes = np.diff(padded)
    starts, ends = np.flatnonzero(changes == 1), np.flatnonzero(changes == -1)
    yield from zip(starts.tolist(), ends.tolist(), strict=True)
