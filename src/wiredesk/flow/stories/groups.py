"""Articles that are linked → groups, each of which is one story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wiredesk.flow.stories.edits import decide
from wiredesk.flow.stories.likeness import model
from wiredesk.flow.stories.partition import Pair, partition
from wiredesk.records import ArticleId, Edit, Group, Hint, Link, make_id


def find_groups(
    articles: Sequence[ArticleId], links: Iterable[Link], hints: Iterable[Hint], edits: Iterable[Edit]
) -> Iterator[Group]:
    """The groups of one component: average linkage over the likeness of its pairs.

    Takes    the ids of articles that links join, one after another: two groups can only join where some pair is
             alike enough by itself, so that what no link joins is never one story. Links, hints and edits may name
             other articles too.
    Gives    Groups; each article is in one.
    Cost     n log n in the links and hints of the component.
    Source   Sokal and Michener 1958; docs/decisions/0012.
    """
    known = sorted(articles)
    places = {article: place for place, article in enumerate(known)}
    decided = decide(edits, places)
    scores = scores_of(places, [*hints, *links]) | {pair: score for pair, (score, _) in decided.items()}
    held = {one: (known[one], known[other], edit) for (one, other), (score, edit) in decided.items() if score > 0}
    for group in partition(len(known), scores, needed=model().story, least=model().least):
        inside = tuple(known[place] for place in group)
        edited = tuple(held[place] for place in group if place in held)
        yield Group(id=make_id("g", inside[0]), articles=inside, edited=edited)


def scores_of(places: Mapping[ArticleId, int], alike: Iterable[Link | Hint]) -> dict[Pair, float]:
    """The likeness of pairs by their places; of two links of a pair the surer."""
    found: dict[Pair, float] = {}
    for one in alike:
        first, second = one.articles
        if first in places and second in places:
            pair = (min(places[first], places[second]), max(places[first], places[second]))
            found[pair] = max(one.score, found.get(pair, one.score))
    return found
