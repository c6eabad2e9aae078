"""Who, what, when, where of an article. The towns, people and headlines are invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article
from wiredesk.flow.annotations.dates import find_dates
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.events import find_events
from wiredesk.flow.annotations.headline import with_body_case
from wiredesk.flow.annotations.main_event import find_main_event
from wiredesk.flow.annotations.parse import parse
from wiredesk.records import Article, MainEvent, Published

FIRE = (
    "At least nine people were killed when a ferry overturned off Larvik on Tuesday, police said.\n\n"
    "The captain was arrested in Oslo. The ferry had sailed from Denmark on March 3."
)


def told(title: str, text: str, *, day: str | None = "2025-03-12", language: str = "en") -> MainEvent | None:
    return found_in(article(text, title=title, language=language, published=Published(value=day, basis="metadata")))


def found_in(one: Article) -> MainEvent | None:
    parsed = parse(one)
    cast = find_cast(parsed)
    dates = find_dates(parsed)
    return find_main_event(parsed, cast, dates, find_events(parsed, cast, dates))


@pytest.mark.parametrize(
    ("title", "who", "what"),
    [
        ("Ingrid Solberg visits Portugal", "Ingrid Solberg", "visits Portugal"),
        ("Ingrid Solberg stages protest outside parliament", "Ingrid Solberg", "stages protest outside parliament"),
        ("Nine Killed as Ferry Overturns", "Nine", "Killed as Ferry Overturns"),
        ("Larvik fire: Police arrest two men", "Police", "Larvik fire: Police arrest two men"),
        ("Port budget: Ingrid Solberg quits", "Ingrid Solberg", "quits"),
    ],
)
def test_a_headline_says_who_and_what(title: str, who: str, what: str):
    found = told(title, "Ingrid Solberg spoke.\n\nA ferry overturns. Nine were killed.")
    assert found is not None and found.who is not None and found.what is not None
    assert (found.who.words, found.what.words) == (who, what)


def test_where_the_headline_names_a_happening_the_text_says_who():
    found = told("Ferry crash off Larvik leaves questions", FIRE)
    assert found is not None and found.who is not None
    assert found.who.words == "At least nine people"


def test_the_day_is_the_one_of_the_sentence_that_tells_it():
    found = told("Nine killed as ferry overturns", FIRE)
    assert found is not None and found.when is not None and found.when.span is not None
    assert (found.when.words, found.when.value) == ("Tuesday", "2025-03-11")


def test_without_a_day_in_the_text_publication_answers_without_words():
    found = told("Ingrid Solberg visits Portugal", "Ingrid Solberg is in Portugal.")
    assert found is not None and found.when is not None
    assert (found.when.words, found.when.span, found.when.value) == ("", None, "2025-03-12")


def test_an_article_of_no_day_and_no_place_says_neither():
    found = told("Nobody knows", "Nobody knows why.", day=None)
    assert found is not None
    assert found.when is None and found.where is None


def test_the_place_is_given_with_the_larger_one_around_it():
    found = told("Nine hurt in fire", "Nine people were hurt in a fire in Larvik, Norway, on Tuesday.")
    assert found is not None and found.where is not None
    assert found.where.words == "Larvik, Norway"


def test_the_answer_leads_to_the_entity():
    one = article("Ingrid Solberg visited Portugal on Monday.", title="Ingrid Solberg visits Portugal")
    found, cast = found_in(one), find_cast(parse(one))
    assert found is not None and found.who is not None
    assert {entity.id: entity.name for entity in cast.entities}[found.who.entity or ""] == "Ingrid Solberg"


def test_a_language_without_grammar_has_none():
    assert told("Brand in Kiel", "Am Dienstag brannte es in Kiel.", language="de") is None


def test_a_headline_in_capitals_is_read_as_a_sentence():
    assert with_body_case("Mayor Quits In Larvik", {"mayor", "quits", "in"}, {"larvik"}) == "Mayor quits in Larvik"
    assert with_body_case("SOLBERG CLEARED", {"cleared"}, {"solberg"}) == "Solberg cleared"


@settings(max_examples=30, deadline=None)
@given(
    st.text(alphabet="Aa bZ:—-|'“”\"; 9ßİ\u202e\n漢ع😀.,", max_size=60),
    st.text(alphabet="Aa bZ:—-|'“”\"; 9ßİ\u202e\n漢ع😀.,", max_size=120),
)
def test_every_answer_stands_where_it_says(title: str, text: str):
    one = article(text, title=title)
    found = found_in(one)
    for answer in (found.who, found.what, found.when, found.where) if found else ():
        if answer is not None and answer.title_start is not None:
            assert one.title[answer.title_start :].startswith(answer.words)
        elif answer is not None and answer.span is not None:
            assert answer.words == one.text[answer.span.start : answer.span.end]


def test_a_long_title_and_a_long_sentence_take_bounded_time():
    one = article("word " * 4000, title="Fire: " * 5000)
    parsed = parse(one)
    cast = find_cast(parsed)
    start = time.perf_counter()
    find_main_event(parsed, cast, (), ())
    assert time.perf_counter() - start < 3.0
