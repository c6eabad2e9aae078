"""What a server answered, and what this step makes of it: a source to read, a visit to remember."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Final

import httpx
from msgspec.structs import replace

from wiredesk.flow.pages.finds import Source
from wiredesk.flow.pages.sniffing import SNIFF_BYTES, kind_of
from wiredesk.flow.pages.web.bodies import Body, read_body, unzipped
from wiredesk.flow.pages.web.failing import FetchError
from wiredesk.flow.pages.web.outside import Outside
from wiredesk.records import PageMeta, Visit, make_id
from wiredesk.text.decoding import without_surrogates

UNCHANGED: Final = 304
GZIP: Final = b"\x1f\x8b"
NO_BODY: Final = Body(BytesIO(), "")
CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
MAX_TAG_CHARS: Final = 1000  # of an ETag that is sent back; longer ones are no tags
MAX_HEADER_CHARS: Final = 32_000  # of all headers that are kept with a page
# of the transport, not of the page as it is kept; cookies are nobody's business
DROPPED: Final = frozenset(
    "connection content-encoding content-length keep-alive set-cookie transfer-encoding trailer upgrade".split()
)
# where the bytes say too little, the type that the server names decides
SUFFIXES: Final = {
    "text/html": ".html", "application/xhtml+xml": ".html",
    "application/json": ".json", "application/feed+json": ".json",
    "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl",
}  # fmt: skip
ROWS: Final = ("rows", "object")  # whose pages have addresses of their own


@dataclass(frozen=True, slots=True)
class Answer:
    """What is at an address; its body is empty where nothing has changed since the last visit."""

    url: str  # as asked for, in normal form
    final_url: str  # after redirects
    status: int
    headers: tuple[tuple[str, str], ...]
    type: str
    charset: str | None
    etag: str
    last_modified: str
    fetched: str
    body: Body

    @property
    def is_unchanged(self) -> bool:
        """True where the server says that nothing changed since the visit before."""
        return self.status == UNCHANGED

    @property
    def mark(self) -> tuple[str, str]:
        """By what a body is known: where it is, and its digest."""
        return self.final_url, self.body.digest

    def source(self, name: str, under: PageMeta) -> Source:
        """The answer as a stream to read: its page is called `name`; `under` is what a list said of it."""
        head = self.head()
        suffix = SUFFIXES.get(self.type, "") if kind_of(head) == "dump" else ""
        url = under.url if kind_of(head, suffix) in ROWS else self.final_url
        meta = replace(under, url=url, fetched=self.fetched, charset=self.charset)
        return Source(name, suffix, key=self.final_url, under=meta, headers=self.headers)

    def stream(self) -> BinaryIO:
        """The body from its start."""
        self.body.stream.seek(0)
        return self.body.stream

    def head(self) -> bytes:
        """The first bytes, unpacked where the file itself is packed."""
        start = self.stream().read(SNIFF_BYTES)
        self.body.stream.seek(0)
        try:
            return next(unzipped([start], "gzip"), b"") if start.startswith(GZIP) else start
        except FetchError:
            return b""

    def visit(self, *, kind: str, title: str = "") -> Visit:
        """What the next visit needs to know of this one."""
        return Visit(
            id=visit_id(self.url),
            url=self.url,
            final_url=self.final_url,
            status=self.status,
            etag=self.etag,
            last_modified=self.last_modified,
            fetched=self.fetched,
            kind=kind,
            title=title,
            digest=self.body.digest,
        )


def visit_id(url: str) -> str:
    """The id of the visits to an address, given in its normal form."""
    return make_id("v", url)


def answer_of(response: httpx.Response, url: str, outside: Outside) -> Answer:
    """The answer to a request for `url`, its body read whole."""
    headers = response.headers
    named = headers.get("content-type", "")
    charset = CHARSET.search(named)
    return Answer(
        url=url,
        final_url=str(response.request.url),
        status=response.status_code,
        headers=kept_headers(headers),
        type=named.partition(";")[0].strip().lower(),
        charset=charset[1].lower() if charset else None,
        etag=short(headers.get("etag", "")),
        last_modified=short(headers.get("last-modified", "")),
        fetched=outside.stamp(),
        body=read_body(response) if response.status_code != UNCHANGED else NO_BODY,
    )


def kept_headers(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    """The headers that say something of the page, in the server's order."""
    found = [(name, without_surrogates(value)) for name, value in headers.multi_items() if name not in DROPPED]
    while sum(len(name) + len(value) for name, value in found) > MAX_HEADER_CHARS:
        found.remove(max(found, key=lambda header: len(header[1])))
    return tuple(found)


def short(value: str) -> str:
    """A validator that can be sent back as it came; empty for one that cannot."""
    return value if len(value) <= MAX_TAG_CHARS and value.isascii() and value.isprintable() else ""
