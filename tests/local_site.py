"""A web site on this machine, for the tests of fetching: what is at each path, and what was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One answer."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Act = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Says nothing when a client hangs up."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        pass


class Site:
    """A server in a thread; `replies` maps a path to a Reply, several (one a request), or a function."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | list[Reply] | Act] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._server = Server(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Site:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def paths(self) -> list[str]:
        """The paths asked for, robots.txt aside."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def headers(self, path: str) -> dict[str, str]:
        """The headers of the last request for a path, by their names in lower case."""
        return [headers for asked, headers in self.asked if asked == path][-1]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                reply = site.replies.get(self.path, Reply(status=404))
                if isinstance(reply, list):
                    reply = reply.pop(0) if len(reply) > 1 else reply[0]
                if isinstance(reply, Reply):
                    send(self, reply)
                else:
                    self.close_connection = True
                    with suppress(OSError):
                        reply(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


def send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    handler.wfile.write(reply.body)


def page(words: str = "The ferry sailed again on Monday, said the harbour master.", **headers: str) -> Reply:
    body = f"<html><head><title>Ferry</title></head><body><p>{words}</p></body></html>"
    return Reply(body.encode(), headers={"Content-Type": "text/html", **headers})


def rss(*urls: str, text: str = "") -> Reply:
    items = "".join(f"<item><title>On {url}</title><link>{url}</link>{text}</item>" for url in urls)
    body = f'<rss version="2.0"><channel><title>Harbour &amp; sea</title>{items}</channel></rss>'
    return Reply(body.encode(), headers={"Content-Type": "application/rss+xml"})
