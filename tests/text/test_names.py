"""Names: spellings, family names, short forms, groups. The people are invented, or are only spellings of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.text.grouping import group_bodies, group_people
from wiredesk.text.names import acronyms_of, fold, person_name, same_person, sound_key

SAME = [
    ("Lin", "Lin Meihua"),
    ("Oleksandr Varensky", "Varenskyy"),
    ("Varenskiy", "Aleksandr Varenskyj"),
    ("Sergei Morozov", "Sergey Morozow"),
    ("Mr. Pak", "Pak Min-jun"),
    ("Pak Min Jun", "Pak Min-jun"),
    ("Joseph R. Tanner Jr.", "Joe Tanner"),
    ("Petra van der Holt", "van der Holt"),
    ("Holt", "Petra van der Holt"),
    ("Hernán Núñez", "Hernan Nunez"),
    ("J. Tanner", "Joe Tanner"),
]
DIFFERENT = [
    ("Lin Meihua", "Lin Guowei"),
    ("Ada Tanner", "Joe Tanner"),
    ("Joe Tanner", "Joe Tanner Jr."),
    ("Mr. Ada", "Ada Tanner"),
    ("Meihua Lin Holt", "Lin Meihua"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_forms_of_a_name_are_one_person(one, other):
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_names_are_two_people(one, other):
    assert not same_person(one, other)
    assert not same_person(other, one)


def test_a_chinese_name_begins_with_the_family():
    assert person_name("Lin Meihua").family == "lin"
    assert person_name("Kim Fenwick").family == "fenwick"


def test_a_transliterated_ending_has_one_key():
    assert len({sound_key(name) for name in ("Varensky", "Varenskyy", "Varenskiy", "Varenskyj", "Varenskij")}) == 1


def test_a_body_gives_its_acronym():
    assert "NHB" in acronyms_of("Northern Harbour Board")


def test_a_surname_of_two_people_fits_both():
    people = group_people({"Lin Meihua": 3, "Lin Guowei": 2, "Ada Tanner": 1})
    assert people.fitting("Lin") == ["Lin Guowei", "Lin Meihua"]
    assert people.fitting("Tanner") == ["Ada Tanner"]


def test_a_company_is_one_with_and_without_its_form():
    called = group_bodies({"Acme Inc.": 1, "Acme": 4, "Acme Records": 2})
    assert called["Acme Inc."] == called["Acme"] == "Acme"
    assert called["Acme Records"] == "Acme Records"


def test_an_acronym_of_two_bodies_stays_alone():
    called = group_bodies({"Northern Harbour Board": 1, "National Health Bureau": 1, "NHB": 1})
    assert called["NHB"] == "NHB"


@given(st.dictionaries(st.text(max_size=20), st.integers(1, 5), max_size=8))
def test_the_order_of_names_does_not_change_the_groups(counts):
    backwards = dict(reversed(counts.items()))
    assert group_people(counts) == group_people(backwards)
    assert group_bodies(counts) == group_bodies(backwards)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
