"""How alike the sentences of a story are: their meaning, their words, whom they name, their days. Computed once.

All pairs are scored in blocks of whole-number matrix products, so that neither the order nor the number of the
sentences can change a score.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.dossiers.material import Passage
from wiredesk.text import edtf
from wiredesk.text.vectors import cosines, embed_all, stack

MEANING = 0.6  # weight of the vectors' cosine; the rest is shared words and names
WORDS = 0.25
NAMES = 0.15
MIN_WORDS = 0.17  # share of content words below which only names and a subject are common
FEW_WORDS = 0.05  # taken off then, and once more where nothing but names is shared
SAME_FIGURES = 0.05  # added where both hold a number or day in common
OTHER_DAY = 0.05  # taken off where two sentences speak of different days
BLOCK = 256  # sentences whose scores with all others are held at once
NEAR = 0.4  # cosine below which two sentences are not looked at further
WORTH = 0.42  # score below which nobody asks
STEPS = 64  # a word's weight is kept in so many parts of one, so that sums are whole numbers
MAX_DATES = 3  # of one sentence that are held against another's

Matrix = NDArray[np.float32]
Flags = NDArray[np.bool_]


class Likeness:
    """Scores 0..1 between the sentences it was made with, by their index."""

    def __init__(self, passages: Sequence[Passage], embedded: dict[str, bytes]) -> None:
        self.passages = passages
        self.embedded = embedded  # text → vector: filled here, so that a text is embedded once a story

    @cached_property
    def vectors(self) -> Matrix:
        """One row a sentence; equal sentences are embedded once."""
        cores = [one.core for one in self.passages]
        self.embedded.update(embed_all(core for core in cores if core not in self.embedded))
        return stack([self.embedded[core] for core in cores])

    @cached_property
    def neighbours(self) -> list[list[tuple[int, float]]]:
        """For each sentence, those that are at all like it, with their scores, by index."""
        if not self.passages:
            return []
        told = Overlap([one.told for one in self.passages])
        names = Overlap([one.names for one in self.passages])
        figures = Overlap([one.figures for one in self.passages])
        said = Overlap([one.dates_said for one in self.passages])
        days = Days(self.passages)
        languages = np.array([one.article.language for one in self.passages])
        found: list[list[tuple[int, float]]] = []
        for first in range(0, len(self.passages), BLOCK):
            rows = slice(first, first + BLOCK)
            cosine = cosines(self.vectors[rows], self.vectors)
            words = told.shares(rows)
            foreign = languages[rows][:, None] != languages[None, :]
            score = np.where(foreign, (MEANING + WORDS) * cosine, MEANING * cosine + WORDS * words)
            score += NAMES * names.shares(rows)
            score -= np.where(foreign, 0.0, FEW_WORDS * (words < MIN_WORDS) + FEW_WORDS * (words == 0))
            score += SAME_FIGURES * (figures.shares(rows) > 0)
            score -= OTHER_DAY * (days.are_others(rows) & (said.shares(rows) == 0))
            score[cosine < NEAR] = 0.0
            for shift in range(score.shape[0]):
                score[shift, first + shift] = 0.0
                others = np.flatnonzero(score[shift] >= WORTH)
                found.append(list(zip(others.tolist(), score[shift, others].tolist(), strict=True)))
        return found


class Overlap:
    """The share, by weight, of words or names that two sentences have in common: the rarer, the weightier."""

    def __init__(self, sets: Sequence[frozenset[str]]) -> None:
        counts: Counter[str] = Counter()
        for members in sets:
            counts.update(members)
        weights = {key: round(STEPS * math.log(1 + len(sets) / count)) for key, count in counts.items()}
        shared = {key: place for place, key in enumerate(sorted(key for key, count in counts.items() if count > 1))}
        self.members: Matrix = np.zeros((len(sets), max(1, len(shared))), dtype=np.float32)
        for row, members in enumerate(sets):
            self.members[row, [shared[key] for key in members if key in shared]] = 1.0
        self.weights = np.zeros(max(1, len(shared)), dtype=np.float32)
        for key, place in shared.items():
            self.weights[place] = weights[key]
        self.totals = np.array([sum(weights[key] for key in members) for members in sets], dtype=np.float64)

    def shares(self, rows: slice) -> NDArray[np.float64]:
        """Weight of what both hold, over the geometric mean of what each holds: rows against all."""
        common = ((self.members[rows] * self.weights) @ self.members.T).astype(np.float64)
        scale = np.sqrt(self.totals[rows][:, None] * self.totals[None, :])
        found: NDArray[np.float64] = np.divide(common, scale, out=np.zeros_like(common), where=scale > 0)
        return found


class Days:
    """The first and last days of each sentence's dates."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.first = np.full((len(passages), MAX_DATES), np.iinfo(np.int64).max)
        self.last = np.full((len(passages), MAX_DATES), -1)
        for row, passage in enumerate(passages):
            for place, value in enumerate(passage.days[:MAX_DATES]):
                span = edtf.bounds(value)
                if span is not None:
                    self.first[row, place], self.last[row, place] = span[0].toordinal(), span[1].toordinal()
        self.has_any: Flags = np.asarray((self.last >= 0).any(axis=1), dtype=np.bool_)

    def are_others(self, rows: slice) -> Flags:
        """True where both sentences have days and no two of them can be one: rows against all."""
        meet: Flags = np.zeros((len(self.has_any[rows]), len(self.has_any)), dtype=np.bool_)
        for mine in range(MAX_DATES):
            for theirs in range(MAX_DATES):
                starts = self.first[rows, mine][:, None] <= self.last[:, theirs][None, :]
                ends = self.first[:, theirs][None, :] <= self.last[rows, mine][:, None]
                meet = np.logical_or(meet, starts & ends)
        found: Flags = self.has_any[rows][:, None] & self.has_any[None, :] & ~meet
        return found
