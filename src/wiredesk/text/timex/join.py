"""Neighbouring expressions that are one: "9 a.m. Tuesday", "Friday evening", "Monday to Wednesday"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from wiredesk.text import edtf
from wiredesk.text.timex.phrase import Answer
from wiredesk.text.timex.tokens import Token

Found = tuple[int, int, Answer]
RANGE_MARKS = ("T", "-")
AND = "&"
WEEK = timedelta(days=7)


def join(tokens: Sequence[Token], found: Sequence[Found], *, ranges: bool) -> list[Found]:
    """The expressions, with times joined to their days and, where asked, first and last days to ranges."""
    joined: list[Found] = []
    for one in found:
        if joined and one[0] - joined[-1][1] == 1 and tokens[joined[-1][1]].words == "(":
            joined[-1] = _dated(tokens, joined[-1], one) or joined[-1]
        if joined and one[0] == joined[-1][1]:
            joined[-1] = _of_year(tokens, joined[-1], one) or joined[-1]
        merged = _merged(tokens, joined[-1], one, ranges=ranges) if joined else None
        if merged:
            joined[-1] = merged
        else:
            joined.append(one)
    return joined


def _merged(tokens: Sequence[Token], a: Found, b: Found, *, ranges: bool) -> Found | None:
    between = "".join(token.letter for token in tokens[a[1] : b[0]])
    if len(between) > 2:
        return None
    if between in ("", ",", "P") and {a[2].kind, b[2].kind} == {"time", "date"}:
        return _with_time(a, b)
    if ranges and between and (between in RANGE_MARKS or (between == AND and _after_between(tokens, a[0]))):
        return _range(a, b)
    return None


def _after_between(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].words.lower() == "between"


def _with_time(a: Found, b: Found) -> Found | None:
    time, day = (a[2], b[2]) if a[2].kind == "time" else (b[2], a[2])
    if "T" not in (time.timex3 or "") or edtf.precision(day.value or "") not in (None, "day"):
        return None
    hour = (time.timex3 or "").partition("T")[2]
    if day.value is None:
        return a[0], b[1], Answer(None, None, "time", None)
    value = f"{day.value}T{hour}" if hour[:1].isdigit() and hour < "24" else day.value
    return a[0], b[1], Answer(value, day.anchor, "time", f"{day.value}T{hour}")


def _after(first: Answer, last: Answer) -> Answer:
    """The last day of "Monday to Wednesday", each found by itself: the one after the first."""
    start, end = edtf.day_of(first.value), edtf.day_of(last.value)
    if start is None or end is None or not start - WEEK < end < start or not (first.anchor and last.anchor):
        return last
    value = (end + WEEK).isoformat()
    return last._replace(value=value, timex3=value)


def _dated(tokens: Sequence[Token], a: Found, b: Found) -> Found | None:
    """The weekday of "Sunday (March 5)" falls on the date behind it."""
    day = edtf.day_of(b[2].value)
    is_weekday = a[1] - a[0] == 1 and tokens[a[0]].letter == "W"
    if not is_weekday or day is None or str(day.isoweekday()) != tokens[a[0]].value:
        return None
    return a[0], a[1], a[2]._replace(value=day.isoformat(), anchor=b[2].anchor, timex3=day.isoformat())


def _of_year(tokens: Sequence[Token], a: Found, b: Found) -> Found | None:
    """The month of "February last year" lies in that year."""
    value, year = a[2].value, b[2].value
    names_month = any(token.letter in "MJ" for token in tokens[a[0] : a[1]])
    if not (names_month and value and year and a[2].anchor and b[2].anchor) or edtf.precision(year) != "year":
        return None
    moved = year + value[4:]
    if "/" in value or not edtf.is_valid(moved):
        return None
    return a[0], a[1], a[2]._replace(value=moved, timex3=moved)


def _range(a: Found, b: Found) -> Found | None:
    first, last = a[2], b[2]
    if first.value is None or last.value is None or first.kind != "date" or last.kind != "date":
        return None
    last = _after(first, last)
    if (
        last.value is None
        or "/" in first.value + last.value
        or edtf.precision(first.value) != edtf.precision(last.value)
    ):
        return None
    value = f"{first.value}/{last.value}"
    if not edtf.is_valid(value) or first.value == last.value:
        return None
    return a[0], b[1], Answer(value, first.anchor or last.anchor, "date", value)
