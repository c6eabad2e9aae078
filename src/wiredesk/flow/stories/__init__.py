"""Articles → stories: same event, same story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wiredesk.flow.stories.assembly import assemble
from wiredesk.flow.stories.candidates import candidates
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.likeness import SURE, compare, model
from wiredesk.flow.stories.partition import partition
from wiredesk.flow.stories.traits import make_traits
from wiredesk.records import Lineage, Story, Traits

__all__ = ["VERSION", "find_stories", "make_traits"]

VERSION = 4
BINDING = ("copy", "near_duplicate")


def find_stories(traits: Iterable[Traits], lineage: Iterable[Lineage]) -> Iterator[Story]:
    """The stories of a set of articles: a function of the set, whatever the order.

    Takes    the traits of all articles that the desk holds, and their lineage; any order, each read once.
    Gives    one Story a group of articles, those of one article too, by id.
    Cost     near-linear in the articles of one time window; about 10 kB an article.
    Source   average linkage (Sokal and Michener 1958) over a logistic likeness; docs/decisions/0003.
    """
    known = sorted(traits, key=lambda one: one.article)
    if not known:
        return
    features = Features.of_traits(known)
    scores = scores_of(features) | bound({one.article: place for place, one in enumerate(known)}, lineage)
    groups = partition(len(known), scores, needed=model().story, least=model().least)
    stories = [assemble([known[place] for place in group], group, features, scores) for group in groups]
    yield from sorted(stories, key=lambda story: story.id)


def scores_of(features: Features) -> dict[tuple[int, int], float]:
    """The log-odds of every pair worth counting, the smaller place first."""
    least = model().least
    found: dict[tuple[int, int], float] = {}
    for row, others in candidates(features):
        compared = compare(features, row, others)
        for other, score in zip(compared.others.tolist(), compared.scores.tolist(), strict=True):
            if score > least:
                found[min(row, other), max(row, other)] = score
    return found


def bound(places: dict[str, int], lineage: Iterable[Lineage]) -> dict[tuple[int, int], float]:
    """The pairs of which one is the other's copy: surely one story."""
    pairs = [(one.source, one.target) for one in lineage if one.kind in BINDING]
    known = [(places[one], places[other]) for one, other in pairs if one in places and other in places]
    return dict.fromkeys([(min(pair), max(pair)) for pair in known], SURE)
