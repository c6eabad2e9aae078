"""`joined_by`: one call a connected component of articles, with what is known of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from wiredesk.engine import Call
from wiredesk.planning.inputs import Inputs, beside, joined, records, stamps
from wiredesk.stage import Stage
from wiredesk.store import Change, Store


def look(stage: Stage, store: Store, changes: Mapping[str, Sequence[Change]]) -> None:
    """Marks the articles of all that changed."""
    articles = {article for some in changes.values() for change in some for article in change.articles}
    store.mark(stage.name, sorted(articles))


def calls(stage: Stage, store: Store, marks: Sequence[str]) -> Iterator[Call]:
    """One call a component that holds a marked article, or an article that was in one component with it."""
    kind, _ = stage.lead
    reached, edges = reach(stage, store, marks)
    members = {article for _, article in store.about(kind, sorted(reached))}
    gone = sorted(reached - members)
    with store.transaction():
        store.mark(stage.name, sorted(members))  # all of them, before any of their work ends
        store.retire(stage.name, gone)
        store.settle(stage.name, gone)
    groups: dict[tuple[str, str], list[str]] = {}
    for link, record, article in edges:
        if article in members:
            groups.setdefault((link, record), []).append(article)
    for component in joined([*groups.values(), *([one] for one in sorted(members))]):
        inputs = {kind: store.held_about(kind, component), **beside(stage, store, component)}
        yield Call(
            stage.key(stamps(inputs)),
            load(store, inputs),
            owner=component[0],
            replaces=sorted(store.work_on(stage.name, stage.writes, component)),
            settles=component,
        )


def reach(stage: Stage, store: Store, marks: Sequence[str]) -> tuple[set[str], set[tuple[str, str, str]]]:
    """All articles joined with the marked ones, now or when they were last seen; and what joins them now."""
    links = stage.lead[1].links
    reached: set[str] = set()
    edges: set[tuple[str, str, str]] = set()
    frontier = set(marks)
    while frontier:
        reached |= frontier
        some = sorted(frontier)
        fresh = {(link, *row) for link in links for row in store.about(link, some)}
        work = store.work_on(stage.name, stage.writes, some)
        frontier = {article for _, _, article in fresh} | store.made(stage.writes, sorted(work))
        frontier -= reached
        edges |= fresh
    return reached, edges


def load(store: Store, inputs: Inputs) -> Callable[[], tuple[Any, ...]]:
    """How to load the arguments of a call: the component's records, and what is about its articles."""
    return lambda: tuple(records(store, inputs))
