"""Packed and endless streams: gzip undone, reading bounded, bytes already read put back."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any, BinaryIO, Final, cast

from wiredesk.flow.pages.finds import MAX_UNPACKED_BYTES

GZIP: Final = b"\x1f\x8b"
BROKEN: Final = (EOFError, zlib.error, gzip.BadGzipFile)  # what a damaged packed stream raises while it is read


def unpacked(head: bytes, stream: BinaryIO) -> BinaryIO:
    """The stream of which `head` was read already, from its start, gzip undone."""
    whole = joined(head, stream)
    if head.startswith(GZIP):
        return cast(BinaryIO, io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=whole))))
    return whole


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
