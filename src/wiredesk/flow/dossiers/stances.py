"""Whether two sentences about the same thing agree, clash, or one brings the other up to date. Rules with reasons."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from wiredesk.flow.dossiers.counted import is_topic
from wiredesk.flow.dossiers.material import Passage
from wiredesk.records import DateMention, Event, Quantity, Stance
from wiredesk.text import edtf

MIN_SHARED_FOR_DENIAL = 0.6  # of the shorter sentence's content words, so that "not" stands for the same thing
MIN_SHARED_FOR_NOUNS = 0.5  # of the shorter sentence's content words, so that "40 people" are the same people
ROUNDING = 0.06  # "some 300" may be 310: newspapers round to two digits
EXACT = frozenset({"time", "day", "week", "month", "interval"})  # precisions over which dates can clash
MANY_DAYS = 3  # after which "the strike ended" no longer clashes with "the strike began"
MIN_SHARED_LEMMAS = 3  # besides the clashing word itself


class Verdict(NamedTuple):
    """A stance towards an earlier statement, and why."""

    stance: Stance
    reason: str


DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|refut\w+|dément\w*|démenti|niega|negó|desmient\w+|dementier\w+|bestreite\w+)\b",
    re.IGNORECASE,
)
AGREES = Verdict("says", "")


def compare(claim: Passage, other: Passage) -> Verdict:
    """The stance of `other` towards `claim`; the caller has found both to be about the same thing."""
    return clash_of_numbers(claim, other) or clash_of_dates(claim, other) or clash_of_words(claim, other) or AGREES


# ------------------------------------------------------------------ numbers


def clash_of_numbers(claim: Passage, other: Passage) -> Verdict | None:
    """ "5 arrested" against "12 arrested": a clash; an update when the figure moves on or is corrected."""
    if claim.article.id == other.article.id:
        return None  # an article that gives two numbers explains them itself
    if claim.places and other.places and claim.places.isdisjoint(other.places):
        return None  # 28 arrested in one town, 30 in another
    is_alike = share_most_words(claim, other)
    pairs = [
        (a, b)
        for a, mine in claim.counts
        for b, theirs in other.counts
        if mine == theirs and (is_alike or is_topic(mine))
    ]
    clashing = [(a, b) for a, b in pairs if not agree(a, b)]
    if not clashing or len(clashing) < len(pairs):
        return None
    first, second = clashing[0]
    reason = f"{second.span.words} against {first.span.words}"
    same_outlet = claim.article.outlet_label == other.article.outlet_label
    is_update = claim.rank < other.rank if same_outlet else days_between(claim, other) >= MANY_DAYS - 1
    return Verdict("updates" if is_update else "contradicts", reason)


def share_most_words(claim: Passage, other: Passage) -> bool:
    """True where "40 people" must be the same people: the sentences share half their content words."""
    if claim.names and other.names and claim.names.isdisjoint(other.names):
        return False
    shared = len(claim.told & other.told)
    return shared >= max(2, MIN_SHARED_FOR_NOUNS * min(len(claim.told), len(other.told)))


def agree(left: Quantity, right: Quantity) -> bool:
    """True where both numbers can be one: "at least 40" and 45, "about 300" and 310."""
    if left.value == right.value:
        return True
    low, high = sorted((left, right), key=lambda one: one.value)
    if low.qualifier == "at_least" or high.qualifier == "at_most":
        return True
    near = high.value - low.value <= ROUNDING * max(abs(high.value), abs(low.value))
    return near and "about" in (low.qualifier, high.qualifier)


# ------------------------------------------------------------------ dates


def clash_of_dates(claim: Passage, other: Passage) -> Verdict | None:
    """Different days for one planned event: the later word updates the earlier."""
    if any(edtf.overlaps(a, b) for a in claim.days for b in other.days):
        return None
    for event in claim.events:
        for counterpart in other.events:
            if is_one_event(event, counterpart) and (clash := clashing_days(event, counterpart)):
                reason = f"{words_of(other, clash[1])} against {words_of(claim, clash[0])}"
                is_plan = {event.status, counterpart.status} & {"planned", "hypothetical"}
                return Verdict("updates" if is_plan and is_later(claim, other) else "contradicts", reason)
    return None


def is_one_event(left: Event, right: Event) -> bool:
    """True for the same act of somebody whom both name, towards somebody whom both name where both name one."""
    if not left.trigger or left.trigger != right.trigger or not set(left.actors) & set(right.actors):
        return False
    return not (left.recipients and right.recipients) or bool(set(left.recipients) & set(right.recipients))


def clashing_days(left: Event, right: Event) -> tuple[str, str] | None:
    """The dates of two events, where both are known to the month and cannot be one."""
    first, second = left.when.value, right.when.value
    if not first or not second or edtf.overlaps(first, second):
        return None
    return (first, second) if {edtf.precision(first), edtf.precision(second)} <= EXACT else None


def words_of(passage: Passage, value: str) -> str:
    """The words in which a sentence gives a date; the value itself where it is not in these words."""
    found: list[DateMention] = [date for date in passage.dates if date.value == value]
    return found[0].span.words if found else value


# ------------------------------------------------------------------ words


def clash_of_words(claim: Passage, other: Passage) -> Verdict | None:
    """A denial of the same act, or its opposite by the same party; days later, that is an update."""
    stance: Stance = "updates" if days_between(claim, other) >= MANY_DAYS else "contradicts"
    if denies(claim, other) or denies(other, claim):
        return Verdict(stance, "one says no to what the other says")
    for mine in claim.events:
        for theirs in other.events:
            if theirs.trigger in opposites().get(mine.trigger, ()) and is_of_one_party(mine, theirs):
                return Verdict(stance, f"{theirs.trigger} against {mine.trigger}")
    return None


def denies(one: Passage, other: Passage) -> bool:
    """True where `one` denies an act that `other` tells, or says with a word of denial what `other` says without."""
    if len(one.told & other.told) < MIN_SHARED_LEMMAS - 1:
        return False
    for mine in one.events:
        for theirs in other.events:
            is_same_act = mine.trigger == theirs.trigger and is_of_one_party(mine, theirs)
            if is_same_act and mine.status == "denied" and theirs.status in ("happened", "planned"):
                return True
    shorter = min(len(one.told), len(other.told))
    is_same_thing = len(one.told & other.told) >= max(MIN_SHARED_LEMMAS, MIN_SHARED_FOR_DENIAL * shorter)
    return (
        is_same_thing and bool(DENIAL.search(one.text)) and not DENIAL.search(other.text) and not other.sentence.negated
    )


def is_of_one_party(left: Event, right: Event) -> bool:
    """True for acts of one actor, or to one recipient; where both name an actor it must be the same."""
    if left.actors and right.actors:
        return bool(set(left.actors) & set(right.actors))
    return bool(set(left.recipients) & set(right.recipients))


def days_between(claim: Passage, other: Passage) -> int:
    """How many days later `other` was published; 0 where either day is unknown."""
    first, second = edtf.day_of(claim.article.published.value), edtf.day_of(other.article.published.value)
    return max(0, (second - first).days) if first and second else 0


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Words and their opposites, both ways."""
    found: dict[str, set[str]] = {}
    lines = files("wiredesk.flow.dossiers").joinpath("opposites.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        left, right = (side.split() for side in line.split("\t"))
        for word in left:
            found.setdefault(word, set()).update(right)
        for word in right:
            found.setdefault(word, set()).update(left)
    return {word: frozenset(others) for word, others in found.items()}


def is_later(claim: Passage, other: Passage) -> bool:
    """True where `other` was published on a later day than `claim`."""
    first, second = edtf.day_of(claim.article.published.value), edtf.day_of(other.article.published.value)
    return bool(first and second and first < second)
