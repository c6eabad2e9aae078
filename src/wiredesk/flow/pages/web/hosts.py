"""One host as we meet it: one request at a time, a pause between two, and an end when it stays silent."""

from __future__ import annotations

import time
from threading import Lock
from typing import Final

import httpx

from wiredesk import __version__
from wiredesk.flow.pages.web.connecting import CheckedBackend, CheckedTransport
from wiredesk.flow.pages.web.failing import FetchError
from wiredesk.flow.pages.web.outside import Outside
from wiredesk.records import Fetching

CONNECT_S: Final = 10.0  # a host that does not take a connection by then will not
READ_S: Final = 20.0  # between two pieces of an answer
MAX_SILENCES: Final = 3  # requests in a row that a host may leave unanswered before the run gives it up
HEADERS: Final = {
    "User-Agent": f"wiredesk/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml, */*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


class Host:
    """A host's connections and manners; whoever asks it something holds its lock."""

    def __init__(self, fetching: Fetching, outside: Outside) -> None:
        self.lock = Lock()
        self.delay_s = fetching.delay_s
        self._outside = outside
        self._timeout_s = fetching.timeout_s
        self._free_at = float("-inf")
        self._silences = 0
        self._backend = CheckedBackend(outside, allow_private=fetching.allow_private)
        timeout = httpx.Timeout(min(READ_S, fetching.timeout_s), connect=min(CONNECT_S, fetching.timeout_s))
        transport = CheckedTransport(self._backend)
        self.client = httpx.Client(transport=transport, headers=HEADERS, timeout=timeout, trust_env=False)

    def start(self) -> None:
        """Waits until the host may be asked again, and sets the time by which it must have answered."""
        if self._silences >= MAX_SILENCES:
            raise FetchError("unreachable", f"it left {MAX_SILENCES} requests unanswered; given up for this run")
        wait_s = self._free_at - self._outside.now()
        if wait_s > 0:
            self._outside.sleep(wait_s)
        self._backend.deadline = time.monotonic() + self._timeout_s

    def rest(self) -> None:
        """The host is left alone for its pause."""
        self._free_at = self._outside.now() + self.delay_s

    def heard(self, *, answered: bool) -> None:
        """Counts the requests in a row that got no answer."""
        self._silences = 0 if answered else self._silences + 1
