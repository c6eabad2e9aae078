"""A group of articles as a Story: its events, title, dates, and why each article is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from wiredesk.flow.stories.features import Facts, Features
from wiredesk.flow.stories.likeness import clash_between, gaps, log_odds, model, share
from wiredesk.flow.stories.partition import Pair, partition
from wiredesk.flow.stories.titles import clearest
from wiredesk.records import Reason, RecordId, Story, StoryEvent, Traits, make_id
from wiredesk.text.edtf import bounds, date_part, overlaps, sort_key

EVENT_DAYS = 1  # between the publication of articles on one happening: the morning after
APART = -20.0  # log-odds of a pair that cannot be one happening: outvotes several sure ones
OTHER_DAY = 2.0  # log-odds lost where the ledes name different days of the week
NEAREST = 3  # articles given as reasons
MOST_SHARED = 12  # names, dates and numbers given as a reason


def assemble(
    name: RecordId,
    members: Sequence[Traits],
    features: Features,
    inside: Mapping[Pair, float],
    edited: Mapping[Pair, RecordId],
) -> Story:
    """The story of articles, given sorted by id.

    Takes    its id, the traits of its articles with their features, and by their places how alike they are and
             which of them an edit holds together.
    """
    first, last = first_and_last(members)
    return Story(
        id=name,
        title=clearest(members, closeness(len(members), {pair: share(score) for pair, score in inside.items()})),
        first_published=first,
        last_published=last,
        events=tuple(events_of(members, features)),
        articles=tuple(one.article for one in members),
        why=dict(reasons(members, features, inside, edited)),
    )


def first_and_last(members: Sequence[Traits]) -> tuple[str | None, str | None]:
    """The earliest and the latest known publication; a year says nothing where a day in it is known."""
    values = sorted({one.published for one in members if one.published}, key=lambda one: (width(one), one))
    told: list[str] = []
    for value in values:
        if not any(width(narrow) < width(value) and overlaps(narrow, value) for narrow in told):
            told.append(value)
    known = sorted(told, key=sort_key)
    return (known[0], known[-1]) if known else (None, None)


def width(value: str) -> int:
    """How many days beyond the first a date value may mean."""
    span = bounds(value)
    return (span[1] - span[0]).days if span else 10**6


def closeness(count: int, inside: Mapping[Pair, float]) -> list[float]:
    """For each article the sum of its likeness to the others."""
    found = [0.0] * count
    for (one, other), score in sorted(inside.items()):
        found[one] += score
        found[other] += score
    return [round(one, 4) for one in found]


def events_of(members: Sequence[Traits], features: Features) -> list[StoryEvent]:
    """The happenings inside a story, in the order of time.

    Here it counts how sure a pair is beyond what a story needs, and two articles published days apart tell of two.
    Its title is of the article surest to tell of it: in log-odds, so that the sure ones are told apart too.
    """
    alike: dict[Pair, float] = {}
    for row in range(len(members) - 1):
        others = np.arange(row + 1, len(members))
        others = others[gaps(features, row, others, unknown=0) <= EVENT_DAYS]
        clash = np.array(
            [other_day(features.facts[row], features.facts[other]) for other in others.tolist()], dtype=bool
        )
        scores = log_odds(features, row, others) - OTHER_DAY * clash
        alike |= {(row, other): score for other, score in zip(others.tolist(), scores.tolist(), strict=True)}
    groups = partition(len(members), alike, needed=model().event, least=APART)
    found = [event_of([members[one] for one in group], group, alike) for group in groups]
    return sorted(found, key=lambda event: (sort_key(event.date), event.id))


def other_day(one: Facts, other: Facts) -> bool:
    """True where both ledes name days of the week, and none in common."""
    return bool(one.weekdays and other.weekdays and not one.weekdays & other.weekdays)


def event_of(members: Sequence[Traits], group: Sequence[int], alike: Mapping[Pair, float]) -> StoryEvent:
    """One happening; its date is the day on which it was first reported, else the narrowest known."""
    days = [one.published for one in members if one.published]
    day = min(days, key=lambda value: (width(value) > 0, width(value), sort_key(value)), default=None)
    numbers = {place: number for number, place in enumerate(group)}
    own = {
        (numbers[one], numbers[other]): score
        for (one, other), score in alike.items()
        if one in numbers and other in numbers
    }
    return StoryEvent(
        id=make_id("e", members[0].article),
        date=date_part(day),
        title=clearest(members, closeness(len(members), own)),
        articles=tuple(one.article for one in members),
    )


def reasons(
    members: Sequence[Traits], features: Features, inside: Mapping[Pair, float], edited: Mapping[Pair, RecordId]
) -> list[tuple[str, tuple[Reason, ...]]]:
    """For each article the nearest others, how alike they are, and what both name; and whom an edit put beside it."""
    near: list[list[tuple[float, int]]] = [[] for _ in members]
    for (one, other), score in inside.items():
        near[one].append((-score, other))
        near[other].append((-score, one))
    beside: list[dict[int, RecordId]] = [{} for _ in members]
    for (one, other), edit in edited.items():
        beside[one][other] = beside[other][one] = edit
    found = []
    for place, member in enumerate(members):
        nearest = {other: -score for score, other in sorted(near[place])[:NEAREST]}
        nearest |= {other: inside.get(pair_of(place, other), model().least) for other in sorted(beside[place])}
        why = [
            reason(members, features, (place, other), score, beside[place].get(other, ""))
            for other, score in nearest.items()
        ]
        found.append((member.article, tuple(why)))
    return found


def pair_of(one: int, other: int) -> Pair:
    """Two places, the smaller first."""
    return (one, other) if one < other else (other, one)


def reason(members: Sequence[Traits], features: Features, pair: Pair, score: float, edit: RecordId = "") -> Reason:
    """Why the first of a pair stands beside the second."""
    mine, theirs = (features.facts[place] for place in pair)
    clash = clash_between(features, *pair)
    return Reason(
        article=members[pair[1]].article,
        score=share(score),
        needed=share(model().story),
        shared=shared(mine, theirs),
        veto=clash.words if clash else "",
        edit=edit,
    )


def shared(mine: Facts, theirs: Facts) -> tuple[str, ...]:
    """The names, dates and numbers that two articles both give."""
    found = [*sorted(mine.names & theirs.names), *sorted(mine.dates & theirs.dates)]
    found += sorted(mine.numbers & theirs.numbers - {date[:4] for date in found})
    return tuple(found[:MOST_SHARED])
