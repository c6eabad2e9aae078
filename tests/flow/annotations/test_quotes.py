"""Quotes: content, kind, source and cue. The sentences are invented."""

from __future__ import annotations

import pytest

from builders import article
from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.parse import parse
from wiredesk.flow.annotations.quotes import find_quotes
from wiredesk.records import Quote


def quotes_of(text: str, **fields: str) -> list[Quote]:
    return list(find_quotes(parse(article(text, **fields)), Cast.of((), ())))


def marked_of(text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (quote.span.words, quote.source and quote.source.words, quote.cue and quote.cue.words)
        for quote in quotes_of(text)
        if quote.kind != "indirect"
    ]


CASES = [
    ("“The bridge will open in May,” Ada Fenwick said.", ("The bridge will open in May,", "Ada Fenwick", "said")),
    ("“The bridge will open in May,” said Ada Fenwick.", ("The bridge will open in May,", "Ada Fenwick", "said")),
    ("Ada Fenwick said: “The bridge will open in May.”", ("The bridge will open in May.", "Ada Fenwick", "said")),
    (
        '"The bridge will open in May," according to the Harbour Board.',
        ("The bridge will open in May,", "the Harbour Board", "according to"),
    ),
    ("The mayor described the strike as “quite unfair”.", ("quite unfair", "The mayor", "described")),
    ("Fenwick noted the delays, adding that “no ferry ran” all week.", ("no ferry ran", "Fenwick", "adding")),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_quote_has_its_source_and_cue(text, expected):
    assert marked_of(text) == [expected]


def test_wrong_closing_marks_give_two_pieces_of_one_utterance():
    found = marked_of("“Everything is in order,“ she said. ”We carry on tomorrow.”")
    assert [words for words, _, _ in found] == ["Everything is in order,", "We carry on tomorrow."]
    assert {source for _, source, _ in found} == {"she"}


def test_a_title_of_a_work_is_no_speech():
    assert marked_of("He starred in the film “Harbour Lights of Autumn” last year.") == []


def test_every_span_holds_its_own_words():
    text = "“We stay,” the captain said. “Nobody leaves the ship tonight.”"
    for quote in quotes_of(text):
        assert text[quote.span.start : quote.span.end] == quote.span.words
