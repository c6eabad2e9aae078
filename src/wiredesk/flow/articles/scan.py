"""Which of many phrases stand in a text, in one pass over its characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from wiredesk.flow.articles.characters import Array

GRAM = 4  # characters by which a phrase is found before it is compared
FACTORS = (1, 31, 961, 29_791)  # of a hash of 16 bits
SLOTS = 0x10000
COMMON = " etaoinsrhldcumfpgwybvkxjqz"  # the commonest first: a phrase is looked for by its rarest characters
PAIRS = frozenset(  # the commonest of two
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic "
    "ne ea ra ce li ch ll be ma si om ur yo ma mm pu bl al ly".split()
)
PAIR = 8  # how much less rare such a pair makes some characters


class Scanner:
    """Finds phrases (small letters, four characters or more) whatever the case of the text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.by_gram: dict[str, list[tuple[int, str]]] = {}
        for phrase in phrases:
            _, offset = max((rarity(phrase[at : at + GRAM]), at) for at in range(len(phrase) - GRAM + 1))
            self.by_gram.setdefault(phrase[offset : offset + GRAM], []).append((offset, phrase))
        self.is_start = slots_of(self.by_gram)

    def find(self, text: str, grams: Array) -> Iterator[tuple[int, str]]:
        """Every phrase in a text, with its place.

        Takes    a text and its hashed grams.
        Cost     O(n) time.
        """
        for place in self.is_start.take(grams).nonzero()[0].tolist():
            for offset, phrase in self.by_gram.get(text[place : place + GRAM].lower(), ()):
                start = place - offset
                if start >= 0 and text[start : start + len(phrase)].lower() == phrase:
                    yield start, phrase


def hashed(small: Array) -> Array:
    """The hash of the four characters from each place on; those near the end count as if zeros followed.

    Takes    small letters as numbers of 16 bits.
    """
    found = small.copy()
    for back, factor in enumerate(FACTORS[1:], 1):
        found[:-back] += small[back:] * np.uint16(factor)
    return found


def slots_of(words: Iterable[str]) -> Array:
    """For every hash whether some words, all of four characters or more, or all of three, begin with it."""
    found = np.zeros(SLOTS, np.bool_)
    found[[sum(ord(one) * factor for one, factor in zip(word, FACTORS, strict=False)) % SLOTS for word in words]] = True
    return found


def rarity(gram: str) -> int:
    """How rare some characters are together."""
    singles = sum(COMMON.index(one) if one in COMMON else len(COMMON) for one in gram)
    return singles - PAIR * sum(first + second in PAIRS for first, second in pairwise(gram))
