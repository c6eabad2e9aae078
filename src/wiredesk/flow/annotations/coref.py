"""Descriptions and pronouns: the words beside names that point to someone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wiredesk.flow.annotations.parse import Parse
from wiredesk.flow.annotations.roles import Role
from wiredesk.records import Entity, EntityId


def find_references(
    parse: Parse, entities: Iterable[Entity], roles: dict[EntityId, list[Role]]
) -> Iterator[tuple[int, int, EntityId]]:
    """Start, end and entity of each description and pronoun whose meaning is plain."""
    yield from ()
