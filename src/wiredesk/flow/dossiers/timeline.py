"""What happened or will happen on which day, and since when the story's readers could know it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wiredesk.flow.dossiers.days import POINTS_BACK, exactness, is_counted_from_inside
from wiredesk.flow.dossiers.likeness import Likeness
from wiredesk.flow.dossiers.material import Material, Passage
from wiredesk.flow.dossiers.wording import clarity, is_whole
from wiredesk.records import ArticleId, DateValue, Event, KnownSince, TimelineEntry
from wiredesk.text import edtf

PRECISIONS = frozenset({"time", "day", "week", "month", "season", "interval"})
MAX_DAYS = 100  # that one entry may span: a season
SAME_DAY = 0.42  # likeness of two sentences about one day from which on they tell of one happening
SAME_WEEKS = 0.55  # the same for a coarse date beside an exact one
SPEECH = frozenset("say tell add note state quote write speak describe comment call ask think know see find".split())
MAX_ENTRIES = 40
MIN_ENTRIES = 10
PER_ARTICLE = 4
MAX_SENTENCES = 600  # compared with one another


class Dated(NamedTuple):
    """A sentence, and the day of what it tells."""

    value: str
    passage: Passage
    is_event: bool  # the grammar hangs the date on a happening; else they only stand together


def build_timeline(material: Material) -> tuple[TimelineEntry, ...]:
    """One entry a happening and day, the earliest first."""
    rows = [row for passage in material.passages for row in datings(passage)]
    rows.sort(key=lambda row: (-worth([row], material), row.passage.key, row.value))
    rows = sorted(rows[:MAX_SENTENCES], key=lambda row: (exactness(row.value), row.passage.key, row.value))
    groups = [[row] for row in rows] if material.is_single else merged(rows, material.embedded)
    cap = min(MAX_ENTRIES, max(MIN_ENTRIES, PER_ARTICLE * len(material.articles)))
    kept = sorted(groups, key=lambda rows: (-worth(rows, material), edtf.sort_key(rows[0].value)))[:cap]
    kept.sort(key=lambda rows: (edtf.sort_key(rows[0].value), rows[0].passage.key))
    return tuple(make_entry(rows) for rows in kept)


def datings(passage: Passage) -> Iterator[Dated]:
    """The days of which a sentence tells: those of its happenings, else those that stand in it."""
    if not is_whole(passage.text) or not passage.names:
        return
    happenings = {event.when.value for event in passage.events if event.when.value and not is_speech(event)}
    speeches = {event.when.value for event in passage.events if event.when.value and is_speech(event)}
    seen: set[str] = set()
    for date in passage.dates:
        value = edtf.date_part(date.value)
        if value is None or value in seen or edtf.precision(value) not in PRECISIONS or exactness(value) > MAX_DAYS:
            continue
        if POINTS_BACK.fullmatch(date.span.words):
            continue
        if date.value in happenings or value in happenings:
            seen.add(value)
            yield Dated(value, passage, is_event=True)
        elif not speeches & {date.value, value} and not is_counted_from_inside(date, passage):
            seen.add(value)
            yield Dated(value, passage, is_event=False)


def is_speech(event: Event) -> bool:
    """True for somebody merely saying something."""
    return event.trigger in SPEECH


def merged(rows: Sequence[Dated], embedded: dict[str, bytes]) -> list[list[Dated]]:
    """Rows that tell of one happening together; the exact dates come first and name the day."""
    likeness = Likeness([row.passage for row in rows], embedded)
    scores: list[Mapping[int, float]] = [dict(near) for near in likeness.neighbours]
    groups: list[list[int]] = []
    by_month: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        months = months_of(row.value)
        near = sorted({place for month in months for place in by_month.get(month, ())})
        best = max(((fit(rows, scores, groups[place], index), -place) for place in near), default=(0.0, 0))
        if best[0] > 0:
            groups[-best[1]].append(index)
            continue
        groups.append([index])
        for month in months:
            by_month.setdefault(month, []).append(len(groups) - 1)
    return [[rows[index] for index in members] for members in groups]


def months_of(value: str) -> list[str]:
    """The months that a date touches."""
    span = edtf.bounds(value)
    if span is None:
        return []
    first, last = (day.year * 12 + day.month - 1 for day in span)
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, min(last, first + 4) + 1)]


def fit(rows: Sequence[Dated], scores: Sequence[Mapping[int, float]], members: Sequence[int], index: int) -> float:
    """How well a row fits a group: its likeness to the first, where their dates can be one; 0 where it does not."""
    head, row = rows[members[0]], rows[index]
    if not edtf.overlaps(head.value, row.value):
        return 0.0
    if head.passage is row.passage:
        return 0.0
    needed = SAME_DAY if head.value == row.value else SAME_WEEKS
    score = max(scores[index].get(member, 0.0) for member in members)
    return score if score >= needed else 0.0


def worth(rows: Sequence[Dated], material: Material) -> float:
    """Spread over articles, whether it is a happening, how exact, how much the story speaks of those named."""
    total = len(material.articles)
    names = max(sum(material.spread_of_name[name] for name in row.passage.names) / total for row in rows)
    articles: set[ArticleId] = {row.passage.article.id for row in rows}
    early = max(1 / (1 + 0.2 * row.passage.place) for row in rows)
    return len(articles) + any(row.is_event for row in rows) + min(names, 4) / 4 + early


def make_entry(rows: Sequence[Dated]) -> TimelineEntry:
    """The record of one happening; the clearest sentence of its day tells it."""
    exact = [row for row in rows if row.value == rows[0].value]
    best = max(
        exact, key=lambda row: (row.is_event + clarity(row.passage) * 2, *(-part for part in row.passage.key))
    ).passage
    first = min((row.passage for row in rows), key=lambda one: one.key)
    others = dict.fromkeys(row.passage.span for row in sorted(rows, key=lambda row: row.passage.key))
    others.pop(best.span)
    return TimelineEntry(
        date=DateValue(value=rows[0].value),
        text=best.text,
        spans=(best.span, *others),
        known_since=KnownSince(value=first.article.published.value, article=first.article.id),
    )
