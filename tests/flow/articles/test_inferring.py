"""Dates of publication read from a page's own words. All sentences here are invented."""

from __future__ import annotations

from wiredesk.flow.articles.inferring import infer_published
from wiredesk.records import Published, Removed

UNKNOWN = Published(value=None, basis="unknown")


def inferred(*paragraphs: str, caption: str = "", removed: str = "") -> Published:
    lines = (Removed(words=removed, reason="copyright"),) if removed else ()
    return infer_published("Bridge opens", paragraphs, (caption,) if caption else (), lines, "en")


def test_a_caption_dates_the_page_when_the_text_names_the_same_day():
    found = inferred("The mayor spoke at a May 3 meeting in Askvik.", caption="The mayor in Askvik, May 3, 2031. AP")
    assert found == Published(value="2031-05-03", basis="inferred", reason="May 3, 2031 · May 3")


def test_a_caption_of_another_day_dates_nothing():
    assert inferred("The mayor spoke in Askvik on Wednesday.", caption="The mayor on Sept. 15, 2030. AP") == UNKNOWN


def test_a_caption_older_than_a_year_of_the_text_dates_nothing():
    assert inferred("After May 3, and again in 2032, the mayor spoke.", caption="The mayor, May 3, 2031.") == UNKNOWN


def test_last_month_with_a_day_gives_the_month_after_it_in_the_year_after_one_that_is_over():
    found = inferred(
        "Towards the end of 2030, on December 30, the mayor promised a bridge.",
        "The council met last month on February 22 to choose a builder.",
    )
    assert (found.value, found.basis) == ("2031-03", "inferred")
    assert "last month on February 22" in found.reason


def test_last_month_without_any_year_dates_nothing():
    assert inferred("The council met last month on February 22.") == UNKNOWN


def test_a_bare_year_in_the_story_dates_nothing():
    assert inferred("The council met last month on February 22. The bridge was promised in 2019.") == UNKNOWN


def test_a_copyright_gives_no_more_than_its_year():
    found = inferred("The mayor spoke on Friday.", removed="[Copyright 2031 NPR]")
    assert found == Published(value="2031", basis="inferred", reason="[Copyright 2031 NPR]")


def test_a_span_of_copyright_years_dates_nothing():
    assert inferred("The mayor spoke on Friday.", removed="© 1999-2031 The Courier") == UNKNOWN


def test_weekdays_alone_date_nothing():
    assert inferred("The mayor spoke on Wednesday, and will speak again next week.") == UNKNOWN


def test_a_full_date_in_the_story_is_no_date_of_publication():
    assert inferred("The first bridge opened on May 3, 1931, and fell on June 4, 1944.") == UNKNOWN
