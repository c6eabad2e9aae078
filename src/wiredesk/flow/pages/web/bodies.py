"""The body of an answer: counted while it comes, unpacked within bounds, kept in memory only while it is small."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Final, NamedTuple, cast

import httpx

from wiredesk.flow.pages.finds import MAX_PAGE_BYTES, MAX_UNPACKED_BYTES
from wiredesk.flow.pages.web.failing import FetchError

ENCODINGS: Final = frozenset({"gzip", "x-gzip", "deflate"})  # what we say that we take
MAX_ENCODINGS: Final = 2  # one inside another; some servers pack a packed file once more
IN_MEMORY_BYTES: Final = 2**20  # of one body; a batch of them waits to be read
PIECE_BYTES: Final = 2**16
GZIP_OR_ZLIB: Final = 47  # zlib's word for "either, with a window of 32 kB"
RAW: Final = -15  # what some servers send for deflate


class Body(NamedTuple):
    """What a server sent, unpacked, and its digest."""

    stream: BinaryIO
    digest: str


def read_body(response: httpx.Response) -> Body:
    """The whole body of an answer, or FetchError: too large, cut off, packed in a way that we did not ask for."""
    digest = hashlib.sha256()
    stream = cast(BinaryIO, SpooledTemporaryFile(max_size=IN_MEMORY_BYTES))  # noqa: SIM115
    for piece in unpacked_pieces(response):
        digest.update(piece)
        stream.write(piece)
    stream.seek(0)
    return Body(stream, digest.hexdigest()[:32])


def read_start(response: httpx.Response, limit: int) -> bytes:
    """The first bytes of a body; what follows is not fetched."""
    found = b""
    for piece in unpacked_pieces(response):
        found += piece
        if len(found) >= limit:
            break
    return found[:limit]


def unpacked_pieces(response: httpx.Response) -> Iterator[bytes]:
    """The body piece by piece, never more than a page may have."""
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and len(declared) < 20 and int(declared) > MAX_PAGE_BYTES:
        raise too_large(MAX_PAGE_BYTES, "it has")
    pieces: Iterator[bytes] = counted(response.iter_raw(PIECE_BYTES), MAX_PAGE_BYTES, "it has")
    for encoding in encodings_of(response):
        pieces = counted(unzipped(pieces, encoding), MAX_UNPACKED_BYTES, "it unpacks to")
    return pieces


def encodings_of(response: httpx.Response) -> list[str]:
    """How a body is packed, the outermost first."""
    named = [one.strip().lower() for one in response.headers.get("content-encoding", "").split(",")]
    packed = [one for one in reversed(named) if one not in ("", "identity")]
    if not ENCODINGS.issuperset(packed) or len(packed) > MAX_ENCODINGS:
        raise FetchError("unsupported", f"the body is packed as {', '.join(named)[:100]}")
    return packed


def counted(pieces: Iterable[bytes], limit: int, what: str) -> Iterator[bytes]:
    """The pieces, up to so many bytes."""
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit:
            raise too_large(limit, what)
        yield piece


def too_large(limit: int, what: str) -> FetchError:
    """The refusal of a body that is more than a page may have."""
    return FetchError("too_large", f"{what} more than {limit // 2**20} MB")


def unzipped(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The pieces unpacked, a bounded piece at a time; several gzip files one after another are one."""
    engine = None
    try:
        for piece in pieces:
            rest = piece
            while rest:
                engine = engine or zlib.decompressobj(window_of(rest, encoding))
                yield engine.decompress(rest, PIECE_BYTES)
                rest = engine.unused_data if engine.eof else engine.unconsumed_tail
                engine = None if engine.eof else engine
        if engine:
            yield engine.flush()
    except zlib.error as error:
        raise FetchError("truncated", str(error)[:200]) from error
    if engine and not engine.eof:
        raise FetchError("truncated", "the packed body ends too early")


def window_of(start: bytes, encoding: str) -> int:
    """How zlib is to read a packed body of which this is the start."""
    has_header = len(start) < 2 or (start[0] & 15 == 8 and int.from_bytes(start[:2], "big") % 31 == 0)
    return RAW if encoding == "deflate" and not has_header else GZIP_OR_ZLIB
