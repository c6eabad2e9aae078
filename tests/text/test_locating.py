"""From clean text back to the page."""

from __future__ import annotations

import time

import pytest

from wiredesk.text.locating import locate


@pytest.mark.parametrize(
    ("page", "words", "held"),
    [
        ("The mayor spoke on Monday.", "mayor spoke", "mayor spoke"),
        ("The mayor\n  spoke on Monday.", "mayor spoke", "mayor\n  spoke"),
        ("<p>The <b>mayor</b> spoke</p>", "The mayor spoke", "The <b>mayor</b> spoke"),
        ("<p>Fish &amp; chips&nbsp;rose</p>", "Fish & chips rose", "Fish &amp; chips&nbsp;rose"),
        (
            "<p>&ldquo;We won&rsquo;t,&rdquo; he said</p>",
            "“We won’t,” he said",
            "&ldquo;We won&rsquo;t,&rdquo; he said",
        ),
        ("<p>“<em>Never</em>”, he said</p>", "“Never”, he said", "“<em>Never</em>”, he said"),
    ],
)
def test_words_are_found_through_mark_up(page: str, words: str, held: str):
    found = locate(page.encode(), words)
    assert found is not None
    assert page[found.start : found.end] == held


def test_words_are_found_in_other_charsets():
    page = "Über den Fluß".encode("cp1252")
    found = locate(page, "den Fluß")
    assert found is not None
    assert (found.start, found.end) == (5, 13)


def test_words_that_are_not_there_are_not_found():
    assert locate(b"The mayor spoke.", "The mayor was silent") is None
    assert locate(b"The mayor spoke.", "  ") is None


def test_a_hostile_page_takes_linear_time():
    started = time.process_time()
    assert locate(b"<" * 300_000 + b"mayor &" * 50_000, "mayor spoke on Monday") is None
    assert time.process_time() - started < 5
