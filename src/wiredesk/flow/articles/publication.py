"""When an article was published, from what its page says: dates read, and impossible ones refused."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from wiredesk.flow.articles.written_dates import Usage, plain, read_written

EARLIEST: Final = 1900  # scanned newspapers carry dates of the last century; older ones are subjects, not dates
LATEST: Final = 2100  # later ones stand for "never"
ISO: Final = re.compile(
    r"^(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ,]+(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.IGNORECASE,
)
MAIL: Final = re.compile(r"^[A-Z][a-z]{2},? \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")  # RFC 2822, as in feeds
EPOCH: Final = re.compile(r"^\d{10}(?:\d{3})?$")
IN_URL: Final = re.compile(
    r"[/_=-]t?(?P<year>(?:19|20)\d\d)[/-]?(?P<month>0[1-9]|1[0-2])[/-]?(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
NAMED_IN_URL: Final = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>[a-z]{3})/(?P<day>\d\d?)(?=/|$)", re.IGNORECASE)
MONTH_IN_URL: Final = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>0[1-9]|1[0-2])(?=/)")
SLACK: Final = timedelta(days=1)  # clocks and time zones differ
UTC_TIME: Final = re.compile(r"^(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:Z|[+-]00:00)?$")
WESTMOST: Final = -12  # hours from UTC
EASTMOST: Final = 14
ANYWHERE: Final = Usage()


def read_moment(words: str | None, usage: Usage = ANYWHERE) -> str | None:
    """A date or time as ISO 8601, its time zone kept ("20230222T0830Z" → "2023-02-22T08:30:00Z")."""
    words = plain((words or "").strip())
    if EPOCH.match(words):
        return datetime.fromtimestamp(int(words[:10]), UTC).isoformat()
    if MAIL.match(words) and (value := of_mail(words)):
        return value
    match = ISO.match(words)
    return iso_of(match) if match else read_written(words, usage)


def of_mail(words: str) -> str | None:
    """A time as mails and feeds write it ("Wed, 22 Feb 2023 08:30:00 +0100")."""
    try:
        return parsedate_to_datetime(words).isoformat()
    except ValueError:
        return None


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
    """False for dates before newspapers' archives begin, for those after the page was fetched, and for "never"."""
    if not value[:4].isdigit() or not EARLIEST <= int(value[:4]) < LATEST:
        return False
    limit = latest(fetched)
    return limit is None or value[:10] <= limit


def latest(fetched: str | None) -> str | None:
    """The last day on which a page fetched at that time may have been published."""
    known = read_moment(fetched)
    if known is None:
        return None
    return (datetime.fromisoformat(known[:10]) + SLACK).date().isoformat()


def is_local_day(day: str, moment: str) -> bool:
    """True where a page shows a day that a time in UTC, or of no zone, falls on where the outlet is."""
    match = UTC_TIME.match(moment)
    if not match or len(day) != len("2023-02-22"):
        return False
    utc = datetime.fromisoformat(match["time"])
    days = {(utc + timedelta(hours=hours)).date().isoformat() for hours in (WESTMOST, EASTMOST)}
    return day in days - {moment[:10]}


def in_url(url: str | None) -> str | None:
    """The day that an address holds ("/2023/02/22/", "/2023/feb/22/"), if it does."""
    if match := IN_URL.search(url or ""):
        return read_moment("-".join(match.group("year", "month", "day")))
    if match := NAMED_IN_URL.search(url or ""):
        return read_moment(" ".join(match.group("day", "month", "year")))
    return None


def month_in_url(url: str | None) -> str | None:
    """The month that an address holds ("/2023/02/ferry"), if it does."""
    match = MONTH_IN_URL.search(url or "")
    return f"{match['year']}-{match['month']}" if match else None
