"""The date in a line that gives the page's own: "Published: Feb 3, 2024 9:15 am" → 2024-02-03."""

from __future__ import annotations

import re
from datetime import date

from wiredesk.flow.articles.written_dates import months

ISO = re.compile(r"\b(?P<y>(?:19|20)\d\d)[-/.年]\s?(?P<m>\d{1,2})[-/.月]\s?(?P<d>\d{1,2})")
DAY_FIRST = re.compile(r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>(?:19|20)\d\d)\b")
NAMED = re.compile(
    r"\b(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s(?:de |of )?(?P<m>[^\W\d_]{3,12})\.?,?"
    r"(?: de| del)?\s(?P<y>(?:19|20)\d\d)\b"
)
MONTH_FIRST = re.compile(r"\b(?P<m>[^\W\d_]{3,12})\.?\s(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y>(?:19|20)\d\d)\b")


def full_date(words: str) -> str | None:
    """The first full date in a line, ISO 8601; None where it has none, or figures that could be read two ways."""
    found: list[tuple[int, str]] = []
    for pattern in (ISO, DAY_FIRST, NAMED, MONTH_FIRST):
        match = pattern.search(words)
        value = valid(match) if match else None
        if match and value:
            found.append((match.start(), value))
    return min(found)[1] if found else None


def valid(match: re.Match[str]) -> str | None:
    """The date of a match, where there is such a day."""
    month = int(match["m"]) if match["m"].isdigit() else months().get(match["m"].lower(), 0)
    try:
        return date(int(match["y"]), month, int(match["d"])).isoformat()
    except ValueError:
        return None
