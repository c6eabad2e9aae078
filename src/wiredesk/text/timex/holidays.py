"""The days of holidays that news texts name."""

from __future__ import annotations

from datetime import date, timedelta

FIXED = {
    "newyear": (1, 1), "newyearseve": (12, 31), "christmas": (12, 25), "christmaseve": (12, 24), "boxing": (12, 26),
    "independence": (7, 4), "veterans": (11, 11), "halloween": (10, 31), "valentine": (2, 14), "patrick": (3, 17),
    "mayday": (5, 1),
}  # fmt: skip
NTH = {  # month, weekday (Monday 1), which of the month's (-1: the last)
    "thanksgiving": (11, 4, 4), "labor": (9, 1, 1), "memorial": (5, 1, -1), "mlk": (1, 1, 3), "columbus": (10, 1, 2),
    "presidents": (2, 1, 3),
}  # fmt: skip
FROM_EASTER = {"easter": 0, "eastermonday": 1, "goodfriday": -2}


def holiday_of(name: str, year: int) -> date | None:
    """The day of the holiday in that year; None for a name or a year that we don't know."""
    if not 1583 <= year <= 4000:
        return None
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in NTH:
        return _nth_weekday(year, *NTH[name])
    if name in FROM_EASTER:
        return easter(year) + timedelta(days=FROM_EASTER[name])
    return _nth_weekday(year, 11, 1, 1) + timedelta(days=1) if name == "election" else None


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    if which < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) // 451) + 114
    return date(year, shift // 31, shift % 31 + 1)
