"""The lineage of a list of articles in memory: finds the neighbours of each, then asks for its lineage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wiredesk.flow.copies.keys import keys_of
from wiredesk.flow.copies.lineage import find_lineage
from wiredesk.records import Article, Lineage

LEAST = 1  # keys that two articles share to be compared
CROWD = 32  # holders of one key that are neighbours by it: those of the smallest ids


def lineage_among(articles: Iterable[Article]) -> Iterator[Lineage]:
    """The lineage of all these articles.

    Takes    articles; any order.
    Gives    Lineages sorted by target, kind and source, as find_lineage finds them article by article.
    Cost     near-linear; bench/copies.py prints the articles a second.
    """
    known = sorted(articles, key=lambda article: article.id)
    found: list[Lineage] = []
    for place, neighbours in enumerate(neighbourhoods([keys_of(article) for article in known])):
        found += find_lineage(known[place], [known[other] for other in neighbours])
    yield from sorted(found, key=lambda one: (one.target, one.kind, one.source, one.id))


def neighbourhoods(keys: Sequence[tuple[int, ...]], *, least: int = LEAST, crowd: int = CROWD) -> list[list[int]]:
    """For each set of keys the places of those that share some; of many holders of one key the first count."""
    holders: dict[int, list[int]] = {}
    for place, own in enumerate(keys):
        for key in own:
            held = holders.setdefault(key, [])
            if len(held) < crowd:
                held.append(place)
    return [neighbours_of(place, own, holders, least=least) for place, own in enumerate(keys)]


def neighbours_of(place: int, own: tuple[int, ...], holders: dict[int, list[int]], *, least: int) -> list[int]:
    """The places that share at least so many of the keys with one."""
    shared: dict[int, int] = {}
    for key in own:
        for other in holders[key]:
            shared[other] = shared.get(other, 0) + 1
    return sorted(other for other, count in shared.items() if count >= least and other != place)
