"""Dates of one article, counted from the day it was published."""

from __future__ import annotations

from wiredesk.flow.annotations.parse import Parse
from wiredesk.records import DateMention


def find_dates(parse: Parse) -> tuple[DateMention, ...]:
    """The words that name dates or periods, with their values."""
    return ()
