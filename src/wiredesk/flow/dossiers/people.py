"""The entities of a story: those of its articles, merged.

"Xi" in one article and "Xi Jinping" in another are one; Wang Yi and Wang Wenbin stay two; a surname that fits two
people of the story stays alone unless nearly all mentions of that surname are one person's. A country is one entity
whatever it is called; its people (type NORP, "Russian") are another, of the same `country`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from wiredesk.records import Annotations, Article, Entity, EntityId, EntityType, make_id
from wiredesk.text.grouping import People, group_bodies, group_people
from wiredesk.text.names import fold, person_name, sound_key

Key = tuple[EntityType, str]

DOMINANCE = 5  # times as many mentions as all namesakes together: a bare surname is then the prominent person's
MAJORITY = 3  # times as many mentions elsewhere in the story: an article's type for a name is then mended
PLACES: tuple[EntityType, ...] = ("GPE", "LOC", "FAC")


def merge_entities(
    articles: Iterable[Article], annotations: Iterable[Annotations]
) -> tuple[tuple[Entity, ...], dict[EntityId, EntityId]]:
    """The story's entities, and the map from the articles' ids to theirs.

    Takes    the articles of one story and their annotations, in any order.
    Gives    entities whose ids are a function of type and name, those of most articles first.
    Cost     near-linear in the number of mentions: names are compared within a family name or key only.
    """
    known = {article.id for article in articles}
    chosen = sorted((one for one in annotations if not known or one.article in known), key=lambda one: one.article)
    entities = [entity for one in chosen for entity in one.entities]
    keys = story_keys(entities)
    groups: dict[Key, list[Entity]] = defaultdict(list)
    for entity, key in zip(entities, keys, strict=True):
        groups[key].append(entity)
    merged = {key: merged_entity(key, members) for key, members in groups.items()}
    mapping = {entity.id: merged[key].id for entity, key in zip(entities, keys, strict=True)}
    return tuple(sorted(merged.values(), key=prominence)), mapping


def prominence(entity: Entity) -> tuple[int, int, str, str]:
    """Sorts entities: those of most articles first, then of most mentions, then by name."""
    return -len({span.article for span in entity.mentions}), -len(entity.mentions), entity.name, entity.type


# ------------------------------------------------------------------ which are one


def story_keys(entities: list[Entity]) -> list[Key]:
    """For each entity the type and name under which the story knows it."""
    types = mended_types(entities)
    counts: dict[EntityType, Counter[str]] = defaultdict(Counter)
    for entity, kind in zip(entities, types, strict=True):
        counts[kind][entity.name] += max(len(entity.mentions), 1)
    people = group_people(counts["PERSON"])
    called = lone_people(entities, types, people)
    bodies = group_bodies(counts["ORG"], peoples_of(entities), any_tail=False)
    homes = homes_by_alias(entities, bodies)
    bodies = {name: homes.get(called_so, called_so) for name, called_so in bodies.items()}
    spelled = {kind: commonest_spelling(names) for kind, names in counts.items()}
    called_places = names_of_places(entities)
    found: list[Key] = []
    for entity, kind in zip(entities, types, strict=True):
        if kind == "PERSON":
            found.append((kind, called[entity.id]))
        elif kind == "ORG":
            found.append((kind, spelled[kind][fold(bodies[entity.name])]))
        elif entity.geonames is not None and kind in PLACES:
            found.append((kind, called_places[entity.geonames]))
        else:
            found.append((kind, spelled[kind][fold(entity.name)]))
    return found


def names_of_places(entities: Iterable[Entity]) -> dict[int, str]:
    """GeoNames id → the commonest of the names that the story has for the place."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for entity in entities:
        if entity.geonames is not None:
            counts[entity.geonames][entity.name] += max(len(entity.mentions), 1)
    return {place: min(names, key=lambda name: (-names[name], name)) for place, names in counts.items()}


def mended_types(entities: list[Entity]) -> list[EntityType]:
    """The type of each entity, corrected where the rest of the story plainly types the name otherwise."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for entity in entities:
        for form in {entity.name, *entity.aliases}:
            named = sum(" ".join(span.words.split()) == form for span in entity.mentions)
            votes[fold(form)][entity.type] += named
    return [best_type(entity, votes[fold(entity.name)]) for entity in entities]


def best_type(entity: Entity, votes: Counter[EntityType]) -> EntityType:
    """The entity's type, or the one that the story gives its name far more often."""
    if entity.type in PLACES:
        places = [kind for kind in PLACES if votes[kind]]
        return max(places, key=lambda kind: votes[kind], default=entity.type)
    best = max(sorted(votes), key=lambda kind: votes[kind], default=entity.type)
    return best if votes[best] >= MAJORITY * max(votes[entity.type], 1) else entity.type


