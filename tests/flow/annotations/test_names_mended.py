"""Names put together, told from things, and typed by their own words. All of them are invented, but for countries."""

from __future__ import annotations

import pytest

from builders import article
from wiredesk.flow.annotations.compounds import split
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.evidence import by_evidence
from wiredesk.flow.annotations.joining import join
from wiredesk.flow.annotations.mention import Mention
from wiredesk.flow.annotations.parse import english, parse
from wiredesk.flow.annotations.teams import name_teams
from wiredesk.flow.annotations.things import drop_products
from wiredesk.flow.annotations.words import Words
from wiredesk.text.names import fold

MATCH = (
    "The match at the rugby stadium ended at half-time for the coach and his squad. The referee counted four tries. "
)


def mention(text: str, words: str, kind: str = "ORG") -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), kind, words)


def joined(text: str, *pieces: tuple[str, str]) -> list[tuple[str, str]]:
    found = join(Words.of(english()(text)), [mention(text, words, kind) for words, kind in pieces])
    assert all(text[one.start : one.end] == one.name for one in found)
    return [(one.name, one.type) for one in found]


@pytest.mark.parametrize(
    ("text", "pieces", "whole"),
    [
        ("The Norway Department of Fisheries agreed.", [("Norway", "GPE")], ("Norway Department of Fisheries", "ORG")),
        ("He plays for Ohio State in spring.", [("Ohio", "GPE")], ("Ohio State", "ORG")),
        ("The Harlan Buses Norway manager left.", [("Harlan Buses", "ORG"), ("Norway", "GPE")],
         ("Harlan Buses Norway", "ORG")),
        ("President Abdel-Karim el-Masud arrived.", [("Abdel-Karim", "PERSON")], ("Abdel-Karim el-Masud", "PERSON")),
        ("The Duchess of Oslo waved.", [("Oslo", "GPE")], ("Duchess of Oslo", "PERSON")),
        ("She spoke on KQZX FM at noon.", [], ("KQZX FM", "ORG")),
        ("Shares of Harlan Corp HRL.N fell.", [("Harlan Corp HRL.N", "ORG")], ("Harlan Corp", "ORG")),
        ("Shares of Wendel and Co rose.", [("Co", "ORG")], ("Wendel and Co", "ORG")),
    ],
)  # fmt: skip
def test_pieces_of_a_name_are_one_name(text, pieces, whole):
    assert joined(text, *pieces) == [whole]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Norway said Department heads agreed.", [("Norway", "GPE")]),
        ("The Harlan Buses, Norway and others agreed.", [("Harlan Buses", "ORG"), ("Norway", "GPE")]),
        ("In Oslo Monday the sun shone.", [("Oslo", "GPE")]),
        ("The mayor of Oslo waved.", [("Oslo", "GPE")]),
        ("Wendel and Harlan Corp agreed.", [("Harlan Corp", "ORG")]),
    ],
)
def test_neighbours_that_are_no_one_name_stay(text, pieces):
    assert joined(text, *pieces) == [(words, kind) for words, kind in pieces]


@pytest.mark.parametrize(
    ("text", "whole", "left"),
    [
        ("Calif.-based Harlan Labs agreed.", "Calif.-based Harlan Labs", ["Calif.", "Harlan Labs"]),
        ("The U.S.-led force left.", "U.S.-led", ["U.S."]),
        ("A Quorn.-based firm left.", "Quorn.-based", ["Quorn.-based"]),
    ],
)
def test_a_place_in_a_compound_is_found_and_the_name_behind_it_kept(text, whole, left):
    found = split(Words.of(english()(text)), [mention(text, whole)])
    assert [one.name for one in found] == left
    assert [text[one.start : one.end] for one in found] == left


def types(text: str, *given: tuple[str, str]) -> list[str]:
    found = by_evidence(Words.of(english()(text)), [mention(text, words, kind) for words, kind in given])
    return [one.type for one in found]


