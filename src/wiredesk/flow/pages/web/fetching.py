"""One address → its answer: robots.txt asked first, redirects followed, busy servers asked again, all within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Final, TypeVar

import httpx

from wiredesk.flow.pages.web.addresses import parsed
from wiredesk.flow.pages.web.answers import Answer, answer_of
from wiredesk.flow.pages.web.bodies import read_start
from wiredesk.flow.pages.web.failing import FetchError
from wiredesk.flow.pages.web.hosts import Host
from wiredesk.flow.pages.web.outside import Outside
from wiredesk.flow.pages.web.retrying import BUSY, retry_after, wait_of
from wiredesk.flow.pages.web.robots import Robots
from wiredesk.records import Fetching, Visit

MAX_REDIRECTS: Final = 10  # browsers stop at 20; pages that mean to be read need 3
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
GONE: Final = frozenset({404, 410})
WHOLE: Final = frozenset({200, 203})
UNCHANGED: Final = 304
OUTSIDE: Final = Outside()

Read = TypeVar("Read")
Take = Callable[[httpx.Response], Read]


class Fetcher:
    """Asks for addresses; it knows each host's rules and manners for as long as it lives."""

    def __init__(self, fetching: Fetching, outside: Outside) -> None:
        self.outside = outside
        self._fetching = fetching
        self._hosts: dict[str, Host] = {}
        self._lock = Lock()
        self._robots = Robots(self._read_start, outside.now)

    def get(self, url: str, earlier: Visit | None = None) -> Answer:
        """What is at an address; `earlier` is what the last visit learned. FetchError where nothing can be had."""
        asked = parsed(url)

        def take(response: httpx.Response) -> Answer:
            return answer_of(response, str(asked), self.outside)

        def ask(hop: httpx.URL) -> Answer | httpx.URL:
            self._host(hop).delay_s = max(self._fetching.delay_s, self._robots.check(hop))
            return self._ask(hop, take, condition(hop, earlier))

        return self._hops(asked, ask)

    def _read_start(self, url: httpx.URL, limit: int) -> bytes:
        """The first bytes at an address, robots.txt not asked: it is what is read here."""
        return self._hops(url, lambda hop: self._ask(hop, lambda response: read_start(response, limit), {}))

    def _hops(self, url: httpx.URL, ask: Callable[[httpx.URL], Read | httpx.URL]) -> Read:
        for _ in range(MAX_REDIRECTS + 1):
            found = ask(url)
            if not isinstance(found, httpx.URL):
                return found
            url = found
        raise FetchError("too_many_redirects", f"after {MAX_REDIRECTS} it led to {str(url)[:200]}")

    def _ask(self, url: httpx.URL, take: Take[Read], headers: dict[str, str]) -> Read | httpx.URL:
        """What `take` makes of the answer, or where it redirects to; one host is asked one thing at a time."""
        host = self._host(url)
        with host.lock:
            host.check()
            try:
                found = self._insist(host, url, take, headers)
            except FetchError as error:
                host.count(error)
                raise
            host.count(None)
            return found

    def _insist(self, host: Host, url: httpx.URL, take: Take[Read], headers: dict[str, str]) -> Read | httpx.URL:
        """The same; a busy or broken server is asked again."""
        tried = 1
        while True:
            try:
                return self._once(host, url, take, headers)
            except FetchError as error:
                wait_s = wait_of(error, tried)
                if wait_s is None:
                    raise
            self.outside.sleep(wait_s)
            tried += 1

    def _once(self, host: Host, url: httpx.URL, take: Take[Read], headers: dict[str, str]) -> Read | httpx.URL:
        host.start()
        try:
            with errors_told(), host.answer(url, headers) as response:
                if response.status_code in REDIRECTS and "location" in response.headers:
                    return parsed(response.headers["location"], base=url)
                self._check_status(response)
                return take(response)
        finally:
            host.rest()

    def _check_status(self, response: httpx.Response) -> None:
        status = response.status_code
        if status in WHOLE or (status == UNCHANGED and has_condition(response.request)):
            return
        wait_s = None
        if status in BUSY:
            wait_s = retry_after(response.headers.get("retry-after", ""), self.outside.utc_now())
        reason = "not_found" if status in GONE else "not_ok"
        raise FetchError(reason, f"the server answered {status}", status=status, wait_s=wait_s)

    def _host(self, url: httpx.URL) -> Host:
        with self._lock:
            if url.host not in self._hosts:
                self._hosts[url.host] = Host(self._fetching, self.outside)
            return self._hosts[url.host]


@contextmanager
def errors_told() -> Iterator[None]:
    """What can go wrong under way, in our words."""
    try:
        yield
    except httpx.ConnectTimeout as error:
        raise FetchError("timeout", "no connection in time", wait_s=0.0) from error
    except httpx.TimeoutException as error:
        raise FetchError("timeout", "the answer did not come in time") from error
    except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
        wait_s = None if "CERTIFICATE" in str(error) else 0.0
        raise FetchError("unreachable", str(error)[:200] or "the connection broke", wait_s=wait_s) from error
    except httpx.HTTPError as error:
        raise FetchError("unreachable", str(error)[:200]) from error


def condition(url: httpx.URL, earlier: Visit | None) -> dict[str, str]:
    """The headers that ask only for what is new since an earlier visit to this address."""
    if earlier is None or earlier.final_url != str(url):
        return {}
    given = {"If-None-Match": earlier.etag, "If-Modified-Since": earlier.last_modified}
    return {name: value for name, value in given.items() if value}


def has_condition(request: httpx.Request) -> bool:
    """True for a request that may be answered with "unchanged"."""
    return "if-none-match" in request.headers or "if-modified-since" in request.headers


@lru_cache(maxsize=4)
def fetcher_of(fetching: Fetching) -> Fetcher:
    """The fetcher of this process for these settings: several places in one run share what it knows of their hosts."""
    return Fetcher(fetching, OUTSIDE)
