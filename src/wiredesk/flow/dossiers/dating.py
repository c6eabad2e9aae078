"""Dates of articles that give none, from what their siblings date, and the order in which things became known.

"The minister said Wednesday" in an undated page and "the minister said on Feb. 22, 2023" in another are one saying,
and that day was a Wednesday: so the page is of that day. Words are tried, not interpreted: a page may be of the
first day from which its own words, counted, give the day that the sibling names.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

import msgspec

from wiredesk.flow.dossiers.days import exactness, is_ahead
from wiredesk.flow.dossiers.material import Index, Material, Passage
from wiredesk.flow.dossiers.origins import runs
from wiredesk.records import Annotations, Article, ArticleId, DateMention, DateValue, EntityId, Event, Published
from wiredesk.text import edtf
from wiredesk.text.timex import Timex, find_timexes
from wiredesk.text.timex.phrase import Direction

ROUNDS = 4  # a page dated from a sibling can date the next
MIN_NAMES = 2  # that two sentences must share to tell of one happening
MIN_WORDS = 2  # that they must share besides names, dates and verbs of saying
MAX_TRIED = 40_000  # pairs of sentences looked at for one article
DAYS_TRIED = 7  # "Wednesday" is a day of the last week
LONGEST_CLUE = 31  # days: a month
TRIAL = "2020-06-17"  # any day: to see whether words are counted from the day of publication
LONG_AFTER = 130  # days after which "February 22" still means the same day, and "last month" no longer does
END_OF_DAY = "~"  # sorts after every time
LEDE = 4  # sentences in which "Feb. 22" is the day's news
REPORTING = frozenset(
    "say tell add state report note write monday tuesday wednesday thursday friday saturday sunday week month year day "
    "january february march april may june july august september october november december".split()
)
IN_A_RANGE = re.compile(r"\b(?:from|to|until|till|through|between|next|by|before|after)\s*$", re.IGNORECASE)


class Clue(NamedTuple):
    """A date in a sentence or caption, with what else is named there."""

    names: frozenset[EntityId]
    lemmas: frozenset[str]
    runs: frozenset[tuple[str, ...]]  # rows of five words
    words: str  # of the date
    value: str | None  # None for a date that the page alone does not fix
    place: int  # of the sentence in its article


class Finding(NamedTuple):
    """When an article was published, and why; a weak one only backs or refutes others."""

    value: str
    reason: str
    is_weak: bool = False


def in_known_order(articles: Iterable[Article], annotations: Mapping[ArticleId, Annotations]) -> tuple[Article, ...]:
    """Articles by date, the undated last; on one date, plans by how firm they are; then by id."""

    def key(article: Article) -> tuple[tuple[int, str, str, str], int, str]:
        return order_of(article.published.value), firmness(annotations.get(article.id)), article.id

    return tuple(sorted(articles, key=key))


def order_of(value: str | None) -> tuple[int, str, str, str]:
    """The order of publication dates: a time of day counts within its day, a coarse date is as late as it can be."""
    span = edtf.bounds(value) if value else None
    if span is None or value is None:
        return 1, "", "", ""
    return 0, span[1].isoformat(), value.partition("T")[2] or END_OF_DAY, ""


def firmness(notes: Annotations | None) -> int:
    """0 where an article's first sentences say that something may be, 1 where it will be, 2 where it was."""
    if notes is None:
        return 2
    lede = notes.sentences[:2]
    if any(sentence.hedged for sentence in lede):
        return 0
    end = lede[-1].end if lede else 0
    first = [event for event in notes.events if event.spans and event.spans[0].start < end]
    return 1 if any(event.status in ("planned", "hypothetical") for event in first) else 2


def refine_dates(material: Material) -> Material:
    """The material with the dates that the story proves, in known order."""
    for _ in range(ROUNDS):
        vague = [one for one in material.articles if not edtf.day_of(one.published.value)]
        if not vague or material.is_single:
            break
        clues = Clues(material)
        found = {one.id: finding for one in vague if (finding := date_of(one, clues))}
        if not found:
            break
        material = redated(material, found)
    return dataclasses.replace(material, articles=in_known_order(material.articles, material.annotations))


# ------------------------------------------------------------------ clues


