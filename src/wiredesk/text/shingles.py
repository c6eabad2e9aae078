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
TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+(?:['’][^\W{UNSPACED}]+)*")  # "don't" is one word
WORD = re.compile(r"\w+(?:['’]\w+)*")
CHARACTER = re.compile(f"[{UNSPACED}]")
MOST_WORDS = 500_000  # kept in mind at once; about 50 MB
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
        if len(self) >= MOST_WORDS:
            self.clear()
        code = word_code(word.casefold().replace("’", "'"))
        self[word] = code
        return code


VOCABULARY = Vocabulary()


def word_code(word: str) -> int:
    """A 64-bit number that is the same for a word in every process."""
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def tokens_of(text: str) -> Tokens:
    """The words of a text; in a script without spaces, its characters."""
    codes = codes_of(text)
    starts, ends = places_of(text)
    return Tokens(starts, ends, codes, shingle_size(text, len(codes)))


def places_of(text: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The characters at which a text's words begin and end."""
    bounds = np.array([match.span() for match in pattern_of(text).finditer(text)], dtype=np.int32).reshape(-1, 2)
    return bounds[:, 0], bounds[:, 1]


def codes_of(text: str) -> Codes:
    """The numbers of a text's words, in order."""
    return np.array([VOCABULARY[word] for word in pattern_of(text).findall(text)], dtype=np.uint64)


def pattern_of(text: str) -> re.Pattern[str]:
    """What finds the words of a text: the plain pattern is three times as fast where nothing is unspaced."""
    return WORD if text.isascii() or not CHARACTER.search(text) else TOKEN


def shingle_size(text: str, count: int) -> int:
    """How many tokens make a shingle: more where most of them are single characters."""
    unspaced = 0 if text.isascii() else sum(1 for _ in CHARACTER.finditer(text))
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


def winnowed(codes: Codes, window: int) -> Codes:
    """The least code of every `window` neighbours, sorted, each once: two texts that share so many in a row share one.

    Source   Schleimer, Wilkerson, Aiken 2003, winnowing.
    """
    span = 1
    while span < min(window, len(codes)):  # doubles the windows whose least is known
        step = min(span, min(window, len(codes)) - span)
        codes = np.minimum(codes[:-step], codes[step:])
        span += step
    return np.unique(codes)


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
    edges[firsts] += 1  # each place once
    edges[firsts + size] -= 1
    inside: NDArray[np.bool_] = np.cumsum(edges[:-1]) > 0
    return inside


def runs(inside: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """The stretches of true values: first word, and the one after the last."""
    padded = np.concatenate(([False], inside, [False])).astype(np.int8)
    changes = np.diff(padded)
    starts, ends = np.flatnonzero(changes == 1), np.flatnonzero(changes == -1)
    yield from zip(starts.tolist(), ends.tolist(), strict=True)
