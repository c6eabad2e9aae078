"""What a plug-in is: an object of a known shape that an installed package offers by name.

A package names it in its metadata: `[project.entry-points."wiredesk.sources"]`, `mail = "my_package:MailSource"`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, cast

from wiredesk.records import Page, Place, Rejected


class PageSource(Protocol):
    """More places than files and folders: a mailbox, an archive, a newsroom's own system."""

    def claims(self, path: str) -> bool:
        """True for a path that this source reads; asked before the path is taken for a file."""

    def read(self, place: Place) -> Iterator[Page | Rejected]:
        """The pages at the place, a Rejected for each that cannot be read."""


@cache
def sources() -> tuple[PageSource, ...]:
    """The sources that installed packages offer, by name."""
    points = sorted(entry_points(group="wiredesk.sources"), key=lambda point: point.name)
    return tuple(cast(PageSource, point.load()()) for point in points)
