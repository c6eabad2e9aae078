"""Who, what, when and where of an article's main event, from its headline and its first sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.headline import Clause, Headline, best_of, clause_of, phrase_bounds, read_headline
from wiredesk.flow.annotations.parse import Parse, is_word
from wiredesk.flow.annotations.plover import lexicon
from wiredesk.flow.annotations.plover.grammar import children, lemma
from wiredesk.flow.annotations.plover.roles import parties
from wiredesk.flow.annotations.plover.setting import find_datelines
from wiredesk.records import Answer, Article, DateMention, EntityId, Event, MainEvent
from wiredesk.text import edtf

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FIRST_SENTENCES = 8  # among these the sentence is sought that says what the headline says
LATER = 0.5  # words shared with the headline that one sentence nearer to the top is worth
NO_CLAUSE = 5.0  # the same, for a sentence with a verb
PLACE_TYPES = ("GPE", "LOC", "FAC")
NO_PLACE = frozenset(("DATE", "TIME", "NORP", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "QUANTITY", "WORK_OF_ART"))
AT = frozenset("in at near outside inside".split())
TO_LARGER = frozenset(("in", "near", ","))
RECENT_DAYS = 7  # before publication; the news is no older
AHEAD_DAYS = 1  # behind publication: the clocks of two time zones
NO_ACTOR = frozenset(("EVENT", "FAC", "LOC", "DATE", "WORK_OF_ART"))
OCCASIONS = frozenset(
    "prix cup race match game final tournament championship olympics festival season campaign debate case row crisis "
    "shooting vote".split()
)
ASIDES = frozenset(("relcl", "acl", "advcl"))
QUOTES = "\"'‘’“”"
ACTING = frozenset(("PERSON", "ORG", "GPE", "NORP"))
MORE_PEOPLE = frozenset("victim people passenger survivor family voter leader star team crowd gunman driver".split())


@dataclass(frozen=True, slots=True)
class Top:
    """The headline and the sentence of the text that tells the same, parsed."""

    article: Article
    headline: Headline | None
    lede: Span | None
    lede_clause: Clause | None
    first: tuple[Span, ...]  # sentences

    @property
    def clause(self) -> Clause | None:
        """The headline's clause."""
        return self.headline.clause if self.headline is not None else None

    def title_tokens(self) -> Iterator[tuple[int, Token]]:
        """The title's tokens, each with where its part begins."""
        for start, doc in self.headline.parts if self.headline is not None else ():
            for token in doc:
                yield start, token


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
    if top.headline is None and top.lede is None:
        return None
    return MainEvent(
        who=who_of(top, cast),
        what=what_of(top),
        when=when_of(top, dates),
        where=where_of(top, cast),
        event=event_of(top, events),
    )


def top_of(parse: Parse) -> Top:
    """The headline's clause and the lede's."""
    headline = read_headline(parse.article.title, parse.doc)
    first = tuple(islice(parse.doc.sents, FIRST_SENTENCES))
    lede = lede_of(first, headline)
    clause = main_clause(lede) if lede is not None else None
    return Top(parse.article, headline, lede, clause, first)


def lede_of(first: Sequence[Span], headline: Headline | None) -> Span | None:
    """The sentence among the first that shares most words with the headline; the first one where none does."""
    parts = headline.parts if headline is not None else ()
    wanted = {lemma(token) for _, doc in parts for token in doc if is_word(token)}
    best, best_score = None, -99.0
    for number, sentence in enumerate(first):
        shared = len(wanted & {lemma(token) for token in sentence if is_word(token)})
        score = shared - LATER * number - (NO_CLAUSE if main_clause(sentence) is None else 0.0)
        if score > best_score and sentence.text.strip():
            best, best_score = sentence, score
    return best


def main_clause(sentence: Span) -> Clause | None:
    """The clause of a sentence that stands highest."""
    found = [clause for token in sentence if (clause := clause_of(token))]
    return best_of(found) if found else None


def answer_in_title(top: Top, start: int, end: int, cast: Cast | None = None) -> Answer:
    """Characters of the title as an answer."""
    words = top.article.title[start:end]
    return Answer(words=words, title_start=start, entity=entity_called(words, cast) if cast else None)


def answer_in_text(top: Top, start: int, end: int, entity: EntityId | None = None, value: str | None = None) -> Answer:
    """Characters of the text as an answer."""
    span = top.article.span(start, end)
    return Answer(words=span.words, span=span, entity=entity, value=value)


