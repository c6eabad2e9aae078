"""How alike two sentences are: their meaning, their words, whom they name. Computed once a story."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.dossiers.material import Passage
from wiredesk.text.vectors import cosines, embed, stack

MEANING = 0.6  # weight of the vectors' cosine; the rest is shared words and names
WORDS = 0.25
NAMES = 0.15
NEAR = 0.4  # cosine below which two sentences are not looked at further


class Likeness:
    """Scores 0..1 between the sentences it was made with, by their index."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """One row a sentence; equal sentences are embedded once."""
        known = {text: embed(text).tobytes() for text in dict.fromkeys(one.text for one in self.passages)}
        return stack([known[one.text] for one in self.passages])

    @cached_property
    def weights(self) -> dict[str, float]:
        """What a content word or name is worth: more the rarer it is among these sentences."""
        counts: Counter[str] = Counter()
        for passage in self.passages:
            counts.update(passage.lemmas)
            counts.update(passage.names)
        total = len(self.passages)
        return {key: math.log(1 + total / count) for key, count in counts.items()}

    def near(self, one: int, others: Sequence[int]) -> list[int]:
        """Those of the others whose meaning is near enough to be compared."""
        return [other for other, cosine in zip(others, self.meaning(one, others), strict=True) if cosine >= NEAR]

    def meaning(self, one: int, others: Sequence[int]) -> list[float]:
        """The cosine of a sentence with others."""
        if not others:
            return []
        found: list[float] = cosines(self.vectors[[one]], self.vectors[list(others)])[0].tolist()
        return found

    def words(self, one: int, other: int) -> float:
        """The share of content words, weighted, that both sentences have."""
        return self.shared(self.passages[one].lemmas, self.passages[other].lemmas)

    def names(self, one: int, other: int) -> float:
        """The share of names, weighted, that both sentences have."""
        return self.shared(self.passages[one].names, self.passages[other].names)

    def shared(self, left: frozenset[str], right: frozenset[str]) -> float:
        """Weight of what both hold, over the geometric mean of what each holds."""
        if not left or not right:
            return 0.0
        scale = math.sqrt(self.weight(left) * self.weight(right))
        return self.weight(left & right) / scale if scale else 0.0

    def weight(self, members: frozenset[str]) -> float:
        """The summed weight of words or names; fsum, so that the order of a set cannot show."""
        return math.fsum(self.weights.get(member, 0.0) for member in members)

    def scores(self, one: int, others: Sequence[int]) -> list[float]:
        """How alike a sentence is to others; across languages only meaning and names can be compared."""
        found = []
        for other, cosine in zip(others, self.meaning(one, others), strict=True):
            if self.passages[one].article.language == self.passages[other].article.language:
                score = MEANING * cosine + WORDS * self.words(one, other) + NAMES * self.names(one, other)
            else:
                score = (MEANING + WORDS) * cosine + NAMES * self.names(one, other)
            found.append(score)
        return found
