"""Reported speech, relays, hearers, chains and other languages. The sentences are invented."""

from __future__ import annotations

import time

import pytest

from builders import article
from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.parse import parse
from wiredesk.flow.annotations.quotes import find_quotes
from wiredesk.records import Entity, Quote


def cast_of(text: str, **names: str) -> Cast:
    """A cast in which each given name, at each place, points to an entity of the given type."""
    entities = [Entity(id=f"e-{name}", name=name, type=kind) for name, kind in names.items()]
    points = [
        (at, at + len(name), f"e-{name}") for name in names for at in range(len(text)) if text.startswith(name, at)
    ]
    return Cast.of(entities, points)


def quotes_of(text: str, cast: Cast | None = None, **fields: str) -> list[Quote]:
    return list(find_quotes(parse(article(text, **fields)), cast or Cast.of((), ())))


def test_a_reported_clause_is_an_indirect_quote():
    found = quotes_of("The mayor of Port Ellery said Tuesday that the new bridge will open in May.")
    assert [(quote.kind, quote.span.words) for quote in found] == [("indirect", "that the new bridge will open in May")]
    assert found[0].source is not None
    assert found[0].source.words == "The mayor of Port Ellery"


def test_according_to_names_the_source_of_the_clause():
    found = quotes_of("The ferry sank within ten minutes, according to the harbour police.")
    assert [(quote.span.words, quote.source and quote.source.words) for quote in found] == [
        ("The ferry sank within ten minutes", "the harbour police")
    ]


def test_marked_words_inside_a_reported_clause_are_a_mixed_quote():
    found = quotes_of("Fenwick said that the plan was “a danger to every boat in the bay.”")
    assert {(quote.kind, quote.span.words) for quote in found} >= {("mixed", "a danger to every boat in the bay.")}


def test_the_hearer_and_the_relaying_agency_are_known():
    text = '"We will rebuild the pier by spring," Fenwick told Oduya on Monday, according to Coastwire.'
    (quote,) = [
        one
        for one in quotes_of(text, cast_of(text, Fenwick="PERSON", Oduya="PERSON", Coastwire="ORG"))
        if one.kind == "direct"
    ]
    assert (quote.speaker, quote.addressee, quote.via) == ("e-Fenwick", "e-Oduya", ("e-Coastwire",))


def test_an_agency_that_reports_the_last_words_is_no_speaker():
    text = '"The pier is lost," Fenwick said. "We will build another one next year," reported Coastwire.'
    found = quotes_of(text, cast_of(text, Fenwick="PERSON", Coastwire="ORG"))
    last = [one for one in found if one.kind == "direct"][-1]
    assert (last.speaker, last.via) == ("e-Fenwick", ("e-Coastwire",))


def test_a_paragraph_of_speech_without_a_cue_keeps_the_speaker():
    text = "“The pier is lost,” Fenwick said.\n\n“We will build another one next year.”"
    found = quotes_of(text, cast_of(text, Fenwick="PERSON"))
    assert [quote.speaker for quote in found if quote.kind == "direct"] == ["e-Fenwick", "e-Fenwick"]


def test_a_colon_hands_the_next_paragraph_to_its_speaker():
    text = "Fenwick added in her letter:\n\n“We will build another pier next year.”"
    found = quotes_of(text, cast_of(text, Fenwick="PERSON"))
    assert [quote.speaker for quote in found if quote.kind == "direct"] == ["e-Fenwick"]


def test_officials_are_a_source_without_a_speaker():
    (quote,) = [
        one for one in quotes_of("“The road is closed until further notice,” officials said.") if one.kind == "direct"
    ]
    assert (quote.speaker, quote.source and quote.source.words) == (None, "officials")


FOREIGN = [
    ("de", "„Wir bauen die Brücke bis zum Mai“, sagte Fenwick am Montag.", "Wir bauen die Brücke bis zum Mai"),
    ("fr", "« Nous allons reconstruire le pont », a déclaré Fenwick lundi.", "Nous allons reconstruire le pont"),
    ("es", "«Vamos a reconstruir el puente», afirmó Fenwick el lunes.", "Vamos a reconstruir el puente"),
    ("it", "“Ricostruiremo il ponte entro maggio”, ha detto Fenwick.", "Ricostruiremo il ponte entro maggio"),
    ("pt", "“Vamos reconstruir a ponte em maio”, disse Fenwick.", "Vamos reconstruir a ponte em maio"),
    ("ru", "«Мы построим мост до конца мая», — заявил Fenwick.", "Мы построим мост до конца мая"),
    ("es", "—Vamos a reconstruir el puente —dijo Fenwick.", "Vamos a reconstruir el puente"),
]


@pytest.mark.parametrize(("language", "text", "words"), FOREIGN)
def test_other_languages_take_the_name_beside_their_cue(language, text, words):
    (quote,) = quotes_of(text, cast_of(text, Fenwick="PERSON"), language=language)
    assert (quote.span.words, quote.speaker) == (words, "e-Fenwick")


def test_names_in_marks_are_no_quotes_without_grammar():
    assert quotes_of("Die Zeitung „Hafenbote“ und das Schiff „Roter Adler“ liegen fest.", language="de") == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_hostile_marks_cost_no_more_than_their_length(language):
    text = '" said “a ' * 1_500
    parsed = parse(article(text, language=language))
    started = time.perf_counter()
    find_quotes(parsed, Cast.of((), ()))
    assert time.perf_counter() - started < 10


def test_the_same_article_gives_the_same_quotes_twice():
    text = "Fenwick warned that the dam could break. “Leave your homes now,” she said."
    assert quotes_of(text) == quotes_of(text)
