"""Ids that stay: yesterday's ids for today's groups, and what became of those that go to none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from wiredesk.records import Group, RecordId, Story, Turn, make_id


class Named(NamedTuple):
    """Today's groups with their ids, and what is new in the history."""

    ids: dict[RecordId, RecordId]  # group → story
    turns: tuple[Turn, ...]


class Overlap(NamedTuple):
    """How many articles a story of yesterday and a group of today have in common."""

    story: RecordId
    group: RecordId
    articles: frozenset[str]

    @property
    def order(self) -> tuple[int, RecordId, RecordId]:
        """The larger first; of equals the smaller ids."""
        return (-len(self.articles), self.story, self.group)


def names_of(group: Group) -> Iterator[RecordId]:
    """The ids that a new story may have, after its first article; later ones where that id is another story's."""
    yield make_id("s", group.articles[0])
    yield from (make_id("s", group.articles[0], number) for number in count(2))


def carry(yesterday: Sequence[Story], today: Sequence[Group], names: Mapping[RecordId, RecordId], number: int) -> Named:
    """The ids of today's groups: the largest overlap keeps the id.

    Takes    stories and groups that share articles, `names` for groups to which no id comes; any order.
    Gives    an id for every group. A story whose id goes to no group, and of which articles are left, is merged into
             the story with most of them; a group without an id of yesterday is split from the story that had most.
    """
    overlaps = sorted(overlaps_of(yesterday, today), key=lambda one: one.order)
    ids: dict[RecordId, RecordId] = {}
    kept: set[RecordId] = set()
    for one in overlaps:
        if one.group not in ids and one.story not in kept:
            ids[one.group] = one.story
            kept.add(one.story)
    ids |= {group.id: names[group.id] for group in today if group.id not in ids}
    turns = {}
    for one in reversed(overlaps):  # the largest comes last and stands
        if one.story not in kept:
            turns[one.story] = turn(number, "merged", one.story, ids[one.group], one)
        if ids[one.group] not in kept:
            turns[ids[one.group]] = turn(number, "split", ids[one.group], one.story, one)
    return Named(ids, tuple(sorted(turns.values(), key=lambda one: one.id)))


def overlaps_of(yesterday: Iterable[Story], today: Iterable[Group]) -> Iterator[Overlap]:
    """All stories and groups that share articles."""
    group_of = {article: group.id for group in today for article in group.articles}
    for story in yesterday:
        shared: dict[RecordId, set[str]] = {}
        for article in story.articles:
            if article in group_of:
                shared.setdefault(group_of[article], set()).add(article)
        yield from (Overlap(story.id, group, frozenset(articles)) for group, articles in shared.items())


def turn(number: int, kind: str, story: RecordId, other: RecordId, overlap: Overlap) -> Turn:
    """A line of the history."""
    return Turn(
        id=Turn.id_of(kind, story),
        number=number,
        kind="merged" if kind == "merged" else "split",
        story=story,
        other=other,
        articles=tuple(sorted(overlap.articles)),
    )
