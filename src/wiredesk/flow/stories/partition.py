"""Groups out of pairs: average linkage, the same whatever the order in which articles came.

Two groups join while the mean log-odds of all their pairs passes what is needed, the surest two first; of equals
the group with the smallest article. Pairs that were not worth comparing count with `least`.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping

Pair = tuple[int, int]


class Groups:
    """Groups that grow by joining the two surest; a working space of `partition`, used once."""

    def __init__(self, count: int, scores: Mapping[Pair, float], least: float) -> None:
        """Every article by itself, with the sums (above `least`) that tie it to others."""
        self.least = least
        self.members: list[list[int]] = [[number] for number in range(count)]
        self.ties: list[dict[int, int]] = [{} for _ in range(count)]
        for (one, other), score in sorted(scores.items()):
            weight = round((score - least) * MICRO)
            if weight:  # below nothing only where an edit keeps a pair apart
                self.ties[one][other] = self.ties[other][one] = weight

    def mean(self, one: int, other: int) -> float:
        """The mean log-odds of the pairs between two groups."""
        pairs = len(self.members[one]) * len(self.members[other])
        return self.least + self.ties[one].get(other, 0) / MICRO / pairs

    def join(self, one: int, other: int) -> None:
        """Moves everything of `other` into `one`."""
        for third, weight in self.ties[other].items():
            del self.ties[third][other]
            if third != one:
                self.ties[one][third] = self.ties[third][one] = self.ties[one].get(third, 0) + weight
        self.ties[other] = {}
        self.members[one] = sorted(self.members[one] + self.members[other])
        self.members[other] = []


MICRO = 1_000_000  # sums are kept as whole millionths, so that they are exact in any order


def partition(count: int, scores: Mapping[Pair, float], *, needed: float, least: float) -> list[list[int]]:
    """The groups of `count` articles, each sorted, by smallest member."""
    groups = Groups(count, scores, least)
    queue = [
        (-groups.mean(one, other), one, other) for one in range(count) for other in groups.ties[one] if one < other
    ]
    heapq.heapify(queue)
    while queue and -queue[0][0] >= needed:
        score, one, other = heapq.heappop(queue)
        if other not in groups.ties[one] or -score != groups.mean(one, other):
            continue
        groups.join(one, other)
        for third in groups.ties[one]:
            low, high = (one, third) if one < third else (third, one)
            heapq.heappush(queue, (-groups.mean(low, high), low, high))
    return [members for members in groups.members if members]
