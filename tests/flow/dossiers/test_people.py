"""The entities of a story. The people and places are invented."""

from __future__ import annotations

import itertools

from wiredesk.flow.dossiers.people import merge_entities
from wiredesk.records import Annotations, Entity, EntityType, Span, Vectors, make_id


def entity(article: str, name: str, kind: EntityType = "PERSON", times: int = 1, **more) -> Entity:
    spans = tuple(Span(article=article, start=50 * n, end=50 * n + len(name), words=name) for n in range(times))
    return Entity(id=make_id("e", article, kind, name), name=name, type=kind, mentions=spans, **more)


def notes(article: str, *entities: Entity) -> Annotations:
    return Annotations(
        id="n" + article,
        article=article,
        language="en",
        entities=entities,
        dates=(),
        quotes=(),
        events=(),
        quantities=(),
        sentences=(),
        vectors=Vectors(model="", title=b"", lede=b"", body=b""),
    )


def names(*annotations: Annotations) -> list[str]:
    return sorted(one.name for one in merge_entities((), annotations)[0])


def test_a_surname_in_one_article_is_the_full_name_of_another():
    assert names(notes("a", entity("a", "Lin")), notes("b", entity("b", "Lin Meihua"))) == ["Lin Meihua"]


def test_two_people_of_one_surname_stay_two_and_the_bare_surname_alone():
    found = names(
        notes("a", entity("a", "Lin")), notes("b", entity("b", "Lin Meihua")), notes("c", entity("c", "Lin Guowei"))
    )
    assert found == ["Lin", "Lin Guowei", "Lin Meihua"]


def test_a_bare_surname_with_a_country_is_the_person_of_that_country():
    _, mapping = merge_entities(
        (),
        (
            notes("a", entity("a", "Holm", country="NO")),
            notes("b", entity("b", "Ada Holm", country="NO"), entity("b", "Eva Holm", country="SE")),
        ),
    )
    assert mapping[make_id("e", "a", "PERSON", "Holm")] == mapping[make_id("e", "b", "PERSON", "Ada Holm")]


def test_spellings_of_one_name_are_one():
    found = names(notes("a", entity("a", "Aleksandr Varensky")), notes("b", entity("b", "Oleksandr Varenskyy")))
    assert len(found) == 1


def test_a_body_whose_short_name_an_article_uses_is_one():
    long = entity("a", "Acme Widgets", "ORG", 4, aliases=("Acme",))
    short = entity("b", "Acme", "ORG", 6)
    longer = entity("c", "Acme Widgets", "ORG", 4, aliases=("Acme",))
    assert len(names(notes("a", long), notes("b", short), notes("c", longer))) == 1


def test_a_type_that_the_rest_of_the_story_denies_is_mended():
    wrong = entity("a", "Varensky", "ORG")
    right = [notes(one, entity(one, "Varensky", "PERSON", 2)) for one in "bc"]
    assert [one.type for one in merge_entities((), (notes("a", wrong), *right))[0]] == ["PERSON"]


def test_the_order_of_articles_does_not_matter():
    made = [
        notes("a", entity("a", "Lin"), entity("a", "Acme", "ORG")),
        notes("b", entity("b", "Lin Meihua"), entity("b", "Acme Inc.", "ORG")),
        notes("c", entity("c", "Lin Guowei"), entity("c", "Norway", "GPE", country="NO")),
    ]
    results = [merge_entities((), order) for order in itertools.permutations(made)]
    assert all(entities == results[0][0] and mapping == results[0][1] for entities, mapping in results)


def test_every_entity_of_an_article_has_a_place_in_the_story():
    made = notes("a", entity("a", "Lin"), entity("a", "Oslo", "GPE"))
    entities, mapping = merge_entities((), (made,))
    assert {mapping[one.id] for one in made.entities} == {one.id for one in entities}


def test_two_names_of_one_place_are_one_and_keep_its_coordinates():
    where = {"geonames": 7, "latitude": 60.5, "longitude": 5.25, "country": "NO"}
    merged, _ = merge_entities(
        (),
        (
            notes("a", entity("a", "Port Ellery", "GPE", times=2, **where)),
            notes("b", entity("b", "Porto Ellery", "GPE", **where)),
        ),
    )
    assert [(one.name, one.aliases, one.geonames, one.latitude, one.longitude) for one in merged] == [
        ("Port Ellery", ("Porto Ellery",), 7, 60.5, 5.25)
    ]


def test_two_places_stay_two():
    found = names(
        notes("a", entity("a", "Port Ellery", "GPE", geonames=7)),
        notes("b", entity("b", "Port Calder", "GPE", geonames=8)),
    )
    assert found == ["Port Calder", "Port Ellery"]


def test_past_roles_of_all_articles_are_kept():
    merged, _ = merge_entities(
        (),
        (
            notes("a", entity("a", "Ada Holm", roles=("mayor",), past_roles=("mayor",))),
            notes("b", entity("b", "Ada Holm", roles=("senator",))),
        ),
    )
    assert (merged[0].roles, merged[0].past_roles) == (("mayor", "senator"), ("mayor",))
