"""Sources → pages: files, folders, standard input, JSONL rows, HTML, text dumps."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.records import Page, Place, Rejected

VERSION = 1


def read_place(place: Place) -> Iterator[Page | Rejected]:
    """The pages at a place, in the order of their names."""
    yield from ()
