"""The one table of words that relay, and where a text leans on a medium."""

from __future__ import annotations

import pytest

from wiredesk.text import relaying
from wiredesk.text.citing import citations


def test_every_row_of_the_table_has_a_place_that_is_read() -> None:
    places = {
        "before", "verb", "told", "after", "adverb", "as", "agency", "kind", "small", "media", "cites", "names",
        "anonymous", "collective", "document", "institution",
    }  # fmt: skip
    assert set(relaying.table()) == places
    assert all(phrase == phrase.strip() and phrase for phrases in relaying.table().values() for phrase in phrases)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Der Damm hält, meldete Reuters.", "meldete Reuters"),
        ("La presa aguanta, según la agencia EFE.", "según la agencia EFE"),
        ("Le barrage tient, D’après l’AFP.", "D’après l’AFP"),
        ("He told The Times of London so.", "told The Times of London"),
    ],
)
def test_a_citation_runs_from_the_cue_to_the_name(text: str, words: str) -> None:
    (one,) = citations(text)
    assert text[one.start : one.end] == words


def test_a_medium_in_marks_is_known_without_its_article() -> None:
    (one,) = citations("Die Brücke hält, berichtet die „Zeit“.")
    assert one.medium.name == "Die Zeit"
