"""A server's answer → the bytes of its page: codings undone, media type and charset told.

gzip and zstd are left to read_stream, which knows them by their first bytes whatever the server says.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from typing import Final

import brotli

from wiredesk.flow.pages.finds import MAX_UNPACKED_BYTES

CHUNK: Final = re.compile(rb"(?:\r?\n)?([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
SUFFIXES: Final = {
    "text/html": ".html", "application/xhtml+xml": ".html",
    "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl", "application/jsonlines": ".jsonl",
    "message/rfc822": ".eml",
}  # fmt: skip
NO_PAGE: Final = re.compile(
    r"(?:image|video|audio|font|model)/|text/css|(?:text|application)/(?:x-)?(?:java|ecma|type)script"
    r"|application/(?:pdf|wasm|zip|font|x-font|vnd\.ms-)"
)


def header(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The last value of a header, "" where it is not there; its name in lower case."""
    return next((value for key, value in reversed(list(headers)) if key.lower() == name), "")


def media_type(content_type: str) -> str:
    """The type that a Content-Type names, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """The charset that a Content-Type names."""
    found = CHARSET.search(content_type)
    return found[1].lower() if found else None


def suffix_for(content_type: str) -> str:
    """The ending that a file of this type would have; "" where its first bytes tell more."""
    kind = media_type(content_type)
    return ".json" if kind.endswith(("/json", "+json")) else SUFFIXES.get(kind, "")


def is_no_page(content_type: str) -> bool:
    """True for what pages are made with: images, styles, programs."""
    return bool(NO_PAGE.match(media_type(content_type)))


def undone(body: bytes, headers: Iterable[tuple[str, str]]) -> bytes:
    """The body as it was before it was sent; as it stands where it is not coded as its headers say."""
    headers = list(headers)
    if "chunked" in header(headers, "transfer-encoding").lower():
        body = dechunked(body)
    for coding in reversed(header(headers, "content-encoding").lower().split(",")):
        if coding.strip() == "br":
            body = unbrotlied(body)
        elif coding.strip() == "deflate":
            body = inflated(body)
    return body


def dechunked(body: bytes) -> bytes:
    """A body sent in chunks, joined; what follows a broken chunk is kept as it stands."""
    pieces: list[bytes] = []
    place = 0
    while chunk := CHUNK.match(body, place):
        size = int(chunk[1], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(body[chunk.end() : chunk.end() + size])
        place = chunk.end() + size
    rest = body[place:]
    return b"".join([*pieces, rest if rest.strip() else b""])


def unbrotlied(body: bytes) -> bytes:
    """A body packed with Brotli, undone up to more than a page may have."""
    try:
        return bytes(brotli.Decompressor().process(body, output_buffer_limit=MAX_UNPACKED_BYTES + 1))
    except brotli.error:
        return body


def inflated(body: bytes) -> bytes:
    """A deflated body undone; servers send it with the head of zlib and without."""
    for wbits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(wbits).decompress(body, MAX_UNPACKED_BYTES + 1)
        except zlib.error:
            continue
    return body