def lone_people(entities: list[Entity], types: list[EntityType], people: People) -> dict[EntityId, str]:
    """Each person's id → the name that the story knows them by."""
    weight: Counter[str] = Counter()
    countries: dict[str, set[str]] = defaultdict(set)
    persons = [entity for entity, kind in zip(entities, types, strict=True) if kind == "PERSON"]
    for entity in persons:
        whole = people.whole.get(entity.name)
        if whole:
            weight[whole] += len(entity.mentions)
            countries[whole].update([entity.country] if entity.country else [])
    lone = Counter(entity.name for entity in persons if entity.name not in people.whole)
    spelled = commonest_spelling(lone, key=lambda name: sound_key(person_name(name).family))
    found: dict[EntityId, str] = {}
    for entity in persons:
        whole = people.whole.get(entity.name) or fitting_person(entity, people, weight, countries)
        found[entity.id] = whole or spelled.get(sound_key(person_name(entity.name).family), entity.name)
    return found


def fitting_person(entity: Entity, people: People, weight: Counter[str], countries: dict[str, set[str]]) -> str | None:
    """The person whom a lone name means: the only one, the only one of its country, or the prominent one."""
    fitting = people.fitting(entity.name)
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    near = [one for one in fitting if entity.country and entity.country in countries[one]]
    if len(near) == 1:
        return near[0]
    best = max(fitting, key=lambda one: (weight[one], one))
    rest = sum(weight[one] for one in fitting) - weight[best]
    return best if weight[best] >= DOMINANCE * max(rest, 1) else None


def homes_by_alias(entities: Iterable[Entity], bodies: dict[str, str]) -> dict[str, str]:
    """Names of bodies that articles use for a longer-named one → that name, where nearly all articles agree."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in entities:
        own = bodies.get(entity.name)
        for alias in entity.aliases if own is not None else ():
            short = bodies.get(alias)
            if short is not None and own is not None and short != own:
                votes[short][own] += len(entity.mentions)
    homes: dict[str, str] = {}
    for short in sorted(votes):
        best = max(votes[short], key=lambda name: (votes[short][name], name))
        rest = sum(votes[short].values()) - votes[short][best]
        if votes[short][best] >= DOMINANCE * max(rest, 1) and best not in homes and short not in homes.values():
            homes[short] = best
    return homes


def peoples_of(entities: Iterable[Entity]) -> dict[str, str]:
    """Folded names of the countries and peoples of the story → country."""
    return {
        fold(form): entity.country
        for entity in entities
        if entity.country and entity.type in ("GPE", "NORP")
        for form in (entity.name, *entity.aliases)
    }


def commonest_spelling(counts: Counter[str], key: Callable[[str], str] = fold) -> dict[str, str]:
    """Key of a name → its commonest spelling, not one in capitals where there is another."""
    found: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (name.isupper() and len(name) > 5, -counts[name], -len(name), name)):
        found.setdefault(key(name), name)
    return found


# ------------------------------------------------------------------ records


def merged_entity(key: Key, members: list[Entity]) -> Entity:
    """The story's record of an entity from the articles' records of it."""
    kind, name = key
    countries = Counter(one.country for one in members if one.country)
    aliases = {alias for one in members for alias in (one.name, *one.aliases)} - {name}
    spans = {(span.article, span.start, span.end): span for one in members for span in one.mentions}
    return Entity(
        id=make_id("e", kind, name),
        name=name,
        type=kind,
        aliases=tuple(sorted(aliases)),
        wikidata=min((one.wikidata for one in members if one.wikidata), default=None),
        mentions=tuple(spans[place] for place in sorted(spans)),
        country=min(countries, key=lambda one: (-countries[one], one)) if countries else None,
        roles=commonest_roles(members),
        past_roles=tuple(sorted({role for one in members for role in one.past_roles})),
        **place_of(members),
    )


def place_of(members: Iterable[Entity]) -> dict[str, Any]:
    """GeoNames id and coordinates that most of the articles' records give."""
    places = Counter((one.geonames, one.latitude, one.longitude) for one in members if one.geonames is not None)
    if not places:
        return {}
    geonames, latitude, longitude = min(places, key=lambda one: (-places[one], one[0] or 0))
    return {"geonames": geonames, "latitude": latitude, "longitude": longitude}


def commonest_roles(members: Iterable[Entity]) -> tuple[str, ...]:
    """The roles that the articles give, the commonest first."""
    roles = Counter(role for one in members for role in one.roles)
    return tuple(sorted(roles, key=lambda role: (-roles[role], role)))