def entity_called(words: str, cast: Cast) -> EntityId | None:
    """The entity of the cast that bears one of the names in these words, the longest name first."""
    found = [
        (len(name), entity.id) for entity in cast.entities for name in (entity.name, *entity.aliases) if name in words
    ]
    return max(found)[1] if found else None


def who_of(top: Top, cast: Cast) -> Answer | None:
    """The headline's subject where it can act; else the lede's; else the first person of the headline."""
    clause, lede = top.clause, top.lede_clause
    if clause is not None and clause.who is not None and can_act(clause.subject):
        return answer_in_title(top, *clause.who, cast)
    if lede is not None and lede.who is not None and can_act(lede.subject):
        return answer_in_text(top, *lede.who, cast.who(*lede.who))
    named = first_person(top)
    if named is not None:
        return answer_in_title(top, *named, cast)
    if clause is not None and clause.who is not None:
        return answer_in_title(top, *clause.who, cast)
    return answer_in_text(top, *lede.who) if lede is not None and lede.who is not None else None


def can_act(noun: Token | None) -> bool:
    """True for a person, body or people; not for a crash, a shooting, a race."""
    if noun is None or noun.ent_type_ in NO_ACTOR or is_happening(noun):
        return False
    if noun.ent_type_ in ACTING or noun.pos_ in ("PRON", "NUM", "PROPN") or lemma(noun) in MORE_PEOPLE | parties():
        return True
    return any(child.pos_ == "NUM" for child in noun.children)


def first_person(top: Top) -> tuple[int, int] | None:
    """The first person named in the headline."""
    for start, token in top.title_tokens():
        if token.ent_type_ == "PERSON" and token.ent_iob_ == "B":
            bounds = ent_bounds(token)
            return start + bounds[0], start + bounds[1]
    return None


def what_of(top: Top) -> Answer | None:
    """The headline's predicate, with its subject where that is a happening; the headline's last part without a verb."""
    clause, headline = top.clause, top.headline
    if clause is not None and headline is not None:
        is_whole = clause.who is not None and not can_act(clause.subject)
        start = clause.who[0] if is_whole and clause.who else clause.what[0]
        return answer_in_title(top, *with_marks(top.article.title, kicker_start(headline, start), clause.what[1]))
    if headline is not None and headline.parts:
        start, doc = headline.parts[headline.part]
        return answer_in_title(top, start, start + len(doc.text.rstrip()))
    return answer_in_text(top, *top.lede_clause.what) if top.lede_clause is not None else None


def kicker_start(headline: Headline, start: int) -> int:
    """Where the part before begins, if it names a happening: "Rome fire: two held"; else `start`."""
    if headline.part != 1:
        return start
    first, doc = headline.parts[0]
    head = next((token for token in doc if token.dep_ == "ROOT"), None)
    return first if head is not None and is_happening(head) else start


def is_happening(noun: Token) -> bool:
    """True for nouns that name what happens: crash, attack, race."""
    return lemma(noun) in lexicon.nouns().keys() | OCCASIONS


def with_marks(title: str, start: int, end: int) -> tuple[int, int]:
    """The bounds with the quote marks that stand right at them."""
    if start and title[start - 1] in QUOTES:
        start -= 1
    if end < len(title) and title[end] in QUOTES:
        end += 1
    return start, end


def when_of(top: Top, dates: tuple[DateMention, ...]) -> Answer | None:
    """The day that the lede names, else the latest news day of the first sentences; else publication, wordless."""
    published = edtf.day_of(edtf.date_part(top.article.published.value))
    days = [one for one in dates if is_recent(one, published)]
    best = day_of_lede(top, days) or nearest_day(top, days, published)
    if best is not None:
        return answer_in_text(top, best.span.start, best.span.end, value=best.value)
    return Answer(words="", value=published.isoformat()) if published else None


def day_of_lede(top: Top, days: list[DateMention]) -> DateMention | None:
    """The first day in the lede; of several one that is not of a clause about somebody ("…, who won on Friday")."""
    if top.lede is None:
        return None
    inside = [one for one in days if top.lede.start_char <= one.span.start < top.lede.end_char]
    asides = [token for token in top.lede if token.dep_ in ASIDES]
    reaches = [(one.left_edge.idx, one.right_edge.idx + len(one.right_edge)) for one in asides]
    main = [one for one in inside if not any(start <= one.span.start < end for start, end in reaches)]
    return next(iter(main or inside), None)


