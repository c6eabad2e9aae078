"""What the date in a sentence belongs to: what happened, what is ahead, or only the day on which it was said."""

from __future__ import annotations

import re
from datetime import timedelta

from wiredesk.flow.dossiers.material import Passage
from wiredesk.records import DateMention
from wiredesk.text import edtf
from wiredesk.text.timex import find_timexes
from wiredesk.text.timex.phrase import Direction

POINTS_BACK = re.compile(r"(?:the|that|the same) (?:day|week|month|year)", re.IGNORECASE)
FRESH_DAYS = 7  # a day so near to publication is the news itself, and what follows is counted from publication
MAX_DAYS = 100  # a season; "the year" is no answer
FAR_DAYS = 180  # a relative date in a quote that would be farther ahead was counted from an earlier day
REACH = 90  # characters before a date in which a word of what is to come makes it one
BACKGROUND_DAYS = 45  # a sentence about a day so long before publication tells of another happening
TRIALS = ("2020-06-17", "2020-06-18")  # any two days: to see to which side of the day of publication words point
SAID_ON = re.compile(
    r"\b(?:said|says|say|told|announced|confirmed|reported|stated|wrote|added|declared|briefing|statement|tweeted|"
    r"dit|déclaré|annoncé|confirmé|dijo|anunció|confirmó|sagte|erklärte)(?:\s+(?:late|early|here|in\s+[A-Z]\w+))?"
    r"(?:\s+(?:on|am|le|el))?\s*$"
)
COMING = re.compile(r"\bcoming (?:days|weeks|months|years)\b", re.IGNORECASE)  # ahead, though no date is fixed
SAYS_ON = re.compile(r"^\s*(?:said|announced|confirmed|told)\b")  # "on Friday announced"
FUTURE_WORDS = re.compile(
    r"\b(?:will|would|shall|plans?|planning|planned|expected|scheduled|due|could|may|might|next|coming|set|intends?|"
    r"intending|as early as|as soon as|invited|await|waiting|to be)\b",
    re.IGNORECASE,
)


def exactness(value: str) -> int:
    """Days between the first and last day that a date may mean: fewer is more exact."""
    span = edtf.bounds(value)
    return (span[1] - span[0]).days if span else 1_000_000


def is_background(passage: Passage) -> bool:
    """True for a sentence about a day long before the article: "the fire of 2013 killed 30"."""
    published = edtf.bounds(passage.article.published.value or "")
    spans = [span for value in passage.days if (span := edtf.bounds(value))]
    if not published or not spans:
        return False
    return max(span[1] for span in spans) < published[0] - timedelta(days=BACKGROUND_DAYS)


def is_day_of_saying(date: DateMention, passage: Passage) -> bool:
    """True for the Friday of "the ministry announced on Friday"."""
    before = passage.text[: date.span.start - passage.span.start]
    after = passage.text[date.span.end - passage.span.start :]
    return bool(SAID_ON.search(before) or SAYS_ON.match(after.removeprefix(" also")))


def is_counted_from_inside(date: DateMention, passage: Passage) -> bool:
    """True for "next spring" beside "on December 30", and for "the year": not counted from the day of publication."""
    if POINTS_BACK.fullmatch(date.span.words):
        return True
    published = edtf.bounds(passage.article.published.value or "")
    others = [day for one in passage.dates if one is not date and (day := edtf.day_of(edtf.date_part(one.value)))]
    old = [day for day in others if published is None or (published[0] - day).days > FRESH_DAYS]
    return bool(old) and date.anchor is not None and exactness(date.value or "") > 1


def is_ahead(date: DateMention, passage: Passage) -> bool:
    """True for a date after the article's own, in a sentence that speaks of what is to come."""
    if is_day_of_saying(date, passage) or is_counted_from_inside(date, passage):
        return False
    published = edtf.bounds(passage.article.published.value or "")
    meant = edtf.bounds(date.value or "")
    if meant is None or published is None:
        return is_foretold(date, passage) and points_ahead(date.span.words, passage.article.language)
    if exactness(date.value or "") > MAX_DAYS or (
        is_quoted(date, passage) and (meant[0] - published[1]).days > FAR_DAYS
    ):
        return False
    return meant[0] > published[1] or (meant[1] > published[0] and is_foretold(date, passage))


def is_foretold(date: DateMention, passage: Passage) -> bool:
    """True where a word of what is to come stands not far before the date."""
    start = date.span.start - passage.span.start
    return bool(FUTURE_WORDS.search(passage.text, max(0, start - REACH), start + len(date.span.words)))


def is_quoted(date: DateMention, passage: Passage) -> bool:
    """True for a date in somebody's own words, which may have been said long before publication."""
    return any(
        quote.kind != "indirect" and quote.span.start <= date.span.start < quote.span.end for quote in passage.quotes
    )


def ahead(_start: int, _end: int) -> Direction:
    """The direction of words that are taken to speak of what is to come."""
    return "future"


def points_ahead(words: str, language: str) -> bool:
    """True for words that would mean a later day than the one on which they are said: "next week"."""
    if COMING.search(words):
        return True
    for trial in TRIALS:
        for one in find_timexes(words, trial, language, towards=ahead):
            span = edtf.bounds(one.value) if one.anchor and one.value else None
            if span and span[1].isoformat() > trial:
                return True
    return False
