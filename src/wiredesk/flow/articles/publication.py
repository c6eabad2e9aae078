"""When an article was published, from what its page says: dates read, and impossible ones refused."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from wiredesk.flow.articles.written_dates import read_written

EARLIEST: Final = 1900  # scanned newspapers carry dates of the last century; older ones are subjects, not dates
ISO: Final = re.compile(
    r"^(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ,]+(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.IGNORECASE,
)
EPOCH: Final = re.compile(r"^\d{10}(?:\d{3})?$")
IN_URL: Final = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-]?(?P<month>0[1-9]|1[0-2])[/-]?(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
SLACK: Final = timedelta(days=1)  # clocks and time zones differ


def read_moment(words: str | None) -> str | None:
    """A date or time as ISO 8601, its time zone kept ("20230222T0830Z" → "2023-02-22T08:30:00Z")."""
    words = (words or "").strip()
    if EPOCH.match(words):
        return datetime.fromtimestamp(int(words[:10]), UTC).isoformat()
    match = ISO.match(words)
    return iso_of(match) if match else read_written(words)


def iso_of(match: re.Match[str]) -> str | None:
    """A matched ISO date, checked against the calendar."""
    parts = match.groupdict()
    try:
        moment = datetime(
            int(parts["year"]), int(parts["month"]), int(parts["day"]),
            int(parts["hour"] or 0), int(parts["minute"] or 0), int(parts["second"] or 0),
        )  # fmt: skip
    except ValueError:
        return None
    if not parts["hour"]:
        return moment.date().isoformat()
    return moment.isoformat() + zone_of(parts["zone"])


def zone_of(words: str | None) -> str:
    """A time zone as ISO 8601 writes it; "" where none is given."""
    if not words:
        return ""
    if words.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    digits = words[1:].replace(":", "").ljust(4, "0")
    return f"{words[0]}{digits[:2]}:{digits[2:]}"


def is_possible(value: str, fetched: str | None) -> bool:
    """False for dates before newspapers went online's archives begin, and for those after the page was fetched."""
    if not value[:4].isdigit() or int(value[:4]) < EARLIEST:
        return False
    limit = latest(fetched)
    return limit is None or value[:10] <= limit


def latest(fetched: str | None) -> str | None:
    """The last day on which a page fetched at that time may have been published."""
    known = read_moment(fetched)
    if known is None:
        return None
    return (datetime.fromisoformat(known[:10]) + SLACK).date().isoformat()


def in_url(url: str | None) -> str | None:
    """The day that an address holds ("/2023/02/22/"), if it does."""
    match = IN_URL.search(url or "")
    if not match:
        return None
    return read_moment("-".join(match.group("year", "month", "day")))
