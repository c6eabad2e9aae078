"""A name in the text."""

from __future__ import annotations

from typing import NamedTuple

from wiredesk.records import EntityType


class Mention(NamedTuple):
    """Where a name stands, and what it names."""

    start: int
    end: int
    type: EntityType
    name: str  # in one line, without "the"
