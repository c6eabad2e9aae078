"""The dates of feeds, in all the forms that feeds write them, as ISO 8601 with their own precision and zone."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

from babel import Locale

ENGLISH: Final = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))
LANGUAGES: Final = (
    "en de fr es it pt nl el hu pl cs sk sl hr ro ru uk bg tr sv da nb fi et lv lt id ca eu gl vi".split()
)
ZONES: Final = {
    "z": "Z", "ut": "Z", "utc": "Z", "gmt": "Z", "wet": "+00:00",
    "bst": "+01:00", "west": "+01:00", "met": "+01:00", "cet": "+01:00", "mest": "+02:00", "cest": "+02:00",
    "eet": "+02:00", "sast": "+02:00", "eest": "+03:00", "msk": "+03:00", "jst": "+09:00", "kst": "+09:00",
    "awst": "+08:00", "aest": "+10:00", "aedt": "+11:00", "nzst": "+12:00", "nzdt": "+13:00",
    "adt": "-03:00", "ast": "-04:00", "at": "-04:00", "edt": "-04:00", "est": "-05:00", "et": "-05:00",
    "cdt": "-05:00", "cst": "-06:00", "ct": "-06:00", "mdt": "-06:00", "mst": "-07:00", "mt": "-07:00",
    "pdt": "-07:00", "pst": "-08:00", "pt": "-08:00", "akst": "-09:00", "hst": "-10:00",
}  # fmt: skip
CLOCK: Final = (
    r"(?P<half>[ap]m|오전|오후)?\s*(?P<hour>\d{1,2}):?(?P<minute>\d\d)?(?::?(?P<second>\d{1,2})(?:[.,]\d+)?)?"
    r"\s*(?P<half2>[ap]\.?m\b\.?)?"
)
ZONE: Final = r"\s*(?P<zone>(?:etc/|utc|gmt)?[+−-]\d{1,2}:?(?:\d\d)?(?!\d)|[a-z][a-z/]*)?(?:\s+\(?[a-z][a-z ]*\)?)?"
TIME: Final = rf"(?:(?:t|[\s,]+(?:at\s+|t)?|[\s:]+){CLOCK}{ZONE})?"
WEEKDAY: Final = r"\s*(?:[^\W\d]+\.?[\s,]+)?"
YEAR: Final = r"(?P<year>\d{4}|'?\d\d)"
PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[\s/-]*(?:de\s+)?(?P<word>[^\W\d]{{3,}})\.?,?[\s/-]*(?:de\s+)?{YEAR}(?!\d){TIME}",
        rf"{WEEKDAY}(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){TIME}",
        rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d)(?!\d){TIME}",
        rf"(?P<year>\d{{4}})-?(?P<ordinal>[0-3]\d\d)(?!\d){TIME}",
        rf"(?P<year>\d{{4}})-(?P<word>[^\W\d]+)-(?P<day>\d{{1,2}}){TIME}",
        rf"{WEEKDAY}(?P<word>[^\W\d]{{3,}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){TIME}",
        rf"{WEEKDAY}(?P<word>[^\W\d]{{3,}})\s+(?P<day>\d{{1,2}})\s+{CLOCK}{ZONE}\s+(?P<year>\d{{4}})",
        rf"(?P<first>\d{{1,2}})[/.-](?P<other>\d{{1,2}})[/.-](?P<year>\d{{4}})(?!\d){TIME}",
        rf"(?P<year>\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d){TIME}",
        r"(?P<year>\d{4})-(?P<month>\d\d)",
        r"(?P<year>\d{4})",
    )
)
EPOCH: Final = re.compile(r"(\d{10})(\d{3})?")
EASTERN: Final = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
MAX_LENGTH: Final = 80  # of a date in words; longer ones are none
MAX_SECOND: Final = 61  # with leap seconds
PIVOT: Final = 90  # years of two digits from here on are of the last century


@lru_cache(maxsize=4096)
def read_date(words: str) -> str | None:
    """A feed's date as ISO 8601 ("Tue, 5 Mar 2024 08:30 +0100" → "2024-03-05T08:30:00+01:00"); None for no date."""
    words = " ".join(words[: MAX_LENGTH + 1].split())
    if not words or len(words) > MAX_LENGTH:
        return None
    if match := EPOCH.fullmatch(words):
        return datetime.fromtimestamp(int(match[1]), UTC).isoformat().replace("+00:00", "Z")
    words = EASTERN.sub(r"\1-\2-\3", words)
    for pattern in PATTERNS:
        if match := pattern.fullmatch(words):
            return iso_of(match.groupdict())
    return None


