"""`each`: one call a record, with what is about its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from wiredesk.engine import Call
from wiredesk.planning.inputs import Inputs, batches, beside, records, stamps
from wiredesk.stage import Stage
from wiredesk.store import Change, Held, Store


def look(stage: Stage, store: Store, changes: Mapping[str, Sequence[Change]]) -> None:
    """Marks the records that changed, and those about whose articles something else did."""
    kind, _ = stage.lead
    changed = {change.id for change in changes[kind]}
    held = {one.id for one in store.held(kind, sorted(changed))}
    store.retire(stage.name, sorted(changed - held))
    store.settle(stage.name, sorted(changed - held))
    articles = {article for other in stage.others for change in changes[other] for article in change.articles}
    beside_them = {one.id for one in store.held_about(kind, sorted(articles))}
    store.mark(stage.name, sorted(held | beside_them))


def calls(stage: Stage, store: Store, marks: Sequence[str]) -> Iterator[Call]:
    """One call a marked record."""
    kind, _ = stage.lead
    for some in batches(marks):
        articles = store.articles(kind, some) if stage.others else {}
        for held in store.held(kind, some):
            inputs = beside(stage, store, articles.get(held.id, ()))
            key = stage.key([held.stamp, *stamps(inputs)])
            yield Call(key, load(store, kind, held, inputs), owner=held.id, settles=(held.id,))


def load(store: Store, kind: str, held: Held, inputs: Inputs) -> Callable[[], tuple[Any, ...]]:
    """How to load the arguments of a call: the record, and lists of what goes with it."""
    return lambda: (*store.get(kind, [held.id]), *records(store, inputs))
