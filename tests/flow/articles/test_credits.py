"""Agencies that a page credits. All sentences here are invented."""

from __future__ import annotations

import pytest

from wiredesk.flow.articles.credits import find_credits
from wiredesk.records import Removed


def credited(*paragraphs: str, removed: str = "", reason: str = "credit", caption: str = "") -> list[tuple[str, str]]:
    lines = (Removed(words=removed, reason=reason),) if removed else ()
    found = find_credits(paragraphs, lines, (caption,) if caption else ())
    return [(credit.agency, credit.role) for credit in found]


@pytest.mark.parametrize(
    ("paragraph", "agency"),
    [
        ("ASKVIK (AP) — The bridge was reopened on Monday.", "AP"),
        ("(Reuters) - The bridge was reopened on Monday.", "Reuters"),
        ("ASKVIK, March 17. /TASS/. The bridge was reopened on Monday.", "TASS"),
        ("Askvik (dpa) - Die Brücke ist seit Montag wieder offen.", "dpa"),
    ],
)
def test_a_dateline_names_the_agency_the_text_came_from(paragraph: str, agency: str):
    assert credited(paragraph) == [(agency, "via")]


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("The Associated Press contributed to this report.", ["AP"]),
        ("Reuters contributed to this report.", ["Reuters"]),
        ("Reuters and Agence France-Presse contributed to this report.", ["Reuters", "AFP"]),
        ("With inputs from ANI", ["ANI"]),
    ],
)
def test_a_credit_line_names_who_contributed(line: str, agencies: list[str]):
    assert credited(removed=line) == [(agency, "contributed") for agency in agencies]


@pytest.mark.parametrize(
    ("caption", "agencies"),
    [
        ("Image: AP", ["AP"]),
        ("AP", ["AP"]),
        ("The bridge at Askvik on May 3, 2031. Sputnik/Ola Berg/Pool via Reuters", ["Sputnik", "Reuters"]),
        ("The bridge at Askvik. (AP Photo/Ola Berg)", ["AP"]),
        ("The bridge at Askvik. © Ola Berg/dpa", ["dpa"]),
    ],
)
def test_a_caption_names_whose_image_it_is(caption: str, agencies: list[str]):
    assert credited(caption=caption) == [(agency, "image") for agency in agencies]


@pytest.mark.parametrize("line", ["[Copyright 2031 NPR]", "© NPR", "Copyright 2031 NPR. All rights reserved."])
def test_a_copyright_line_names_who_holds_the_rights(line: str):
    assert credited(removed=line, reason="copyright") == [("NPR", "copyright")]


def test_a_story_that_first_appeared_elsewhere_came_via_there():
    line = "This article first appeared in The Lindholm Courier."
    assert credited(removed=line) == [("The Lindholm Courier", "via")]


@pytest.mark.parametrize(
    ("paragraph", "agency"),
    [
        ("The bridge is open again, according to Reuters.", "Reuters"),
        ("“The bridge is open,” she said, reported Sputnik.", "Sputnik"),
        ("The Askvik Times reported that the bridge is open.", "The Askvik Times"),
    ],
)
def test_an_agency_that_a_sentence_relies_on_is_named(paragraph: str, agency: str):
    assert credited(paragraph) == [(agency, "according_to")]


def test_a_person_or_ministry_that_a_sentence_relies_on_is_no_agency():
    assert credited("The bridge is open, according to Ida Brekke. The Transport Ministry reported no damage.") == []


def test_an_agency_is_credited_once_for_a_role():
    assert credited("It opened, according to Reuters.", "It closed, according to Reuters.") == [
        ("Reuters", "according_to")
    ]


def test_a_credit_gives_the_words_on_the_page():
    (credit,) = find_credits((), (Removed(words="Reuters contributed to this report.", reason="credit"),), ())
    assert credit.words == "Reuters contributed to this report."


def test_a_menu_line_credits_nobody():
    assert credited(removed="Reuters", reason="menu") == []