def iso_of(parts: dict[str, str | None]) -> str | None:
    """A matched date, checked against the calendar."""
    if not (parts.get("day") or parts.get("ordinal") or parts.get("first")):
        return month_of(parts)
    try:
        day = day_of(parts)
        if day is None or not parts.get("hour"):
            return day.isoformat() if day else None
        hour, minute, second = hour_of(parts), int(parts["minute"] or 0), int(parts["second"] or 0)
        if hour > 24 or minute > 59 or second > MAX_SECOND:
            return day.isoformat()  # no such time: what is left is the day
        moment = datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute, seconds=second)
        return moment.isoformat() + zone_of(parts["zone"])
    except (ValueError, OverflowError):
        return None


def month_of(parts: dict[str, str | None]) -> str | None:
    """A date of which only the year, or year and month, are given."""
    month = parts.get("month")
    if month and not 1 <= int(month) <= 12:
        return None
    return f"{parts['year']}-{month}" if month else parts["year"]


def day_of(parts: dict[str, str | None]) -> date | None:
    """The day that the parts of a date name."""
    year = year_of(parts["year"] or "")
    if ordinal := parts.get("ordinal"):
        found = date(year, 1, 1) + timedelta(days=int(ordinal) - 1)
        return found if found.year == year else None
    if parts.get("first"):
        return day_by_slashes(year, int(parts["first"] or 0), int(parts["other"] or 0))
    month = month_named(parts["word"] or "") if parts.get("word") else int(parts["month"] or 0)
    return date(year, month, int(parts["day"] or 0)) if month else None


def year_of(digits: str) -> int:
    """The year of two or four digits."""
    number = int(digits.lstrip("'"))
    if len(digits) == 4:
        return number
    return number + (1900 if number >= PIVOT else 2000)


def day_by_slashes(year: int, first: int, second: int) -> date | None:
    """The day of "25/12/2024" or "12/25/2024"; None for "5/6/2024", which may be either."""
    if first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def hour_of(parts: dict[str, str | None]) -> int:
    """The hour of 24."""
    hour = int(parts["hour"] or 0)
    half = (parts.get("half") or parts.get("half2") or "").lower()
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half[0] == "p" or half == "오후" else 0)


def zone_of(words: str | None) -> str:
    """A time zone as ISO 8601 writes it; "" where none is given, or none that is known."""
    name = (words or "").lower().replace("−", "-").removeprefix("etc/")
    if name in ZONES:
        return ZONES[name]
    offset = name.removeprefix("gmt").removeprefix("utc")
    if not offset.startswith(("+", "-")):
        return ""
    hours, _, minutes = offset[1:].partition(":")
    if not minutes and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    if int(hours) > 23 or int(minutes or 0) > 59:
        return ""
    return f"{offset[0]}{int(hours):02d}:{int(minutes or 0):02d}".replace("-00:00", "Z")


def month_named(word: str) -> int:
    """The number of a month by its name, else by the start of it, English first; 0 for no month."""
    if month := ENGLISH.get(word.lower()):
        return month
    name = plain(word)
    return month_names().get(name) or ENGLISH.get(name[:3]) or month_names().get(name[:3], 0)


@lru_cache(maxsize=1)
def month_names() -> dict[str, int]:
    """Names of months in the languages of most feeds, whole, abbreviated and by their first letters, if these tell."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for form in ("format", "stand-alone"):
                for number, name in Locale(language).months[form][width].items():
                    for key in (plain(name), plain(name)[:3]):
                        found.setdefault(key, set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


def plain(word: str) -> str:
    """A word without accents and stops, lower case."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip(". ")
