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

from wiredesk.text.shingles import Codes, Tokens, covered, is_among, runs, shingles, tokens_of

ANCHOR_SHARE = 0.625  # an anchor is five words where a shingle is eight: light edits leave fives standing
QUOTED = re.compile(r"“[^”\n]{1,1500}”|\"[^\"\n]{1,1500}\"|«[^»\n]{1,1500}»|„[^“”\n]{1,1500}[“”]|「[^」\n]{1,1500}」")
STRIDE = np.uint64(0xD1B54A32D192ED03)  # keeps the second of a kind apart from the first

KEPT = 512  # texts in memory; some 40 kB each at 700 words

Mask = NDArray[np.bool_]
Blocks = list[tuple[int, int, int]]  # first word in one, first word in the other, words


class Text(NamedTuple):
    """One article's text as the comparison needs it."""

    tokens: Tokens
    anchors: Codes  # the short run of words that begins at each word; a repeated one has a code of its own
    shingles: Codes  # those that begin at each word

    def printed(self, codes: Codes) -> Mask:
        """The words that stand in one of these shingles, which are sorted."""
        hits = is_among(self.shingles, codes)
        return covered(hits, self.tokens.size, self.tokens.length)


@lru_cache(maxsize=KEPT)
def text_of(text: str) -> Text:
    """The text, taken apart; a second call costs nothing."""
    tokens = tokens_of(text)
    anchors = shingles(tokens.codes, anchor_size(tokens))
    anchors = anchors + ordinals(anchors).astype(np.uint64) * STRIDE
    return Text(tokens, anchors, shingles(tokens.codes, tokens.size))


def anchor_size(tokens: Tokens) -> int:
    """How many words make an anchor."""
    return round(tokens.size * ANCHOR_SHARE)


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
    size = anchor_size(one.tokens)
    blocks = aligned(common_anchors(one, other))
    mine = in_blocks([(at, length) for at, _, length in blocks], size, one.tokens.length)
    theirs = in_blocks([(to, length) for _, to, length in blocks], size, other.tokens.length)
    return mine, theirs, [(at, to, length - 1 + size) for at, to, length in blocks]


def common_anchors(one: Text, other: Text) -> list[tuple[int, int]]:
    """The places of the anchors that both have, by the first; repeated ones are matched in their order."""
    _, left, right = np.intersect1d(one.anchors, other.anchors, return_indices=True)
    order = np.argsort(left)
    return list(zip(left[order].tolist(), right[order].tolist(), strict=True))


def aligned(anchors: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """The heaviest chain of blocks (place in one, place in the other, anchors) that runs forward in both."""
    blocks = diagonals(anchors)
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


def diagonals(anchors: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Anchors that follow one another in both texts, joined."""
    blocks: list[tuple[int, int, int]] = []
    for mine, theirs in anchors:
        if blocks:
            at, to, length = blocks[-1]
            if mine - at == theirs - to == length:
                blocks[-1] = (at, to, length + 1)
                continue
        blocks.append((mine, theirs, 1))
    return blocks


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


def in_blocks(blocks: list[tuple[int, int]], anchor: int, count: int) -> Mask:
    """The words that stand in the blocks (first word, anchors)."""
    inside = np.zeros(count, dtype=bool)
    for first, length in blocks:
        inside[first : first + length - 1 + anchor] = True
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
