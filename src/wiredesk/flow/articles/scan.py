"""Which of many phrases stand in a text, in one pass over its characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from wiredesk.flow.articles.characters import Array, folded

GRAM = 4  # characters by which a phrase is found before it is compared
FACTORS = (1, 31, 961, 29_791)  # of a hash of 16 bits
SLOTS = 0x10000
COMMON = " etaoinsrhldcumfpgwybvkxjqz"  # the commonest first: a phrase is looked for by its rarest characters


class Scanner:
    """Finds phrases (small letters, four characters or more) whatever the case of the text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.by_gram: dict[str, list[tuple[int, str]]] = {}
        self.is_start = np.zeros(SLOTS, np.bool_)
        for phrase in phrases:
            _, offset = max((rarity(phrase[at : at + GRAM]), at) for at in range(len(phrase) - GRAM + 1))
            gram = phrase[offset : offset + GRAM]
            self.by_gram.setdefault(gram, []).append((offset, phrase))
            self.is_start[sum(ord(one) * factor for one, factor in zip(gram, FACTORS, strict=True)) % SLOTS] = True

    def find(self, text: str, codes: Array) -> Iterator[tuple[int, str]]:
        """Every phrase in a text, with its place.

        Takes    a text and its characters as numbers.
        Cost     O(n) time.
        """
        small = folded().take(codes, mode="clip")
        if len(small) < GRAM:
            return
        hashed = small[:-3] + small[1:-2] * FACTORS[1] + small[2:-1] * FACTORS[2] + small[3:] * FACTORS[3]
        for place in self.is_start.take(hashed).nonzero()[0].tolist():
            for offset, phrase in self.by_gram.get(text[place : place + GRAM].lower(), ()):
                start = place - offset
                if start >= 0 and text[start : start + len(phrase)].lower() == phrase:
                    yield start, phrase


def rarity(gram: str) -> int:
    """How rare some characters are together."""
    return sum(COMMON.index(one) if one in COMMON else len(COMMON) for one in gram)