@dataclasses.dataclass(frozen=True)
class Clues:
    """The dates of a story's sentences and captions."""

    material: Material

    @cached_property
    def in_text(self) -> Mapping[ArticleId, tuple[Clue, ...]]:
        """By article: the dates in its sentences."""
        return {
            article: tuple(
                clue_of(date, one)
                for one in passages
                for date in one.dates
                if len(one.names) >= MIN_NAMES and not is_in_a_range(date, one) and not is_ahead(date, one)
            )
            for article, passages in self.material.passages_of.items()
        }

    @cached_property
    def in_captions(self) -> Mapping[ArticleId, tuple[Clue, ...]]:
        """By article: the whole dates in its captions."""
        return {article.id: tuple(self._read(article)) for article in self.material.articles}

    def _read(self, article: Article) -> Iterator[Clue]:
        notes = self.material.annotations.get(article.id)
        for caption in article.captions if notes else ():
            words = frozenset(caption.casefold().replace(",", " ").replace(".", " ").split())
            names = frozenset(
                entity.id
                for entity in (notes.entities if notes else ())
                if any(form in caption for form in (entity.name, *entity.aliases))
            )
            for found in find_timexes(caption, None, article.language):
                if found.value and found.kind in ("date", "time"):
                    row = caption[found.start : found.end]
                    yield Clue(names, words, runs(caption), row, edtf.date_part(found.value), 0)

    def of(self, article: ArticleId) -> tuple[Clue, ...]:
        """All dates of an article."""
        return (*self.in_captions[article], *self.in_text[article])


def clue_of(date: DateMention, passage: Passage) -> Clue:
    """A date of a sentence; its value only where the page, or the known day of its publication, fixes it."""
    is_fixed = date.anchor is None or bool(edtf.day_of(passage.article.published.value))
    value = edtf.date_part(date.value) if is_fixed else None
    return Clue(
        passage.names,
        passage.lemmas - passage.name_words - REPORTING,
        runs(passage.text),
        date.span.words,
        value,
        passage.place,
    )


def is_in_a_range(date: DateMention, passage: Passage) -> bool:
    """True for the "Wednesday" of "from Monday to Wednesday"."""
    return bool(IN_A_RANGE.search(passage.text[: date.span.start - passage.span.start]))


def is_one_happening(left: Clue, right: Clue) -> bool:
    """True where both hold the same five words in a row, or name the same people and share other words."""
    if not left.runs.isdisjoint(right.runs):
        return True
    return len(left.names & right.names) >= MIN_NAMES and len(left.lemmas & right.lemmas) >= MIN_WORDS


# ------------------------------------------------------------------ one article


def date_of(article: Article, clues: Clues) -> Finding | None:
    """The date that most evidence of the story backs, where it is more exact than what is known."""
    findings = sorted(set(evidence(article, clues)), key=lambda one: (exactness(one.value), one))
    known = article.published.value
    for one in findings:
        backing = sum(1 if edtf.overlaps(one.value, other.value) else -1 for other in findings)
        if one.is_weak or backing <= 0 or (known and not edtf.overlaps(one.value, known)):
            continue
        return one if not known or exactness(one.value) < exactness(known) else None
    return None


def evidence(article: Article, clues: Clues) -> Iterator[Finding]:
    """Every date that a sentence of a sibling, put beside one of the article's, proves."""
    own = clues.in_text[article.id]
    tried = 0
    for other in clues.material.articles:
        theirs = clues.in_captions[article.id] if other.id == article.id else clues.of(other.id)
        for clue in theirs:
            for mine in own:
                tried += 1
                if tried > MAX_TRIED:
                    return
                if is_one_happening(mine, clue):
                    yield from put_beside(mine, clue, other, article.language)


def put_beside(mine: Clue, clue: Clue, other: Article, language: str) -> Iterator[Finding]:
    """What a dated sentence tells of the day on which the same thing was written of without a date."""
    if clue.value is None:
        if mine.value is None and is_counted_alike(mine.words, clue.words, language) and other.published.value:
            day = other.published.value
            yield Finding(day, f"“{mine.words}” here and in {other.outlet_label}, which is of {day}")
        return
    span = edtf.bounds(clue.value)
    if span is None or exactness(clue.value) > LONGEST_CLUE:
        return
    said = f"“{mine.words}” here is {clue.value} in {other.outlet_label} (“{clue.words}”)"
    if is_meant(mine.words, (span[0] + timedelta(days=LONG_AFTER)).isoformat(), clue.value, language):
        yield from without_year(mine, span[0], said)
        return
    for anchor in anchors(span[0], is_day=span[0] == span[1]):
        if is_meant(mine.words, anchor, clue.value, language, to_the_day=len(anchor) > len("2023-02")):
            yield Finding(anchor, said)
            return


