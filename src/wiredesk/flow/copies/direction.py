"""Which of two articles the other took its text from."""

from __future__ import annotations

from typing import NamedTuple

from wiredesk.records import Article
from wiredesk.text.edtf import bounds
from wiredesk.text.media import canonical

WHOLE = 0.9  # share of a text that makes it contained in another
LONGER = 1.25  # times as many words: the one holds the other, not the reverse


class Side(NamedTuple):
    """One of two articles that share text."""

    article: Article
    share: float  # of its words that the other has too
    words: int


def source_and_target(one: Side, other: Side) -> tuple[Side, Side, str]:
    """The source, the target, and what told them apart: published, credit, containment or id."""
    for told, judge in (("published", earlier), ("credit", credited), ("containment", holds)):
        first, second = judge(one, other), judge(other, one)
        if first != second:
            return (one, other, told) if first else (other, one, told)
    low, high = sorted((one, other), key=lambda side: side.article.id)
    return low, high, "id"


def earlier(one: Side, other: Side) -> bool:
    """True where `one` was certainly published before `other`."""
    mine, theirs = one.article.published.value, other.article.published.value
    if not mine or not theirs:
        return False
    days, their_days = bounds(mine), bounds(theirs)
    if days is None or their_days is None:
        return False
    if days == their_days and "" != clock(mine) == clock(theirs):
        return mine < theirs
    return days[1] < their_days[0]


def clock(value: str) -> str:
    """What a time of day counts from: "Z", "local" for one without a zone, "" where none can be compared."""
    time = value.partition("T")[2]
    if time.endswith("Z"):
        return "Z"
    return "local" if time and not set("+-") & set(time) else ""


def credited(one: Side, other: Side) -> bool:
    """True where `other` credits the outlet of `one`: an agency's text in a paper that names the agency."""
    outlet = canonical(one.article.outlet_label)
    return bool(outlet) and outlet in {canonical(credit.agency) for credit in other.article.credits}


def holds(one: Side, other: Side) -> bool:
    """True where `other` is a cut of `one`: all of it stands in the longer text."""
    return other.share >= WHOLE and one.words >= LONGER * other.words
