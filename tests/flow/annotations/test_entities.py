"""Who is in an article. The sentences, people and places are invented; only countries and capitals are real."""

from __future__ import annotations

import time

import pytest

from builders import article
from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.gazetteer import country_in, known, known_place
from wiredesk.flow.annotations.parse import parse
from wiredesk.records import Entity


def cast_of(text: str, **fields: str) -> Cast:
    return find_cast(parse(article(text, **fields)))


def named(text: str, **fields: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in cast_of(text, **fields).entities}


def whom(text: str, words: str, *, last: bool = False) -> str | None:
    cast = cast_of(text)
    start = text.rindex(words) if last else text.index(words)
    point = next((one for one in cast.points if one[:2] == (start, start + len(words))), None)
    return cast.by_id[point[2]].name if point else None


VISIT = (
    "Norwegian Foreign Minister Ingrid Solberg arrived in Paris on Monday. Solberg met Lin Meihua, China's top envoy. "
    "Lin Guowei, a spokesman for the delegation, said little. Mr. Lin then left."
)


def test_a_surname_joins_its_full_name():
    assert len(named(VISIT)["Ingrid Solberg"].mentions) == 2


def test_two_people_of_one_surname_stay_two():
    assert {"Lin Meihua", "Lin Guowei"} <= named(VISIT).keys()


def test_a_bare_surname_is_whoever_was_named_last():
    assert whom(VISIT, "Lin", last=True) == "Lin Guowei"


def test_a_role_before_a_name_gives_role_and_country():
    solberg = named(VISIT)["Ingrid Solberg"]
    assert (solberg.roles, solberg.country) == (("Foreign Minister",), "NO")


def test_a_role_behind_a_name_gives_role_and_country():
    lin = named(VISIT)["Lin Meihua"]
    assert (lin.roles, lin.country) == (("top envoy",), "CN")


def test_a_role_of_somebody_else_is_not_taken():
    assert named("A spokesman for Mr. Harald Tveit spoke in Oslo.")["Harald Tveit"].roles == ()


def test_a_country_is_one_whatever_it_is_called():
    found = named("The U.S. and Norway agreed. The United States will pay, Washington said; US officials confirmed it.")
    assert len(found["United States"].mentions) == 3
    assert found["United States"].country == found["Washington"].country == "US"


def test_a_people_has_the_country_but_is_not_the_place():
    norwegian = named("The Norwegian minister spoke in Norway.")["Norwegian"]
    assert (norwegian.type, norwegian.country) == ("NORP", "NO")


def test_two_peoples_with_a_hyphen_are_two():
    assert {"Russian", "Chinese"} <= named("They praised Russian-Chinese ties in a speech.").keys()


def test_a_headline_in_capitals_names_only_whom_the_text_names():
    text = "SOLBERG SUSPENDS HARBOUR TREATY TALKS\n\nIngrid Solberg suspended the talks. Solberg gave no reason."
    people = [entity for entity in cast_of(text).entities if entity.type == "PERSON"]
    assert [one.name for one in people] == ["Ingrid Solberg"]
    assert people[0].mentions[0].words == "SOLBERG"


def test_an_acronym_joins_its_name():
    text = "The Northern Fisheries Commission (NFC) met in Oslo. The NFC will vote on Friday."
    assert "NFC" in named(text)["Northern Fisheries Commission"].aliases


def test_a_description_by_country_points_to_the_leader():
    text = (
        "French President Pierre Leclerc met Norwegian Prime Minister Kari Nilsen. Later the French leader flew home."
    )
    assert whom(text, "the French leader") == "Pierre Leclerc"


def test_a_description_that_fits_two_points_to_nobody():
    text = "Minister Kari Nilsen and Minister Ada Fenwick met in Oslo. The minister was pleased."
    assert whom(text, "The minister") is None


def test_he_is_the_only_man_named():
    text = "Harald Tveit opened the bridge. He thanked the crowd."
    assert whom(text, "He") == "Harald Tveit"


def test_he_is_not_a_woman():
    assert whom("Mrs. Nilsen opened the bridge. He thanked the crowd.", "He") is None


def test_he_between_two_men_who_both_could_be_meant_is_nobody():
    text = "The bridge was built by Harald Tveit and by Robert Holm. It is long. He left."
    assert whom(text, "He") is None


def test_a_pronoun_in_a_quote_is_left_alone():
    assert whom('Harald Tveit spoke. "And then he fell," said a guard.', "he", last=True) is None


def test_him_is_not_the_subject_of_its_verb():
    assert whom("Harald Tveit praised him.", "him") is None


def test_every_mention_holds_its_own_words():
    text = "“Ada Fenwick’s bridge,” said the Norwegian, “is Harald Tveit's.”"
    for entity in cast_of(text).entities:
        for span in entity.mentions:
            assert text[span.start : span.end] == span.words
            assert span.words.strip("'’s \"“”") == span.words or entity.type != "PERSON"


def test_the_same_article_gives_the_same_cast():
    assert cast_of(VISIT) == cast_of(VISIT)


@pytest.mark.parametrize(
    ("text", "language", "name", "kind"),
    [
        ("El presidente Tomás Arroyo viajó ayer a Noruega con su equipo.", "es", "Tomás Arroyo", "PERSON"),
        ("Ayer la ministra Lucía Prado habló en Francia.", "es", "France", "GPE"),
        ("Gestern sprach Bundeskanzler Jonas Feldmann in Norwegen.", "de", "Norway", "GPE"),
        ("Gestern sprach Bundeskanzler Jonas Feldmann in Norwegen.", "de", "Jonas Feldmann", "PERSON"),
        ("Hier, le président Luc Marchand est parti.", "fr", "Luc Marchand", "PERSON"),
        ("昨天挪威和法国签署了协议。", "zh", "Norway", "GPE"),
    ],
)
def test_names_are_found_without_grammar(text, language, name, kind):
    assert named(text, language=language)[name].type == kind


@pytest.mark.parametrize("text", ["", "a", "\n\n", "“", "((((", "Ω 漢字 ١٢٣", "A" * 5000, "Mr. " * 400])
def test_odd_texts_do_no_harm(text):
    for language in ("en", "es", "zh", "und"):
        cast_of(text, language=language)


def test_many_names_cost_linear_time():
    text = " ".join(
        f"Ada Fen{chr(97 + n % 26)}ick{chr(97 + n // 26 % 26)} met “Harald” in Oslo, he said." for n in range(400)
    )
    parsed = parse(article(text))
    begin = time.perf_counter()
    find_cast(parsed)
    assert time.perf_counter() - begin < 5


def test_the_kremlin_is_a_body_and_moscow_a_place():
    assert known("the Kremlin") == known("Kremlin")
    assert (known("Kremlin").type, known_place("Moscow").type) == ("ORG", "GPE")


def test_a_body_has_the_country_in_its_name():
    assert country_in("Norwegian Fisheries Ministry") == "NO"
