from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.text import edtf


@pytest.mark.parametrize(
    ("value", "first", "last", "exact"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "month"),
        ("2023-02-22", date(2023, 2, 22), date(2023, 2, 22), "day"),
        ("2023-02-22T19:15", date(2023, 2, 22), date(2023, 2, 22), "time"),
        ("2023-W12", date(2023, 3, 20), date(2023, 3, 26), "week"),
        ("2023-21", date(2023, 3, 1), date(2023, 5, 31), "season"),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29), "season"),
        ("2023-35", date(2023, 7, 1), date(2023, 9, 30), "quarter"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "decade"),
        ("2023-03-20/2023-03-22", date(2023, 3, 20), date(2023, 3, 22), "interval"),
    ],
)
def test_each_form_has_its_bounds_and_precision(value, first, last, exact):
    assert edtf.bounds(value) == (first, last)
    assert edtf.precision(value) == exact


@pytest.mark.parametrize(
    "value", ["", "2023-02-30", "2023-13", "2023-W60", "Wednesday", "2023-03-22/2023-03-20", "/", "../.."]
)
def test_what_is_no_date_has_no_bounds(value):
    assert not edtf.is_valid(value)
    assert edtf.precision(value) is None
    assert edtf.sort_key(value)[0] == 1


def test_a_month_overlaps_its_weeks_and_days():
    assert edtf.overlaps("2023-03", "2023-W12")
    assert edtf.overlaps("2023-03-20/2023-03-22", "2023-03-21")
    assert not edtf.overlaps("2023-03", "2023-04-01")
    assert not edtf.overlaps("2023-03", "soon")


def test_the_more_exact_of_two_dates_that_begin_together_comes_first():
    values = ["2023", None, "2023-01", "2022-12-31", "2023-01-01"]
    assert sorted(values, key=edtf.sort_key) == ["2022-12-31", "2023-01-01", "2023-01", "2023", None]


@given(st.dates())
def test_a_day_is_its_own_bounds(day):
    assert edtf.day_of(day.isoformat()) == day


@given(st.text(max_size=30))
def test_any_text_is_judged_without_a_crash(text):
    assert edtf.is_valid(text) == (edtf.bounds(text) is not None)


def test_the_time_of_day_can_be_left_out():
    assert edtf.date_part("2023-02-22T19:15") == "2023-02-22"
    assert edtf.date_part("soon") is None
