"""Where places are. The happenings and people are invented; the cities, states and countries are real."""

from __future__ import annotations

import pytest

from builders import article
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.locating import country_of_place
from wiredesk.flow.annotations.parse import parse
from wiredesk.flow.annotations.places import find_spot, places, spots
from wiredesk.records import Entity


def place_in(text: str, name: str) -> Entity:
    return next(one for one in find_cast(parse(article(text))).entities if one.name == name)


def test_a_city_has_its_geonames_id_and_coordinates():
    spot = find_spot("Bergen", near={"NO": 1.0})
    assert spot is not None
    assert (spot.country, spot.geonames) == ("NO", 3161732)
    assert (round(spot.latitude or 0), round(spot.longitude or 0)) == (60, 5)


def test_a_country_has_its_id_and_no_point():
    spot = find_spot("the United States", near={})
    assert spot is not None
    assert (spot.country, spot.geonames, spot.latitude) == ("US", 6252001, None)


@pytest.mark.parametrize(
    ("name", "near", "tail", "country"),
    [
        ("Birmingham", {}, "", "GB"),
        ("Birmingham", {"US": 1.0}, "", "US"),
        ("Birmingham", {}, ", Ala., on Monday", "US"),
        ("Paris", {"US": 1.0}, "", "FR"),
        ("Paris", {}, ", Texas, on Monday", "US"),
        ("Nowhereville", {}, ", Ohio", "US"),
        ("France", {}, ", Spain and Italy", "FR"),
        ("Georgia", {}, "", "GE"),
        ("Georgia", {"US": 0.9}, "", "US"),
        ("Kiev", {}, "", "UA"),
        ("Manhattan Beach, Calif.", {}, "", "US"),
    ],
)
def test_of_namesakes_the_text_tells_which(name, near, tail, country):
    spot = find_spot(name, near=near, tails=[tail])
    assert spot is not None and spot.country == country


def test_a_name_that_no_table_has_is_nowhere():
    assert find_spot("Qwertybury", near={"US": 1.0}) is None
    assert country_of_place("Qwertybury", None) is None


def test_a_longer_name_tells_its_country():
    assert country_of_place("Southern California", None) == "US"
    assert country_of_place("Bergen Central Station", None) == "NO"


def test_an_article_gives_its_places_coordinates():
    bergen = place_in("A ferry sank off Bergen on Monday. Norwegian divers came to Bergen at night.", "Bergen")
    assert (bergen.country, bergen.geonames) == ("NO", 3161732)


def test_all_other_places_tell_the_country_of_an_unknown_one():
    text = "Crews left Denver for Qwerty Valley, near Boulder, on Monday."
    assert place_in(text, "Qwerty Valley").country == "US"


def test_every_row_of_the_table_is_found_by_its_key():
    rows = places().rows.decode().splitlines()
    assert len(rows) > 100_000
    for row in rows[:: len(rows) // 200]:
        key, name = row.split("\t")[:2]
        assert name in {spot.name for spot in spots(key)}
