"""Entities of one article: named mentions merged, and the descriptions and pronouns that point to them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.coref import Point, find_references
from wiredesk.flow.annotations.gazetteer import country_in, known, known_place, table
from wiredesk.flow.annotations.locating import PLACES, country_of_place, locate
from wiredesk.flow.annotations.mention import Mention
from wiredesk.flow.annotations.mentions import find_mentions
from wiredesk.flow.annotations.parse import Parse
from wiredesk.flow.annotations.places import Spot
from wiredesk.flow.annotations.plain import find_plain_mentions
from wiredesk.flow.annotations.roles import GENDER_OF_TITLE, Gender, Role, given_genders, role_after, role_before
from wiredesk.flow.annotations.wikidata import wikidata_ids
from wiredesk.records import Entity, EntityType, make_id
from wiredesk.text.grouping import People, group_bodies, group_people
from wiredesk.text.names import fold, person_name

MET_BEFORE = 3  # bare surnames before the first full name; headline and caption account for two
Key = tuple[EntityType, str]  # what a group of mentions goes by inside its article


def find_cast(parse: Parse) -> Cast:
    """Who is in the article.

    Takes    a Parse; without grammar only names are found, no descriptions and no pronouns.
    Gives    a Cast; its entities have named mentions only, its points also descriptions and pronouns.
    Cost     linear in the text.
    """
    mentions = find_mentions(parse) if parse.has_grammar else find_plain_mentions(parse)
    groups = merge_mentions(mentions, titles_of(parse, mentions))
    starts = [token.idx for token in parse.doc]
    roles = {key: find_roles(parse, places, starts) for key, places in groups.items() if key[0] == "PERSON"}
    where = locate(parse.article.text, groups)
    entities = [
        make_entity(parse, key, places, roles.get(key, []), where.get(key)) for key, places in sorted(groups.items())
    ]
    named = [(span.start, span.end, entity.id) for entity in entities for span in entity.mentions]
    told = list(find_references(parse, entities, roles_by_id(entities, roles))) if parse.has_grammar else []
    return Cast.of(with_descriptions(parse, entities, told), [*named, *told])


# ------------------------------------------------------------------ merging


def merge_mentions(mentions: list[Mention], titles: dict[int, Gender]) -> dict[Key, list[Mention]]:
    """The mentions by whom they name."""
    names = Counter(one.name for one in mentions if one.type == "PERSON")
    people = group_people(names)
    strangers = met_before(mentions, people)
    bodies = group_bodies(Counter(one.name for one in mentions if one.type == "ORG"), country_words())
    groups: dict[Key, list[Mention]] = defaultdict(list)
    last_named: dict[str, int] = {}
    for place, one in enumerate(mentions):
        if one.type == "PERSON":
            gender = titles.get(one.start)
            name = one.name if one.name in strangers else person_called(one.name, people, last_named, gender)
            last_named[name] = place
        elif one.type == "ORG":
            name = bodies[one.name]
        else:
            name = one.name
        entry = known(name) or (known_place(name) if one.type == "GPE" else None)
        groups[one.type, entry.name if entry and entry.type == one.type else name].append(one)
    return fold_groups(groups)


def met_before(mentions: Iterable[Mention], people: People) -> set[str]:
    """Lone surnames that stand often before anybody of that name is named in full: somebody else's, known to all.

    "Mr. Doe … Doe … Mr. Doe … his wife Jo Doe": the first three are not Jo's.
    """
    alone: Counter[str] = Counter()
    strangers: set[str] = set()
    introduced: set[str] = set()
    for one in mentions:
        if one.type != "PERSON":
            continue
        if one.name in people.whole:
            introduced.add(people.whole[one.name])
            continue
        if introduced.isdisjoint(people.fitting(one.name)):
            alone[one.name] += 1
            if alone[one.name] >= MET_BEFORE:
                strangers.add(one.name)
    return strangers


def titles_of(parse: Parse, mentions: Iterable[Mention]) -> dict[int, Gender]:
    """Where lone surnames begin → the gender that the title before them tells ("Mr. Doe").

    A mention without a title takes that of its name's other mentions, where they all tell the same.
    """
    lone = [one for one in mentions if one.type == "PERSON" and " " not in one.name]
    own: dict[int, Gender] = {}
    told: dict[str, set[Gender]] = defaultdict(set)
    for one in lone:
        before = parse.article.text[max(0, one.start - 12) : one.start].split()
        gender = GENDER_OF_TITLE.get(fold(before[-1]).strip(".")) if before else None
        if gender is not None:
            own[one.start] = gender
            told[one.name].add(gender)
    return {one.start: next(iter(told[one.name])) for one in lone if len(told[one.name]) == 1} | own


def is_of_gender(name: str, gender: Gender | None) -> bool:
    """False where a full name's given name tells the other gender."""
    given = person_name(name).given
    return gender is None or not given or given_genders().get(given[0], gender) == gender


