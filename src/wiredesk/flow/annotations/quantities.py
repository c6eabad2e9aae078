"""Numbers of one article, with what they count."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wiredesk.flow.annotations.dates import find_times
from wiredesk.flow.annotations.parse import Parse
from wiredesk.records import Quantity
from wiredesk.text.figures import FoundNumber, Qualifier, find_numbers
from wiredesk.text.timex import Timex
from wiredesk.text.units import Unit, unit_of

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUNS = ("NOUN", "PROPN", "PRON")
MAX_CLIMB = 4  # number words between a number and its noun in the parse
NEAR = 6  # words between a number and its noun for the span to reach to the noun
AGE = re.compile(r"[\s-](?P<unit>years?|months?|weeks?|days?)[\s-]old\b")
LENGTH = re.compile(r"[\s-](?:more\s)?(?P<unit>second|minute|hour|day|week|month|year|decade)s?\b(?!-old| old)")
RANGE = re.compile(r"\s?(?:-|–|to|and)\s?")
BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
YEARS = range(1800, 2101)
NAME_TYPES = frozenset("PRODUCT FAC LAW WORK_OF_ART EVENT".split())
STATES = {  # what becomes of people → how it is counted
    "dead": "dead", "missing": "missing", "homeless": "homeless", "injured": "injure", "wounded": "wound",
    "hurt": "hurt", "killed": "kill", "arrested": "arrest", "detained": "detain", "hospitalised": "hospitalise",
    "hospitalized": "hospitalize",
}  # fmt: skip
HARM = frozenset("kill injure wound hurt arrest detain evacuate displace hospitalise hospitalize rescue jail".split())
POINTERS = frozenset("the these those all both other".split())  # "the two" speak of people named before
EMPTY = frozenset(
    "be have do say write tell become go come get make agree meet speak".split()
)  # no count is told by them


class What(NamedTuple):
    """What a number counts."""

    unit: str
    of: str
    end: int  # where the words that say so end


def find_quantities(parse: Parse, times: Iterable[Timex] | None = None) -> tuple[Quantity, ...]:
    """The quantities that the text states; none in a text without a parse.

    Takes    the article's times, which are no quantities, where the caller has found them already.
    """
    if not parse.has_grammar:
        return ()
    return tuple(Reader(parse, find_times(parse) if times is None else times).read())


class Reader:
    """One article's numbers, read with its parse and its dates."""

    def __init__(self, parse: Parse, times: Iterable[Timex]) -> None:
        """Finds the numbers; dates and times are none."""
        self.article, self.doc, self.text = parse.article, parse.doc, parse.article.text
        self.starts = [token.idx for token in parse.doc]
        self.times = [(one.start, one.end, one.kind) for one in times]
        self.numbers = list(find_numbers(self.text))

    def read(self) -> Iterator[Quantity]:
        """The quantities, in text order."""
        for place, number in enumerate(self.numbers):
            what = self.what(number, self.numbers[place + 1 : place + 2])
            if what is None:
                continue
            yield Quantity(
                span=self.article.span(number.start, max(what.end, number.end)),
                value=number.value,
                unit=what.unit,
                of=what.of,
                qualifier=self.qualifier(place),
            )

    def qualifier(self, place: int) -> Qualifier:
        """At least and at most for the ends of a range, else what the words around the number say."""
        number = self.numbers[place]
        if place + 1 < len(self.numbers) and self.is_range(number, self.numbers[place + 1]):
            return "at_least"
        if place and self.is_range(self.numbers[place - 1], number):
            return "at_most"
        return number.qualifier

    def is_range(self, first: FoundNumber, last: FoundNumber) -> bool:
        """True for "10 to 15" and "between five and ten"."""
        between = self.text[first.end : last.start]
        if first.value >= last.value or not RANGE.fullmatch(between):
            return False
        return "and" not in between or bool(BETWEEN.search(self.text[max(0, first.start - 9) : first.start]))

    def what(self, number: FoundNumber, following: Sequence[FoundNumber]) -> What | None:
        """What the number counts; None where it is no quantity."""
        age = AGE.match(self.text, number.end)
        if age:
            return What(f"{age['unit'].rstrip('s')}-old", "", age.end())
        timed = self.time_at(number)
        if timed:
            return self.length(number) if timed == "duration" else None
        for other in following:
            if self.is_range(number, other):
                shared = self.what(other, ())
                return shared and shared._replace(end=number.end)
        if self.is_name(number):
            return None
        return self.measured(number) or self.counted(number)

    def time_at(self, number: FoundNumber) -> str:
        """The kind of the date or time that the number is part of; empty for none."""
        index = bisect_right(self.times, (number.start, len(self.text) + 1, "")) - 1
        if index >= 0 and self.times[index][0] <= number.start < self.times[index][1]:
            return self.times[index][2]
        return ""

    def length(self, number: FoundNumber) -> What | None:
        """A length of time: "12 years", "two-day"."""
        match = LENGTH.match(self.text, number.end)
        return What(match["unit"], "", match.end()) if match else None

    def token(self, number: FoundNumber) -> Token:
        """The number's last word in the parse."""
        return self.doc[max(bisect_left(self.starts, number.end) - 1, 0)]

    def is_name(self, number: FoundNumber) -> bool:
        """True for the 737 of "Boeing 737", and for a bare year or pronoun "one"."""
        token = self.token(number)
        before = token.nbor(-1) if token.i else None
        noun = counted_noun(token)
        if noun is None and before is not None and before.pos_ == "PROPN" and before.is_title and not number.sign:
            return bool(token.head.i < token.i and token.head.pos_ == "PROPN")
        if token.ent_type_ in NAME_TYPES:
            return True
        if noun is None and number.value in YEARS and token.text.isdigit() and not number.sign:
            return True
        return number.is_spelled and number.value < 2 and (noun is None or token.dep_ != "nummod")

    def measured(self, number: FoundNumber) -> What | None:
        """Money, percentages and measures."""
        if number.sign:
            unit = unit_of(number.sign)
            return What(unit.name, topic(self.token(number)), number.end) if unit else None
        last = self.token(number)
        for words in (2, 1):
            if last.i + words >= len(self.doc) or "\n" in self.text[number.end : self.doc[last.i + 1].idx]:
                continue
            tail = self.doc[last.i + 1 : last.i + 1 + words]
            unit, end = self.unit_in(tail.text), tail.end_char
            if unit:
                return What(unit.name, topic(tail[-1]), end)
        return None

    def unit_in(self, words: str) -> Unit | None:
        """The unit that one or two words name: "per cent", "percentage points", "kilometres"."""
        words = " ".join(words.lower().split()).lstrip("-")
        return unit_of({"per cent": "percent", "- mile": "mile"}.get(words, words))

    def counted(self, number: FoundNumber) -> What | None:
        """A count of things or people; None for a number that counts nothing."""
        token = self.token(number)
        noun = counted_noun(token)
        if noun is not None:
            near = noun.i - token.i <= NEAR and "\n" not in self.text[number.end : noun.idx]
            return What("count", lemma_of(noun), noun.idx + len(noun.text) if near else number.end)
        verb = counting_verb(token)
        return What("count", verb, number.end) if verb else None


