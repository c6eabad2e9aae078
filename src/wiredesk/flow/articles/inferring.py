"""When a page was published, read from its own words where it gives no date; unknown where they do not say.

Three witnesses, the most exact first: a caption's full date that the text tells as news ("Feb. 22, 2023" under
the picture of "a Feb. 22 meeting"); "last month on February 22" where the text names the year it speaks from;
the year of a copyright line. A date far in the past of the story is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wiredesk.flow.articles.written_dates import months
from wiredesk.records import Published, Removed

COPYRIGHT_YEAR = re.compile(
    r"\[?(?:Copyright|©|\(c\))\s*(?:©\s*)?(?P<year>20\d\d)\b(?!\s*[-–])[^\]\n]{0,60}\]?", re.IGNORECASE
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
YEAR_START = "20"  # of every year in FULL
FULL = re.compile(
    r"\b(?:(?P<m1>[^\W\d_]{3,12})\.?\s(?P<d1>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y1>20\d\d)|"
    r"(?P<d2>\d{1,2})\.?(?:º| de)?\s(?P<m2>[^\W\d_]{3,12})\.?(?: de| del)?,?\s(?P<y2>20\d\d))\b"
)
DAY = re.compile(
    r"\b(?:(?P<m1>[^\W\d_]{3,12})\.?\s(?P<d1>\d{1,2})(?:st|nd|rd|th)?|"
    r"(?P<d2>\d{1,2})\.?(?: de)?\s(?P<m2>[^\W\d_]{3,12}))\b"
)
MONTH_AGO = re.compile(
    r"(?i)\b(?:(?P<last>last month|earlier this month|this month|next month)(?:,? on| on the|,)?\s(?P<day>.{0,30})|"
    r"\bon (?P<before>[^,.;]{3,14})(?:,)? (?P<after>of last month|last month))"
)
STEPS = {"last month": 1, "of last month": 1, "earlier this month": 0, "this month": 0, "next month": -1}
YEAR_OVER = re.compile(
    r"(?i)\b(?:towards|toward|at|near|by|until) (?:the )?(?:very )?(?:end|close) of (?P<year>20\d\d)\b|"
    r"\b(?:in )?late (?P<late>20\d\d)\b"
)


class Day(NamedTuple):
    """A day of a month as a text names it, without a year."""

    month: int
    day: int
    words: str


def infer_published(
    title: str,
    paragraphs: Sequence[str],
    captions: Sequence[str],
    removed: Sequence[Removed],
    language: str,  # noqa: ARG001  months.tsv knows the names of many languages at once
) -> Published:
    """The date that a page's words give, with only the precision that they support.

    Takes    the parts of a cleaned page that gives no date of its own.
    Gives    Published with basis "inferred" and the words it was read from, or "unknown"; never the day of reading.
    """
    texts = (title, *paragraphs)
    return (
        from_caption(texts, captions)
        or from_months(paragraphs)
        or from_copyright(removed)
        or Published(value=None, basis="unknown")
    )


def from_caption(texts: Sequence[str], captions: Sequence[str]) -> Published | None:
    """The newest full date of a caption that the text names as a day of its story, and that no year of it is past."""
    matches = (match for caption in captions if YEAR_START in caption for match in FULL.finditer(caption))
    dated = [(when, match.group()) for match in matches if (when := full_date_of(match))]
    if not dated:
        return None
    days = {(day.month, day.day): day.words for text in texts for day in days_of(text)}
    newest = max((int(year) for text in texts for year in YEAR.findall(text)), default=0)
    found = [
        (when, stated, days[(when.month, when.day)])
        for when, stated in dated
        if (when.month, when.day) in days and when.year >= newest
    ]
    if not found:
        return None
    when, stated, told = max(found)
    return Published(value=when.isoformat(), basis="inferred", reason=f"{stated} · {told}")


def days_of(text: str) -> Iterator[Day]:
    """The days of a month that a text names without a year."""
    for match in DAY.finditer(text):
        month = months().get((match["m1"] or match["m2"]).lower(), 0)
        day = int(match["d1"] or match["d2"])
        if month and 1 <= day <= 31 and not re.match(r",?\s(?:19|20)\d\d", text[match.end() : match.end() + 7]):
            yield Day(month, day, match.group())


def full_date_of(match: re.Match[str]) -> date | None:
    """The day of a FULL match, where there is one."""
    month = months().get((match["m1"] or match["m2"]).lower(), 0)
    try:
        return date(int(match["y1"] or match["y2"]), month, int(match["d1"] or match["d2"]))
    except ValueError:
        return None


def from_months(paragraphs: Sequence[str]) -> Published | None:
    """The month after "last month on February 22", in the year after the newest one that the text has behind it."""
    told = next(relative_months(paragraphs), None)
    if told is None:
        return None
    month, words = told
    over = year_over(paragraphs)
    if over is None:
        return None
    year, year_words = over
    return Published(value=f"{year + 1}-{month:02d}", basis="inferred", reason=f"{words} · {year_words}")


def relative_months(paragraphs: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The months from which a text speaks: "last month on February 22" → March."""
    for text in paragraphs:
        for match in MONTH_AGO.finditer(text) if "month" in text.lower() else ():
            near = match["day"] or match["before"] or ""
            day = next(days_of(near), None)
            phrase = (match["last"] or match["after"]).lower()
            if day is None or (match["day"] is not None and not near.startswith(day.words)):
                continue
            month = (day.month - 1 + STEPS[phrase]) % 12 + 1
            yield month, text[match.start() : match.start() + match.group().find(day.words) + len(day.words)]


def year_over(paragraphs: Sequence[str]) -> tuple[int, str] | None:
    """The newest year of a text with its words, where the text looks back on its end.

    "Towards the end of 2022" tells that 2022 is over; a bare "in 2022" may be the present year and dates no page.
    """
    newest = max((int(year) for text in paragraphs for year in YEAR.findall(text)), default=0)
    for text in paragraphs:
        for match in YEAR_OVER.finditer(text):
            if int(match["year"] or match["late"]) == newest:
                return newest, match.group()
    return None


def from_copyright(removed: Sequence[Removed]) -> Published | None:
    """The year of a copyright line set at the end of the article."""
    for line in removed:
        match = COPYRIGHT_YEAR.search(line.words) if line.reason in ("credit", "copyright") else None
        if match:
            return Published(value=match["year"], basis="inferred", reason=match.group())
    return None
