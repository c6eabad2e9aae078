"""Events of one article in PLOVER terms, and the ordinary happenings of the news beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.parse import Parse
from wiredesk.flow.annotations.plover.acts import Act, find_acts
from wiredesk.flow.annotations.plover.grammar import children, lemma, np_bounds
from wiredesk.flow.annotations.plover.setting import clause_bounds, contexts_of, dates_of_triggers, place_of
from wiredesk.records import DateMention, DateValue, EntityId, Event, make_id

STANDS_ALONE = frozenset(("HAPPENING", "ASSAULT", "COERCE", "PROTEST"))  # news even where nobody is named
OF_WHOM = ("of", "from", "in", "at", "by")


def find_events(parse: Parse, cast: Cast, dates: tuple[DateMention, ...]) -> tuple[Event, ...]:
    """What happened, is planned or is denied, by whom, to whom.

    Takes    a parsed article, its cast and its dates; a text without grammar gives no events.
    Gives    events in text order; one a trigger, "agreed to meet" being one.
    Cost     linear in the tokens.
    Source   PLOVER codebook (Halterman et al. 2023); HAPPENING is ours.
    """
    if not parse.has_grammar:
        return ()
    acts = find_acts(parse.doc)
    when = dates_of_triggers(parse.doc, acts, dates)
    events = (event_of(act, parse, cast, when.get(act.word.i)) for act in acts)
    return tuple(event for event in events if is_news(event))


def is_news(event: Event) -> bool:
    """False for a political act of nobody named to nobody named."""
    return event.type in STANDS_ALONE or bool(event.actors or event.recipients)


def event_of(act: Act, parse: Parse, cast: Cast, when: str | None) -> Event:
    """The record of one act."""
    actors = named(act.actors, cast)
    recipients = first_named(act.recipients, cast, actors)
    start, end = clause_bounds(act)
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
    )


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


def entities_of(head: Token, cast: Cast) -> Iterator[EntityId]:
    """Whom a noun phrase points to: itself, or the one that it belongs to ("officials of X", "the decision of X")."""
    start, end = np_bounds(head)
    who = cast.who(start, end)
    if who is not None:
        yield who
        return
    for word in children(head, ("prep",)):
        if word.lower_ in OF_WHOM:
            for noun in children(word, ("pobj",)):
                found = cast.who(*np_bounds(noun))
                if found is not None:
                    yield found
                    return
