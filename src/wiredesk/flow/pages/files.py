"""A file, with what its side file says of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from wiredesk.flow.pages.finds import Found, Source, key_of, printable, rejected
from wiredesk.flow.pages.side_files import read_side_file
from wiredesk.flow.pages.sniffing import suffix_of
from wiredesk.flow.pages.streams import read_stream


def read_file(path: str) -> Iterator[Found]:
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
