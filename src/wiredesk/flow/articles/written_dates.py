"""Days written out, as datelines and bylines write them, in some twenty languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

MAX_CHARACTERS: Final = 120  # a dateline; longer text is a story with dates of its own
WORD: Final = r"[^\W\d_]+"
DAY_FIRST: Final = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s*[-/ ]?\s*(?:of |de |d')?(?P<month>{WORD})\.?,?"
    rf"(?:\s*/\s*(?P<other>{WORD}))?\s*[-/ ]?\s*(?:de |del )?(?P<year>(?:19|20)\d\d)(?!\d)"
)
MONTH_FIRST: Final = re.compile(
    rf"(?P<month>{WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>(?:19|20)\d\d)(?!\d)"
)
YEAR_FIRST: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*[-./年년]\s*(?P<month>\d{1,2})\s*[-./月월]\s*(?P<day>\d{1,2})(?!\d)"
)
NUMBERS: Final = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s?(?P<mark>[-./])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<year>(?:19|20)\d\d)(?!\d)"
)


@cache
def months() -> dict[str, int]:
    """The number of a month by its name in lower case."""
    found: dict[str, int] = {}
    for line in files(__package__).joinpath("months.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            number, names = line.split("\t")
            for name in names.split():
                found.setdefault(name, int(number))
    return found


def read_written(words: str) -> str | None:
    """The first day that some words write out ("Feb. 22, 2023", "22 de febrero de 2023", "2023年2月22日")."""
    words = " ".join(words[:MAX_CHARACTERS].split())
    found = sorted((match.start(), order, match) for order, match in matches(words))
    for _, _, match in found:
        if day := day_of(match):
            return day
    return None


def matches(words: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Everything that has the form of a day."""
    for order, pattern in enumerate((YEAR_FIRST, DAY_FIRST, MONTH_FIRST, NUMBERS)):
        for match in pattern.finditer(words):
            yield order, match


def day_of(match: re.Match[str]) -> str | None:
    """The day as ISO 8601; None where it is none, or may be read in two ways ("03/04/2020")."""
    parts = match.groupdict()
    day, year = int(parts["day"]), int(parts["year"])
    month = month_of(parts["month"]) or month_of(parts.get("other") or "")
    if parts.get("mark") == "/" or (parts.get("mark") == "-" and day <= 12):
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month:
            return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def month_of(words: str) -> int:
    """The number of a month given as digits or by name; 0 where it is none."""
    return int(words) if words.isdigit() else months().get(words.lower(), 0)
