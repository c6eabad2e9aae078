"""What an analyst's edits decide over pairs of articles: together or apart, whatever the likeness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise, product

from wiredesk.flow.stories.partition import Pair
from wiredesk.records import ArticleId, Edit, RecordId

DECIDED = 1e9  # log-odds of a pair that an edit decides: outvotes the mean of groups of ten thousand articles


def decide(edits: Iterable[Edit], places: Mapping[ArticleId, int]) -> dict[Pair, tuple[float, RecordId]]:
    """The pairs that edits decide, with what stands for their likeness, and the edit.

    A later edit counts before an earlier one: what it parts, no earlier one joins, and what it joins, none parts.
    Articles without a place are passed over.
    """
    heads = {place: place for place in places.values()}
    found: dict[Pair, tuple[float, RecordId]] = {}
    apart: set[Pair] = set()
    for edit in sorted(edits, key=lambda one: (-one.number, one.id)):
        inside = sorted(places[one] for one in edit.articles if one in places)
        if edit.kind == "together":
            for one, other in pairwise(inside):
                if is_joined(heads, one, other, apart):
                    found[one, other] = (DECIDED, edit.id)
        else:
            outside = [places[one] for one in edit.others if one in places]
            for one, other in product(inside, outside):
                if head(heads, one) != head(heads, other):
                    apart.add((min(one, other), max(one, other)))
                    found[min(one, other), max(one, other)] = (-DECIDED, edit.id)
    return found


def is_joined(heads: dict[int, int], one: int, other: int, apart: set[Pair]) -> bool:
    """Joins what stands with one place and what stands with another; False where a pair between them is kept apart."""
    low, high = sorted((head(heads, one), head(heads, other)))
    if any({head(heads, left), head(heads, right)} == {low, high} for left, right in apart):
        return False
    heads[high] = low
    return True


def head(heads: dict[int, int], place: int) -> int:
    """The smallest place that a place is joined with."""
    while heads[place] != place:
        place = heads[place]
    return place
