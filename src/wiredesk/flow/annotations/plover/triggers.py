"""Which words of a sentence name an event: verbs and nouns of the tables with all that they need beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.plover import lexicon
from wiredesk.flow.annotations.plover.grammar import (
    children,
    is_passive,
    is_verb,
    lemma,
    np_words,
    objects,
    subjects,
)
from wiredesk.flow.annotations.plover.lexicon import Need, Sense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FUTURE = frozenset(("will", "'ll", "shall"))
MAX_PHRASE = 25  # words of a noun's phrase that are looked at
PARTICIPANT_PREPOSITIONS = frozenset("of by between with against on to in from at for into".split())


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event, and the noun that it takes along ("held talks")."""

    token: Token
    sense: Sense
    noun: Token | None = None

    @property
    def is_noun(self) -> bool:
        """True for "the visit of …", False for "visited"."""
        return not is_verb(self.token)


def find_triggers(doc: Doc) -> list[Trigger]:
    """The triggers of a text in order; a noun that a verb takes along is not a second one."""
    by_verb = [trigger for token in doc if is_verb(token) for trigger in verb_trigger(token)]
    numbers = {trigger.token.i for trigger in by_verb}
    by_verb = [trigger for trigger in by_verb if trigger.sense.mode != "stated" or not says_an_act(trigger, numbers)]
    taken = {trigger.noun.i for trigger in by_verb if trigger.noun is not None}
    happening = {trigger.token.i for trigger in by_verb if trigger.sense.root == "HAPPENING"}
    by_noun = [
        trigger
        for token in doc
        if token.i not in taken and not (token.dep_ in ("nsubj", "nsubjpass") and token.head.i in happening)
        for trigger in noun_trigger(token)
    ]
    return sorted(by_verb + by_noun, key=lambda trigger: trigger.token.i)


def verb_trigger(verb: Token) -> Iterator[Trigger]:
    """The trigger that a verb is, if it is one: the first row all of whose needs are met."""
    for sense in lexicon.verbs().get(lemma(verb), ()):
        if all(is_met(need, verb, sense) for need in sense.needs):
            if sense.root != "-":
                yield Trigger(verb, sense, taken_noun(verb, sense))
            return


def says_an_act(trigger: Trigger, numbers: set[int]) -> bool:
    """True where what is said is an event of its own: "said it would not meet X"."""
    return any(child.i in numbers for child in children(trigger.token, ("ccomp",)))


def complement_modal(verb: Token) -> str:
    """ "must" for "X must leave", "not" for "it will not leave", else ""."""
    modals = [child.lower_ for child in children(verb, ("aux",)) if child.tag_ == "MD"]
    if "must" in modals:
        return "must"
    is_refused = modals and modals[0] in ("will", "wo", "would") and children(verb, ("neg",))
    return "not" if is_refused else ""


def noun_trigger(noun: Token) -> Iterator[Trigger]:
    """The trigger that a noun is, if it is one."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "nmod") or noun.ent_type_ in ("ORG", "PERSON"):
        return
    for sense in lexicon.nouns().get(lemma(noun), ()):
        if all(is_met_by_noun(need, noun) for need in sense.needs):
            yield Trigger(noun, sense)
            return


def is_met_by_noun(need: Need, noun: Token) -> bool:
    """True where one condition of a row holds for this noun."""
    if need.kind == "r":
        return has_participant(noun)
    return any(lemma(token) in need.words for token in islice(noun.subtree, MAX_PHRASE))


def has_participant(noun: Token) -> bool:
    """True where the noun says whose, of whom or with whom, in its own phrase."""
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ in ("compound", "amod") and child.ent_type_):
            return True
        if child.dep_ == "prep" and child.lower_ in PARTICIPANT_PREPOSITIONS:
            return True
    return False


def is_met(need: Need, verb: Token, sense: Sense) -> bool:
    """True where one condition of a row holds for this verb."""
    match need.kind:
        case "o" if need.words == {"-"}:
            return bool(objects(verb))
        case "o":
            return bool(need.words & phrase_words(object_candidates(verb, sense)))
        case "p":
            return any(child.lower_ in need.words for child in children(verb, ("prep", "dative", "prt", "agent")))
        case "s":
            return bool(need.words & head_words(subjects(verb) or children(verb, ("nsubjpass",))))
        case "t":
            return any(child.lower_ in need.words for child in children(verb, ("prt", "advmod", "prep")))
        case "a":
            return any(lemma(child) in need.words for child in children(verb, ("acomp", "oprd", "attr", "ccomp")))
        case "c":
            return any(lemma(child) in need.words for child in children(verb, ("xcomp", "ccomp", "advcl")))
        case _:
            return is_shape_met(need, verb)


def is_shape_met(need: Need, verb: Token) -> bool:
    """True where a condition on the verb's own form or on its clause complement holds."""
    match need.kind:
        case "d":
            return bool(children(verb, need.words))
        case "m":
            return any(complement_modal(child) in need.words for child in children(verb, ("ccomp",)))
        case "f":
            return any(child.lower_ in FUTURE for child in children(verb, ("aux",)))
        case "v":
            return is_passive(verb)
        case "n":
            return not objects(verb)
        case _:
            return False


def object_candidates(verb: Token, sense: Sense) -> list[Token]:
    """The heads that an object condition may meet: objects, and what follows the prepositions that the row asks for."""
    found = objects(verb) + children(verb, ("dative",))
    wanted = {word for need in sense.needs if need.kind == "p" for word in need.words}
    for child in children(verb, ("prep",)):
        if child.lower_ in wanted:
            found.extend(children(child, ("pobj",)))
    return found


def phrase_words(tokens: Iterable[Token]) -> set[str]:
    """The lemmas and entity types that these noun phrases offer."""
    return set().union(*(np_words(token) for token in tokens))


def head_words(tokens: Iterable[Token]) -> set[str]:
    """The lemmas and entity types of the heads alone: a "car bombing" is no car."""
    return {word for token in tokens for word in (lemma(token), "@" + token.ent_type_)}


def taken_noun(verb: Token, sense: Sense) -> Token | None:
    """The object that carries the meaning, as in "launched an attack": the one that met the row."""
    named = frozenset(word for word in sense.object_words if not word.startswith("@"))
    if not named:
        return None
    for token in object_candidates(verb, sense):
        if named & np_words(token):
            return token
    return None
