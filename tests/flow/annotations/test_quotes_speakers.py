"""Who speaks, however the sentence is built, and what is no speech at all. The sentences are invented."""

from __future__ import annotations

import pytest

from builders import article
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.parse import parse
from wiredesk.flow.annotations.quotes import find_quotes
from wiredesk.records import Quote

WORDS = "We will rebuild the old pier"
LONG = "Ada Fenwick, the mayor of Port Ellery, opened the meeting on Monday. "


def found_in(text: str) -> tuple[list[Quote], dict[str, str]]:
    """The quotes of a text with the parser's own cast, and the names of its entities."""
    parsed = parse(article(text))
    cast = find_cast(parsed)
    return list(find_quotes(parsed, cast)), {entity.id: entity.name for entity in cast.entities}


def speakers_in(text: str) -> list[tuple[str, str | None]]:
    """The words in marks with the name of who says them."""
    quotes, names = found_in(text)
    return [(one.span.words, names.get(one.speaker or "")) for one in quotes if one.kind != "indirect"]


SPEAKERS = [
    ("before the quote", f"Ada Fenwick said: “{WORDS}.”"),
    ("after the quote", f"“{WORDS},” said Ada Fenwick."),
    ("inside the quote", "“We will rebuild,” Ada Fenwick said, “and we will do it this year.”"),
    ("a pronoun", f"{LONG}“{WORDS},” she said."),
    ("a surname", f"{LONG}“{WORDS},” Fenwick said."),
    ("a title", f"{LONG}“{WORDS},” the mayor said."),
    ("an apposition", f"“{WORDS},” said Ada Fenwick, the mayor of Port Ellery."),
    ("any verb before a comma", f"When a reporter asked again, Ada Fenwick shot back, “{WORDS}.”"),
]


@pytest.mark.parametrize("text", [text for _, text in SPEAKERS], ids=[name for name, _ in SPEAKERS])
def test_a_quote_has_its_speaker(text):
    found = speakers_in(text)
    assert found
    assert {name for _, name in found} == {"Ada Fenwick"}


SOURCES = [
    (f"“{WORDS},” the Kremlin said in a statement.", "the Kremlin"),
    (f"“{WORDS},” two people familiar with the plan said.", "two people familiar with the plan"),
    (f"“{WORDS},” residents said on Monday.", "residents"),
    ("The harbour was, in the words of one captain, “a graveyard for small boats”.", "one captain"),
    (f"“{WORDS} and nobody who lives here will stop us,” the captain told Coastwire in May.", "the captain"),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_a_quote_has_its_source_although_nobody_is_named(text, source):
    quotes, _ = found_in(text)
    assert [one.source and one.source.words for one in quotes if one.kind != "indirect"] == [source]


def test_speech_over_paragraphs_has_one_speaker():
    text = f"{LONG}\n\n“The storm took everything,” Fenwick said. “{WORDS}.\n\n“We will do it this year.”"
    assert [name for _, name in speakers_in(text)] == ["Ada Fenwick"] * 3


def test_a_quote_in_a_quote_is_part_of_it():
    text = "“The captain told me, ‘Leave the ship now,’ and I left,” Ada Fenwick said."
    assert speakers_in(text) == [("The captain told me, ‘Leave the ship now,’ and I left,", "Ada Fenwick")]


@pytest.mark.parametrize(
    "text",
    [
        "The book “The Lighthouse Keepers” sold out within a week.",
        "They spent the night in a so-called “safe house” near the harbour.",
        "The ship, the “Grey Heron”, left the harbour at noon.",
    ],
)
def test_titles_names_and_scare_quotes_are_no_speech(text):
    assert speakers_in(text) == []


@pytest.mark.parametrize("marks", ["“”", '""', "''", "‘’", "„“", "«»", "»«", "“ ", '" '])
def test_speech_is_found_in_any_marks_and_without_the_last(marks):
    opening, closing = marks
    text = f"Ada Fenwick said: {opening}{WORDS}.{closing}"
    assert [(words.rstrip("."), name) for words, name in speakers_in(text.rstrip())] == [(WORDS, "Ada Fenwick")]
