"""Days written out, as datelines and bylines write them, in some seventy languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

MAX_CHARACTERS: Final = 120  # a dateline; longer text is a story with dates of its own
WORD: Final = r"[^\W\d_][^\s\d_,;:|/()-]*"  # vowel signs of Indian scripts and of Thai are no letters to \w
YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
DAY_FIRST: Final = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s*[-/ ]?\s*(?:of |de |d'|d’)?(?P<month>{WORD}),?"
    rf"(?:\s*/\s*(?P<other>{WORD}))?\s*[-/ ]?\s*(?:de |del |do )?{YEAR}(?!\d)"
)
MONTH_FIRST: Final = re.compile(rf"(?P<month>{WORD})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{YEAR}(?!\d)")
YEAR_FIRST: Final = re.compile(
    rf"(?<!\d){YEAR}\s*[-./年년]\s*(?P<month>\d{{1,2}})\s*[-./月월]\s*(?P<day>\d{{1,2}})(?!\d)"
)
YEAR_NAMED: Final = re.compile(rf"(?<!\d){YEAR}\.?,?\s+(?P<month>{WORD})\s+(?P<day>\d{{1,2}})(?!\d)")
NUMBERS: Final = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s?(?P<mark>[-./])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?{YEAR}(?!\d)"
)
SHORT_YEAR: Final = re.compile(r"(?<![\d.])(\d{1,2}\.\d{1,2}\.)(\d\d)(?![\d.])")
VIETNAMESE: Final = re.compile(r"(\d{1,2}) tháng (\d{1,2})(?:,| năm)? (\d{4})", re.IGNORECASE)
THAI: Final = re.compile(r"[\u0e00-\u0e7f]")
BUDDHIST_YEAR: Final = re.compile(r"(?<!\d)25[4-9]\d(?!\d)")
BUDDHA: Final = 543  # years between the two calendars
MONTH_FIRST_REGIONS: Final = frozenset({"US", "PH"})


class Usage(NamedTuple):
    """How dates are written where a page comes from."""

    language: str = ""
    day_first: bool | None = None  # None: "03/04/2020" may be read in two ways


def usage_of(tag: str | None, country: str | None = None) -> Usage:
    """The usage of the outlet's country, else of a BCP 47 tag; English of no country leaves the order open.

    The country goes first: many sites of other countries call their language "en-US", as their software came.
    """
    language, *rest = (tag or "").replace("_", "-").split("-")
    region = country or next((part.upper() for part in rest if len(part) == 2), None)
    if region:
        return Usage(language.lower(), region not in MONTH_FIRST_REGIONS)
    return Usage(language.lower(), None if language.lower() in ("", "en", "und") else True)


@cache
def months() -> dict[str, int]:
    """The number of a month by its name in lower case, or by LANGUAGE/name where languages differ."""
    found: dict[str, int] = {}
    for line in files(__package__).joinpath("months.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            number, names = line.split("\t")
            for name in names.split():
                found.setdefault(name, int(number))
    return found


def read_written(words: str, usage: Usage = Usage()) -> str | None:  # noqa: B008  immutable
    """The first day that some words write out ("Feb. 22, 2023", "22 de febrero de 2023", "2023年2月22日")."""
    words = plain(" ".join(words[:MAX_CHARACTERS].split()))
    if not any(char.isdigit() for char in words):
        return None
    found = sorted((match.start(), order, match) for order, match in matches(words))
    return next((day for _, _, match in found if (day := day_of(match, usage))), None)


def plain(words: str) -> str:
    """Words with the digits 0–9, four figures a year, and years counted from Christ."""
    if not words.isascii():
        words = "".join(
            str(unicodedata.digit(char, char)) if char.isdigit() and not char.isascii() else char for char in words
        )
        if THAI.search(words):
            words = BUDDHIST_YEAR.sub(lambda match: str(int(match.group()) - BUDDHA), words)
        words = VIETNAMESE.sub(r"\1.\2.\3", words)
    return SHORT_YEAR.sub(r"\g<1>20\2", words)


def matches(words: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Everything that has the form of a day."""
    for order, pattern in enumerate((YEAR_FIRST, DAY_FIRST, MONTH_FIRST, NUMBERS, YEAR_NAMED)):
        for match in pattern.finditer(words):
            yield order, match


def day_of(match: re.Match[str], usage: Usage) -> str | None:
    """The day as ISO 8601; None where it is none, or may be read in two ways ("03/04/2020")."""
    parts = match.groupdict()
    day, year = int(parts["day"]), int(parts["year"])
    month = month_of(parts["month"], usage) or month_of(parts.get("other") or "", usage)
    if parts.get("mark") in ("/", "-"):
        if month > 12 or (usage.day_first is False and day <= 12):
            day, month = month, day
        elif usage.day_first is None and day <= 12 and day != month:
            return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def month_of(words: str, usage: Usage) -> int:
    """The number of a month given as digits or by name; 0 where it is none."""
    if words.isdigit():
        return int(words)
    name = words.lower().rstrip(".")
    return months().get(f"{usage.language}/{name}") or months().get(name, 0)
