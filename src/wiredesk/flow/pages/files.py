"""One file or stream → its pages, with a bound on what is read."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from wiredesk.flow.pages.finds import (
    MAX_PAGE_BYTES,
    MAX_UNPACKED_BYTES,
    key_of,
    page_of,
    printable,
    rejected,
)
from wiredesk.flow.pages.rows import read_object, read_rows
from wiredesk.flow.pages.side_files import read_side_file
from wiredesk.flow.pages.sniffing import SNIFF_BYTES, kind_of, suffix_of
from wiredesk.records import Page, PageMeta, Rejected

GZIP: Final = b"\x1f\x8b"
NOTHING: Final = PageMeta()
BROKEN: Final = (EOFError, zlib.error, gzip.BadGzipFile)


@dataclass(frozen=True, slots=True)
class Source:
    """A file or stream as it is read: its name, and what is known before its bytes are."""

    name: str
    suffix: str = ""
    key: str = ""
    under: PageMeta = NOTHING
    size: int = 0


def read_file(path: str) -> Iterator[Page | Rejected]:
    """The pages of a regular file, its side file attached."""
    name = printable(path)
    under, fault = read_side_file(path)
    if fault:
        yield rejected(name, "side_file", fault)
    try:
        with Path(path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            yield from read_stream(file, Source(name, suffix_of(path), key_of(path), under, size))
    except OSError as error:
        yield rejected(name, "unreadable", (error.strerror or str(error)).lower())


def read_stream(stream: BinaryIO, source: Source) -> Iterator[Page | Rejected]:
    """The pages of a stream of bytes, unpacked if need be."""
    head = stream.read(SNIFF_BYTES)
    whole = joined(head, stream)
    try:
        if head.startswith(GZIP):
            whole = cast(BinaryIO, io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=whole))))
            head = whole.read(SNIFF_BYTES)
            whole = joined(head, whole)
        yield from read_kind(whole, head, source)
    except BROKEN as error:
        yield rejected(source.name, "truncated", str(error)[:200])


def read_kind(stream: BinaryIO, head: bytes, source: Source) -> Iterator[Page | Rejected]:
    """The pages of an unpacked stream, by the kind that it is."""
    kind = kind_of(head, source.suffix)
    if kind == "empty" and len(head) == SNIFF_BYTES:
        kind = "dump"  # something may follow the blank start
    if kind in ("empty", "binary"):
        yield rejected(source.name, kind)
    elif kind == "feed":
        yield rejected(source.name, "unsupported", "a feed, site map or list of feeds")
    elif kind == "rows":
        yield from read_rows(stream, source.name, source.key, source.under)
    elif source.size > MAX_PAGE_BYTES:
        detail = f"{source.size // 2**20} MB; a page may have {MAX_PAGE_BYTES // 2**20}"
        yield rejected(source.name, "too_large", detail)
    else:
        yield from read_single(stream, kind, source)


def read_single(stream: BinaryIO, kind: str, source: Source) -> Iterator[Page | Rejected]:
    """The page of a file that holds one, or the pages of a JSON file."""
    content = read_bounded(stream)
    if content is None:
        yield rejected(source.name, "too_large", f"it unpacks to more than {MAX_UNPACKED_BYTES // 2**20} MB")
    elif not content.strip():
        yield rejected(source.name, "empty")
    elif kind == "object":
        yield from read_object(content, source.name, source.key, source.under)
    else:
        yield page_of(source.name, "html" if kind == "html" else "dump", content, source.under, key=source.key)


def read_bounded(stream: BinaryIO) -> bytes | None:
    """All of a stream, or None where it is more than a page may have."""
    pieces, total = [], 0
    while piece := stream.read(2**20):
        pieces.append(piece)
        total += len(piece)
        if total > MAX_UNPACKED_BYTES:
            return None
    return b"".join(pieces)


def joined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream that gives `head` and then the rest."""
    return cast(BinaryIO, io.BufferedReader(cast(Any, Joined(head, rest)), buffer_size=2**16))


class Joined(io.RawIOBase):
    """Bytes already read, put back in front of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head = head
        self.rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer from the head, then from the rest."""
        piece = self.head[: len(buffer)] if self.head else self.rest.read(len(buffer))
        self.head = self.head[len(piece) :] if self.head else b""
        buffer[: len(piece)] = piece
        return len(piece)
