"""Where and when an act takes place, in which field of life, and which words of the article say it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.plover.acts import Act
from wiredesk.flow.annotations.plover.grammar import CLAUSES, children, clause_tokens, deep_objects, lemma, np_bounds
from wiredesk.flow.annotations.plover.lexicon import rows
from wiredesk.records import DateMention, EntityId

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACE_PREPOSITIONS = frozenset(
    ("in", "at", "near", "on", "outside", "inside", "around", "along", "across", "off", "through", "throughout")
)
DATELINE = re.compile(r"^(?=[A-ZÀ-Þ]{2})[^\n(–—]{2,70}(?:\([^)\n]{2,40}\) {0,2}[-–—]+|(?<= )[-–—]+) ", re.MULTILINE)
PLACE_TYPES = frozenset(("GPE", "LOC", "FAC"))
STOPS = CLAUSES | {"acl"}  # "the building, put up in 1978, was inspected": the year is not the inspection's
MAX_CLIMB = 8


@cache
def context_words() -> dict[str, str]:
    """Lemma → context: "troop" is military, "tariff" economic."""
    return {word: name for name, words in rows("contexts.tsv") for word in words.split()}


def contexts_of(act: Act) -> tuple[str, ...]:
    """The fields of life that the words of the act's clause point to, in alphabetical order."""
    known = context_words()
    found = {known[lemma(token)] for token in clause_tokens(act.word) if lemma(token) in known}
    return tuple(sorted(found))


def clause_bounds(act: Act, datelines: list[tuple[int, int]]) -> tuple[int, int]:
    """The characters from the first to the last word of the act's clause, the agency's dateline left out."""
    tokens = [token for token in clause_tokens(act.word) if not (token.is_punct or token.is_space)]
    begin = max((end for start, end in datelines if start <= act.word.sent.start_char < end), default=0)
    tokens = [token for token in tokens if token.idx >= begin] or [act.word]
    first = min(token.idx for token in tokens)
    last = max(token.idx + len(token) for token in tokens)
    return first, last


def place_of(act: Act, cast: Cast) -> EntityId | None:
    """The place that stands with the trigger: "in Moscow", for visits also "to Moscow"."""
    if act.mode == "visit":
        visited = next((found for guess in act.recipients for noun in guess if (found := place_in(noun, cast))), None)
        if visited:
            return visited
    wanted = PLACE_PREPOSITIONS | ({"to", "for"} if act.mode == "visit" else set())
    holders = [act.trigger.token, act.trigger.noun, act.operator]
    for token in (one for one in holders if one is not None):
        for word in children(token, ("prep",)):
            if word.lower_ in wanted:
                for noun in deep_objects(word):
                    found = place_in(noun, cast)
                    if found:
                        return found
    return None


def place_in(noun: Token, cast: Cast) -> EntityId | None:
    """The place that a noun phrase names; the last one: "the city of Lviv"."""
    start, _ = np_bounds(noun)
    last = noun.right_edge
    named = [one for one in cast.named_in(start, last.idx + len(last)) if cast.by_id[one].type in PLACE_TYPES]
    own = [one for one in cast.named_in(*np_bounds(noun)) if cast.by_id[one].type in PLACE_TYPES]
    best = own or named[:1]
    return best[-1] if best else None


def dates_of_triggers(doc: Doc, acts: list[Act], dates: tuple[DateMention, ...]) -> dict[int, str]:
    """Token number of an act's word → the date that the grammar hangs on it."""
    starts = [token.idx for token in doc]
    owners = {number: act.word.i for act in acts for number in own_tokens(act)}
    found: dict[int, str] = {}
    for mention in dates:
        if mention.value is None:
            continue
        first = max(bisect_left(starts, mention.span.start + 1) - 1, 0)
        owner = owner_of(doc[first], owners)
        if owner is not None:
            found.setdefault(owner, mention.value)
    return found


def find_datelines(text: str) -> list[tuple[int, int]]:
    """Where paragraphs begin with an agency's "OSLO, May 12 (Norda Press) - "."""
    return [match.span() for match in DATELINE.finditer(text)]


def without_datelines(cast: Cast, datelines: list[tuple[int, int]]) -> Cast:
    """The cast with no pointers inside datelines: the city of a desk acts in no event."""
    if not datelines:
        return cast
    starts = [start for start, _ in datelines]
    kept = []
    for point in cast.points:
        at = bisect_right(starts, point[0]) - 1
        if at < 0 or point[0] >= datelines[at][1]:
            kept.append(point)
    return Cast.of(cast.entities, kept)


def own_tokens(act: Act) -> list[int]:
    """The numbers of the tokens that make up an act: trigger, operator, the noun taken along."""
    parts = (act.trigger.token, act.operator, act.trigger.noun)
    return [token.i for token in parts if token is not None]


def owner_of(token: Token, owners: dict[int, int]) -> int | None:
    """The act that the grammar hangs a date on: the first act's word on the way up to the top of the sentence."""
    below = token
    for _ in range(MAX_CLIMB):
        if below.i in owners:
            return owners[below.i]
        if below.head == below or (below.dep_ in STOPS and below != token):
            return None
        below = below.head
    return None
