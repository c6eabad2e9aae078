"""Who acts and who is acted on, as heads of noun phrases, best guess first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.plover.grammar import (
    OBJECT_CONTROL,
    after_preposition,
    agents,
    children,
    holders,
    is_passive,
    lemma,
    objects,
    subjects,
    with_conjuncts,
)
from wiredesk.flow.annotations.plover.lexicon import classes
from wiredesk.flow.annotations.plover.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

TOWARDS = (
    "against",
    "with",
    "to",
    "on",
    "upon",
    "at",
    "into",
    "towards",
    "toward",
    "for",
    "between",
    "among",
    "from",
    "over",
    "of",
)
PLACES = ("in", "near", "around", "across", "throughout")
PLACELESS = frozenset(("CONSULT", "HAPPENING"))  # "in X" says where, not with or to whom
OPINIONS = frozenset(("ACCUSE", "SUPPORT", "REJECT"))  # of "condemned the invasion of X" X is not the target
PRONOUNS = frozenset(("he", "she", "they", "it"))
REPORTING = frozenset("say tell announce claim insist assert add declare confirm promise vow warn stress".split())
SYMMETRIC = frozenset(("meet", "agreement", "agree", "relations", "work", "military", "fight", "call"))


def actor_heads(trigger: Trigger) -> list[Token]:
    """The heads of who acts."""
    token = trigger.token
    if not trigger.is_noun:
        return [speaker_behind(one, token) for one in subjects(token)] or carried_agents(trigger)
    return noun_actors(token)


def speaker_behind(actor: Token, verb: Token) -> Token:
    """Of "X said she would leave" X; else the actor itself."""
    is_said = actor.lower_ in PRONOUNS and actor.head == verb and verb.dep_ == "ccomp" and lemma(verb.head) in REPORTING
    speakers = children(verb.head, ("nsubj",)) if is_said else []
    return speakers[0] if speakers and speakers[0].i < actor.i else actor


def carried_agents(trigger: Trigger) -> list[Token]:
    """Who acts where the verb is passive without "by": the noun's own holder, as in "X's proposal was rejected"."""
    return agents(trigger.token) or (noun_actors(trigger.noun) if trigger.noun is not None else [])


def noun_actors(noun: Token) -> list[Token]:
    """Whose visit, attack or refusal a noun is."""
    by = after_preposition(noun, ("by",))
    own = with_conjuncts(children(noun, ("poss",)))
    named = [
        one for one in children(noun, ("compound", "amod", "nmod")) if one.ent_type_ in ("GPE", "ORG", "NORP", "PERSON")
    ]
    between = after_preposition(noun, ("between",))
    return by or own or between or named or (holders(noun) if not is_undergone(noun) else []) or of_actors(noun)


def of_actors(noun: Token) -> list[Token]:
    """The "of" of "the visit of X"; in "the arrest of X" X suffers it, unless "by" says otherwise."""
    return [] if is_undergone(noun) else after_preposition(noun, ("of",))


def is_undergone(noun: Token) -> bool:
    """True for nouns whose "of" is the one who suffers the act: invasion, arrest, release."""
    return lemma(noun) in classes()["UNDERGONE"]


def recipient_heads(trigger: Trigger) -> Iterator[list[Token]]:
    """Guesses of who is acted on, best first; each a list of heads joined by "and"."""
    token, noun = trigger.token, trigger.noun
    if trigger.is_noun:
        yield from noun_recipients(token, () if trigger.sense.root in PLACELESS else PLACES)
        return
    if trigger.sense.root in OPINIONS and objects(token) and noun is None:
        yield objects(token)
        yield from (after_preposition(one, TOWARDS) for one in objects(token) if not is_undergone(one))
        yield from clause_recipients(token)
        return
    places = PLACES if trigger.sense.root not in PLACELESS or trigger.sense.mode == "visit" else ()
    if noun is not None and not is_party(noun):
        yield with_conjuncts(children(token, ("dative",)))
        yield after_preposition(noun, TOWARDS)
        yield after_preposition(token, TOWARDS)
        yield after_preposition(noun, places)
        yield after_preposition(token, places)
    if lemma(token) not in ("announce", "hold"):
        yield objects(token)
    yield from clause_recipients(token)
    yield after_preposition(token, TOWARDS)
    yield after_preposition(token, places)
    for one in objects(token):
        yield from noun_recipients(one, places)


def noun_recipients(noun: Token, places: tuple[str, ...]) -> Iterator[list[Token]]:
    """Who is acted on beside a noun: against, on, with, to … or the "of" of "the invasion of X"."""
    if is_undergone(noun):
        yield after_preposition(noun, ("of", "against", "on", "to", "into"))
        if after_preposition(noun, ("by",)):
            yield with_conjuncts(children(noun, ("poss",)))
    yield after_preposition(noun, [word for word in TOWARDS if word not in ("of", "between")])
    yield after_preposition(noun, places)


def clause_recipients(verb: Token) -> Iterator[list[Token]]:
    """The one who shall act in "demanded that X leave", "asked X to leave", "called on X to leave"."""
    for child in children(verb, ("ccomp", "xcomp")):
        own = with_conjuncts(children(child, ("nsubj", "nsubjpass")))
        if own:
            yield own
        elif lemma(verb) not in OBJECT_CONTROL:
            yield objects(child)
            yield after_preposition(child, TOWARDS)
            yield after_preposition(child, PLACES)


def is_party(noun: Token) -> bool:
    """True where the noun that a verb takes along is itself someone: "released prisoners", not "launched an attack"."""
    return bool(noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")) or lemma(noun) in parties()


def parties() -> frozenset[str]:
    """Lemmas of people, captives, envoys and office holders."""
    known = classes()
    return frozenset(chain(known["PEOPLE"], known["CAPTIVE"], known["ENVOY"], known["POST"]))


def is_mutual(trigger: Trigger) -> bool:
    """True for acts that both sides do: they met, agreed, fought."""
    return trigger.sense.mode in SYMMETRIC and not is_passive(trigger.token)
