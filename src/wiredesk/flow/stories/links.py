"""Which articles are alike: a function of each pair, so that a new article is compared and no other again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.likeness import SURE, compare, model
from wiredesk.records import ArticleId, Lineage, Link, Traits, make_id

BINDING = ("copy", "near_duplicate")


def find_links(traits: Traits, neighbours: Sequence[Traits]) -> Iterator[Link]:
    """How alike an article is to each of its neighbours, where it is alike enough.

    Takes    an article's traits, and those of the articles that share some of its keys; any order.
    Gives    a Link where the likeness can hold a story together.
    Cost     about 1 ms, and 10 µs a neighbour.
    """
    features = Features.of_traits([traits, *neighbours])
    compared = compare(features, 0, np.arange(1, len(neighbours) + 1))
    for other, score in zip(compared.others.tolist(), compared.scores.tolist(), strict=True):
        pair = pair_of(traits.article, neighbours[other - 1].article)
        if score >= model().story:
            yield Link(id=make_id("k", *pair), articles=pair, score=score, told_by="likeness")


def bind_copies(lineage: Lineage) -> Iterator[Link]:
    """The link of two articles of which one is the other's copy: surely one story.

    Takes    a Lineage.
    Gives    a Link, or nothing where the lineage is of another kind.
    """
    if lineage.kind in BINDING and lineage.is_reprint:
        pair = pair_of(lineage.source, lineage.target)
        yield Link(id=make_id("k", "copy", *pair), articles=pair, score=SURE, told_by="copy")


def pair_of(one: ArticleId, other: ArticleId) -> tuple[ArticleId, ArticleId]:
    """Two articles, the smaller id first."""
    return (one, other) if one < other else (other, one)