def is_counted_alike(mine: str, theirs: str, language: str) -> bool:
    """True for the same words ("Friday", "last month") where they would name a day, week or month."""
    found = find_timexes(mine, TRIAL, language) if mine.casefold() == theirs.casefold() else []
    return any(one.anchor and one.value and exactness(one.value) <= LONGEST_CLUE for one in found)


def without_year(mine: Clue, day: date, said: str) -> Iterator[Finding]:
    """ "Feb. 22" near the top is the day's news; further down it is some day of the last months."""
    if mine.place < LEDE:
        yield Finding(day.isoformat(), said)
    else:
        yield Finding(f"{day.isoformat()}/{(day + timedelta(days=330)).isoformat()}", said, is_weak=True)


def anchors(day: date, *, is_day: bool) -> Iterator[str]:
    """The dates of publication under which words could mean a day or month, the likeliest first."""
    if is_day:
        for days in range(DAYS_TRIED):
            yield (day + timedelta(days=days)).isoformat()
    yield (day.replace(day=1) + timedelta(days=32)).isoformat()[:7]


@lru_cache(maxsize=8192)
def is_meant(words: str, anchor: str, value: str, language: str, *, to_the_day: bool = False) -> bool:
    """True where words, counted from the anchor, are the date, or the month that holds it."""
    for found in find_timexes(words, anchor, language):
        if found.value and found.anchor and found.kind in ("date", "time"):
            meant = edtf.date_part(found.value) or ""
            if meant == value:
                return True
            return not to_the_day and edtf.precision(meant) == "month" and edtf.overlaps(meant, value)
    return False


# ------------------------------------------------------------------ records with the new dates


def redated(material: Material, found: Mapping[ArticleId, Finding]) -> Material:
    """The material with articles of new dates, and their dates counted again."""
    articles = tuple(with_date(one, found[one.id]) if one.id in found else one for one in material.articles)
    annotations = dict(material.annotations)
    for article in articles:
        if article.id in found and article.id in annotations:
            annotations[article.id] = counted_again(annotations[article.id], article)
    return dataclasses.replace(material, articles=articles, annotations=annotations)


def with_date(article: Article, finding: Finding) -> Article:
    """The article with an inferred date."""
    published = Published(value=finding.value, basis="inferred", reason=finding.reason)
    return msgspec.structs.replace(article, published=published)


def counted_again(notes: Annotations, article: Article) -> Annotations:
    """The annotations with dates counted from the article's new date."""
    acts = Index.of((span, event) for event in notes.events for span in event.spans[:1])

    def towards(start: int, end: int) -> Direction:
        around = acts.touching(start, end)
        return "past" if around and all(event.status == "happened" for event in around) else None

    found = find_timexes(article.text, article.published.value, article.language, towards=towards)
    by_place = {(one.start, one.end): one for one in found if one.value}
    dates = tuple(recounted(one, by_place.get((one.span.start, one.span.end))) for one in notes.dates)
    values = {old.value: new.value for old, new in zip(notes.dates, dates, strict=True) if old.value != new.value}
    where = Index.of((date.span, date) for date in dates)
    events = tuple(with_day(event, where, values) for event in notes.events)
    return msgspec.structs.replace(notes, dates=dates, events=events)


def with_day(event: Event, dates: Index[DateMention], values: Mapping[str | None, str | None]) -> Event:
    """The event with the date in its clause counted again; one without any takes its clause's only date."""
    when = event.when.value
    if when is not None:
        return msgspec.structs.replace(event, when=DateValue(value=values.get(when, when)))
    inside = [date for span in event.spans[:1] for date in dates.within(span.start, span.end)]
    return msgspec.structs.replace(event, when=DateValue(value=inside[0].value)) if len(inside) == 1 else event


def recounted(mention: DateMention, found: Timex | None) -> DateMention:
    """The mention with the value that counting from a new date gives.

    A value that did not need the day of publication stands, unless the words turn out to be counted from it.
    """
    if found is None or (mention.value and not mention.anchor and not found.anchor):
        return mention
    return msgspec.structs.replace(mention, value=found.value, anchor=found.anchor)
