"""What two articles share: passages, and how much of each text stands in them in the same order.

A copy keeps the order of its source. Two reporters who quote one speech share passages too, in an order of
their own: only what stands in the same order in both counts towards the share.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.copies.prints import print_of
from wiredesk.text.shingles import Codes, Tokens, covered, is_among, runs, shingles

ANCHOR_SHARE = 0.625  # an anchor is five words where a shingle is eight: light edits leave fives standing
QUOTED = re.compile(r"“[^”\n]{1,1500}”|\"[^\"\n]{1,1500}\"|«[^»\n]{1,1500}»|„[^“”\n]{1,1500}[“”]|「[^」\n]{1,1500}」")
STRIDE = np.uint64(0xD1B54A32D192ED03)  # keeps the second of a kind apart from the first
KEPT = 512  # texts in memory; some 40 kB each at 700 words

Mask = NDArray[np.bool_]
Blocks = list[tuple[int, int, int]]  # first word in one, first word in the other, words


class Text(NamedTuple):
    """One article's text as the comparison needs it."""

    length: int  # words
    size: int  # words to a shingle
    anchors: Codes  # the short runs of words, sorted; a repeated one has a code of its own
    places: NDArray[np.int64]  # the word at which each begins
    shingles: Codes  # those that begin at each word

    def printed(self, codes: Codes) -> Mask:
        """The words that stand in one of these shingles, which are sorted."""
        if not len(codes):
            return np.zeros(self.length, dtype=bool)
        hits = is_among(self.shingles, codes)
        return covered(hits, self.size, self.length)


@lru_cache(maxsize=KEPT)
def text_of(text: str) -> Text:
    """The text, taken apart; a second call costs nothing."""
    words, size, *_ = print_of(text)
    anchors = shingles(words, anchor_size(size))
    anchors = anchors + ordinals(anchors).astype(np.uint64) * STRIDE
    places = np.argsort(anchors, kind="stable")
    return Text(len(words), size, anchors[places], places, shingles(words, size))


def anchor_size(size: int) -> int:
    """How many words make an anchor where so many make a shingle."""
    return round(size * ANCHOR_SHARE)


def ordinals(codes: Codes) -> NDArray[np.int64]:
    """For each code how often it stood before."""
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))) if len(codes) else order
    first = np.repeat(starts, np.diff(np.append(starts, len(codes))))
    found = np.empty(len(codes), dtype=np.int64)
    found[order] = np.arange(len(codes)) - first
    return found


def compare(one: Text, other: Text) -> tuple[Mask, Mask, Blocks]:
    """The words of each text that stand in the other too, in the same order, and the blocks of which they are made."""
    size = anchor_size(one.size)
    blocks = [(at, to, length - 1 + size) for at, to, length in aligned(diagonals(one, other))]
    mine = in_blocks([(at, words) for at, _, words in blocks], one.length)
    theirs = in_blocks([(to, words) for _, to, words in blocks], other.length)
    return mine, theirs, blocks


def diagonals(one: Text, other: Text) -> Blocks:
    """The anchors that both have, those that follow one another in both joined, by the first text's order.

    Repeated anchors are matched in their order.
    """
    if not len(one.anchors) or not len(other.anchors):
        return []
    found = np.minimum(np.searchsorted(other.anchors, one.anchors), len(other.anchors) - 1)
    same = other.anchors[found] == one.anchors
    order = np.argsort(one.places[same])
    mine, theirs = one.places[same][order], other.places[found[same]][order]
    starts = np.flatnonzero(np.concatenate(([True], (np.diff(mine) != 1) | (np.diff(theirs) != 1))))
    starts = starts[: len(mine)]
    lengths = np.diff(np.append(starts, len(mine)))
    return list(zip(mine[starts].tolist(), theirs[starts].tolist(), lengths.tolist(), strict=True))


def aligned(blocks: Blocks) -> Blocks:
    """The heaviest chain of the blocks (place in one, place in the other, anchors) that runs forward in both."""
    ends = sorted({theirs + length for _, theirs, length in blocks})
    best: list[tuple[int, int]] = [(0, -1)] * (len(ends) + 1)  # a Fenwick tree of (weight, block)
    weights: list[int] = []
    before: list[int] = []
    for number, (_, theirs, length) in enumerate(blocks):
        weight, previous = heaviest(best, bisect_left(ends, theirs + 1))
        weights.append(weight + length)
        before.append(previous)
        raise_to(best, bisect_left(ends, theirs + length) + 1, (weight + length, number))
    _, number = heaviest(best, len(ends))
    chain = []
    while number >= 0:
        chain.append(blocks[number])
        number = before[number]
    return chain[::-1]


def heaviest(tree: list[tuple[int, int]], place: int) -> tuple[int, int]:
    """The largest entry among the first `place`; of equals the earlier block."""
    found = (0, -1)
    while place > 0:
        if tree[place][0] > found[0]:
            found = tree[place]
        place -= place & -place
    return found


def raise_to(tree: list[tuple[int, int]], place: int, entry: tuple[int, int]) -> None:
    """Puts the entry at `place` where it is larger than what stands there."""
    while place < len(tree):
        if entry[0] > tree[place][0]:
            tree[place] = entry
        place += place & -place


def in_blocks(blocks: list[tuple[int, int]], count: int) -> Mask:
    """The words that stand in the blocks (first word, words)."""
    inside = np.zeros(count, dtype=bool)
    for first, words in blocks:
        inside[first : first + words] = True
    return inside


def passages(tokens: Tokens, words: Mask) -> list[tuple[int, int]]:
    """The characters of the stretches of words that are as long as a shingle at least."""
    return [
        (int(tokens.starts[first]), int(tokens.ends[last - 1]))
        for first, last in runs(words)
        if last - first >= tokens.size
    ]


def quoted(text: str, tokens: Tokens) -> Mask:
    """The words that stand between quotation marks."""
    inside = np.zeros(tokens.length, dtype=bool)
    for match in QUOTED.finditer(text):
        first, last = np.searchsorted(tokens.starts, match.span())
        inside[first:last] = True
    return inside
