"""The entities of a story: those of its articles, merged."""

from __future__ import annotations

from collections.abc import Iterable

from wiredesk.records import Annotations, Article, Entity, EntityId, make_id


def merge_entities(
    articles: Iterable[Article], annotations: Iterable[Annotations]
) -> tuple[tuple[Entity, ...], dict[EntityId, EntityId]]:
    """The story's entities, and the map from the articles' ids to theirs."""
    groups: dict[tuple[str, str], list[Entity]] = {}
    for one in sorted(annotations, key=lambda one: one.article):
        for entity in one.entities:
            groups.setdefault((entity.type, entity.name), []).append(entity)
    merged, mapping = [], {}
    for (_, name), members in sorted(groups.items()):
        kind = members[0].type
        identity: EntityId = make_id("e", kind, name)
        mapping.update({member.id: identity for member in members})
        aliases = sorted({alias for member in members for alias in member.aliases} - {name})
        merged.append(
            Entity(
                id=identity,
                name=name,
                type=kind,
                aliases=tuple(aliases),
                mentions=tuple(span for member in members for span in member.mentions),
                country=next((member.country for member in members if member.country), None),
                roles=tuple(sorted({role for member in members for role in member.roles})),
            )
        )
    return tuple(merged), mapping
