"""A group of articles as a Story: its events, title, dates, and why each article is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wiredesk.flow.stories.features import Facts, Features
from wiredesk.flow.stories.likeness import model, share
from wiredesk.flow.stories.partition import Pair, partition
from wiredesk.flow.stories.titles import clearest
from wiredesk.records import Article, Reason, Story, StoryEvent, make_id
from wiredesk.text.edtf import date_part, sort_key

EVENT_DAYS = 1  # between the publication of articles on one happening: the morning after
MOST_SHARED = 12  # names, dates and numbers given as a reason


def assemble(
    articles: Sequence[Article], places: Sequence[int], features: Features, scores: Mapping[Pair, float]
) -> Story:
    """The story of articles, given sorted by id; `places` are their rows in the features."""
    inside = {
        (one, other): scores[places[one], places[other]]
        for one in range(len(places))
        for other in range(one + 1, len(places))
        if (places[one], places[other]) in scores
    }
    first, last = first_and_last(articles)
    return Story(
        id=make_id("s", articles[0].id),
        title=clearest(articles, closeness(len(articles), inside)),
        first_published=first,
        last_published=last,
        events=tuple(events_of(articles, places, features, inside)),
        articles=tuple(article.id for article in articles),
        why=dict(reasons(articles, [features.facts[place] for place in places], inside)),
    )


def first_and_last(articles: Sequence[Article]) -> tuple[str | None, str | None]:
    """The earliest and the latest known publication."""
    known = sorted((one.published.value for one in articles if one.published.value), key=sort_key)
    return (known[0], known[-1]) if known else (None, None)


def closeness(count: int, inside: Mapping[Pair, float]) -> list[float]:
    """For each article the sum of its likeness to the others, as shares."""
    found = [0.0] * count
    for (one, other), score in sorted(inside.items()):
        found[one] += share(score)
        found[other] += share(score)
    return [round(one, 4) for one in found]


def events_of(
    articles: Sequence[Article], places: Sequence[int], features: Features, inside: Mapping[Pair, float]
) -> list[StoryEvent]:
    """The happenings inside a story, in the order of time."""
    least = model().least
    near = {pair: score for pair, score in inside.items() if are_near(features, places[pair[0]], places[pair[1]])}
    groups = partition(len(articles), near, needed=model().event, least=least)
    found = [event_of([articles[one] for one in group], group, inside) for group in groups]
    return sorted(found, key=lambda event: (sort_key(event.date), event.id))


def are_near(features: Features, one: int, other: int) -> bool:
    """True where two articles may have been published within a day of one another."""
    if features.first[one] < 0 or features.first[other] < 0:
        return True
    gap = max(features.first[one] - features.last[other], features.first[other] - features.last[one])
    return bool(gap <= EVENT_DAYS)


def event_of(articles: Sequence[Article], group: Sequence[int], inside: Mapping[Pair, float]) -> StoryEvent:
    """One happening; its date is the day on which it was first reported."""
    first, _ = first_and_last(articles)
    numbers = {place: number for number, place in enumerate(group)}
    own = {
        (numbers[one], numbers[other]): score
        for (one, other), score in inside.items()
        if one in numbers and other in numbers
    }
    return StoryEvent(
        id=make_id("e", articles[0].id),
        date=date_part(first),
        title=clearest(articles, closeness(len(articles), own)),
        articles=tuple(article.id for article in articles),
    )


def reasons(
    articles: Sequence[Article], facts: Sequence[Facts], inside: Mapping[Pair, float]
) -> list[tuple[str, tuple[Reason, ...]]]:
    """For each article the nearest other one, how alike they are, and what both name."""
    nearest: dict[int, tuple[float, int]] = {}
    for (one, other), score in sorted(inside.items()):
        for mine, theirs in ((one, other), (other, one)):
            if mine not in nearest or score > nearest[mine][0]:
                nearest[mine] = (score, theirs)
    return [
        (article.id, (reason(articles, facts, place, *nearest[place]),) if place in nearest else ())
        for place, article in enumerate(articles)
    ]


def reason(articles: Sequence[Article], facts: Sequence[Facts], place: int, score: float, other: int) -> Reason:
    """Why one article stands beside another."""
    mine, theirs = facts[place], facts[other]
    shared = [*sorted(mine.names & theirs.names), *sorted(mine.dates & theirs.dates)]
    shared += sorted(mine.numbers & theirs.numbers - {date[:4] for date in shared})
    return Reason(
        article=articles[other].id,
        score=share(score),
        needed=share(model().story),
        shared=tuple(shared[:MOST_SHARED]),
    )
