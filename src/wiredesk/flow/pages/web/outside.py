"""What is outside of us: the clock, waiting, the names of hosts. Tests put their own in."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from wiredesk.flow.pages.web.failing import FetchError


def utc_now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


def addresses_of(host: str, port: int) -> list[str]:
    """The IP addresses that the system gives for a host; numeric forms (2130706433, 0x7f.1) are resolved like names."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, OverflowError) as error:
        raise FetchError("unreachable", f"no host of the name {host[:200]}") from error
    return list(dict.fromkeys(str(place[4][0]) for place in found))


@dataclass(frozen=True, slots=True)
class Outside:
    """The world as a fetcher meets it."""

    now: Callable[[], float] = time.monotonic  # seconds of a clock that never goes back
    sleep: Callable[[float], None] = time.sleep
    utc_now: Callable[[], datetime] = utc_now
    addresses_of: Callable[[str, int], list[str]] = addresses_of

    def stamp(self) -> str:
        """The time of day as records carry it: UTC, to the second."""
        return self.utc_now().strftime("%Y-%m-%dT%H:%M:%SZ")
