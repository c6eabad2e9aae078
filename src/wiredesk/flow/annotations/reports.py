"""Reported speech beyond the marks: which words are cues, and which parts of the sentence they report.

Two linear models over hashed features of the parse, trained by bench/train_quotes.py: one says whether a word
is a cue, the other what a part of the sentence is to its cue: content, source, more of the cue, or nothing.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from wiredesk.flow.annotations.cues import tokens_like
from wiredesk.flow.annotations.features import (
    CUE_PARTS,
    CUE_WORDS,
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
SEPARATOR = "\x1f"  # between features; no word of a text holds it
MAX_TOKENS = 150  # of one report on either side of its cue


class Report(NamedTuple):
    """What a cue reports, in token numbers, ends inclusive."""

    head: int
    cue: tuple[int, int]
    source: Branch | None
    contents: tuple[tuple[int, int], ...]


class Parts(NamedTuple):
    """The parts of a sentence around a cue, as the model sorts them."""

    contents: list[Branch]
    source: Branch | None
    bounds: tuple[int, int]  # the first and last token of the sentence


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
    hashed = [buckets(bag) for bag in bags]
    starts = np.cumsum([0, *(len(row) for row in hashed[:-1])])
    flat = np.fromiter(chain.from_iterable(hashed), dtype=np.int64)
    return np.add.reduceat(model().weights[flat], starts, axis=0) + model().bias


def buckets(bag: list[str]) -> list[int]:
    """The places of a bag's features, each once, in order; encoded in one go, for it is the hottest line here."""
    names = SEPARATOR.join(bag).encode("utf-8", "surrogatepass").split(SEPARATOR.encode())
    return sorted({zlib.crc32(name) & MASK for name in names})


def find_reports(doc: Doc, quoted: bytearray, breaks: Sequence[int] = ()) -> list[Report]:
    """The reports of a text, in the order of their cues.

    Cost     linear: a bounded number of features a word, a bounded number of parts a cue.
    """
    near = (doc[at] for at in tokens_like(doc, CUE_PARTS, CUE_WORDS))
    candidates = [token for token in near if may_be_cue(token, quoted) and is_known(token)]
    odds = scores([cue_features(token, quoted) for token in candidates])
    cues = [token for token, row in zip(candidates, odds, strict=True) if row[CUE] > CUE_LIMIT]
    parts = parts_of(cues, quoted, breaks)
    words = cue_words(cues, [part.source for part in parts])
    return [report_of(cue, part, place) for cue, part, place in zip(cues, parts, words, strict=True)]


def parts_of(cues: list[Token], quoted: bytearray, breaks: Sequence[int]) -> list[Parts]:
    """For each cue the parts of its sentence that are content, and the likeliest source."""
    branches = [list(branches_of(cue)) for cue in cues]
    bags: list[list[str]] = []
    for cue, beside in zip(cues, branches, strict=True):
        siblings = frozenset(branch.way.split()[-1] for branch in beside if branch.way.startswith("down"))
        bags.extend(branch_features(cue, branch, siblings, quoted) for branch in beside)
    odds = iter(scores(bags).tolist())
    return [sorted_parts(beside, odds, sentence_of(cue, breaks)) for cue, beside in zip(cues, branches, strict=True)]


def sorted_parts(branches: list[Branch], odds: Iterator[list[float]], bounds: tuple[int, int]) -> Parts:
    """The branches of a cue, each with the next row of odds, sorted into content and source."""
    contents: list[Branch] = []
    source, best = None, SOURCE_LIMIT
    for branch in branches:
        row = next(odds)
        top = max(row[CONTENT], row[SOURCE], row[PART])
        if row[CONTENT] > CONTENT_LIMIT and row[CONTENT] == top:
            contents.append(branch)
        elif row[SOURCE] > best and row[SOURCE] == top and bounds[0] <= branch.root <= bounds[1]:
            source, best = branch, row[SOURCE]
    return Parts(contents, source, bounds)


def report_of(cue: Token, parts: Parts, words: tuple[int, int]) -> Report:
    """The report of a cue; its own words and its source's are no content."""
    taken = set(range(words[0], words[1] + 1))
    if parts.source is not None:
        taken.update(range(parts.source.first, parts.source.last + 1))
    return Report(cue.i, words, parts.source, pieces(cue, parts.contents, taken, parts.bounds))


def cue_words(cues: list[Token], sources: list[Branch | None]) -> list[tuple[int, int]]:
    """The first and last token of each cue: its head and the words on either side that belong to it.

    All cues grow by a word a side at a time, so that only the words that may join are looked at.
    """
    places = [(cue.i, cue.i) for cue in cues]
    growing = [(at, step) for at, cue in enumerate(cues) if not is_according(cue) for step in (-1, 1)]
    for _ in range(WINDOW):
        edges = [(at, step, places[at][step > 0] + step) for at, step in growing]
        edges = [
            edge for edge in edges if 0 <= edge[2] < len(cues[edge[0]].doc) and not holds(sources[edge[0]], edge[2])
        ]
        odds = scores([word_features(cues[at], place) for at, _, place in edges])
        growing = []
        for (at, step, place), row in zip(edges, odds, strict=True):
            if row[WORD] > WORD_LIMIT:
                places[at] = (place, places[at][1]) if step < 0 else (places[at][0], place)
                growing.append((at, step))
    return [(first, last + is_according(cue)) for cue, (first, last) in zip(cues, places, strict=True)]


def is_according(cue: Token) -> bool:
    """True for the head of "according to"."""
    return bool(cue.lower_ == "according" and cue.i + 1 < len(cue.doc) and cue.nbor().lower_ == "to")


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
