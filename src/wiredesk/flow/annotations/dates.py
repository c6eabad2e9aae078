"""Dates of one article, counted from the day it was published."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.parse import Parse
from wiredesk.records import DateMention
from wiredesk.text import edtf
from wiredesk.text.timex import Timex, find_timexes
from wiredesk.text.timex.phrase import Direction

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_STEPS = 8  # heads above a date that are asked for their tense; a verb stands nearer
FUTURE_AUXILIARIES = frozenset({"will", "shall", "’ll", "'ll", "wo"})
AHEAD = frozenset(  # verbs whose infinitive or object lies ahead of them
    "expect schedule plan set intend hope aim vow pledge agree prepare want promise propose due invite slate ask "
    "begin start resume open host postpone delay likely threaten".split()
)
INVITING = frozenset("invite schedule plan call propose convene".split())  # whose object's date lies ahead of them
MODALS = frozenset("would could may might should must can".split())
CONDITIONS = frozenset({"if", "unless"})
PRESENT_AHEAD = frozenset("meet begin start open visit arrive travel vote resume leave hold host go face".split())


def find_dates(parse: Parse, times: Iterable[Timex] | None = None) -> tuple[DateMention, ...]:
    """The words that name dates, times, durations or sets; `value` is None where they fix no date.

    Takes    the article's times, where the caller has found them already.
    """
    article = parse.article
    return tuple(
        DateMention(span=article.span(one.start, one.end), value=one.value, anchor=one.anchor)
        for one in (find_times(parse) if times is None else times)
    )


def find_times(parse: Parse, *, ranges: bool = True) -> list[Timex]:
    """The temporal expressions of the text, weekdays and months directed by the tense of their verb."""
    article = parse.article
    anchor = edtf.date_part(article.published.value)
    language = article.language.split("-")[0]
    if not parse.has_grammar:
        return find_timexes(article.text, anchor, language, ranges=ranges)
    return find_timexes(article.text, anchor, language, ranges=ranges, towards=Tenses(parse))


class Tenses:
    """Past or future, for any characters of a parsed text."""

    def __init__(self, parse: Parse) -> None:
        """Reads the places of the words once."""
        self.doc = parse.doc
        self.starts = [token.idx for token in parse.doc]

    def __call__(self, start: int, end: int) -> Direction:
        """What the verb above the words start..end says; None where it says nothing."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        token: Token = self.doc[first : max(bisect_left(self.starts, end), first + 1)].root
        is_of_noun = False
        for _ in range(MAX_STEPS):
            if token.pos_ in ("VERB", "AUX"):
                return "future" if is_of_noun and token.lemma_ in INVITING else tense_of(token)
            if token.head.i == token.i:
                return None
            token = token.head
            is_of_noun = is_of_noun or token.pos_ == "NOUN"
        return None


def tense_of(verb: Token) -> Direction:
    """Past or future of a verb with its auxiliaries; of an infinitive, that of what it depends on."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & FUTURE_AUXILIARIES:
        return "future"
    if verb.tag_ == "VBD" or auxiliaries & {"was", "were", "had", "has", "have", "did", "'ve", "’ve"}:
        if verb.lemma_ == "plan":
            return "future"
        return "future" if verb.lemma_ in ("schedule", "expect", "set", "slate") and auxiliaries else "past"
    if auxiliaries & MODALS:
        return "maybe"
    if any(child.dep_ == "mark" and child.lower_ in CONDITIONS for child in verb.children):
        return "future"
    if verb.tag_ == "VB" and "to" in auxiliaries:
        above = [*verb.head.children, *verb.head.head.children]
        if any(child.lower_ == "had" and child.dep_ == "aux" for child in above):
            return "past"
        return "future" if verb.head.lemma_ in AHEAD or verb.head.lemma_ == "be" else None
    if verb.tag_ == "VBN" and verb.lemma_ in AHEAD:
        return "future"
    if verb.tag_ in ("VBZ", "VBP", "VBG") and verb.lemma_ in PRESENT_AHEAD and verb.tag_ != "VBG":
        return "future"
    return "past" if verb.tag_ == "VBN" else None
