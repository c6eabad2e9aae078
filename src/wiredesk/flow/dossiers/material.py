"""The records of one story, indexed once: what every other file of this folder works on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import msgspec

from wiredesk.flow.dossiers.counted import Counted, counted
from wiredesk.flow.dossiers.numbers import find_numbers
from wiredesk.flow.dossiers.people import merge_entities
from wiredesk.records import (
    Annotations,
    Article,
    ArticleId,
    DateMention,
    Entity,
    EntityId,
    Event,
    Lineage,
    Quantity,
    Quote,
    Relay,
    Sentence,
    Span,
    Story,
)
from wiredesk.text import edtf

Found = TypeVar("Found")

FIGURE = re.compile(r"\d[\d.,]*\d|\d")
DATE_REACH = 12  # characters after the start of a date in which a figure belongs to it
PLACES = frozenset({"GPE", "LOC", "FAC"})
MIN_CORE_WORDS = 3  # below, a quote is a scrap and the sentence around it tells the thing
EDGES = "\"'“”‘’«»„.,;:!?()"
SAYING = frozenset(
    "say tell add state announce report note write declare claim confirm accord accorde dire decir".split()
)
DATELINE = re.compile(
    r"[^\W\d_a-zß-ÿ]{3,}[^\n.!?\"“]{0,70}?(?:\([^)\n]{2,40}\))?\s*(?:[–—]|\s-|--)\s+(?=[\"“A-ZÀ-ÞА-Я\d])"
)


@dataclass(frozen=True, slots=True)
class Index(Generic[Found]):
    """Findings of one article, sorted by where they begin."""

    starts: tuple[int, ...]
    rows: tuple[tuple[int, int, Found], ...]
    longest: int  # characters of the longest finding: how far back one that reaches in may begin

    @classmethod
    def of(cls, pairs: Iterable[tuple[Span, Found]]) -> Index[Found]:
        """An index from spans and what they hold."""
        rows = sorted(((span.start, span.end, found) for span, found in pairs), key=lambda row: row[:2])
        longest = max((end - start for start, end, _ in rows), default=0)
        return cls(tuple(row[0] for row in rows), tuple(rows), longest)

    def within(self, start: int, end: int) -> tuple[Found, ...]:
        """The findings that begin and end inside start..end."""
        rows = self.rows[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return tuple(found for _, row_end, found in rows if row_end <= end)

    def touching(self, start: int, end: int) -> tuple[Found, ...]:
        """The findings that share a character with start..end."""
        rows = self.rows[bisect_left(self.starts, start - self.longest) : bisect_left(self.starts, end)]
        return tuple(found for _, row_end, found in rows if row_end > start)


@dataclass(frozen=True, eq=False)
class Passage:
    """One sentence of the story, with all that was found in it; ids are the story's."""

    article: Article
    rank: int  # of the article, in known order
    place: int  # of the sentence in its article, from 0
    span: Span
    sentence: Sentence
    lemmas: frozenset[str]
    names: frozenset[EntityId]
    places: frozenset[EntityId]
    mentions: tuple[tuple[Span, EntityId], ...]
    dates: tuple[DateMention, ...]
    quantities: tuple[Quantity, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.span.words

    @cached_property
    def counts(self) -> tuple[tuple[Quantity, Counted], ...]:
        """Its numbers, with what they count."""
        found = ((quantity, counted(quantity, self.span)) for quantity in self.quantities)
        return tuple((quantity, what) for quantity, what in found if what is not None)

    @cached_property
    def core(self) -> str:
        """What is told, without who tells it: of "the mayor said on Monday that …" what follows; else the sentence."""
        told = [clipped(quote.span, self.span) for quote in self.quotes if quote.source or quote.cue]
        longest = max(told, key=lambda words: (len(words), words), default="")
        return longest if len(longest.split()) >= MIN_CORE_WORDS else self.text

    @cached_property
    def told(self) -> frozenset[str]:
        """The content words of what is told: no names, no words of who tells it, no verbs of saying."""
        source = {
            word.strip(EDGES)
            for quote in self.quotes
            for span in (quote.source, quote.cue)
            if span is not None
            for word in span.words.casefold().split()
        }
        return self.lemmas - source - self.name_words - SAYING

    @cached_property
    def figures(self) -> frozenset[str]:
        """The numbers in figures and the exact days of the sentence: what two tellings of one thing share."""
        dated = {date.span.start for date in self.dates}
        numbers = {
            match.group()
            for match in FIGURE.finditer(self.text)
            if all(not 0 <= self.span.start + match.start() - start < DATE_REACH for start in dated)
        }
        return frozenset(numbers | {day for day in self.days if "-" in day[5:]})

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of the names in the sentence, in lower case."""
        return frozenset(word for span, _ in self.mentions for word in span.words.casefold().split())

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The dates in the sentence, without times of day."""
        return tuple(value for date in self.dates if (value := edtf.date_part(date.value)))

    @cached_property
    def dates_said(self) -> frozenset[str]:
        """The words of its dates, in lower case."""
        return frozenset(date.span.words.casefold() for date in self.dates)

    @property
    def key(self) -> tuple[int, int]:
        """Where it stands in the story: articles in known order, then sentences in text order."""
        return self.rank, self.place


@dataclass(frozen=True)
class Material:
    """A story with its articles in known order, their annotations in the story's own entity ids."""

    story: Story
    articles: tuple[Article, ...]
    annotations: Mapping[ArticleId, Annotations]
    entities: Mapping[EntityId, Entity]
    lineage: tuple[Lineage, ...]

    @property
    def is_single(self) -> bool:
        """True where there is nothing to compare with."""
        return len(self.articles) == 1

    @cached_property
    def embedded(self) -> dict[str, bytes]:
        """Vectors of texts that were embedded for this story: a memory shared by those who compare."""
        return {}

    @cached_property
    def by_id(self) -> Mapping[ArticleId, Article]:
        """The articles by their ids."""
        return {article.id: article for article in self.articles}

    @cached_property
    def language(self) -> str:
        """The language of most articles; of two as frequent ones the first in the alphabet."""
        counts = Counter(article.language for article in self.articles)
        return min(counts, key=lambda language: (-counts[language], language))

    @cached_property
    def rank_of(self) -> Mapping[ArticleId, int]:
        """The place of each article in known order."""
        return {article.id: rank for rank, article in enumerate(self.articles)}

    @cached_property
    def passages_of(self) -> Mapping[ArticleId, tuple[Passage, ...]]:
        """The sentences of each article, in text order."""
        return {article.id: tuple(self._read(rank, article)) for rank, article in enumerate(self.articles)}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All sentences, articles in known order, each in text order."""
        return tuple(passage for article in self.articles for passage in self.passages_of[article.id])

    def _read(self, rank: int, article: Article) -> Iterator[Passage]:
        notes = self.annotations.get(article.id)
        if notes is None:
            return
        mentions = Index.of((span, (span, entity.id)) for entity in notes.entities for span in entity.mentions)
        dates = Index.of((date.span, date) for date in notes.dates)
        quantities = Index.of((quantity.span, quantity) for quantity in notes.quantities)
        quotes = Index.of((quote.span, quote) for quote in notes.quotes)
        events = Index.of((event.spans[0], event) for event in notes.events if event.spans)
        for place, sentence in enumerate(notes.sentences):
            start, end = sentence.start + dateline(article.text[sentence.start : sentence.end], place), sentence.end
            named = mentions.within(start, end)
            yield Passage(
                article=article,
                rank=rank,
                place=place,
                span=article.span(start, end),
                sentence=sentence,
                lemmas=frozenset(sentence.lemmas),
                names=frozenset(entity for _, entity in named),
                places=frozenset(entity for _, entity in named if self.entities[entity].type in PLACES),
                mentions=named,
                dates=dates.within(start, end),
                quantities=quantities.within(start, end) or tuple(self._numbers(article, start, end, notes)),
                quotes=quotes.touching(start, end),
                events=events.within(start, end),
            )

    def _numbers(self, article: Article, start: int, end: int, notes: Annotations) -> Iterator[Quantity]:
        if not notes.quantities and not self.is_single:
            dates = tuple(date.span for date in notes.dates if date.span.start < end and start < date.span.end)
            yield from find_numbers(article, start, end, dates)

    @cached_property
    def names_of(self) -> Mapping[ArticleId, frozenset[EntityId]]:
        """Whom each article names."""
        return {
            article: frozenset(name for passage in passages for name in passage.names)
            for article, passages in self.passages_of.items()
        }

    @cached_property
    def words_of(self) -> Mapping[ArticleId, int]:
        """How many words each article has."""
        return {article.id: len(article.text.split()) for article in self.articles}

    @cached_property
    def spread_of_name(self) -> Counter[EntityId]:
        """In how many articles each entity is named."""
        return spread(
            frozenset(name for passage in passages for name in passage.names) for passages in self.passages_of.values()
        )

    @cached_property
    def spread_of_lemma(self) -> Counter[str]:
        """In how many articles each content word stands."""
        return spread(
            frozenset(lemma for passage in passages for lemma in passage.lemmas)
            for passages in self.passages_of.values()
        )

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotes, articles in known order, each in text order."""
        return tuple(
            quote
            for article in self.articles
            if article.id in self.annotations
            for quote in sorted(self.annotations[article.id].quotes, key=lambda one: (one.span.start, one.span.end))
        )

    @cached_property
    def relays(self) -> tuple[Relay, ...]:
        """All relays, articles in known order, each in text order."""
        notes = (self.annotations[article.id] for article in self.articles if article.id in self.annotations)
        return tuple(relay for one in notes for relay in one.relays)

    def relays_of(self, article: ArticleId) -> tuple[Relay, ...]:
        """The relays of one article, in text order."""
        return self.annotations[article].relays if article in self.annotations else ()

    def passage_at(self, span: Span) -> Passage | None:
        """The sentence in which a span begins; None where it stands between sentences."""
        passages = self.passages_of.get(span.article, ())
        index = bisect_right(passages, span.start, key=lambda one: one.span.start) - 1
        if index >= 0 and span.start < passages[index].span.end:
            return passages[index]
        return None

    def name(self, entity: EntityId) -> str:
        """What an entity is called; empty for one that the story does not hold."""
        found = self.entities.get(entity)
        return found.name if found else ""


def dateline(sentence: str, place: int) -> int:
    """How many characters of an article's first sentence only say where it was written: "OSLO (Agency) - "."""
    match = DATELINE.match(sentence) if place == 0 else None
    return match.end() if match and match.end() < len(sentence) else 0


def clipped(inner: Span, outer: Span) -> str:
    """The words of a span as far as they stand within another of the same article."""
    start, end = max(inner.start, outer.start), min(inner.end, outer.end)
    return outer.words[start - outer.start : end - outer.start] if start < end else ""


def gather(
    story: Story, articles: Sequence[Article], annotations: Iterable[Annotations], lineage: Iterable[Lineage]
) -> Material:
    """A story's material from its records; `articles` in known order, everything else in any."""
    notes = sorted(annotations, key=lambda one: one.article)
    entities, ids = merge_entities(sorted(articles, key=lambda one: one.id), notes)
    return Material(
        story=story,
        articles=tuple(articles),
        annotations={one.article: renamed(one, ids) for one in notes},
        entities={entity.id: entity for entity in entities},
        lineage=tuple(sorted(lineage, key=lambda one: one.id)),
    )


def renamed(notes: Annotations, ids: Mapping[EntityId, EntityId]) -> Annotations:
    """Annotations in the story's entity ids instead of the article's."""

    def one(entity: EntityId | None) -> EntityId | None:
        return None if entity is None else ids.get(entity, entity)

    def many(entities: tuple[EntityId, ...]) -> tuple[EntityId, ...]:
        return tuple(dict.fromkeys(ids.get(entity, entity) for entity in entities))

    return msgspec.structs.replace(
        notes,
        entities=tuple(msgspec.structs.replace(entity, id=ids.get(entity.id, entity.id)) for entity in notes.entities),
        quotes=tuple(
            msgspec.structs.replace(
                quote, speaker=one(quote.speaker), addressee=one(quote.addressee), via=many(quote.via)
            )
            for quote in notes.quotes
        ),
        events=tuple(
            msgspec.structs.replace(
                event, actors=many(event.actors), recipients=many(event.recipients), place=one(event.place)
            )
            for event in notes.events
        ),
        relays=tuple(
            msgspec.structs.replace(
                relay, chain=tuple(msgspec.structs.replace(hop, entity=one(hop.entity)) for hop in relay.chain)
            )
            for relay in notes.relays
        ),
    )


def spread(sets: Iterable[frozenset[str]]) -> Counter[str]:
    """In how many of the sets each member is."""
    counts: Counter[str] = Counter()
    for members in sets:
        counts.update(members)
    return counts