def nearest_day(top: Top, days: list[DateMention], published: date | None) -> DateMention | None:
    """The day of the first sentences that is nearest to publication; without a publication the first one."""
    end = top.first[-1].end_char if top.first else 0
    inside = [one for one in days if one.span.start < end]

    def distance(mention: DateMention) -> int:
        day = edtf.day_of(edtf.date_part(mention.value))
        return abs((day - published).days) if day and published else 0

    return min(inside, key=distance, default=None)


def is_recent(mention: DateMention, published: date | None) -> bool:
    """True for a day on which news of this publication may have happened."""
    day = edtf.day_of(edtf.date_part(mention.value))
    if day is None:
        return False
    return published is None or -RECENT_DAYS <= (day - published).days <= AHEAD_DAYS


def where_of(top: Top, cast: Cast) -> Answer | None:
    """The place that the headline names, as the lede puts it more exactly; else the lede's; else the dateline's."""
    lede = list(top.lede) if top.lede is not None else []
    in_lede = place_in(lede, cast)
    for start, doc in top.headline.parts if top.headline is not None else ():
        found = place_in(doc, cast)
        if found:
            words = doc.text[slice(*found)]
            if in_lede and words in top.article.text[slice(*in_lede)]:
                break
            return answer_in_title(top, start + found[0], start + found[1], cast)
    if in_lede:
        return answer_in_text(top, *in_lede, entity=place_at(*in_lede, cast))
    return dateline_place(top, cast) or most_named(top, cast)


def place_in(tokens: Iterable[Token], cast: Cast) -> tuple[int, int] | None:
    """The name behind "in", "at", "near" … with the larger place that follows; else the first name of a place."""
    listed = list(tokens)
    people = {name for one in cast.entities if one.type == "PERSON" for name in (one.name, *one.aliases)}
    for token in listed:
        if token.dep_ == "prep" and token.lower_ in AT:
            for noun in children(token, ("pobj",)):
                if is_place_name(noun, people):
                    return with_larger(noun)
    for token in listed:
        if token.ent_type_ in PLACE_TYPES and token.ent_iob_ == "B":
            bounds = ent_bounds(token)
            named = entity_called(token.doc.text[slice(*bounds)], cast)
            if named is None or cast.by_id[named].type in PLACE_TYPES:
                return bounds
    return None


def is_place_name(noun: Token, people: set[str]) -> bool:
    """True for a proper name that is nobody's."""
    if noun.ent_type_ in NO_PLACE or not (noun.pos_ == "PROPN" or noun.is_title):
        return False
    start, end = phrase_bounds(noun)
    return not any(name in people for name in (noun.text, noun.doc.text[start:end]))


def with_larger(noun: Token) -> tuple[int, int]:
    """A place's name with the larger place that follows: "Oak Tower in New Delta City", "Bramley, North Delta"."""
    start, last, doc = noun, noun, noun.doc
    while start.i and (start.nbor(-1).pos_ == "PROPN" or start.nbor(-1).dep_ == "compound"):
        start = start.nbor(-1)
    while last.i + 2 < len(doc) and last.nbor(1).lower_ in TO_LARGER:
        following = next((token for token in doc[last.i + 2 : last.i + 4] if token.ent_type_ in PLACE_TYPES), None)
        if following is None:
            break
        last = doc[following.i]
        while last.i + 1 < len(doc) and last.nbor(1).ent_iob_ == "I":
            last = last.nbor(1)
    return start.idx, last.idx + len(last)


def ent_bounds(first: Token) -> tuple[int, int]:
    """The named entity that begins with a token."""
    last = first
    while last.i + 1 < len(first.doc) and first.doc[last.i + 1].ent_iob_ == "I":
        last = first.doc[last.i + 1]
    return first.idx, last.idx + len(last)


def place_at(start: int, end: int, cast: Cast) -> EntityId | None:
    """The place of the cast that these characters name."""
    return next((one for one in cast.named_in(start, end) if cast.by_id[one].type in PLACE_TYPES), None)


def dateline_place(top: Top, cast: Cast) -> Answer | None:
    """The first place that the first dateline names."""
    for start, end in find_datelines(top.article.text)[:1]:
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
    said = {lemma(token) for _, token in top.title_tokens()}
    best = [event for event in here if event.trigger in said] or list(here)
    return best[0].id if best else None
