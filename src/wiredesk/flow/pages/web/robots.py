"""What a host allows: its robots.txt, as RFC 9309 reads it.

A host without one (4xx) allows everything; one whose rules cannot be had (5xx, too busy) allows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Final

import httpx
from protego import Protego

from wiredesk.flow.pages.web.failing import FetchError

TOKEN: Final = "wiredesk"  # the name by which a robots.txt speaks to us
MAX_ROBOTS_BYTES: Final = 500 * 1024  # what RFC 9309 asks to be read; the rest counts for nothing
MAX_CRAWL_DELAY_S: Final = 30.0  # a host that asks for more is asked once in this time all the same
KEPT_S: Final = 24 * 3600.0  # RFC 9309: not longer than a day
REFUSALS_KEPT_S: Final = 900.0  # of a host whose rules could not be had: by then it may be back
UNAVAILABLE: Final = range(400, 500)
BUSY: Final = 429  # a 4xx by its number; what it says is that the host cannot answer now

Rules = Protego | FetchError  # an error stands for all that the host would have said
ReadStart = Callable[[httpx.URL, int], bytes]


class Robots:
    """The rules of every host met so far, each asked for once."""

    def __init__(self, read_start: ReadStart, now: Callable[[], float]) -> None:
        self._read_start = read_start
        self._now = now
        self._lock = Lock()
        self._locks: dict[str, Lock] = {}
        self._known: dict[str, tuple[float, Rules]] = {}

    def check(self, url: httpx.URL) -> float:
        """The pause that the host asks for between two requests, in seconds; FetchError where it refuses the URL."""
        rules = self._rules(url)
        if isinstance(rules, FetchError):
            raise rules
        if not rules.can_fetch(str(url), TOKEN):
            raise FetchError("refused_by_robots", f"the robots.txt of {url.host} refuses it")
        return min(rules.crawl_delay(TOKEN) or 0.0, MAX_CRAWL_DELAY_S)

    def _rules(self, url: httpx.URL) -> Rules:
        place = url.copy_with(raw_path=b"/robots.txt")
        origin = str(place)
        with self._lock:
            lock = self._locks.setdefault(origin, Lock())
        with lock:  # of this host only: others are asked meanwhile
            until, rules = self._known.get(origin, (0.0, None))
            if rules is None or self._now() > until:
                rules = self._read(place)
                kept_s = REFUSALS_KEPT_S if isinstance(rules, FetchError) else KEPT_S
                self._known[origin] = self._now() + kept_s, rules
            return rules

    def _read(self, place: httpx.URL) -> Rules:
        try:
            content = self._read_start(place, MAX_ROBOTS_BYTES)
        except FetchError as error:
            return rules_without(error)
        return Protego.parse(content.decode("utf-8-sig", "replace"))


def rules_without(error: FetchError) -> Rules:
    """What holds where no robots.txt could be had."""
    if (error.status in UNAVAILABLE and error.status != BUSY) or error.reason == "too_many_redirects":
        return Protego.parse("")
    if error.status:
        return FetchError("refused_by_robots", f"its robots.txt cannot be had: {error.detail}", status=error.status)
    return error
