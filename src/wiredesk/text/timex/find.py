"""The temporal expressions of a text."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["date", "time", "duration", "set"]
ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")


class Timex(NamedTuple):
    """Words that name a date, time, duration or set: characters start..end of the text."""

    start: int
    end: int
    value: str | None  # EDTF; None where the words fix no date
    anchor: str | None  # the date that it was counted from; None for an absolute one
    kind: Kind
    timex3: str | None = None  # the value in TIMEX3 terms: also durations (P3D), sets and PRESENT_REF


def find_timexes(text: str, anchor: str | None, language: str = "en") -> list[Timex]:
    """The temporal expressions of a text, in order, none overlapping another."""
    return [Timex(m.start(), m.end(), m.group(), None, "date", m.group()) for m in ISO.finditer(text)]
