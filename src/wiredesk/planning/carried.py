"""`carried`: records that changed, with what the step made of their articles in its last run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from wiredesk.engine import Call
from wiredesk.planning.inputs import Inputs, beside, joined, records, stamps
from wiredesk.records import Turn
from wiredesk.stage import Before, Stage
from wiredesk.store import Change, Held, Store

HISTORY = "history"


def look(stage: Stage, store: Store, changes: Mapping[str, Sequence[Change]]) -> None:
    """Marks the articles of all that changed."""
    articles = {article for some in changes.values() for change in some for article in change.articles}
    store.mark(stage.name, sorted(articles))


def calls(stage: Stage, store: Store, marks: Sequence[str]) -> Iterator[Call]:
    """One call for records and what was made before that share articles, directly or through others."""
    kind, _ = stage.lead
    number = store.count(HISTORY) + 1
    for articles in joined(together(stage, store, marks)):
        held = store.held_about(kind, articles)
        if held:
            inputs = {kind: held, **beside(stage, store, articles)}
            # never the key of earlier work: what is carried over depends on what was before
            key = stage.key([*stamps(inputs), str(store.number())])
            yield Call(key, load(stage, store, inputs, articles, number), clears=articles, settles=articles)
        else:
            with store.transaction():
                store.retire(stage.name, [], clears=articles)
                store.settle(stage.name, articles)


def together(stage: Stage, store: Store, marks: Sequence[str]) -> list[list[str]]:
    """What shares a record, or shared what was made before: the articles of each."""
    groups: dict[tuple[str, str], list[str]] = {("", one): [one] for one in marks}
    reached: set[str] = set()
    frontier = set(marks)
    while frontier:
        reached |= frontier
        some = sorted(frontier)
        rows = {(kind, *row) for kind in (stage.lead[0], stage.writes) for row in store.about(kind, some)}
        for kind, record, article in sorted(rows):
            groups.setdefault((kind, record), []).append(article)
        frontier = {article for _, _, article in rows} - reached
    return list(groups.values())


def load(
    stage: Stage, store: Store, inputs: Inputs, articles: Sequence[str], number: int
) -> Callable[[], tuple[Any, ...]]:
    """How to load the arguments of a call: the records, what is about their articles, and what was before."""

    def loaded() -> tuple[Any, ...]:
        led, *others = records(store, inputs)
        made = list(store.get(stage.writes, [one.id for one in store.held_about(stage.writes, articles)]))
        names = {one.id: free(stage, store, one) for one in led}
        return led, *others, Before(made, names, number)

    return loaded


def free(stage: Stage, store: Store, record: Any) -> str:
    """The first name for a record that nothing bears and that leads nowhere."""
    how = stage.lead[1]
    assert how.names
    return next(name for name in how.names(record) if not is_taken(stage, store, name))


def is_taken(stage: Stage, store: Store, name: str) -> list[Held]:
    """What bears a name, or the line of the history that leads from it to another."""
    return store.held(stage.writes, [name]) or store.held(HISTORY, [Turn.id_of("merged", name)])
