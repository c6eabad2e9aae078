"""Reported speech beyond the marks: which words are cues, and which parts of the sentence they report.

Two linear models over hashed features of the parse, trained by bench/train_quotes.py: one says whether a word
is a cue, the other what a part of the sentence is to its cue: content, source, more of the cue, or nothing.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from wiredesk.flow.annotations.features import (
    Branch,
    arrays,
    branch_features,
    branches_of,
    cue_features,
    is_known,
    may_be_cue,
    word_features,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

MASK = (1 << 17) - 1  # hash buckets of quotes_en.npz, less one
CUE_LIMIT = -0.8  # log-odds; best content and cue F1 by word on the last seventh of the training part
CONTENT_LIMIT = -0.25
SOURCE_LIMIT = -0.2
WORD_LIMIT = 0.1
WINDOW = 6  # tokens on either side of a cue's head that may belong to it
CUE, CONTENT, SOURCE, PART, WORD = range(5)  # the columns of the weights
MAX_TOKENS = 150  # of one report on either side of its cue


class Report(NamedTuple):
    """What a cue reports, in token numbers, ends inclusive."""

    head: int
    cue: tuple[int, int]
    source: Branch | None
    contents: tuple[tuple[int, int], ...]


class Model(NamedTuple):
    """The weights: a row a bucket, a column each for cue, content, source, part of the cue, word of the cue."""

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]


@cache
def model() -> Model:
    """The model, read once a process; no pickle."""
    weights = np.ascontiguousarray(arrays()["weights"].astype(np.float64).T)
    return Model(weights, arrays()["bias"].astype(np.float64))


def bucket(feature: str) -> int:
    """The place of a feature's weight; the same in every process."""
    return zlib.crc32(feature.encode("utf-8", "surrogatepass")) & MASK


def scores(bags: Sequence[list[str]]) -> NDArray[np.float64]:
    """The log-odds of each bag of features (none empty) by each of the five questions."""
    if not bags:
        return np.zeros((0, 5))
    hashed = [sorted({bucket(name) for name in bag}) for bag in bags]
    starts = np.cumsum([0, *(len(row) for row in hashed[:-1])])
    flat = np.fromiter((place for row in hashed for place in row), dtype=np.int64)
    return np.add.reduceat(model().weights[flat], starts, axis=0) + model().bias


def find_reports(doc: Doc, quoted: bytearray, breaks: Sequence[int] = ()) -> list[Report]:
    """The reports of a text, in the order of their cues.

    Cost     linear: a bounded number of features a word, a bounded number of parts a cue.
    """
    candidates = [token for token in doc if may_be_cue(token, quoted) and is_known(token)]
    odds = scores([cue_features(token, quoted) for token in candidates])
    return [
        report_of(token, quoted, breaks) for token, row in zip(candidates, odds, strict=True) if row[CUE] > CUE_LIMIT
    ]


def report_of(cue: Token, quoted: bytearray, breaks: Sequence[int]) -> Report:
    """The parts of the sentence sorted into content, source and more of the cue."""
    branches = list(branches_of(cue))
    siblings = frozenset(branch.way.split()[-1] for branch in branches if branch.way.startswith("down"))
    odds = scores([branch_features(cue, branch, siblings, quoted) for branch in branches])
    contents: list[Branch] = []
    low, high = sentence_of(cue, breaks)
    source, best = None, SOURCE_LIMIT
    for branch, row in zip(branches, odds, strict=True):
        top = max(row[CONTENT], row[SOURCE], row[PART])
        if row[CONTENT] > CONTENT_LIMIT and row[CONTENT] == top:
            contents.append(branch)
        elif row[SOURCE] > best and row[SOURCE] == top and low <= branch.root <= high:
            source, best = branch, row[SOURCE]
    words = cue_words(cue, source)
    taken = set(range(words[0], words[1] + 1))
    if source is not None:
        taken.update(range(source.first, source.last + 1))
    return Report(cue.i, words, source, pieces(cue, contents, taken, (low, high)))


def cue_words(cue: Token, source: Branch | None) -> tuple[int, int]:
    """The first and last token of a cue: its head and the words on either side that belong to it."""
    doc = cue.doc
    places = [at for at in range(cue.i - WINDOW, cue.i + WINDOW + 1) if 0 <= at < len(doc) and at != cue.i]
    odds = dict(zip(places, scores([word_features(cue, at) for at in places])[:, WORD].tolist(), strict=True))
    first = last = cue.i
    if cue.lower_ == "according" and cue.i + 1 < len(doc) and doc[cue.i + 1].lower_ == "to":
        return cue.i, cue.i + 1
    while odds.get(first - 1, -9.0) > WORD_LIMIT and not holds(source, first - 1):
        first -= 1
    while odds.get(last + 1, -9.0) > WORD_LIMIT and not holds(source, last + 1):
        last += 1
    return first, last


def holds(branch: Branch | None, at: int) -> bool:
    """True for a token of the branch."""
    return branch is not None and branch.first <= at <= branch.last


def pieces(cue: Token, contents: list[Branch], taken: set[int], bounds: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """The content as runs of tokens; a comma between two parts joins them."""
    doc = cue.doc
    low, high = bounds
    places = sorted(
        {
            at
            for branch in contents
            for at in range(max(branch.first, low), min(branch.last, high) + 1)
            if at not in taken
        }
    )
    runs: list[list[int]] = []
    for at in places:
        if runs and (at == runs[-1][1] + 1 or is_bridge(doc, runs[-1][1] + 1, at, taken)):
            runs[-1][1] = at
        else:
            runs.append([at, at])
    trimmed = (bare(doc, first, last) for first, last in runs)
    return tuple((first, last) for first, last in trimmed if first <= last)


def sentence_of(cue: Token, breaks: Sequence[int]) -> tuple[int, int]:
    """The first and last token around a cue that share its line and sentence, at most MAX_TOKENS away."""
    doc, low, high = cue.doc, cue.i, cue.i
    place = bisect_right(breaks, cue.idx)
    start = breaks[place - 1] if place else 0
    end = breaks[place] if place < len(breaks) else doc[len(doc) - 1].idx + 1
    while low > max(0, cue.i - MAX_TOKENS) and "\n" not in doc[low - 1].text and doc[low - 1].idx >= start:
        low -= 1
    while high < min(len(doc) - 1, cue.i + MAX_TOKENS) and "\n" not in doc[high + 1].text and doc[high + 1].idx < end:
        high += 1
    return low, high


def is_bridge(doc: Doc, start: int, end: int, taken: set[int]) -> bool:
    """True where only marks and spaces stand between two parts."""
    return end - start <= 2 and all(
        (doc[at].is_punct or doc[at].is_space) and at not in taken and "\n" not in doc[at].text
        for at in range(start, end)
    )


def bare(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """A run without marks and spaces at its edges."""
    while first <= last and (doc[first].is_space or doc[first].text in (",", ".", ";", ":", "-", "–", "—", "!", "?")):
        first += 1
    while last >= first and (doc[last].is_space or doc[last].text in (",", ".", ";", ":", "-", "–", "—", "!", "?")):
        last -= 1
    return first, last
