"""Raw pages on the desk: WARC files in one folder, one gzip member a page, written before the store names them.

The store knows where each page lies. What stands behind the last page that it knows was being written when the
desk died: whole records are left (they do no harm), a torn one is cut off.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from wiredesk.errors import DeskError
from wiredesk.records import Page
from wiredesk.text.kept import content_of, record_of

MAX_FILE_BYTES: Final = 10**9  # as ISO 28500 advises: a file that is easy to copy, few files for a big desk
LEVEL: Final = 6  # of gzip; level 1 is twice as fast and a quarter larger, and writing is not what a desk waits for
GZIP: Final = 31  # zlib's name for gzip's head and sum around a deflated stream
PIECE: Final = 2**20


class Where(NamedTuple):
    """Where a page lies."""

    file: int
    offset: int
    length: int


class PageArchive:
    """The WARC files of a desk: 00001.warc.gz, 00002.warc.gz …"""

    def __init__(self, folder: Path, *, max_file_bytes: int = MAX_FILE_BYTES) -> None:
        self.folder = folder
        self._max = max_file_bytes

    def path(self, file: int) -> Path:
        """The file of this number."""
        return self.folder / f"{file:05}.warc.gz"

    def read(self, where: Where) -> bytes:
        """The content of the page that lies there."""
        try:
            with self.path(where.file).open("rb") as file:
                file.seek(where.offset)
                return content_of(zlib.decompress(file.read(where.length), wbits=GZIP))
        except (OSError, zlib.error, ValueError) as error:
            raise DeskError(
                f"{self.path(where.file)} does not hold what the desk put there ({error}). Try: the file from a backup"
            ) from error

    def append(self, pages: Iterable[Page], *, after: Where | None) -> list[Where]:
        """Write pages behind the last one that the store knows; they are on the disk when this returns."""
        try:
            self.folder.mkdir(exist_ok=True)
            written: list[Where] = []
            waiting = list(pages)
            number = self._number(after)
            while len(written) < len(waiting):
                written += self._fill(number, waiting[len(written) :])
                number += 1
            settle_folder(self.folder)
        except OSError as error:
            raise DeskError(f"{self.folder} could not be written ({error}). Is the disk full?") from error
        return written

    def _fill(self, number: int, pages: Iterable[Page]) -> list[Where]:
        """Write pages to one file until it is full; none where it is."""
        written = []
        with self.path(number).open("ab") as file:
            for page in pages:
                if file.tell() >= self._max:
                    break
                member = packed(record_of(page))
                written.append(Where(number, file.tell(), len(member)))
                file.write(member)
            file.flush()
            os.fsync(file.fileno())
        return written

    def is_torn(self, last: Where | None) -> bool:
        """True where something stands behind the last page that the store knows."""
        return last is not None and self._size(last.file) > last.offset + last.length

    def mend(self, last: Where | None) -> None:
        """Cut off what was torn behind the last page that the store knows."""
        if last is not None and self.is_torn(last):
            os.truncate(self.path(last.file), whole_until(self.path(last.file), last.offset + last.length))

    def _number(self, after: Where | None) -> int:
        """The file to write on in; files that the store knows nothing of are left alone."""
        found = [int(path.name[:5]) for path in self.folder.glob("[0-9]" * 5 + ".warc.gz")]
        newest = max(found, default=0)
        return newest if after and after.file == newest else newest + 1

    def _size(self, file: int) -> int:
        path = self.path(file)
        return path.stat().st_size if path.exists() else 0


def packed(record: bytes) -> bytes:
    """A record as a gzip member; the same record gives the same bytes."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    return packer.compress(record) + packer.flush()


def settle_folder(folder: Path) -> None:
    """Put the names of a folder's files on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def whole_until(path: Path, start: int) -> int:
    """Where the last whole gzip member of a file ends, from a place where one begins."""
    with path.open("rb") as file:
        file.seek(start)
        end = start
        while length := member_length(file):
            end += length
            file.seek(end)
    return end


def member_length(file: BinaryIO) -> int:
    """How long the gzip member is that begins here; 0 where there is no whole one."""
    member = zlib.decompressobj(GZIP)
    length = 0
    while piece := file.read(PIECE):
        length += len(piece)
        try:
            member.decompress(piece)
        except zlib.error:
            return 0
        if member.eof:
            return length - len(member.unused_data)
    return 0
