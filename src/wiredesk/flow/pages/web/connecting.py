"""Connections: a host's name is resolved once, checked, and the very address that was checked is connected to.

So no second answer of a name server can lead elsewhere. A connection also knows when its request must have ended.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Any, Final

import httpcore
import httpx

from wiredesk.flow.pages.web.addresses import is_public
from wiredesk.flow.pages.web.failing import FetchError
from wiredesk.flow.pages.web.outside import Outside

MAX_ADDRESSES: Final = 4  # of one host that are tried: IPv6 and IPv4, two each
MAX_CONNECTIONS: Final = 1  # a host is asked one thing at a time


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to addresses that may be fetched, and cuts them off at `deadline`."""

    def __init__(self, outside: Outside, *, allow_private: bool) -> None:
        self.deadline = float("inf")  # of the request under way, by time.monotonic
        self._outside = outside
        self._allow_private = allow_private
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers."""
        fault: Exception = httpcore.ConnectError("no address")
        for address in islice(self._checked(host, port), MAX_ADDRESSES):
            try:
                stream = self._system.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
            else:
                return BoundedStream(stream, self)
        raise fault

    def _checked(self, host: str, port: int) -> list[str]:
        found = self._outside.addresses_of(host, port)
        public = [address for address in found if self._allow_private or is_public(address)]
        if found and not public:
            detail = f"{host} is {found[0]}, an address of this machine or its network. Try: --allow-private"
            raise FetchError("private_address", detail)
        return public

    def left(self, timeout: float | None) -> float:
        """How long the next piece of work may take."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the request's time is up")
        return left if timeout is None else min(timeout, left)


class BoundedStream(httpcore.NetworkStream):
    """A connection that ends with its request's time, however slowly the other side speaks."""

    def __init__(self, stream: httpcore.NetworkStream, backend: CheckedBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What comes next."""
        return self._stream.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends the buffer."""
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        """Ends the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, enciphered; the certificate must be that of the host's name."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout))
        return BoundedStream(stream, self._backend)

    def get_extra_info(self, info: str) -> Any:
        """What the system's connection knows."""
        return self._stream.get_extra_info(info)


class CheckedTransport(httpx.HTTPTransport):
    """httpx's transport over our own connections; no proxy, which would resolve names in our place."""

    def __init__(self, backend: CheckedBackend) -> None:
        super().__init__(verify=certificates(), trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates(),
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=0,  # a run meets a thousand hosts; a system may take as many open files
            network_backend=backend,
        )


@cache
def certificates() -> ssl.SSLContext:
    """The certificates that are trusted; loading them takes 0.1 s, so once."""
    return httpx.create_ssl_context(trust_env=False)
