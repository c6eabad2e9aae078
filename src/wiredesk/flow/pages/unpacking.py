"""Packed and endless streams: gzip, zstd, xz and bzip2 undone, reading bounded, bytes already read put back.

What comes before a cut or a fault is given first; then the stream raises BrokenError, each time that it is read.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Final, NamedTuple, Protocol, cast

import zstandard

from wiredesk.flow.pages.finds import MAX_UNPACKED_BYTES

PIECE: Final = 2**16  # bytes read and unpacked at once
ZSTD_PIECE: Final = 2**10  # zstd gives all that its input holds at once: a block of 4 bytes can hold 128 kB
MAX_MEMORY: Final = 128 * 2**20  # that unpacking may take; what xz -9 and zstd --ultra -22 need, and no more
BOMB_BYTES: Final = 4 * 2**20  # unpacked bytes over which the ratio to packed ones is weighed
MAX_RATIO: Final = 1000  # rows that differ in their id alone have up to 700; bombs of zstd 30,000, of xz 7,000
MAX_GZIP_RATIO: Final = 300  # rows that differ in their id alone have up to 150; bombs 1,030
FALSE_SUM: Final = b"\xff" * 8
FAULTS: Final = (zlib.error, lzma.LZMAError, zstandard.ZstdError, OSError, ValueError)


class BrokenError(Exception):
    """Why a stream cannot be read on: a rejection's reason and detail."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class Member(Protocol):
    """One packed member of a stream as it is undone, as bz2 and lzma have it."""

    @property
    def eof(self) -> bool:
        """True once its end has come."""

    @property
    def needs_input(self) -> bool:
        """True where nothing more comes without more bytes."""

    @property
    def unused_data(self) -> bytes:
        """What follows its end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """More of what it holds."""


class Packing(NamedTuple):
    """A way to pack: how its members begin and are undone."""

    magics: tuple[bytes, ...]
    member: Callable[[], Member]
    piece: int = PIECE
    max_ratio: int = MAX_RATIO


class GzipMember:
    """A member of a gzip stream."""

    def __init__(self) -> None:
        self._undo = zlib.decompressobj(wbits=31)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._undo.eof

    @property
    def unused_data(self) -> bytes:
        return self._undo.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        piece = self._undo.decompress(self._undo.unconsumed_tail + data, max_length)
        self.needs_input = len(piece) < max_length and not self._undo.unconsumed_tail
        return piece

    def lacks_only_its_sum(self) -> bool:
        """True where all is there but the last bytes, which check it: a false sum is then refused, and nothing else."""
        try:
            self._undo.copy().decompress(FALSE_SUM)
        except zlib.error as error:
            return "data check" in str(error) or "length check" in str(error)
        return False


class ZstdMember:
    """A frame of a zstd stream; how much it gives at once is bounded by how much it is given."""

    needs_input = True

    def __init__(self) -> None:
        self._undo = zstandard.ZstdDecompressor(max_window_size=MAX_MEMORY).decompressobj()

    @property
    def eof(self) -> bool:
        return self._undo.eof

    @property
    def unused_data(self) -> bytes:
        return self._undo.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        del max_length
        return self._undo.decompress(data)


def xz_member() -> Member:
    """A stream of an xz file."""
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MAX_MEMORY)


ZSTD_SKIPPED: Final = tuple(bytes((0x50 + low, 0x2A, 0x4D, 0x18)) for low in range(16))  # frames without content
PACKINGS: Final = (
    Packing((b"\x1f\x8b\x08",), GzipMember, max_ratio=MAX_GZIP_RATIO),
    Packing((b"\x28\xb5\x2f\xfd", *ZSTD_SKIPPED), ZstdMember, ZSTD_PIECE),
    Packing((b"\xfd7zXZ\0",), xz_member),
    Packing((b"BZh",), bz2.BZ2Decompressor),
)
MAGIC_BYTES: Final = max(len(magic) for packing in PACKINGS for magic in packing.magics)


class Unpacked(io.RawIOBase):
    """A packed stream undone, member by member."""

    def __init__(self, stream: BinaryIO, packing: Packing) -> None:
        self._stream = stream
        self._packing = packing
        self._member: Member | None = packing.member()
        self._ready = memoryview(b"")  # unpacked, not yet given
        self._rest = b""  # packed, after the end of a member
        self._fault: BrokenError | None = None
        self._taken = self._given = 0  # packed and unpacked bytes since the ratio was weighed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and self._member:
            if self._fault:
                raise self._fault
            try:
                self._ready = memoryview(self._next())
            except BrokenError as fault:
                self._fault = fault
        piece = self._ready[: len(buffer)]
        buffer[: len(piece)] = piece
        self._ready = self._ready[len(piece) :]
        return len(piece)

    def _next(self) -> bytes:
        """More unpacked bytes; none where a member ends, and no member where the last has."""
        member = cast(Member, self._member)
        if member.eof:
            self._rest = member.unused_data + self._rest
            self._member = self._following()
            return b""
        data = self._more() if member.needs_input else b""
        if not data and member.needs_input:
            if isinstance(member, GzipMember) and member.lacks_only_its_sum():
                self._member = None
                return b""
            raise BrokenError("truncated", "the packed file ends too early")
        try:
            piece = member.decompress(data, PIECE)
        except FAULTS as error:
            reason = "too_large" if "memory" in str(error).lower() else "truncated"
            raise BrokenError(reason, f"{error} (to unpack it)" if reason == "too_large" else str(error)) from error
        self._weigh(len(piece))
        return piece

    def _more(self) -> bytes:
        data, self._rest = self._rest[: self._packing.piece], self._rest[self._packing.piece :]
        data = data or self._stream.read(self._packing.piece)
        self._taken += len(data)
        return data

    def _following(self) -> Member | None:
        """The next member, if there is one; padding before it is passed over."""
        while len(self._rest) < MAGIC_BYTES or not self._rest[0]:
            self._rest = self._rest.lstrip(b"\0")
            more = self._stream.read(self._packing.piece)
            if not more:
                break
            self._rest += more
        if self._rest and not self._rest.startswith(self._packing.magics):
            raise BrokenError("truncated", "what follows is not packed")
        return self._packing.member() if self._rest else None

    def _weigh(self, given: int) -> None:
        self._given += given
        if self._given > BOMB_BYTES:
            if self._given > self._packing.max_ratio * self._taken:
                raise BrokenError(
                    "too_large",
                    f"a stretch of it unpacks to more than {self._packing.max_ratio} times its size: a bomb",
                )
            self._taken = self._given = 0


def unpacked(head: bytes, stream: BinaryIO) -> BinaryIO:
    """The stream of which `head` was read already, from its start, its packing undone."""
    whole = joined(head, stream)
    for packing in PACKINGS:
        if head.startswith(packing.magics):
            return cast(BinaryIO, io.BufferedReader(cast(Any, Unpacked(whole, packing)), buffer_size=PIECE))
    return whole


def start_of(stream: BinaryIO, size: int) -> bytes:
    """The first bytes of a stream, fewer where it ends or breaks before; BrokenError where it gives none."""
    start = b""
    while len(start) < size:
        try:
            piece = one_read(stream, size - len(start))
        except BrokenError:
            if not start:
                raise
            break  # the fault comes again when the stream is read on
        if not piece:
            break
        start += piece
    return start


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


def one_read(stream: BinaryIO, size: int) -> bytes:
    """What one reading of the stream gives: several in a row would lose what came before a fault."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(size)


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
        piece = self.head[: len(buffer)] if self.head else one_read(self.rest, len(buffer))
        self.head = self.head[len(piece) :] if self.head else b""
        buffer[: len(piece)] = piece
        return len(piece)