@pytest.mark.parametrize(
    ("text", "name", "wrong", "right"),
    [
        ("It stands on Harlan Street today.", "Harlan Street", "PERSON", "FAC"),
        ("They swam in Lake Harlan today.", "Lake Harlan", "PERSON", "LOC"),
        ("A Harlan Police car came.", "Harlan Police", "PERSON", "ORG"),
        ("Two of them died in Baqubah.", "Baqubah", "PERSON", "GPE"),
        ("Mr. Quorn said no.", "Quorn", "ORG", "PERSON"),
        ("The Harlans sang, and the Harlans left.", "Harlans", "PERSON", "ORG"),
        ("The Denver Quails lost.", "Denver Quails", "GPE", "ORG"),
    ],
)
def test_the_words_tell_the_type(text, name, wrong, right):
    assert types(text, (name, wrong)) == [right]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Jordan Harlan said no.", "Jordan Harlan", "PERSON"),
        ("Mr. Bergen lives in Bergen.", "Bergen", "PERSON"),
        ("Harlan Group said no.", "Harlan Group", "ORG"),
    ],
)
def test_without_evidence_a_type_stays(text, name, kind):
    assert types(text, (name, kind)) == [kind]


def test_a_family_in_the_plural_is_no_band():
    assert types("Jo Harlan came. The Harlans left.", ("Jo Harlan", "PERSON"), ("Harlans", "PERSON"))[1] == "PERSON"


def teams(text: str, *names: str) -> list[str]:
    return [one.type for one in name_teams(Words.of(english()(text)), [mention(text, name, "GPE") for name in names])]


def test_in_sport_a_country_that_plays_is_a_team():
    assert teams(MATCH + "Norway beat Sweden in Oslo.", "Norway", "Sweden", "Oslo") == ["ORG", "ORG", "GPE"]


def test_in_politics_a_country_that_wins_is_a_country():
    assert teams("Norway beat Sweden to the contract, ministers said in Oslo.", "Norway", "Sweden") == ["GPE", "GPE"]


def kept(text: str, *names: str) -> list[str]:
    return [one.name for one in drop_products(Words.of(english()(text)), [mention(text, name) for name in names])]


def test_a_product_is_no_body():
    text = "The Harlan Aero A390 flew. She has an iPhone. Harlan Aero sold Channel 9 its shares."
    assert kept(text, "Harlan Aero A390", "iPhone", "Channel 9") == ["Channel 9"]


def test_two_namesakes_are_told_apart_by_their_titles():
    text = "Angela Quorn and Peter Quorn spoke. Peter Quorn smiled. Mrs. Quorn left. Mr. Quorn stayed. Quorn is rich."
    cast = find_cast(parse(article(text)))
    called = {text[start:end]: cast.by_id[entity].name for start, end, entity in cast.points if " " in text[start:end]}
    lone = [cast.by_id[entity].name for start, end, entity in cast.points if text[start:end] == "Quorn"]
    assert set(called.values()) == {"Angela Quorn", "Peter Quorn"}
    assert lone[:2] == ["Angela Quorn", "Peter Quorn"]


@pytest.mark.parametrize("words", ["Then-president", "Former president", "Ex-president", "The late president"])
def test_a_role_of_the_past_is_told_as_one(words):
    cast = find_cast(parse(article(f"{words} Angela Quorn spoke in Oslo with President Peter Tveit.")))
    people = {one.name: one for one in cast.entities if one.type == "PERSON"}
    assert people["Angela Quorn"].past_roles == people["Angela Quorn"].roles != ()
    assert people["Peter Tveit"].past_roles == ()


def test_spellings_orders_and_accents_of_one_name_are_one_person():
    text = (
        "Volodymyr Kostenky met Núria Valls. Kostenkyy thanked her. Kostenkiy left. Nuria Valls stayed. "
        "Xi Mingze spoke. Xi left."
    )
    names = {one.name for one in find_cast(parse(article(text))).entities if one.type == "PERSON"}
    assert {fold(name) for name in names} == {"volodymyr kostenky", "nuria valls", "xi mingze"}
