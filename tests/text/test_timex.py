import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.text import edtf
from wiredesk.text.timex import find_timexes

PUBLISHED = "2023-03-15"  # a Wednesday


def found(text, anchor=PUBLISHED, language="en"):
    return [(text[one.start : one.end], one.value) for one in find_timexes(text, anchor, language)]


def one(text, anchor=PUBLISHED, language="en"):
    (answer,) = found(text, anchor, language)
    return answer


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It fell on February 22, 2023.", "February 22, 2023", "2023-02-22"),
        ("It fell on 22 February 2023.", "22 February 2023", "2023-02-22"),
        ("It fell on Wednesday, Feb. 22.", "Wednesday, Feb. 22", "2023-02-22"),
        ("It fell on the 3rd of March.", "the 3rd of March", "2023-03-03"),
        ("It fell on 2023-02-22.", "2023-02-22", "2023-02-22"),
        ("It fell on 22/02/2023.", "22/02/2023", "2023-02-22"),
        ("It fell in March 2021.", "March 2021", "2021-03"),
        ("It fell in the spring of 2022.", "the spring of 2022", "2022-21"),
        ("It fell in the third quarter of 1990.", "the third quarter of 1990", "1990-35"),
        ("It fell in the 1990s.", "the 1990s", "199X"),
        ("It fell in the 20th century.", "the 20th century", "19XX"),
        ("It fell in the first half of 2022.", "the first half of 2022", "2022-01/2022-06"),
    ],
)
def test_absolute_dates(text, words, value):
    assert one(text) == (words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He left yesterday.", "yesterday", "2023-03-14"),
        ("He left the day before yesterday.", "the day before yesterday", "2023-03-13"),
        ("He left last week.", "last week", "2023-W10"),
        ("He left earlier this week.", "earlier this week", "2023-W11"),
        ("He goes next month.", "next month", "2023-04"),
        ("He left a year ago.", "a year ago", "2022"),
        ("He left two weeks ago.", "two weeks ago", "2023-W09"),
        ("He goes next spring.", "next spring", "2024-21"),
        ("He left in late December.", "late December", "2022-12"),
        ("It could happen as early as April.", "April", "2023-04"),
        ("He left last night.", "last night", "2023-03-14"),
        ("He left over the weekend.", "the weekend", "2023-03-11/2023-03-12"),
        ("He slept the past two weeks.", "the past two weeks", "2023-03-01/2023-03-15"),
        ("He ate at Christmas.", "Christmas", "2022-12-25"),
    ],
)
def test_dates_counted_from_the_day_of_publication(text, words, value):
    assert one(text) == (words, value)
    assert find_timexes(text, PUBLISHED)[0].anchor == PUBLISHED


def test_a_weekday_is_the_latest_one_unless_the_words_look_ahead():
    assert one("They met on Monday.")[1] == "2023-03-13"
    assert one("They met on Wednesday.")[1] == "2023-03-15"
    assert one("They will meet on Monday.")[1] == "2023-03-20"
    assert one("The vote is on Friday.")[1] == "2023-03-17"
    assert one("They wait until Friday.")[1] == "2023-03-17"
    assert one("They meet next Wednesday.")[1] == "2023-03-22"


def test_a_caller_who_knows_the_tense_directs_weekdays():
    text = "Monday"
    assert find_timexes(text, PUBLISHED, towards=lambda start, end: "future")[0].value == "2023-03-20"
    assert find_timexes(text, PUBLISHED, towards=lambda start, end: "past")[0].value == "2023-03-13"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("March 20–22", "2023-03-20/2023-03-22"),
        ("from 20 to 22 March 2023", "2023-03-20/2023-03-22"),
        ("March 20 to April 2", "2023-03-20/2023-04-02"),
        ("They will talk Monday to Wednesday", "2023-03-20/2023-03-22"),
        ("between 3 and 5 May 2023", "2023-05-03/2023-05-05"),
        ("1998-2002", "1998/2002"),
    ],
)
def test_ranges_are_intervals(text, value):
    assert one(text)[1] == value


def test_without_a_date_of_publication_relative_words_have_no_value():
    for text in ("on Wednesday", "yesterday", "last month", "next spring", "two weeks ago", "in April"):
        assert one(text, None)[1] is None, text


