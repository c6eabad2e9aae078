"""A group of articles as a Story: its events, title, dates, and why each article is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from wiredesk.flow.stories.features import Facts, Features
from wiredesk.flow.stories.likeness import gaps, log_odds, model, share
from wiredesk.flow.stories.partition import Pair, partition
from wiredesk.flow.stories.titles import clearest
from wiredesk.records import Reason, Story, StoryEvent, Traits, make_id
from wiredesk.text.edtf import bounds, date_part, overlaps, sort_key

EVENT_DAYS = 1  # between the publication of articles on one happening: the morning after
APART = -20.0  # log-odds of a pair that cannot be one happening: outvotes several sure ones
OTHER_DAY = 2.0  # log-odds lost where the ledes name different days of the week
MOST_SHARED = 12  # names, dates and numbers given as a reason


def assemble(
    members: Sequence[Traits], places: Sequence[int], features: Features, scores: Mapping[Pair, float]
) -> Story:
    """The story of articles, given sorted by id; `places` are their rows in the features."""
    inside = {
        (one, other): scores[places[one], places[other]]
        for one in range(len(places))
        for other in range(one + 1, len(places))
        if (places[one], places[other]) in scores
    }
    first, last = first_and_last(members)
    return Story(
        id=make_id("s", members[0].article),
        title=clearest(members, closeness(len(members), inside)),
        first_published=first,
        last_published=last,
        events=tuple(events_of(members, places, features, inside)),
        articles=tuple(one.article for one in members),
        why=dict(reasons(members, [features.facts[place] for place in places], inside)),
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
    """For each article the sum of its likeness to the others, as shares."""
    found = [0.0] * count
    for (one, other), score in sorted(inside.items()):
        found[one] += share(score)
        found[other] += share(score)
    return [round(one, 4) for one in found]


def events_of(
    members: Sequence[Traits], places: Sequence[int], features: Features, inside: Mapping[Pair, float]
) -> list[StoryEvent]:
    """The happenings inside a story, in the order of time.

    Here it counts how sure a pair is beyond what a story needs, and two articles published days apart tell of two.
    """
    alike: dict[Pair, float] = {}
    for place, row in enumerate(places[:-1]):
        others = np.array(places[place + 1 :], dtype=np.int64)
        others = others[gaps(features, row, others, unknown=0) <= EVENT_DAYS]
        clash = np.array(
            [other_day(features.facts[row], features.facts[other]) for other in others.tolist()], dtype=bool
        )
        scores = log_odds(features, row, others) - OTHER_DAY * clash
        numbers = np.searchsorted(places, others).tolist()
        alike |= {(place, number): score for number, score in zip(numbers, scores.tolist(), strict=True)}
    groups = partition(len(members), alike, needed=model().event, least=APART)
    found = [event_of([members[one] for one in group], group, inside) for group in groups]
    return sorted(found, key=lambda event: (sort_key(event.date), event.id))


def other_day(one: Facts, other: Facts) -> bool:
    """True where both ledes name days of the week, and none in common."""
    return bool(one.weekdays and other.weekdays and not one.weekdays & other.weekdays)


def event_of(members: Sequence[Traits], group: Sequence[int], inside: Mapping[Pair, float]) -> StoryEvent:
    """One happening; its date is the day on which it was first reported, else the narrowest known."""
    days = [one.published for one in members if one.published]
    day = min(days, key=lambda value: (width(value) > 0, width(value), sort_key(value)), default=None)
    numbers = {place: number for number, place in enumerate(group)}
    own = {
        (numbers[one], numbers[other]): score
        for (one, other), score in inside.items()
        if one in numbers and other in numbers
    }
    return StoryEvent(
        id=make_id("e", members[0].article),
        date=date_part(day),
        title=clearest(members, closeness(len(members), own)),
        articles=tuple(one.article for one in members),
    )


def reasons(
    members: Sequence[Traits], facts: Sequence[Facts], inside: Mapping[Pair, float]
) -> list[tuple[str, tuple[Reason, ...]]]:
    """For each article the nearest other one, how alike they are, and what both name."""
    nearest: dict[int, tuple[float, int]] = {}
    for (one, other), score in sorted(inside.items()):
        for mine, theirs in ((one, other), (other, one)):
            if mine not in nearest or score > nearest[mine][0]:
                nearest[mine] = (score, theirs)
    return [
        (one.article, (reason(members, facts, place, *nearest[place]),) if place in nearest else ())
        for place, one in enumerate(members)
    ]


def reason(members: Sequence[Traits], facts: Sequence[Facts], place: int, score: float, other: int) -> Reason:
    """Why one article stands beside another."""
    mine, theirs = facts[place], facts[other]
    shared = [*sorted(mine.names & theirs.names), *sorted(mine.dates & theirs.dates)]
    shared += sorted(mine.numbers & theirs.numbers - {date[:4] for date in shared})
    return Reason(
        article=members[other].article,
        score=share(score),
        needed=share(model().story),
        shared=tuple(shared[:MOST_SHARED]),
    )
