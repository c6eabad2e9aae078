"""What a call reads: stamps for the key of its work, records when it is about to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wiredesk.stage import Stage
from wiredesk.store import Held, Store

Inputs = Mapping[str, Sequence[Held]]


def beside(stage: Stage, store: Store, articles: Sequence[str]) -> Inputs:
    """What a call sees besides its first input: what the other kinds hold about its articles."""
    return {kind: store.held_about(kind, articles) for kind in stage.others}


def stamps(inputs: Inputs) -> Iterator[str]:
    """What the key of work on these inputs is made of."""
    for kind, held in inputs.items():
        yield kind
        for one in held:
            yield one.stamp


def records(store: Store, inputs: Inputs) -> list[list[Any]]:
    """The records themselves, a list a kind, sorted by id."""
    return [list(store.get(kind, [one.id for one in held])) for kind, held in inputs.items()]


def batches(values: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """The values in runs of so many."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def joined(groups: Iterable[Iterable[str]]) -> list[list[str]]:
    """The connected components of what stands in one group together, each sorted, by smallest member."""
    parents: dict[str, str] = {}

    def root(one: str) -> str:
        parents.setdefault(one, one)
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    for group in groups:
        first, *others = map(root, group)
        for other in others:
            low, high = sorted((root(first), root(other)))
            parents[high] = low
    found: dict[str, list[str]] = {}
    for one in sorted(parents):
        found.setdefault(root(one), []).append(one)
    return sorted(found.values())
