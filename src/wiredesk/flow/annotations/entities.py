"""Entities of one article: named mentions merged, and the descriptions and pronouns that point to them."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.parse import Parse
from wiredesk.records import Entity, EntityId, EntityType, make_id

TYPES: dict[str, EntityType] = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "WORK_OF_ART": "WORK",
    "LAW": "WORK",
}


def find_cast(parse: Parse) -> Cast:
    """Who is in the article."""
    groups: dict[tuple[str, EntityType], list[tuple[int, int]]] = {}
    full: dict[str, str] = {}
    found = sorted(mentions(parse), key=lambda one: (-len(one[0].split()), one[2]))
    for name, kind, start, end in found:
        if kind == "PERSON":
            whole = full.get(name.split()[-1], name) if " " not in name else name
            full.setdefault(name.split()[-1], whole)
            full.setdefault(name.split()[0], whole)
            groups.setdefault((full.get(name, whole), kind), []).append((start, end))
        else:
            groups.setdefault((name, kind), []).append((start, end))
    entities: list[Entity] = []
    points: list[tuple[int, int, EntityId]] = []
    for (name, kind), places in sorted(groups.items()):
        entity = make_entity(parse, name, kind, sorted(places))
        entities.append(entity)
        points.extend((start, end, entity.id) for start, end in places)
    return Cast.of(entities, points)


def make_entity(parse: Parse, name: str, kind: EntityType, places: list[tuple[int, int]]) -> Entity:
    """The record of one entity and its mentions."""
    spans = tuple(parse.article.span(start, end) for start, end in places)
    identity: EntityId = make_id("e", parse.article.id, kind, name)
    aliases = tuple(sorted({span.words for span in spans} - {name}))
    return Entity(id=identity, name=name, type=kind, aliases=aliases, mentions=spans)


def mentions(parse: Parse) -> Iterator[tuple[str, EntityType, int, int]]:
    """Name, type, start and end of each named mention."""
    for span in parse.doc.ents if parse.has_grammar else ():
        kind = TYPES.get(span.label_)
        start, end = span.start_char, span.end_char
        words = parse.article.text[start:end]
        for lead in ("the ", "The "):
            if words.startswith(lead):
                start, words = start + len(lead), words[len(lead) :]
        for tail in ("'s", "’s"):
            if words.endswith(tail):
                end, words = end - len(tail), words[: -len(tail)]
        if kind and words.strip() == words and words:
            yield " ".join(words.split()), kind, start, end