def person_called(name: str, people: People, last_named: dict[str, int], gender: Gender | None) -> str:
    """The name that a mention's person goes by: a lone surname is whoever of that name was named last."""
    if name in people.whole:
        return people.whole[name]
    fitting = [one for one in people.fitting(name) if is_of_gender(one, gender)]
    return max(fitting, key=lambda one: (last_named.get(one, -1), one)) if fitting else name


def fold_groups(groups: dict[Key, list[Mention]]) -> dict[Key, list[Mention]]:
    """The groups with those joined that differ only in case, accents or apostrophes; the commonest spelling stays."""
    alike: dict[Key, list[Key]] = defaultdict(list)
    for key in sorted(groups, key=lambda key: (-len(groups[key]), key[1].isupper(), key)):
        alike[key[0], fold(key[1])].append(key)
    return {keys[0]: sorted(one for key in keys for one in groups[key]) for keys in alike.values()}


def country_words() -> dict[str, str]:
    """Folded names of countries and peoples → country."""
    return {fold(name): entry.country for name, entry in table().items() if entry.country and entry.type != "ORG"}


# ------------------------------------------------------------------ records


def find_roles(parse: Parse, mentions: list[Mention], starts: list[int]) -> list[Role]:
    """The roles that the text gives a person, in text order."""
    if not parse.has_grammar:
        return []
    found: list[Role] = []
    for one in mentions:
        first = bisect_left(starts, one.start)
        last = bisect_left(starts, one.end) - 1
        if first < len(starts) and starts[first] == one.start:
            found.extend(role for role in (role_before(parse.doc, first), role_after(parse.doc, last)) if role)
    return found


def make_entity(parse: Parse, key: Key, mentions: list[Mention], roles: list[Role], spot: Spot | None) -> Entity:
    """The record of one entity."""
    kind, name = key
    spans = tuple(parse.article.span(one.start, one.end) for one in mentions)
    forms = {" ".join(span.words.split()) for span in spans}
    return Entity(
        id=make_id("e", parse.article.id, kind, name),
        name=name,
        type=kind,
        aliases=tuple(sorted(forms - {name})),
        mentions=spans,
        wikidata=wikidata_ids().get((kind, fold(name))),
        country=country_of_place(name, spot) if kind in PLACES else country_of(kind, name, roles),
        roles=tuple(dict.fromkeys(role.words for role in roles if role.words)),
        past_roles=tuple(dict.fromkeys(role.words for role in roles if role.words and role.is_past)),
        geonames=spot.geonames if spot else None,
        latitude=spot.latitude if spot else None,
        longitude=spot.longitude if spot else None,
    )


def country_of(kind: EntityType, name: str, roles: Iterable[Role]) -> str | None:
    """The country of a body, by its name, or of a person, by the roles that the text gives."""
    if kind == "PERSON":
        told = Counter(role.country for role in roles if role.country)
        return min(told, key=lambda one: (-told[one], one)) if told else None
    entry = known(name)
    if entry is not None:
        return entry.country
    return country_in(name) if kind in ("ORG", "NORP") else None


def roles_by_id(entities: Iterable[Entity], roles: dict[Key, list[Role]]) -> dict[str, list[Role]]:
    """The roles of people, by the ids of their records."""
    return {one.id: roles[one.type, one.name] for one in entities if (one.type, one.name) in roles}


def with_descriptions(parse: Parse, entities: list[Entity], points: Iterable[Point]) -> list[Entity]:
    """The entities with the descriptions that point to them among their aliases; pronouns are no aliases."""
    words: dict[str, set[str]] = defaultdict(set)
    for start, end, entity in points:
        description = " ".join(parse.article.text[start:end].split())
        if " " in description:
            words[entity].add(description)
    return [
        msgspec.structs.replace(one, aliases=tuple(sorted({*one.aliases, *words[one.id]}))) if one.id in words else one
        for one in entities
    ]
