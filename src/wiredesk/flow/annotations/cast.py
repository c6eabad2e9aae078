"""Who is in an article: its entities, and which words point to which of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from wiredesk.records import Entity, EntityId


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of one article, and for any characters of it whom they name.

    `points` holds (start, end, entity id) of names, definite descriptions and resolved pronouns, sorted.
    """

    entities: tuple[Entity, ...]
    points: tuple[tuple[int, int, EntityId], ...]
    by_id: dict[EntityId, Entity] = field(default_factory=dict)

    @classmethod
    def of(cls, entities: Iterable[Entity], points: Iterable[tuple[int, int, EntityId]]) -> Cast:
        """A cast from its entities and pointers, in any order."""
        kept = tuple(entities)
        return cls(kept, tuple(sorted(points)), {entity.id: entity for entity in kept})

    def named_in(self, start: int, end: int) -> tuple[EntityId, ...]:
        """The entities that words within start..end point to, in text order, each once."""
        first = bisect_right(self.points, (start, -1, ""))
        found: dict[EntityId, None] = {}
        for point_start, point_end, entity in self.points[first:]:
            if point_start >= end:
                break
            if point_end <= end:
                found.setdefault(entity)
        return tuple(found)

    def who(self, start: int, end: int) -> EntityId | None:
        """The person or body that the words start..end (a noun phrase) point to; None when nobody is named.

        The last pointer that ends inside wins: "Russian President Vladimir Putin" is Putin, not Russia.
        """
        named = self.named_in(start, end)
        people = [one for one in named if self.by_id[one].type == "PERSON"]
        bodies = [one for one in named if self.by_id[one].type in ("ORG", "GPE", "NORP")]
        best = people or bodies
        return best[-1] if best else None
