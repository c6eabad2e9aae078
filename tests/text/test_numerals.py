import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.text.numerals import LANGUAGES, in_words, number_of, ordinal_of


@given(st.integers(0, 999), st.sampled_from(LANGUAGES))
def test_numbers_survive_being_written_out(number, language):
    assert number_of(in_words(number, language), language) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twenty-four", 24),
        ("two hundred and six", 206),
        ("1,200", 1200),
        ("2.3 billion", 2.3e9),
        ("two thousand", 2000),
        ("3m", 3e6),
    ],
)
def test_english_numbers(words, number):
    assert number_of(words) == number


@pytest.mark.parametrize(
    ("words", "language", "number"),
    [("quatre-vingt-dix-sept", "fr", 97), ("soixante et onze", "fr", 71), ("veintidós", "es", 22), ("treinta y uno", "es", 31),
     ("einundzwanzig", "de", 21), ("dreihundertfünf", "de", 305), ("1.200", "de", 1200), ("2,5 millions", "fr", 2.5e6)],
)  # fmt: skip
def test_numbers_of_other_languages(words, language, number):
    assert number_of(words, language) == number


@pytest.mark.parametrize("words", ["two three", "twenty twenty-three", "many", "", "-", "٣"])
def test_what_is_no_single_number_gives_none(words):
    assert number_of(words) is None


@pytest.mark.parametrize(
    ("words", "number"), [("first", 1), ("22nd", 22), ("twenty-second", 22), ("thirtieth", 30), ("month", None)]
)
def test_ordinals(words, number):
    assert ordinal_of(words) == number


@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_any_text_is_read_without_a_crash(text, language):
    number_of(text, language)
    ordinal_of(text)
