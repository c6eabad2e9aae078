"""Agencies that a page credits. All sentences here are invented."""

from __future__ import annotations

import pytest

from wiredesk.flow.articles.credits import find_credits
from wiredesk.records import Removed

BODY = "The bridge at Askvik was reopened on Monday, and lorries rolled in both directions, the harbour office told us."


def credited(
    *paragraphs: str, removed: str = "", reason: str = "credit", caption: str = "", byline: str = ""
) -> list[tuple[str, str]]:
    lines = (Removed(words=removed, reason=reason),) if removed else ()
    found = find_credits(paragraphs, lines, (caption,) if caption else (), (byline,) if byline else ())
    return [(credit.agency, credit.role) for credit in found]


@pytest.mark.parametrize(
    ("paragraph", "agency"),
    [
        ("ASKVIK (AP) — The bridge was reopened on Monday.", "AP"),
        ("(Reuters) - The bridge was reopened on Monday.", "Reuters"),
        ("ASKVIK, March 17. /TASS/. The bridge was reopened on Monday.", "TASS"),
        ("Askvik (dpa) - Die Brücke ist seit Montag wieder offen.", "dpa"),
        ("(CNN)The bridge was reopened on Monday.", "CNN"),
        ("Askvik (CNN) The bridge was reopened on Monday.", "CNN"),
        ("ASKVIK/LINDHOLM, May 3 (Reuters) - The bridge was reopened.", "Reuters"),
        ("ASKVIK, May 3, 2031 /PRNewswire/ -- The bridge was reopened.", "PR Newswire"),
        ("Askvik (dpa/ib) - Die Brücke ist wieder offen.", "dpa"),
        ("Genf - (sda) Die Brücke ist wieder offen.", "Keystone-SDA"),
        ("ASKVIK, 3 mai (AFP) - Le pont est rouvert.", "AFP"),
        ("Askvik, 3 may (EFE).- El puente está abierto.", "EFE"),
        ("(ANSA) - ASKVIK, 03 MAG - Il ponte è aperto.", "ANSA"),
        ("Askvik, 03 mai 2031 (Lusa) - A ponte está aberta.", "Lusa"),
        ("ASKVIK (ANP) - De brug is weer open.", "ANP"),
        ("Askvik (PAP) - Most jest otwarty.", "PAP"),
        ("АСКВИК, 3 мая. /ТАСС/. Мост снова открыт.", "TASS"),
        ("АСКВИК, 3 мая — РИА Новости. Мост снова открыт.", "RIA Novosti"),
    ],
)
def test_a_dateline_names_the_agency_the_text_came_from(paragraph: str, agency: str):
    assert credited(paragraph) == [(agency, "via")]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The owner of the agency (Reuters) said it was open.",
        "Ida Brekke (AP)",
        "BBC in crisis",
        "CNN's president resigned",
        "The mayor met the reporters of the paper (dpa) - and left.",
    ],
)
def test_a_name_in_brackets_is_no_dateline_without_a_place_and_a_story(paragraph: str):
    assert credited(paragraph, BODY) == []


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("By Reuters staff", ("Reuters", "via")),
        ("By Ida Brekke, Associated Press", ("AP", "via")),
        ("Von dpa", ("dpa", "via")),
        ("Le Quai avec AFP", ("AFP", "contributed")),
        ("Por EFE", ("EFE", "via")),
        ("Agencies", ("agencies", "contributed")),
    ],
)
def test_a_line_above_the_body_says_whose_text_it_is(line: str, credit: tuple[str, str]):
    assert credited(line, BODY, BODY) == [credit]


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("dpa", [("dpa", "via")]),
        ("SDA/ib", [("Keystone-SDA", "via")]),
        ("(dpa)", [("dpa", "via")]),
        ("/dpa", [("dpa", "via")]),
        ("— Reuters", [("Reuters", "via")]),
        ("Quelle: askvik.example, ib/dpa", [("dpa", "via")]),
        ("Źródło: PAP", [("PAP", "via")]),
        ("Bron: ANP", [("ANP", "via")]),
        ("Источник: ТАСС", [("TASS", "via")]),
        ("mit dpa", [("dpa", "contributed")]),
        ("(with AFP)", [("AFP", "contributed")]),
        ("Con información de EFE", [("EFE", "contributed")]),
        ("Com informações da Reuters", [("Reuters", "contributed")]),
        ("По материалам РИА Новости", [("RIA Novosti", "contributed")]),
        ("mit Agenturen", [("agencies", "contributed")]),
        ("(dpa/AFP)", [("dpa", "contributed"), ("AFP", "contributed")]),
        ("© 2031 AFP", [("AFP", "copyright")]),
        ("Ida Brekke / AP", [("AP", "image")]),
    ],
)
def test_a_line_below_the_body_says_whose_text_it_is(line: str, credits: list[tuple[str, str]]):
    assert credited(BODY, BODY, BODY, line) == credits