def counted_noun(token: Token) -> Token | None:
    """The noun that a number counts: "12 striking miners", "dozens of people", "five of the hostages"."""
    head = token
    for _ in range(MAX_CLIMB):
        is_listed = head.dep_ in ("conj", "prep") and head.head.like_num
        if head.head.i == head.i or not (
            is_listed or head.dep_ in ("nummod", "quantmod", "compound", "amod", "advmod")
        ):
            break
        head = head.head
        if head.i > token.i and head.pos_ in NOUNS and not head.like_num:
            return head
    for child in token.children:
        if child.lower_ == "of" and child.i > token.i:
            return next((one for one in child.children if one.dep_ == "pobj" and one.pos_ in ("NOUN", "PROPN")), None)
    return None


def counting_verb(token: Token) -> str:
    """What is said of a bare number: "12 were arrested", "killing 12", "left five dead", "12 arrested"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.lower_ in STATES:
        return STATES[after.lower_]
    head = token.head
    state = next((child for child in head.children if child.lower_ in STATES and child.i > token.i), None)
    if head.pos_ not in ("VERB", "AUX") or token.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return ""
    if state is not None:
        return STATES[state.lower_]
    is_pointed = any(child.lower_ in POINTERS for child in token.children)
    if is_pointed or (token.dep_ == "dobj" and head.lemma_ not in HARM) or head.lemma_ in EMPTY:
        return ""
    return str(head.lemma_).lower()


def topic(token: Token) -> str:
    """What a sum, share or measure is of: "$3m in aid" → aid, "12% of voters" → voter, "a $5bn deal" → deal."""
    for child in token.rights:
        if child.lower_ in ("of", "in", "for"):
            noun = next((one for one in child.children if one.dep_ == "pobj" and one.pos_ == "NOUN"), None)
            if noun is not None:
                return lemma_of(noun)
    head = token
    for _ in range(MAX_CLIMB):
        if head.dep_ not in ("nummod", "quantmod", "compound", "amod", "nmod", "npadvmod") or head.head.i == head.i:
            break
        head = head.head
        if head.i > token.i and head.pos_ == "NOUN" and unit_of(head.text) is None:
            return lemma_of(head)
    return str(head.head.lemma_).lower() if head.head.pos_ == "VERB" else ""


def lemma_of(noun: Token) -> str:
    """The noun's lemma in lower case; "person" is counted as people."""
    lemma = str(noun.lemma_).lower()
    return "people" if lemma in ("person", "people") else lemma
