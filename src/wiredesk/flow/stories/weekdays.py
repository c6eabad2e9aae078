"""On which days of the week the news of an article falls: Wednesday's news is not Friday's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from wiredesk.records import DateMention
from wiredesk.text.edtf import day_of

LEDE = 600  # characters; further down stands what happened before

NAMES = (  # Monday to Sunday: English, Spanish, French, German, Italian, Portuguese
    "monday lunes lundi montag lunedì segunda-feira",
    "tuesday martes mardi dienstag martedì terça-feira",
    "wednesday miércoles mercredi mittwoch mercoledì quarta-feira",
    "thursday jueves jeudi donnerstag giovedì quinta-feira",
    "friday viernes vendredi freitag venerdì sexta-feira",
    "saturday sábado samedi samstag sabato sonnabend",
    "sunday domingo dimanche sonntag domenica",
)


@cache
def numbers() -> dict[str, int]:
    """The name of a day → 0 for Monday to 6."""
    return {name: number for number, names in enumerate(NAMES) for name in names.split()}


@cache
def pattern() -> re.Pattern[str]:
    """Any of the names."""
    return re.compile(rf"\b(?:{'|'.join(sorted(numbers()))})\b", re.IGNORECASE)


def weekdays_of(text: str, dates: Iterable[DateMention]) -> frozenset[int]:
    """The days of the week that the lede names, by name or by date; empty where it names none."""
    named = {numbers()[match[0].lower()] for match in pattern().finditer(text[:LEDE])}
    days = [day_of(date.value) for date in dates if date.span.start < LEDE]
    return frozenset(named | {day.weekday() for day in days if day})