def test_the_last_paragraph_can_be_signed_at_its_end():
    assert credited(BODY, "Die Brücke bleibt bis Mai offen. (dpa)") == [("dpa", "via")]
    assert credited(BODY, "Ida Brekke on the bridge in May. (AP Photo/Ola Berg)") == []


def test_several_agencies_of_one_text_are_contributors_and_none_is_its_origin():
    assert credited(removed="AFP, dpa") == [("AFP", "contributed"), ("dpa", "contributed")]


@pytest.mark.parametrize(
    ("byline", "agency"), [("SDA", "Keystone-SDA"), ("Associated Press in Askvik", "AP"), ("Ida Brekke | AP", "AP")]
)
def test_an_author_that_is_an_agency_is_where_the_text_came_from(byline: str, agency: str):
    assert credited(BODY, byline=byline) == [(agency, "via")]
    assert credited(BODY, byline="Ida Brekke") == []


def test_a_name_alone_between_paragraphs_is_that_of_a_picture():
    assert credited(BODY, "ASSOCIATED PRESS.", BODY, BODY, BODY, BODY) == [("AP", "image")]


def test_an_agency_that_only_sells_pictures_is_no_origin_of_text():
    assert credited(BODY, "Getty Images") == [("Getty Images", "image")]


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("The Associated Press contributed to this report.", ["AP"]),
        ("Reuters contributed to this report.", ["Reuters"]),
        ("Reuters and Agence France-Presse contributed to this report.", ["Reuters", "AFP"]),
        ("With inputs from ANI", ["ANI"]),
        ("Askvik News' Ida Brekke and The Associated Press contributed to this report.", ["AP"]),
        ("Associated Press writer Ida Brekke in Askvik contributed to this report.", ["AP"]),
        ("Contributing: Ida Brekke, ASKVIK TODAY; The Associated Press", ["AP"]),
        ("This story was compiled from Associated Press material.", ["AP"]),
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
        ("Die Brücke in Askvik © dpa/Zuma Wire/O. Berg", ["dpa", "Zuma"]),
        ("Il ponte (Foto Ansa)", ["ANSA"]),
        ("El puente. Ola Berg (REUTERS)", ["Reuters"]),
        ("다리 [사진 출처 = 연합뉴스]", ["Yonhap"]),
    ],
)
def test_a_caption_names_whose_image_it_is(caption: str, agencies: list[str]):
    assert credited(caption=caption) == [(agency, "image") for agency in agencies]


@pytest.mark.parametrize(
    "line", ["[Copyright 2031 NPR]", "© NPR", "© Copyright 2031 NPR", "Copyright 2031 NPR. All rights reserved."]
)
def test_a_copyright_line_names_who_holds_the_rights(line: str):
    assert credited(removed=line, reason="copyright") == [("NPR", "copyright")]


def test_a_story_that_first_appeared_elsewhere_came_via_there():
    line = "This article first appeared in The Lindholm Courier."
    assert credited(removed=line) == [("The Lindholm Courier", "via")]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Dieser Beitrag erschien zuerst bei Askvik Zeitung.", "Askvik Zeitung"),
        ("Cet article a été publié initialement par Le Quai.", "Le Quai"),
        ("This piece was republished from Lindholm Courier.", "Lindholm Courier"),
    ],
)
def test_that_line_is_read_in_the_body_too_and_in_other_languages(line: str, outlet: str):
    assert credited(BODY, BODY, line) == [(outlet, "via")]


def test_a_day_is_no_outlet():
    assert credited(removed="This article was originally published on Monday.") == []


@pytest.mark.parametrize(
    ("paragraph", "agency"),
    [
        ("Die Brücke ist laut dpa wieder offen.", "dpa"),
        ("Wie die Deutsche Presse-Agentur meldet, ist sie offen.", "dpa"),
        ("Das sagte sie der Nachrichtenagentur AFP.", "AFP"),
        ("Le pont est ouvert, selon l'AFP.", "AFP"),
        ("El puente está abierto, según la agencia EFE.", "EFE"),
        ("Il ponte è aperto, riferisce l'agenzia ANSA.", "ANSA"),
        ("A ponte está aberta, segundo a Lusa.", "Lusa"),
        ("De brug is open, volgens persbureau Reuters.", "Reuters"),
        ("Most jest otwarty, podaje PAP.", "PAP"),
        ("Мост открыт, сообщает ТАСС.", "TASS"),
        ("It opened, Ida Brekke of Askvik News reported on Monday.", "Askvik News"),
    ],
)
def test_sentences_of_other_languages_rely_on_agencies_too(paragraph: str, agency: str):
    assert credited(paragraph) == [(agency, "according_to")]


@pytest.mark.parametrize(
    "paragraph",
    ["The river is clean, according to the EPA.", "She told the PA on Monday.", "Agenturen wie AFP sind dort tätig."],
)
def test_letters_of_an_authority_and_mere_examples_are_no_relay(paragraph: str):
    assert credited(paragraph) == []


def test_the_paragraphs_of_a_clean_text_are_told_apart():
    assert credited(f"Bridge reopened\n\nASKVIK (AP) — {BODY}\n\n{BODY}") == [("AP", "via")]


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
