"""Articles → stories: same event, same story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wiredesk.flow.stories.assembly import assemble
from wiredesk.flow.stories.candidates import candidates
from wiredesk.flow.stories.features import Features, notes_of
from wiredesk.flow.stories.likeness import SURE, compare, model
from wiredesk.flow.stories.partition import partition
from wiredesk.records import Annotations, Article, Lineage, Story

VERSION = 3


def find_stories(
    articles: Iterable[Article], annotations: Iterable[Annotations], lineage: Iterable[Lineage]
) -> Iterator[Story]:
    """The stories of a set of articles: a function of the set, whatever the order.

    Takes    all articles that the desk holds, with their annotations and lineage; any order, each read once.
    Gives    one Story a group of articles, those of one article too, by id.
    Cost     near-linear in the articles of one time window; about 10 kB an article.
    Source   average linkage (Sokal and Michener 1958) over a logistic likeness; docs/decisions/0003.
    """
    known = sorted(articles, key=lambda article: article.id)
    if not known:
        return
    features = Features.of(known, notes_of(annotations))
    scores = scores_of(features) | bound({article.id: place for place, article in enumerate(known)}, lineage)
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
    """The pairs of which one is mostly the other's text: surely one story."""
    pairs = [(one.source, one.target) for one in lineage if one.is_reprint]
    known = [(places[one], places[other]) for one, other in pairs if one in places and other in places]
    return dict.fromkeys([(min(pair), max(pair)) for pair in known], SURE)
