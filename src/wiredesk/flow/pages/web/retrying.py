"""When to ask again: what a busy server says, and how long we wait where it says nothing."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

from wiredesk.flow.pages.web.failing import FetchError

BUSY: Final = frozenset({429, 503})  # the answers that ask us to come back
MAX_TRIES: Final = 3
BACK_OFF_S: Final = 2.0  # after the first try; doubled after each
MAX_WAIT_S: Final = 60.0  # a server that wants longer gets the next run


def wait_of(error: FetchError, tried: int) -> float | None:
    """How long to wait before the next try; None where there is to be none."""
    if error.wait_s is None or tried >= MAX_TRIES or error.wait_s > MAX_WAIT_S:
        return None
    return max(error.wait_s, BACK_OFF_S * (1 << (tried - 1)))


def retry_after(header: str, now: datetime) -> float:
    """Seconds that a Retry-After header asks for, given as seconds or as a date; 0 where it makes no sense."""
    value = header.strip()
    if value.isdecimal() and value.isascii() and len(value) < 10:
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0
