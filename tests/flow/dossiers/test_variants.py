"""One utterance in several forms is one group."""

from __future__ import annotations

from telling import dossier, tell

NAMES = {"Anna Berg": "PERSON"}


def variants(*quotes: tuple[str, str], speaker: str | None = "Anna Berg") -> list[set[str]]:
    made = dossier(
        *(
            tell(
                outlet,
                f'Anna Berg spoke of the yard on Monday: "{words}" she said.',
                names=NAMES,
                name=outlet,
                said=[(words, speaker)],
            )
            for outlet, words in quotes
        )
    )
    words = {one.id: one.span.words for one in made.quotes}
    return [{words[one] for one in group.quotes} for group in made.quote_variants]


def test_another_translation_of_short_words_is_the_same_utterance() -> None:
    assert variants(("A", "We are reaching new shores."), ("B", "reaching new coasts")) == [
        {"We are reaching new shores.", "reaching new coasts"}
    ]


def test_a_hyphen_makes_no_other_quote() -> None:
    assert len(variants(("A", "no limits"), ("B", "no-limits"), speaker=None)) == 1


def test_a_part_of_a_longer_quote_belongs_to_it_as_truncated() -> None:
    made = dossier(
        *(
            tell(outlet, f'"{words}" said Anna Berg.', names=NAMES, name=outlet, said=[(words, "Anna Berg")])
            for outlet, words in (
                ("A", "We will keep the yard and its crane for ever,"),
                ("B", "keep the yard and its crane"),
            )
        )
    )
    assert [one.kind for one in made.quote_variants[0].differences] == ["truncated"]


def test_two_sayings_of_one_speaker_stay_apart() -> None:
    assert variants(("A", "The crane will be sold in spring."), ("B", "My father taught me to row at night.")) == []


def test_quotes_of_one_article_alone_are_no_variants() -> None:
    assert variants(("A", "The crane will be sold in spring.")) == []


def test_a_lone_word_belongs_to_a_short_quote_that_holds_it_but_not_to_a_long_one() -> None:
    long = "The owners agreed that the crane of the old yard will be sold to the harbour in spring."
    assert variants(("A", long), ("B", "agreed")) == []
    assert variants(("A", "boundless friendship"), ("B", "boundless")) == [{"boundless friendship", "boundless"}]
