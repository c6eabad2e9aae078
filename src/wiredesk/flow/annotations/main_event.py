"""Who, what, when and where of an article's main event, from its headline and its first sentences."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.headline import Clause, clause_of, depth, headline_clause, read_headline
from wiredesk.flow.annotations.parse import Parse, is_word
from wiredesk.flow.annotations.plover.grammar import children, lemma
from wiredesk.flow.annotations.plover.setting import find_datelines
from wiredesk.records import Answer, Article, DateMention, Event, MainEvent
from wiredesk.text import edtf

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

FIRST_SENTENCES = 8  # among these the sentence is sought that says what the headline says
LATER = 0.5  # words shared with the headline that one sentence nearer to the top is worth
PLACE_TYPES = ("GPE", "LOC", "FAC")
PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
NO_PLACE = frozenset(("PERSON", "DATE", "TIME", "NORP", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"))
AT = frozenset("in at near outside inside across around on off".split())
RECENT_DAYS = 10  # before publication; the news is no older
AHEAD_DAYS = 1  # behind publication: the clocks of two time zones


@dataclass(frozen=True, slots=True)
class Top:
    """The headline and the sentence of the text that tells the same, parsed."""

    article: Article
    title: Doc | None
    clause: Clause | None  # of the title
    lede: Span | None
    lede_clause: Clause | None


def find_main_event(
    parse: Parse, cast: Cast, dates: tuple[DateMention, ...], events: tuple[Event, ...]
) -> MainEvent | None:
    """The main event; None where the language has no grammar or the article no words.

    Takes    a parsed article with its cast, dates and events.
    Gives    for each question one answer, None where the article has none.
    Cost     one parse of the headline; the first sentences are looked at, no more.
    Source   Hamborg et al. 2019, Giveme5W1H: headline and lede, short distances; the rules are ours.
    """
    if not parse.has_grammar:
        return None
    top = top_of(parse)
    if top.clause is None and top.lede is None:
        return None
    return MainEvent(
        who=who_of(top, cast),
        what=what_of(top),
        when=when_of(top, dates),
        where=where_of(top, parse, cast, events),
        event=event_of(top, events),
    )


def top_of(parse: Parse) -> Top:
    """The headline's clause and the lede's."""
    title = read_headline(parse.article.title, parse.doc)
    lede = lede_of(parse.doc, title)
    return Top(
        article=parse.article,
        title=title,
        clause=headline_clause(title) if title is not None else None,
        lede=lede,
        lede_clause=main_clause(lede) if lede is not None else None,
    )


def lede_of(doc: Doc, title: Doc | None) -> Span | None:
    """The sentence among the first that shares most words with the headline; the first one where none does."""
    wanted = {lemma(token) for token in title if is_word(token)} if title is not None else set()
    best, best_score = None, -99.0
    for number, sentence in enumerate(islice(doc.sents, FIRST_SENTENCES)):
        shared = len(wanted & {lemma(token) for token in sentence if is_word(token)})
        score = shared - LATER * number - (5.0 if main_clause(sentence) is None else 0.0)
        if score > best_score and sentence.text.strip():
            best, best_score = sentence, score
    return best


def main_clause(sentence: Span) -> Clause | None:
    """The clause of a sentence that stands highest."""
    found = [clause for token in sentence if (clause := clause_of(token))]
    return min(found, key=lambda one: (depth(one.verb), one.verb.i), default=None)


def answer_in_title(top: Top, bounds: tuple[int, int], cast: Cast | None = None) -> Answer:
    """Characters of the title as an answer."""
    words = top.article.title[bounds[0] : bounds[1]]
    entity = entity_called(words, cast) if cast else None
    return Answer(words=words, title_start=bounds[0], entity=entity)


def answer_in_text(top: Top, start: int, end: int, entity: str | None = None, value: str | None = None) -> Answer:
    """Characters of the text as an answer."""
    span = top.article.span(start, end)
    return Answer(words=span.words, span=span, entity=entity, value=value)


def entity_called(words: str, cast: Cast) -> str | None:
    """The entity of the cast that bears one of the names in these words, the longest name first."""
    found = [
        (len(name), entity.id) for entity in cast.entities for name in (entity.name, *entity.aliases) if name in words
    ]
    return max(found)[1] if found else None


def who_of(top: Top, cast: Cast) -> Answer | None:
    """The headline's subject, else the lede's."""
    if top.clause is not None and top.clause.who is not None:
        return answer_in_title(top, top.clause.who, cast)
    clause = top.lede_clause
    if clause is None or clause.who is None:
        return None
    return answer_in_text(top, *clause.who, cast.who(*clause.who))


def what_of(top: Top) -> Answer | None:
    """The headline's predicate; the headline itself where it has no verb; else the lede's predicate."""
    if top.clause is not None:
        return answer_in_title(top, top.clause.what)
    if top.lede_clause is not None:
        return answer_in_text(top, *top.lede_clause.what)
    return None


def when_of(top: Top, dates: tuple[DateMention, ...]) -> Answer | None:
    """The day that the lede names, else the first recent day of the text, else the day of publication, wordless."""
    published = edtf.day_of(edtf.date_part(top.article.published.value))
    days = [one for one in dates if is_recent(one, published)]
    if top.lede is not None:
        in_lede = [one for one in days if top.lede.start_char <= one.span.start < top.lede.end_char]
        days = in_lede or days
    if days:
        first = days[0]
        return answer_in_text(top, first.span.start, first.span.end, value=first.value)
    return Answer(words="", value=published.isoformat()) if published else None


def is_recent(mention: DateMention, published: date | None) -> bool:
    """True for a day on which news of this publication may have happened."""
    day = edtf.day_of(mention.value)
    if day is None:
        return False
    return published is None or -RECENT_DAYS <= (day - published).days <= AHEAD_DAYS


def where_of(top: Top, parse: Parse, cast: Cast, events: tuple[Event, ...]) -> Answer | None:
    """The place that the headline names, else the lede's, else the dateline's, else the one named most."""
    if top.title is not None:
        found = place_in(list(top.title))
        if found:
            return answer_in_title(top, found, cast)
    if top.lede is not None:
        found = place_in(list(top.lede))
        if found:
            return answer_in_text(top, *found, entity=place_at(*found, cast))
    return dateline_place(top, parse, cast) or most_named(top, cast)


def place_in(tokens: list[Token]) -> tuple[int, int] | None:
    """The name behind "in", "at", "near" …; else the first name of a place."""
    for token in tokens:
        if token.dep_ == "prep" and token.lower_ in AT:
            for noun in children(token, ("pobj",)):
                if noun.pos_ == "PROPN" and noun.ent_type_ not in NO_PLACE:
                    return name_bounds(noun)
    for token in tokens:
        if token.ent_type_ in PLACE_LABELS and token.ent_iob_ == "B":
            return ent_bounds(token)
    return None


def name_bounds(noun: Token) -> tuple[int, int]:
    """The proper name whose head is a noun."""
    left = [child.idx for child in noun.lefts if child.pos_ == "PROPN"]
    return min([noun.idx, *left]), noun.idx + len(noun)


def ent_bounds(first: Token) -> tuple[int, int]:
    """The named entity that begins with a token."""
    last = first
    while last.i + 1 < len(first.doc) and first.doc[last.i + 1].ent_iob_ == "I":
        last = first.doc[last.i + 1]
    return first.idx, last.idx + len(last)


def place_at(start: int, end: int, cast: Cast) -> str | None:
    """The place of the cast that these characters name."""
    return next((one for one in cast.named_in(start, end) if cast.by_id[one].type in PLACE_TYPES), None)


def dateline_place(top: Top, parse: Parse, cast: Cast) -> Answer | None:
    """The first place that the first dateline names."""
    for start, end in find_datelines(parse.article.text)[:1]:
        for entity in cast.entities:
            for mention in entity.mentions:
                if entity.type in PLACE_TYPES and start <= mention.start < end:
                    return answer_in_text(top, mention.start, mention.end, entity.id)
    return None


def most_named(top: Top, cast: Cast) -> Answer | None:
    """The place with most mentions, the one named first among equals."""
    places = [one for one in cast.entities if one.type in PLACE_TYPES and one.mentions]
    if not places:
        return None
    best = min(places, key=lambda one: (-len(one.mentions), one.mentions[0].start))
    return answer_in_text(top, best.mentions[0].start, best.mentions[0].end, best.id)


def event_of(top: Top, events: tuple[Event, ...]) -> str | None:
    """The coded event of the lede: the one whose trigger the headline has too, else the first that stands there."""
    if top.lede is None:
        return None
    starts = [event.spans[0].start for event in events]
    here = events[bisect_left(starts, top.lede.start_char) : bisect_left(starts, top.lede.end_char)]
    said = {lemma(token) for token in top.title} if top.title is not None else set()
    best = [event for event in here if event.trigger in said] or list(here)
    return best[0].id if best else None
