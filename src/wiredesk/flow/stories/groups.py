"""Articles that are linked → groups, each of which is one story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from wiredesk.flow.stories.candidates import candidates
from wiredesk.flow.stories.edits import decide
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.keys import keys_of
from wiredesk.flow.stories.likeness import compare, model
from wiredesk.flow.stories.partition import Pair, partition
from wiredesk.records import ArticleId, Edit, Group, Link, Traits, make_id

EVERY_PAIR = 600  # articles of which every pair is compared; of more, those that share keys


def find_groups(traits: Sequence[Traits], links: Iterable[Link], edits: Iterable[Edit]) -> Iterator[Group]:
    """The groups of one component: average linkage over the likeness of its pairs.

    Takes    the traits of articles that links join, one after another: two groups can only join where some pair is
             alike enough by itself, so that what no link joins is never one story. Links and edits may name other
             articles too.
    Gives    Groups; each article is in one.
    Cost     10 µs a pair of the component, of one with more than EVERY_PAIR articles a pair that shares keys.
    Source   Sokal and Michener 1958; docs/decisions/0012.
    """
    known = sorted(traits, key=lambda one: one.article)
    ids = [one.article for one in known]
    places = {article: place for place, article in enumerate(ids)}
    decided = decide(edits, places)
    scores = likeness_inside(known, links) | {pair: score for pair, (score, _) in decided.items()}
    held = {one: (ids[one], ids[other], edit) for (one, other), (score, edit) in decided.items() if score > 0}
    for group in partition(len(ids), scores, needed=model().story, least=model().least):
        inside = tuple(ids[place] for place in group)
        edited = tuple(held[place] for place in group if place in held)
        yield Group(id=make_id("g", inside[0]), articles=inside, edited=edited)


def likeness_inside(known: Sequence[Traits], links: Iterable[Link]) -> dict[Pair, float]:
    """How alike the articles are, sorted by id, by their places; pairs that are hardly so are left out."""
    if len(known) == 1:
        return {}
    features = Features.of_traits(known)
    found: dict[Pair, float] = {}
    for row, others in pairs_inside(known):
        compared = compare(features, row, others)
        for other, score in zip(others.tolist(), compared.scores.tolist(), strict=True):
            if score > model().least:
                found[row, other] = score
    return merged(found, {one.article: place for place, one in enumerate(known)}, links)


def pairs_inside(known: Sequence[Traits]) -> Iterator[tuple[int, np.ndarray[tuple[int], np.dtype[np.int64]]]]:
    """Each article with those after it that it is compared with."""
    if len(known) > EVERY_PAIR:
        yield from candidates([keys_of(one) for one in known])
    else:
        yield from ((row, np.arange(row + 1, len(known))) for row in range(len(known) - 1))


def merged(found: dict[Pair, float], places: Mapping[ArticleId, int], links: Iterable[Link]) -> dict[Pair, float]:
    """The likeness of pairs with that of their links, of two the surer: a copy is alike whatever its words say."""
    for link in links:
        first, second = (places.get(article, -1) for article in link.articles)
        if first >= 0 and second >= 0:
            pair = (min(first, second), max(first, second))
            found[pair] = max(link.score, found.get(pair, link.score))
    return found
