"""Counting in days, weeks, months, quarters, seasons, years from a date of any precision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from wiredesk.text import edtf

WIDTH = {  # how wide the units and precisions are, in days; a date fixes what is no narrower than itself
    "time": 0, "day": 1, "D": 1, "W": 7, "week": 7, "M": 30, "month": 30, "Q": 91, "quarter": 91, "season": 91,
    "Y": 365, "year": 365, "DE": 3652, "decade": 3652, "CE": 36525, "century": 36525, "ME": 365250,
}  # fmt: skip
MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
FIRST_QUARTER, FIRST_SEASON = 33, 21


class Reference(NamedTuple):
    """A date that others are counted from."""

    value: str  # EDTF, without a time of day
    first: date
    last: date
    width: int  # days

    @property
    def day(self) -> date | None:
        """The day, where the reference is exact to the day."""
        return self.first if self.first == self.last else None

    def fixes(self, unit: str) -> bool:
        """True where the reference says in which day, week, month … it lies."""
        return self.width <= WIDTH[unit]


def reference(value: str | None) -> Reference | None:
    """The value as something to count from; None for what is no date or spans an interval."""
    plain = edtf.date_part(value)
    span = edtf.bounds(plain) if plain else None
    exact = edtf.precision(plain) if plain else None
    if plain is None or span is None or exact is None or exact == "interval":
        return None
    return Reference(plain, span[0], span[1], WIDTH[exact])


def unit_at(start: Reference, unit: str, steps: int) -> str | None:
    """The unit that lies steps units after the one that holds the reference: month, +1, of 2023-02-22 → 2023-03."""
    if not start.fixes(unit):
        return None
    try:
        return _unit_of(moved(start.first, unit, steps), unit)
    except (ValueError, OverflowError):
        return None


def moved(day: date, unit: str, steps: int) -> date:
    """The day that many units later, held to the month's last day."""
    if unit in ("D", "W", "2W"):
        return day + timedelta(days=steps * {"D": 1, "W": 7, "2W": 14}[unit])
    months = day.year * 12 + day.month - 1 + steps * MONTHS.get(unit, 12000)
    year, month = divmod(months, 12)
    first = date(year, month + 1, 1)
    last = moved_to_month_end(first)
    return first.replace(day=min(day.day, last.day))


def moved_to_month_end(day: date) -> date:
    """The last day of the day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _unit_of(day: date, unit: str) -> str:
    if unit == "W":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-{FIRST_QUARTER + (day.month - 1) // 3}"
    if unit == "Y":
        return f"{day.year:04}"
    if unit == "DE":
        return f"{day.year // 10:03}X"
    if unit == "CE":
        return f"{day.year // 100:02}XX"
    return day.isoformat()


def season_at(start: Reference, season: int, steps: int) -> str | None:
    """The season (21 spring … 24 winter) nearest before (-1), at (0) or after (1) the reference, northern."""
    if not start.fixes("Q"):
        return None
    years = (start.first.year - 1, start.first.year, start.first.year + 1)
    spans = [(f"{year}-{season}", edtf.bounds(f"{year}-{season}")) for year in years if 0 < year < 9999]
    before = [value for value, span in spans if span and span[1] < start.first]
    holding = [value for value, span in spans if span and span[0] <= start.first <= span[1]]
    after = [value for value, span in spans if span and span[0] > start.first]
    if steps < 0:
        return before[-1] if before else None
    if steps > 0:
        return after[0] if after else None
    same_year = [value for value in after + before if value.startswith(f"{start.first.year:04}-")]
    nearest = holding or same_year
    return nearest[0] if nearest else None


def interval(start: Reference, unit: str, steps: float) -> str | None:
    """The days from the reference to steps units before (negative) or after it."""
    if start.day is None or unit.startswith("T"):
        return None
    try:
        other = moved(start.day, unit, round(steps))
    except (ValueError, OverflowError):
        return None
    first, last = sorted((start.day, other))
    return f"{first.isoformat()}/{last.isoformat()}"


def timex3_of(value: str | None) -> str | None:
    """An EDTF value as TIMEX3 writes it: `2023-21` → `2023-SP`, `2023-35` → `2023-Q3`, `19XX` → `19`-century."""
    if value is None or "/" in value or len(value) != 7 or value[4] != "-":
        return value
    names = {"21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4"}
    return value[:5] + names.get(value[5:], value[5:])
