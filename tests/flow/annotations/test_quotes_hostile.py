"""Hostile texts: true spans, no crash, and time that grows as the text does."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article
from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.parse import parse
from wiredesk.flow.annotations.quotes import find_quotes
from wiredesk.records import Quote

NOBODY = Cast.of((), ())
SCRAPS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "’",
        "«",
        "»",
        "„",
        "—",
        " ",
        "\n\n",
        ".",
        ",",
        ":",
        "\u202e",
        "\u200b",
        "😀",
        "👩\u200d👩\u200d👧",
        "she said ",
        "told the board ",
        "according to ",
        "that ",
        "We stay",
        "Fenwick ",
        "עיר ",
        "قال ",
        "市长说",
        "sagte er ",
    ]
)


def quotes_of(text: str, language: str = "en") -> tuple[Quote, ...]:
    return find_quotes(parse(article(text, language=language)), NOBODY)


@settings(max_examples=60, deadline=None)
@given(st.lists(SCRAPS, max_size=60).map("".join), st.sampled_from(["en", "de", "zh", "und"]))
def test_whatever_the_text_spans_hold_their_own_words(text, language):
    quotes = quotes_of(text, language)
    for quote in quotes:
        for span in (quote.span, quote.source, quote.cue):
            assert span is None or text[span.start : span.end] == span.words
    assert all(one.span.start <= other.span.start for one, other in pairwise(quotes))


LONG = {
    "open marks": "“we stay " * 2_000,
    "one sentence": "the mayor said that the harbour and " * 1_000,
    "nested clauses": "Fenwick said that Oduya said that " * 800,
    "conjuncts": "Fenwick " + "said no and " * 1_500,
    "emoji": "😀 said “🎉” " * 1_500,
    "right to left": "אמרה “אנחנו נשארים” Fenwick said " * 800,
}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_four_times_the_text_takes_no_more_than_some_four_times_the_time(text, language):
    whole, part = parse(article(text, language=language)), parse(article(text[: len(text) // 4], language=language))
    assert seconds(whole) < 8 * seconds(part) + 1


def seconds(parsed) -> float:
    """The processor's time for the quotes of a parse; the best of two, for other programs run beside."""
    took = []
    for _ in range(2):
        started = time.process_time()
        find_quotes(parsed, NOBODY)
        took.append(time.process_time() - started)
    return min(took)
