"""`near` and `paired`: one call a record, with the records that share keys with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from wiredesk.engine import Call
from wiredesk.planning.inputs import Inputs, batches, beside, records, stamps
from wiredesk.stage import Stage, Together
from wiredesk.store import Change, Held, Store, signed

MANY = 0.5  # share of the records beyond which all are marked: quicker than to ask whom each one touches


def look(stage: Stage, store: Store, changes: Mapping[str, Sequence[Change]]) -> None:
    """Gives what changed its keys, and marks it and whomever it touches."""
    kind, how = stage.lead
    keys_of = how.keys
    assert keys_of
    changed = [change.id for change in changes[kind]]
    held = {one.id for one in store.held(kind, changed)}
    gone = {change.id: change.articles for change in changes[kind] if change.id not in held}
    touched = set(held)
    is_many = len(changed) > MANY * store.count(kind)
    for some in batches(changed):
        there = store.get(kind, [one for one in some if one in held])
        fresh = {one.id: sorted(map(signed, keys_of(one))) for one in there}
        new = {one: fresh.get(one, []) for one in some}
        if is_many:
            store.index(stage.name, new)
        else:
            touched |= touches(stage, store, new)
    if is_many:
        touched = {one.id for one in store.held(kind)}
    clears = [article for articles in gone.values() for article in articles] if how.name == "paired" else []
    store.retire(stage.name, sorted(gone), clears=clears)
    store.settle(stage.name, sorted(gone))
    articles = {article for other in stage.others for change in changes[other] for article in change.articles}
    touched |= {one.id for one in store.held_about(kind, sorted(articles))}
    store.mark(stage.name, sorted(touched - set(gone)))


def touches(stage: Stage, store: Store, new: Mapping[str, Sequence[int]]) -> set[str]:
    """Gives records their new keys; those whose neighbours are others now than before.

    Where pairs are seen by themselves, these are the ones that a crowded key begins or ceases to count for; else
    all that have a neighbour that came, changed or went.
    """
    how = stage.lead[1]
    old = {one: store.keys(stage.name, one) for one in new}
    if how.name == "paired":
        keys = {key for one in new for key in {*old[one]} ^ {*new[one]}} if how.crowd else set()
        before = store.holders(stage.name, keys, most=how.crowd)
        store.index(stage.name, new)
        crowded = [key for key in keys if len(before.get(key, ())) + len(new) > (how.crowd or 0)]
        after = store.holders(stage.name, crowded, most=how.crowd)
        return {one for key in crowded for one in {*before.get(key, ())} ^ {*after.get(key, ())}}
    keys = {key for one in new for key in (*old[one], *new[one])}
    before = store.holders(stage.name, keys, most=how.crowd)
    store.index(stage.name, new)
    after = store.holders(stage.name, keys, most=how.crowd)
    seen = [key for key in keys if not new.keys().isdisjoint((*before.get(key, ()), *after.get(key, ())))]
    everyone = store.holders(stage.name, seen, most=None)
    return {one for key in seen for one in (*before.get(key, ()), *everyone.get(key, ()))}


def calls(stage: Stage, store: Store, marks: Sequence[str]) -> Iterator[Call]:
    """One call a marked record."""
    kind, how = stage.lead
    for some in batches(marks):
        articles = store.articles(kind, some)
        for held in store.held(kind, some):
            about = articles.get(held.id, ())
            near = store.held(kind, neighbours(stage.name, how, store, held.id))
            inputs = {kind: near, **beside(stage, store, about)}
            yield Call(
                stage.key([held.stamp, *stamps(inputs)]),
                load(store, kind, held, inputs),
                owner=held.id,
                clears=about if how.name == "paired" else (),
                settles=(held.id,),
            )


def neighbours(name: str, how: Together, store: Store, record: str) -> list[str]:
    """Those that share enough keys with a record; where pairs are seen by themselves, each the other's neighbour."""
    own = store.keys(name, record)
    asked = Counter(how.sought(own))
    if how.crowd is None or not store.is_crowded(name, [*own, *asked], most=how.crowd):
        weights = {key: times * how.weigh(key) for key, times in asked.items()}
        return [one for one in store.sharing(name, weights, least=how.least) if one != record]
    rest = store.holders(name, {*own, *asked}, most=how.crowd)
    if how.name == "paired":
        own = [key for key in own if record in rest[key]]  # not those for which it comes after the crowd
    shared: Counter[str] = Counter()
    for key, times in (Counter(how.sought(own)) if how.name == "paired" else asked).items():
        weight, holders = times * how.weigh(key), rest.get(key, ())
        for one in holders:
            shared[one] += weight
    return sorted(one for one, weight in shared.items() if weight >= how.least and one != record)


def load(store: Store, kind: str, held: Held, inputs: Inputs) -> Callable[[], tuple[Any, ...]]:
    """How to load the arguments of a call: the record, its neighbours, and what is about its articles."""
    return lambda: (*store.get(kind, [held.id]), *records(store, inputs))
