"""Date values as EDTF / ISO 8601 strings: what days they span, how exact they are, how they compare.

Understood: `2023`, `2023-02`, `2023-02-22`, `2023-02-22T19:15`, `2023-W12`, seasons `2023-21` (spring) to `2023-24`,
quarters `2023-33` to `2023-36`, decades `199X`, centuries `19XX`, and intervals `A/B` of these, `A/..` and `../B` open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Precision = Literal["time", "day", "week", "month", "season", "quarter", "year", "decade", "century", "interval"]

Bounds = tuple[date, date]

SHAPE = re.compile(
    r"(?P<century>\d\d)XX|(?P<decade>\d{3})X"
    r"|(?P<year>\d{4})(?:-W(?P<week>\d\d)|-(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T\d\d(?::\d\d){0,2}"
    r"(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # EDTF's number of a season → the month in which it begins, in the north
QUARTERS = {33: 1, 34: 4, 35: 7, 36: 10}
OPEN = ".."


@lru_cache(maxsize=8192)
def bounds(value: str) -> Bounds | None:
    """The earliest and the latest day that the value may mean; None for what is no date."""
    if "/" not in value:
        return _single_bounds(value)
    first, _, last = value.partition("/")
    start = (date.min, date.min) if first == OPEN else _single_bounds(first)
    end = (date.max, date.max) if last == OPEN else _single_bounds(last)
    if start is None or end is None or start[0] > end[1] or first == last == OPEN:
        return None
    return start[0], end[1]


def _single_bounds(value: str) -> Bounds | None:
    match = SHAPE.fullmatch(value)
    if match is None:
        return None
    try:
        return _matched_bounds(match)
    except ValueError:
        return None


def _matched_bounds(match: re.Match[str]) -> Bounds:
    century, decade, year, week, month, day, _ = match.groups()
    if century:
        return _years(int(century) * 100, 100)
    if decade:
        return _years(int(decade) * 10, 10)
    if week:
        monday = date.fromisocalendar(int(year), int(week), 1)
        return monday, monday + timedelta(days=6)
    if day:
        exact = date(int(year), int(month), int(day))
        return exact, exact
    return _month_bounds(int(year), int(month)) if month else _years(int(year), 1)


def _years(first: int, count: int) -> Bounds:
    return date(max(first, 1), 1, 1), date(first + count - 1, 12, 31)


def _month_bounds(year: int, number: int) -> Bounds:
    first = SEASONS.get(number) or QUARTERS.get(number) or number
    months = 1 if number <= 12 else 3
    last_year, last = divmod(year * 12 + first - 1 + months - 1, 12)
    return date(year, first, 1), date(last_year, last + 1, monthrange(last_year, last + 1)[1])


def precision(value: str) -> Precision | None:
    """How exact the value is; None for what is no date."""
    if bounds(value) is None:
        return None
    if "/" in value:
        return "interval"
    match = SHAPE.fullmatch(value)
    if match is None:
        return None
    names: tuple[Precision, ...] = ("century", "decade", "week", "time", "day")
    for name in names:
        if match[name]:
            return name
    month = int(match["month"] or 0)
    if month in SEASONS:
        return "season"
    if month in QUARTERS:
        return "quarter"
    return "month" if month else "year"


def is_valid(value: str) -> bool:
    """True for a date that exists, in one of the forms above."""
    return bounds(value) is not None


def overlaps(a: str, b: str) -> bool:
    """True where both values may mean the same day: `2023-03` and `2023-W12` do. False for what is no date."""
    first, second = bounds(a), bounds(b)
    return bool(first and second and first[0] <= second[1] and second[0] <= first[1])


def sort_key(value: str | None) -> tuple[int, str, str, str]:
    """Orders by the earliest day, the more exact first; what is no date comes last."""
    span = bounds(value) if value else None
    if span is None or value is None:
        return 1, "", "", value or ""
    return 0, span[0].isoformat(), span[1].isoformat(), value


def day_of(value: str | None) -> date | None:
    """The day of a value that is exact to the day, hour or minute; None for anything wider."""
    span = bounds(value) if value else None
    return span[0] if span and span[0] == span[1] else None


def date_part(value: str | None) -> str | None:
    """The value without its time of day: `2023-02-22T19:15` → `2023-02-22`; None for what is no date."""
    if value is None or bounds(value) is None:
        return None
    return value.partition("T")[0]
