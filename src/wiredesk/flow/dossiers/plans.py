"""When something planned is to take place: every date that the articles give for it, in the order they gave it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from wiredesk.flow.dossiers.days import is_ahead
from wiredesk.flow.dossiers.material import Material, Passage
from wiredesk.flow.dossiers.speaking import said_by
from wiredesk.records import DateMention, EntityId, Figure, FigureValue, Span, make_id
from wiredesk.text.edtf import bounds, sort_key

MIN_ARTICLES = 2
HEDGE = re.compile(
    r"\b(?:as (?:early|soon|late) as|no later than|not before|sometime in|around|about|by|before|after|until)\s+"
    r"(?:in\s+|on\s+|the\s+)*$"
)
BETWEEN = re.compile(r"\s*(?:to|until|till|through|–|—|-|bis|au|al)\s*")
WIDTHS = tuple(
    (re.compile(rf"\b(?:{words})\b"), days)
    for words, days in (
        (r"\w+day (?:to|until|through) \w+day", 2),
        (r"\w+day|today|tomorrow|tonight", 0),
        (r"weekend", 1),
        (r"week", 6),
        (r"month", 30),
        (r"spring|summer|autumn|fall|winter|quarter", 90),
        (r"year", 365),
    )
)
WIDEST = 3650  # "soon", "in due course"
BEHIND = 25  # characters added to words behind a date: "to travel in June to sign" dates the travel
WITH_ACTOR = "{actor}"
ACTORS = frozenset({"PERSON", "ORG"})
PLACES = frozenset({"GPE", "LOC", "FAC"})


class Kind(NamedTuple):
    """A kind of planned happening: how one asks for its date, and the words that name it."""

    name: str
    question: str
    pattern: re.Pattern[str]


class Dating(NamedTuple):
    """A date that a sentence gives for something planned; the span takes in the words that loosen it."""

    passage: Passage
    date: DateMention
    span: Span


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of planned happenings that have dates worth asking for."""
    lines = files("wiredesk.flow.dossiers").joinpath("plans.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return tuple(Kind(name, question, pattern_of(words.split())) for name, question, words in rows)


def pattern_of(words: Sequence[str]) -> re.Pattern[str]:
    """Finds the words in their usual endings."""
    stems = "|".join(word.removesuffix("e") for word in words)
    return re.compile(rf"\b(?:{stems})(?:e|es|s|ed|d|ing|ting)?\b", re.IGNORECASE)


def find_plans(material: Material) -> Iterator[Figure]:
    """One figure for each planned happening that two articles date."""
    dated: dict[str, list[Dating]] = {}
    for passage in material.passages:
        for date in dates_ahead(passage):
            kind = nearest_kind(passage, date)
            if kind:
                dated.setdefault(kind.name, []).append(Dating(passage, date, with_hedge(date, passage)))
    for kind in kinds():
        rows = dated.get(kind.name, [])
        if WITH_ACTOR not in kind.question:
            yield from make_figure(kind, None, rows, material)
            continue
        for actor in leading_actors(kind, material) if rows else ():
            about = [row for row in rows if is_about(row.passage, actor, material)]
            rows = [row for row in rows if row not in about]
            yield from make_figure(kind, actor, about, material)


def nearest_kind(passage: Passage, date: DateMention) -> Kind | None:
    """What the date is the date of: the kind whose word stands nearest to it in the sentence."""
    start, end = date.span.start - passage.span.start, date.span.end - passage.span.start
    found = [
        (start - match.end() if match.end() <= start else match.start() - end + BEHIND, order)
        for order, kind in enumerate(kinds())
        for match in kind.pattern.finditer(passage.text)
    ]
    return kinds()[min(found)[1]] if found else None


def leading_actors(kind: Kind, material: Material) -> list[EntityId]:
    """Who is to do it: the actors of the planned events of this kind, the most widely named first."""
    counts: Counter[EntityId] = Counter()
    for passages in material.passages_of.values():
        found = {
            actor
            for passage in passages
            for event in passage.events
            if event.status in ("planned", "hypothetical") and kind.name in (event.mode, event.trigger)
            for actor in (event.recipients if event.trigger == "invite" else event.actors)
            if actor in material.entities and material.entities[actor].type in ACTORS
        }
        counts.update(found)
    return sorted(counts, key=lambda actor: (-counts[actor], -material.spread_of_name[actor], actor))


def is_about(passage: Passage, actor: EntityId, material: Material) -> bool:
    """True where a sentence names the actor; one that names no person stands under the sentence beside it."""
    people = {name for name in passage.names if material.entities[name].type == "PERSON"}
    if people:
        return actor in passage.names
    passages = material.passages_of[passage.article.id]
    beside = passages[passage.place - 1] if passage.place else passages[min(1, len(passages) - 1)]
    return actor in beside.names


def make_figure(kind: Kind, actor: EntityId | None, dated: Sequence[Dating], material: Material) -> Iterator[Figure]:
    """The record of one question, where two articles answer it."""
    rows = sorted(dated, key=known_order)
    if len({row.passage.article.id for row in rows}) < MIN_ARTICLES:
        return
    values: dict[tuple[str, str], FigureValue] = {}
    for row in rows:
        found = make_value(row, material)
        values.setdefault((str(found.value), found.outlet), found)
    question = kind.question
    if actor is not None:
        question = question.format(actor=material.name(actor), place=place_of([row.passage for row in rows], material))
    yield Figure(id=make_id("f", material.story.id, kind.name, actor), question=question, values=tuple(values.values()))


def known_order(row: Dating) -> tuple[tuple[int, str, str, str], int]:
    """By when the article was published; of one time the wider answer first, for plans grow firm and not vague."""
    return sort_key(row.passage.article.published.value), -days_wide(row.date)


def days_wide(date: DateMention) -> int:
    """How many days the words leave open; those that fix no day are as wide as their commonest reading."""
    days = bounds(date.value) if date.value else None
    if days:
        return (days[1] - days[0]).days
    return next((width for pattern, width in WIDTHS if pattern.search(date.span.words.lower())), WIDEST)


def dates_ahead(passage: Passage) -> list[DateMention]:
    """The dates still to come in a sentence; "Monday" and "Wednesday" of "from Monday to Wednesday" as one."""
    found: list[DateMention] = []
    for date in passage.dates:
        if not is_ahead(date, passage):
            continue
        between = (
            passage.text[found[-1].span.end - passage.span.start : date.span.start - passage.span.start]
            if found
            else ""
        )
        if found and BETWEEN.fullmatch(between):
            found[-1] = joined(found[-1], date, passage)
        else:
            found.append(date)
    return found


def with_hedge(date: DateMention, passage: Passage) -> Span:
    """The date with the words before it that loosen it: "as early as April"."""
    hedge = HEDGE.search(passage.text[: date.span.start - passage.span.start])
    return passage.article.span(passage.span.start + hedge.start(), date.span.end) if hedge else date.span


def joined(first: DateMention, last: DateMention, passage: Passage) -> DateMention:
    """Two dates as the days from one to the other; without a value where one has none."""
    both = first.value and last.value and "/" not in first.value + last.value
    return DateMention(
        span=passage.article.span(first.span.start, last.span.end),
        value=f"{first.value}/{last.value}" if both else None,
        anchor=first.anchor,
    )


def place_of(passages: Sequence[Passage], material: Material) -> str:
    """Where it is to be, as " to PLACE"; empty where no place stands out."""
    counts: Counter[str] = Counter()
    for passage in passages:
        for event in passage.events:
            for name in dict.fromkeys((event.place, *event.recipients)):
                if name and name in material.entities and material.entities[name].type in PLACES:
                    counts[material.name(name)] += 1
    best = sorted(counts, key=lambda name: (-counts[name], name))
    return f" to {best[0]}" if best else ""


def make_value(row: Dating, material: Material) -> FigureValue:
    """One answer; words that fix no day stand as they are."""
    passage, date, span = row
    speaker = said_by(passage, date.span)
    outlet = passage.article.outlet_label
    return FigureValue(
        value=date.value or date.span.words,
        unit="date",
        span=span,
        said_by=speaker,
        said_by_name=(material.name(speaker) if speaker else "") or outlet,
        as_of=passage.article.published.value,
        outlet=outlet,
    )
