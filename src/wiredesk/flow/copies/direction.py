"""Which of two articles the other took its text from, and by what that is told.

What a page says of its own text comes first, then the clock, then what edits show. Where nothing tells, it is said
that nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.copies.keys import address_of, bare_address
from wiredesk.flow.copies.printers import agency_of, letters, named_by, names_of
from wiredesk.flow.copies.prints import tokens_in
from wiredesk.records import Article
from wiredesk.text.edtf import bounds
from wiredesk.text.shingles import runs

WHOLE: Final = 0.9  # share of a text that makes it contained in another
LONGER: Final = 1.25  # times as many words: the one holds the other, not the reverse
CUTS: Final = 2  # places where a cut text leaves words out; one alone may be a paragraph that the other put in
CUT_WORDS: Final = 15  # words left out in one place; fewer are an edit
OWN_TEXT: Final = ("contributed", "via", "copyright")  # roles of credits that speak of the text
SHORTEST_NAME: Final = 4  # characters; a shorter one is also a word or a part of one
TOP: Final = 2  # paragraphs in which a byline stands
END: Final = 3  # paragraphs in which a line of credit stands
LONGEST_LINE: Final = 90  # characters of a line that does no more than credit
CREDITS: Final = re.compile(
    r"\b(?:by|from|source|via|copyright|courtesy|credit|contributed|published|appeared|reprinted|printed|permission|story|"
    r"report|por|fuente|par|von|quelle|fonte|bron)\b|[©(]",
    re.IGNORECASE,
)
CREDIT_LINES: Final = frozenset({"credit", "copyright", "byline", "bio"})  # reasons of removed lines that credit
REVISED: Final = re.compile(
    r"\b(?:this|the) (?:story|article|report|post|piece|copy|version) (?:has been|was|is being) "
    r"(?:updated|corrected|amended|revised|clarified|modified)\b"
    r"|\b(?:an )?earlier version of this (?:story|article|report|post|piece)\b"
    r"|^\W*(?:updated?|corrections?|corrected|clarification)\b(?: \d| on | at |[^\w\n]*[:–—])"
    r"|^\W*editor['’]s note: (?:this|an earlier)\b"
    r"|^\W*\((?:adds|updates|recasts|corrects|refiles)\b",
    re.IGNORECASE | re.MULTILINE,
)


class Side(NamedTuple):
    """One of two articles that share text."""

    article: Article
    shared: NDArray[np.bool_]  # its words that the other has too

    @property
    def share(self) -> float:
        """The share of its words that the other has too."""
        return float(np.mean(self.shared)) if len(self.shared) else 0.0

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.shared)


def source_and_target(one: Side, other: Side) -> tuple[Side, Side, str]:
    """The source, the target, and what told them apart; "unknown" and the smaller id first where nothing did."""
    same = is_one_outlet(one.article, other.article)
    for told, judge in SAME_OUTLET if same else CUES:
        first, second = judge(one, other), judge(other, one)
        if first != second:
            return (one, other, told) if first else (other, one, told)
    low, high = sorted((one, other), key=lambda side: side.article.id)
    return low, high, "unknown"


def is_one_outlet(one: Article, other: Article) -> bool:
    """True for two articles of one outlet or one address."""
    address = address_of(one)
    if address and address == address_of(other):
        return True
    return not names_of(one).isdisjoint(names_of(other))


def credited(one: Side, other: Side) -> bool:
    """True where `other` credits the outlet of `one` for its text: an agency's text in a paper that names it."""
    names = names_of(one.article)
    if any(named_by(credit.agency) in names for credit in other.article.credits if credit.role in OWN_TEXT):
        return True
    return signs(one.article.outlet.name or "", other.article)


def signs(name: str, article: Article) -> bool:
    """True where an article bears the name of an outlet: as its author, in its dateline, in a line of credit."""
    if len(name) < SHORTEST_NAME:
        return False
    if any(letters(author) == letters(name) for author in article.authors):
        return True
    paragraphs = [one for one in article.text.split("\n") if one.strip()]
    ends = (*paragraphs[:TOP], *paragraphs[-END:])
    beside = (line.words for line in article.removed if line.reason in CREDIT_LINES)
    lines = (*(one for one in ends if len(one) <= LONGEST_LINE), *beside)
    is_dateline = re.search(rf"^[^.\n]{{2,50}}\({re.escape(name)}\)", article.text, re.IGNORECASE)
    return bool(is_dateline) or any(credits(line, name) for line in lines)


def credits(line: str, name: str) -> bool:
    """True for a line that is no more than the name, or says what came from there."""
    if letters(line) == letters(name):
        return True
    named = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line)
    return bool(named and CREDITS.search(line.replace(name, "", 1)))


def linked(one: Side, other: Side) -> bool:
    """True where the page of `other` gives the address or the outlet of `one` as where it was printed first."""
    names, address = names_of(one.article), address_of(one.article)
    for origin in other.article.reprinted_from:
        found = bare_address(origin)
        if found and found == address:
            return True
        if named_by(origin) in names or letters(found.partition("/")[0].rpartition(".")[0]) in names:
            return True
    return False


def earlier(one: Side, other: Side) -> bool:
    """True where `one` was certainly published before `other`."""
    return is_before(one.article.published.value, other.article.published.value)


def is_before(mine: str | None, theirs: str | None) -> bool:
    """True where one date is certainly before the other."""
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


def is_agency(one: Side, other: Side) -> bool:
    """True where `one` is an agency's own page and `other` no agency's: agencies sell to papers."""
    return bool(agency_of(one.article.outlet)) and not agency_of(other.article.outlet)


def unchanged(one: Side, other: Side) -> bool:
    """True where `other` says that it was revised, in words that `one` has not, or was changed later."""
    if is_revised(other) and not is_revised(one):
        return True
    return is_before(one.article.modified, other.article.modified) and is_revised(one) == is_revised(other)


def is_revised(side: Side) -> bool:
    """True where the title, the words of its own or a line beside the text say that an article was revised."""
    article = side.article
    if any(REVISED.search(words) for words in (article.title, *(line.words for line in article.removed))):
        return True
    tokens = tokens_in(article.text)
    for match in REVISED.finditer(article.text):
        first, last = np.searchsorted(tokens.starts, match.span())
        if not side.shared[first:last].all():
            return True
    return False


def holds(one: Side, other: Side) -> bool:
    """True where `other` is a cut of `one`: all of it stands in the longer text, which goes on or has more between."""
    if other.share < WHOLE or one.words < LONGER * other.words:
        return False
    left_out = [(first, last) for first, last in runs(~one.shared) if last - first >= CUT_WORDS]
    return len(left_out) >= CUTS or (bool(left_out) and left_out[0][1] == one.words)


Judge = Callable[[Side, Side], bool]
CUES: Final[tuple[tuple[str, Judge], ...]] = (
    ("credit", credited),
    ("canonical", linked),
    ("published", earlier),
    ("agency", is_agency),
    ("revised", unchanged),
    ("containment", holds),
)
SAME_OUTLET: Final[tuple[tuple[str, Judge], ...]] = (("published", earlier), ("revised", unchanged))
