"""Groups → stories: ids that stay, titles, dates, events, and why each article is where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wiredesk.flow.stories.assembly import assemble
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.groups import likeness_inside
from wiredesk.flow.stories.naming import carry
from wiredesk.records import Group, Link, RecordId, Story, Traits, Turn
from wiredesk.stage import Before


def tell_stories(
    groups: Sequence[Group], traits: Iterable[Traits], links: Sequence[Link], before: Before
) -> Iterator[Story | Turn]:
    """The stories of groups, under the ids that their articles had before.

    Takes    groups, what is known of their articles, and the stories that these made in the last run.
    Gives    one Story a group, and a Turn for every id that ended in another or came out of another.
    Cost     by the square of the articles of one story.
    """
    named = carry(before.made, groups, before.names, before.number)
    yield from named.turns
    known = {one.article: one for one in traits}
    linked = by_group(groups, links)
    for group in groups:
        members = [known[article] for article in group.articles]
        places = {article: place for place, article in enumerate(group.articles)}
        edited = {(places[one], places[other]): edit for one, other, edit in group.edited}
        inside = likeness_inside(members, linked.get(group.id, ()))
        yield assemble(named.ids[group.id], members, Features.of_traits(members), inside, edited)


def by_group(groups: Iterable[Group], links: Iterable[Link]) -> dict[RecordId, list[Link]]:
    """The links inside each group."""
    group_of = {article: group.id for group in groups for article in group.articles}
    found: dict[RecordId, list[Link]] = {}
    for link in links:
        first, second = (group_of.get(article) for article in link.articles)
        if first and first == second:
            found.setdefault(first, []).append(link)
    return found
