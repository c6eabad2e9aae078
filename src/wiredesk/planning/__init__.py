"""What is still undone: which calls a step has to make since it last looked. One file a way of seeing together.

A step first looks at what came, changed or went, and marks what it has to see again; then it makes one call after
another and takes the marks off. Marks rest in the store: a crash between the two loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from wiredesk.engine import Call
from wiredesk.planning import carried, component, near, single
from wiredesk.stage import Stage
from wiredesk.store import Change, Seen, Store

Changes = Mapping[str, Sequence[Change]]


class Planner(NamedTuple):
    """The two halves of planning for one way of seeing together."""

    look: Callable[[Stage, Store, Changes], None]  # marks what changes touch
    calls: Callable[[Stage, Store, Sequence[str]], Iterable[Call]]  # for what is marked


PLANNERS = {
    "each": Planner(single.look, single.calls),
    "near": Planner(near.look, near.calls),
    "paired": Planner(near.look, near.calls),
    "joined_by": Planner(component.look, component.calls),
    "carried": Planner(carried.look, carried.calls),
}


def undone(stage: Stage, store: Store) -> Iterator[Call]:
    """The calls that a step has to make; none where nothing changed since its last run.

    Cost     grows with what changed and what that touches, not with what the desk holds.
    """
    look(stage, store)
    marks = store.marked(stage.name)
    if marks:
        yield from PLANNERS[stage.lead[1].name].calls(stage, store, marks)


def look(stage: Stage, store: Store) -> None:
    """Marks what changed since the stage last looked; everything, where the stage itself is another."""
    now = Seen(stage.key(()), store.number())
    seen = store.seen(stage.name)
    if seen == now:
        return
    is_new = seen.signature != now.signature
    with store.transaction():
        if is_new:
            store.clear_index(stage.name)
        changes = {kind: store.changes(kind, after=0 if is_new else seen.number) for kind in kinds_of(stage)}
        if any(changes.values()):
            PLANNERS[stage.lead[1].name].look(stage, store, changes)
        store.see(stage.name, now)


def kinds_of(stage: Stage) -> Iterable[str]:
    """The kinds whose changes concern a stage."""
    return dict.fromkeys([*stage.reads, *stage.lead[1].links])
