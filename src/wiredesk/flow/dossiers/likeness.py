"""How alike two sentences are: their meaning, their words, whom they name. Computed once a story."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.dossiers.material import Passage
from wiredesk.text import edtf
from wiredesk.text.vectors import cosines, embed, stack

MEANING = 0.6  # weight of the vectors' cosine; the rest is shared words and names
WORDS = 0.25
NAMES = 0.15
MIN_WORDS = 0.17  # share of content words below which only names and a subject are common
FEW_WORDS = 0.05  # taken off then, and once more where nothing but names is shared
SAME_FIGURES = 0.05  # added where both hold a number or day in common
OTHER_DAY = 0.05  # taken off where two sentences speak of different days
BLOCK = 256  # sentences whose cosines are held at once
NEAR = 0.4  # cosine below which two sentences are not looked at further


class Likeness:
    """Scores 0..1 between the sentences it was made with, by their index."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """One row a sentence; equal sentences are embedded once."""
        cores = [one.core for one in self.passages]
        known = {text: embed(text).tobytes() for text in dict.fromkeys(cores)}
        return stack([known[core] for core in cores])

    @cached_property
    def weights(self) -> dict[str, float]:
        """What a content word or name is worth: more the rarer it is among these sentences."""
        counts: Counter[str] = Counter()
        for passage in self.passages:
            counts.update(passage.told)
            counts.update(passage.names)
        total = len(self.passages)
        return {key: math.log(1 + total / count) for key, count in counts.items()}

    @cached_property
    def neighbours(self) -> list[list[tuple[int, float]]]:
        """For each sentence, those near enough in meaning to be compared, with their scores."""
        found: list[list[tuple[int, float]]] = [[] for _ in self.passages]
        for first in range(0, len(self.passages), BLOCK):
            rows = cosines(self.vectors[first : first + BLOCK], self.vectors)
            for shift, other in np.argwhere(rows >= NEAR).tolist():
                one = first + shift
                if one < other:
                    score = self.score(one, other, float(rows[shift, other]))
                    found[one].append((other, score))
                    found[other].append((one, score))
        return found

    @cached_property
    def told(self) -> list[frozenset[str]]:
        """For each sentence, the content words of what it tells."""
        return [passage.told for passage in self.passages]

    def words(self, one: int, other: int) -> float:
        """The share of content words, weighted, that both sentences have."""
        return self.shared(self.told[one], self.told[other])

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

    def score(self, one: int, other: int, cosine: float) -> float:
        """How alike two sentences are; across languages only meaning and names can be compared."""
        left, right = self.passages[one], self.passages[other]
        away = OTHER_DAY if is_of_other_days(left, right) else 0.0
        if left.article.language == right.article.language:
            words = self.words(one, other)
            away += FEW_WORDS if words < MIN_WORDS else 0.0
            away += FEW_WORDS if self.told[one].isdisjoint(self.told[other]) else 0.0
            away -= SAME_FIGURES if left.figures & right.figures else 0.0
            return MEANING * cosine + WORDS * words + NAMES * self.names(one, other) - away
        return (MEANING + WORDS) * cosine + NAMES * self.names(one, other) - away


def is_of_other_days(left: Passage, right: Passage) -> bool:
    """True where both sentences give dates and no two of these can be one."""
    return (
        bool(left.dates and right.dates)
        and left.dates_said.isdisjoint(right.dates_said)
        and not any(edtf.overlaps(a, b) for a in left.days for b in right.days)
    )