def test_a_month_of_publication_fixes_months_but_no_weekdays():
    assert one("last month", "2023-03")[1] == "2023-02"
    assert one("on Wednesday", "2023-03")[1] is None


def test_dates_are_counted_from_a_date_named_before():
    assert found("It began on May 3, 2019. Two days later it ended.")[1] == ("Two days later", "2019-05-05")
    assert found("He came in 1998 and left the following year.")[1] == ("the following year", "1999")


def test_a_weekday_with_its_date_behind_it_falls_on_that_date():
    assert found("It closed on Sunday (March 5).")[0] == ("Sunday", "2023-03-05")


def test_a_month_before_last_year_lies_in_it():
    assert found("They met in February last year.") == [("February", "2022-02"), ("last year", "2022")]


def test_times_of_day_join_their_day():
    assert one("It begins at 9 a.m. EST on Monday.") == ("9 a.m. EST on Monday", "2023-03-20T09:00")
    assert one("They met on Friday evening.") == ("Friday evening", "2023-03-10")


def test_durations_and_sets_have_no_date_but_a_timex3_value():
    def timex3(text):
        (answer,) = find_timexes(text, PUBLISHED)
        assert answer.value is None
        return answer.kind, answer.timex3

    assert timex3("a two-year term") == ("duration", "P2Y")
    assert timex3("for more than four hours") == ("duration", "PT4H")
    assert timex3("half an hour") == ("duration", "PT30M")
    assert timex3("every day") == ("set", "P1D")
    assert timex3("recently") == ("date", "PAST_REF")


@pytest.mark.parametrize(
    "text",
    ["Mr May said they may march.", "a 47-year-old man", "He paid 2023 dollars.", "the fall of the wall", "the Sun"],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("language", "text", "words", "value"),
    [
        ("es", "Llegó el martes.", "el martes", "2023-03-14"),
        ("es", "Fue el 22 de febrero de 2023.", "el 22 de febrero de 2023", "2023-02-22"),
        ("es", "Murió hace dos semanas.", "hace dos semanas", "2023-W09"),
        ("fr", "Il est venu le 3 mars.", "le 3 mars", "2023-03-03"),
        ("fr", "Il partira le mois prochain.", "le mois prochain", "2023-04"),
        ("de", "Er kam am 22. Februar 2023.", "22. Februar 2023", "2023-02-22"),
        ("de", "Er kam letzte Woche.", "letzte Woche", "2023-W10"),
        ("de", "In den neunziger Jahren war Ruhe.", "den neunziger Jahren", "199X"),
        ("de", "Zu Weihnachten 2022 kam er.", "Weihnachten 2022", "2022-12-25"),
        ("ru", "Встреча прошла в среду, 8 марта 2023.", "среду, 8 марта 2023", "2023-03-08"),
        ("ru", "Он уехал два дня назад.", "два дня назад", "2023-03-13"),
        ("ru", "В прошлом году было тихо.", "прошлом году", "2022"),
        ("it", "È arrivato lunedì scorso.", "lunedì scorso", "2023-03-13"),
        ("pt", "Chegou há 3 semanas.", "há 3 semanas", "2023-W08"),
    ],
)
def test_other_languages(language, text, words, value):
    assert (words, value) in found(text, PUBLISHED, language)


PIECES = st.sampled_from(
    "the last next two May Monday March 3 22nd , - . ( ' year years ago later half of 2023 31 99 a.m. Q3 1990s spring \n\n".split(
        " "
    )
)


@given(st.lists(PIECES, max_size=25).map(" ".join), st.sampled_from(["en", "es", "fr", "de", "it", "pt", "zz"]))
def test_spans_are_in_order_and_values_are_valid(text, language):
    answers = find_timexes(text, PUBLISHED, language)
    for first, second in itertools.pairwise(answers):
        assert first.end <= second.start
    for answer in answers:
        assert 0 <= answer.start < answer.end <= len(text)
        assert answer.value is None or edtf.is_valid(answer.value), (text, answer)


@given(st.text(max_size=80), st.sampled_from([None, "2023", "0001-01-01", "9999-12-31", "nonsense"]))
def test_any_text_and_any_anchor_are_read_without_a_crash(text, anchor):
    find_timexes(text + " last week two centuries ago next decade", anchor)
