"""One host as we meet it: one request at a time, a pause between two, and an end when it stays silent."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
MAX_FAILURES: Final = 3  # pages in a row for which a host gave no answer, or only "come back later"
GIVEN_UP_S: Final = 900.0  # for so long it is not asked again then; longer than most runs take
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
        self._failures = 0
        self._failed_at = 0.0
        self._backend = CheckedBackend(outside, allow_private=fetching.allow_private)
        self._transport = CheckedTransport(self._backend)
        timeout = httpx.Timeout(min(READ_S, fetching.timeout_s), connect=min(CONNECT_S, fetching.timeout_s))
        self._extensions = {"timeout": timeout.as_dict()}

    @contextmanager
    def answer(self, url: httpx.URL, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """The host's answer as it came: no redirect followed, no cookie kept, nothing unpacked.

        httpx's client is passed by: it parses cookies and redirects on its own, and fails on what some servers send.
        """
        request = httpx.Request("GET", url, headers={**HEADERS, **headers}, extensions=self._extensions)
        response = self._transport.handle_request(request)
        response.request = request
        try:
            yield response
        finally:
            response.close()

    def start(self) -> None:
        """Waits until the host may be asked again, and sets the time by which it must have answered."""
        wait_s = self._free_at - self._outside.now()
        if wait_s > 0:
            self._outside.sleep(wait_s)
        self._backend.deadline = time.monotonic() + self._timeout_s

    def rest(self) -> None:
        """The host is left alone for its pause."""
        self._free_at = self._outside.now() + self.delay_s

    def check(self) -> None:
        """FetchError for a host that has been given up."""
        if self._failures >= MAX_FAILURES and self._outside.now() - self._failed_at < GIVEN_UP_S:
            raise FetchError("unreachable", f"given up for now: {MAX_FAILURES} requests in a row had no answer")

    def count(self, error: FetchError | None) -> None:
        """Counts the pages in a row that could not be had because of the host, not of the page."""
        if error is None or not error.is_of_host:
            self._failures = 0
        else:
            self._failures += 1
            self._failed_at = self._outside.now()
