"""Events of one article in PLOVER terms, and the ordinary happenings of the news beside them."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.parse import Parse
from wiredesk.flow.annotations.plover.acts import Act, find_acts
from wiredesk.flow.annotations.plover.codes import code_of
from wiredesk.flow.annotations.plover.grammar import children, lemma, np_bounds, with_conjuncts
from wiredesk.flow.annotations.plover.lexicon import cameo_of
from wiredesk.flow.annotations.plover.roles import is_undergone, parties
from wiredesk.flow.annotations.plover.setting import (
    clause_bounds,
    contexts_of,
    dates_of_triggers,
    find_datelines,
    place_of,
    without_datelines,
)
from wiredesk.records import DateMention, DateValue, EntityId, Event, make_id

if TYPE_CHECKING:
    from spacy.tokens import Token

STANDS_ALONE = frozenset(("HAPPENING", "ASSAULT", "COERCE", "PROTEST"))  # news even where nobody is named
RELATIONS = frozenset(
    "counterpart wife husband ally rival predecessor successor opponent colleague friend boss".split()
)
MAX_DEPTH = 3  # "the head of the office of the president of X"
OF_WHOM = ("of", "from", "in", "at", "by", "with", "between", "to")


def find_events(parse: Parse, cast: Cast, dates: tuple[DateMention, ...]) -> tuple[Event, ...]:
    """What happened, is planned or is denied, by whom, to whom.

    Takes    a parsed article, its cast and its dates; a text without grammar gives no events.
    Gives    events in text order; one a trigger, "agreed to meet" being one.
    Cost     linear in the tokens.
    Source   PLOVER codebook (Halterman et al. 2023); HAPPENING is ours.
    """
    if not parse.has_grammar:
        return ()
    datelines = find_datelines(parse.article.text)
    cast = without_datelines(cast, datelines)
    acts = find_acts(parse.doc)
    when = dates_of_triggers(parse.doc, acts, dates)
    events = (event_of(act, parse, cast, when.get(act.word.i), datelines) for act in acts)
    return tuple(without_repeats(event for event in events if is_news(event)))


def without_repeats(events: Iterable[Event]) -> Iterator[Event]:
    """The events without happenings that say nothing new: "the fire" again, with no date, place or person."""
    seen: set[str] = set()
    for event in events:
        is_bare = event.when.value is None and event.place is None and not event.actors and not event.recipients
        if not (event.type == "HAPPENING" and is_bare and event.trigger in seen):
            yield event
        seen.add(event.trigger)


def is_news(event: Event) -> bool:
    """False for a political act of nobody named to nobody named."""
    return event.type in STANDS_ALONE or bool(event.actors or event.recipients)


def event_of(act: Act, parse: Parse, cast: Cast, when: str | None, datelines: list[tuple[int, int]]) -> Event:
    """The record of one act."""
    actors = named(act.actors, cast)
    recipients = first_named(act.recipients, cast, actors)
    start, end = clause_bounds(act, datelines)
    return Event(
        id=make_id("v", parse.article.id, act.word.idx, act.root, act.mode),
        type=act.root,
        mode=act.mode,
        context=contexts_of(act),
        actors=actors,
        recipients=recipients,
        place=place_of(act, cast),
        when=DateValue(value=when),
        status=act.status,
        spans=(parse.article.span(start, end),),
        trigger=lemma(act.word),
        cameo=cameo_of(act.root, act.mode),
        is_demanded=act.is_demanded,
        actor_codes=codes_of(actors, act.actors, cast),
        recipient_codes=codes_of(recipients, chain.from_iterable(act.recipients), cast),
    )


def codes_of(entities: tuple[EntityId, ...], heads: Iterable[Token], cast: Cast) -> tuple[str, ...]:
    """The code of each entity, told also by the nouns that point to it."""
    nouns: dict[EntityId, list[str]] = {}
    if entities:
        for head in heads:
            for entity in entities_of(head, cast):
                nouns.setdefault(entity, []).append(lemma(head))
    return tuple(code_of(cast.by_id[one], nouns.get(one, ())) for one in entities)


def named(heads: Iterable[Token], cast: Cast) -> tuple[EntityId, ...]:
    """The entities that these noun phrases point to, each once."""
    return tuple(dict.fromkeys(one for head in heads for one in entities_of(head, cast)))


def first_named(guesses: Iterable[Iterable[Token]], cast: Cast, actors: tuple[EntityId, ...]) -> tuple[EntityId, ...]:
    """The entities of the first guess that names somebody else than the actor alone."""
    for guess in guesses:
        found = named(guess, cast)
        others = tuple(one for one in found if one not in actors)
        if others:
            return found if len(actors) > 1 and len(found) > 1 else others
        if len(found) > 1:
            return found
    return ()


def entities_of(head: Token, cast: Cast, depth: int = 0) -> Iterator[EntityId]:
    """Whom a noun phrase points to: itself, or the one that it belongs to ("officials of X", "the decision of X")."""
    own = cast.who(*np_bounds(head, without=("poss",))) or covering(head, cast)
    if own is not None and cast.by_id[own].type == "PERSON":
        yield own
        return
    renamed = [one for other in children(head, ("appos",)) for one in entities_of(other, cast, MAX_DEPTH)]
    people = [one for one in renamed if cast.by_id[one].type == "PERSON"]
    if people or own or renamed:
        yield (people[:1] or ([own] if own else renamed))[0]
        return
    holders = [one for one in children(head, ("poss",)) if one.pos_ != "PRON" or not is_person_word(head)]
    owned = [one for holder in holders for one in entities_of(holder, cast, MAX_DEPTH)]
    if owned:
        yield owned[0]
        return
    if is_undergone(head) or depth >= MAX_DEPTH:
        return
    for word in children(head, ("prep",)):
        if word.lower_ in OF_WHOM:
            nouns = with_conjuncts(children(word, ("pobj",)))
            found = [one for noun in nouns for one in entities_of(noun, cast, depth + 1)]
            if found:
                yield from found
                return


def is_person_word(noun: Token) -> bool:
    """True for "his counterpart", "her lawyer": the owner is somebody else."""
    return lemma(noun) in parties() or lemma(noun) in RELATIONS


def covering(head: Token, cast: Cast) -> EntityId | None:
    """The person or body whose name goes on behind the head: "the Republic of X"."""
    at = bisect_right(cast.points, (head.idx, sys.maxsize, ""))
    for start, end, entity in reversed(cast.points[max(at - 3, 0) : at]):
        if start <= head.idx < end and cast.by_id[entity].type in ("PERSON", "ORG", "GPE", "NORP"):
            return entity
    return None
