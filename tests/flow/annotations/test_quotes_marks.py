"""Quotation marks: which opens, which closes, which is none."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.flow.annotations.marks import find_marked, outer_runs

CASES = [
    ("“We stay,” she said.", ["We stay,"]),
    ("“We stay,“ she said. ”We wait.”", ["We stay,", "We wait."]),
    ('"We stay," she said. "We wait."', ["We stay,", "We wait."]),
    ("''We stay,'' she said.", ["We stay,"]),
    ("„Wir bleiben“, sagte sie.", ["Wir bleiben"]),
    ("»Wir bleiben«, sagte sie.", ["Wir bleiben"]),
    ("« Nous restons », dit-elle.", ["Nous restons"]),
    ("‘We stay,’ she said. ‘Don’t go to the boss’ house.’", ["We stay,", "Don’t go to the boss’ house."]),
    ("It isn't the workers' fault in the '90s.", []),
    ("The 6'2\" keeper fell.", []),
    ("He said “never”—and “always”.", ["never", "always"]),
    ('<a title="A page of words">text</a>', []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_neighbours_of_a_mark_tell_its_role(text, expected):
    assert [text[run.start : run.end] for run in outer_runs(find_marked(text))] == expected


def test_a_quote_over_paragraphs_opens_in_each_and_closes_in_the_last():
    text = "“The first part.\n\n“The second part.”\n\nShe left."
    runs = find_marked(text)
    assert [text[run.start : run.end] for run in runs] == ["The first part.", "The second part."]
    assert [run.is_closed for run in runs] == [False, True]


def test_a_lost_closing_mark_ends_at_the_next_opening_one():
    text = '"We stay, she said. "We wait for the boat."'
    assert [text[run.start : run.end] for run in find_marked(text)] == ["We stay, she said.", "We wait for the boat."]


def test_a_quote_in_a_quote_lies_inside_the_outer_one():
    text = "\"He told me, 'Leave the harbour now,' and I left,\" she said."
    assert [(run.depth, text[run.start : run.end]) for run in find_marked(text)] == [
        (0, "He told me, 'Leave the harbour now,' and I left,"),
        (1, "Leave the harbour now,"),
    ]


def test_the_same_marks_may_nest_in_mid_sentence():
    text = 'Wen wrote: "The man cried "Land ahoy!" as he fell." Then he left.'
    assert [text[run.start : run.end] for run in outer_runs(find_marked(text))] == [
        'The man cried "Land ahoy!" as he fell.'
    ]


@pytest.mark.parametrize("scrap", ['"', "“", '” "', "' ", " 'a", "«“‘", "''", ' "a', ", “b"])
def test_thousands_of_unbalanced_marks_cost_linear_time(scrap):
    started = time.perf_counter()
    find_marked(scrap * 20_000)
    assert time.perf_counter() - started < 3


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab s.,!?\n\"'“”‘’„«»‹›:—", max_size=120))
def test_outer_runs_never_cross_and_hold_words(text):
    runs = outer_runs(find_marked(text))
    assert all(one.outer_end <= other.outer_start for one, other in pairwise(runs))
    assert all(one.outer_start <= one.start < one.end <= one.outer_end for one in runs)
    assert all("\n" not in text[one.start : one.end] for one in runs)
