"""Single fields: dates, languages, outlets, authors, titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.flow.articles.authors import people
from wiredesk.flow.articles.language import find_language
from wiredesk.flow.articles.metadata import find_title
from wiredesk.flow.articles.outlets import domain_of, find_outlet, table
from wiredesk.flow.articles.publication import in_url, is_possible, read_moment


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2023-02-22", "2023-02-22"),
        ("20230222", "2023-02-22"),
        ("2023-02-22T08:30:00Z", "2023-02-22T08:30:00Z"),
        ("2023-02-22 08:30:15.123 +0530", "2023-02-22T08:30:15+05:30"),
        ("2023-02-22T08:30-05", "2023-02-22T08:30:00-05:00"),
        ("1677054600", "2023-02-22T08:30:00+00:00"),
        ("Feb. 22, 2023", "2023-02-22"),
        ("Published 22nd of February 2023 at noon", "2023-02-22"),
        ("22 de febrero de 2023", "2023-02-22"),
        ("22. Februar 2023, 9:00 Uhr", "2023-02-22"),
        ("22 февраля 2023", "2023-02-22"),
        ("2023年2月22日", "2023-02-22"),
        ("22.2.2023", "2023-02-22"),
        ("22/02/2023", "2023-02-22"),
        ("03/04/2023", None),
        ("2023-02-30", None),
        ("2023-13-01", None),
        ("yesterday", None),
        ("", None),
        ("February 2023", None),
    ],
)
def test_a_day_is_read_as_it_is_written(words, value):
    assert read_moment(words) == value


@given(st.text(max_size=150))
def test_no_words_break_the_reading_of_dates(words):
    value = read_moment(words)
    assert value is None or len(value) >= 10


def test_impossible_dates_are_refused():
    assert not is_possible("0001-01-01", None)
    assert not is_possible("2024-05-09", "2024-05-06")
    assert is_possible("2024-05-07", "2024-05-06T23:00:00Z")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://velm.example/2023/02/22/ferry", "2023-02-22"),
        ("https://velm.example/news/2023-02-22-ferry", "2023-02-22"),
        ("https://velm.example/20230222/ferry", "2023-02-22"),
        ("https://velm.example/2023/ferry-22", None),
        ("https://velm.example/id/2023022299", None),
        (None, None),
    ],
)
def test_an_address_may_hold_a_day(url, day):
    assert in_url(url) == day


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The harbour master said that the ferry would sail again on Monday morning.", None, "en"),
        ("Die Fähre fährt nach Angaben des Hafens seit Montag wieder zur Insel.", "en", "de"),
        ("A balsa voltou a navegar na segunda-feira, disse a capitã do porto da ilha.", "pt_br", "pt-BR"),
        ("港务局长说，渡轮星期一再次启航，前往岛上的学校，共有一百多名乘客。", "zh-hans-cn", "zh-Hans-CN"),
        ("Ja", "nl", "nl"),
        ("42", None, "und"),
    ],
)
def test_the_language_is_that_of_the_words(text, declared, language):
    long = text * 4 if language == "de" else text
    assert find_language(long, declared) == language


def test_an_outlet_is_known_by_its_domain_however_it_is_given():
    assert find_outlet("https://www.reuters.com/world/x", (), ()).name == "Reuters"
    assert find_outlet("reuters.com", (), ()).domain == "reuters.com"
    assert find_outlet(None, (), ("https://m.reuters.com/x",)).name == "Reuters"


def test_a_name_alone_gives_no_domain():
    outlet = find_outlet("Velm Post", (), ())
    assert (outlet.name, outlet.domain) == ("Velm Post", None)


def test_a_page_names_its_outlet_itself_where_the_table_does_not():
    outlet = find_outlet(None, ("velmpost.example.org", "Velm Post"), ("https://news.velmpost.org/x",))
    assert (outlet.name, outlet.domain) == ("Velm Post", "velmpost.org")


def test_addresses_that_are_none_have_no_domain():
    assert domain_of("http://[broken") is None
    assert domain_of("localhost") is None


def test_the_table_of_outlets_names_each_domain_once():
    domains = [known.domain for known in table()]
    assert len(domains) == len(set(domains))
    assert len(domains) > 200
    assert all(len(known.country) == 2 and known.name for known in table())


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (["By Ada Lind and Bo Karr"], ("Ada Lind", "Bo Karr")),
        (["Ada Lind, Bo Karr", "Ada Lind"], ("Ada Lind", "Bo Karr")),
        (["Von Ada Lind"], ("Ada Lind",)),
        (["Reuters"], ()),
        (["Staff Reporter"], ()),
        (["https://velm.example/authors/ada-lind"], ()),
        (["Ada Lind ada@velm.example"], ("Ada Lind",)),
        (["Velm Post"], ()),
        (["admin"], ()),
        ([""], ()),
    ],
)
def test_authors_are_people(fields, found):
    assert people(fields, ("Velm Post",)) == found


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        (("Ferry sails again | Velm Post",), "Ferry sails again"),
        (("Velm Post - Ferry sails again",), "Ferry sails again"),
        (("Velm Post", "Ferry sails again"), "Ferry sails again"),
        (("Ferry sails again - and again",), "Ferry sails again - and again"),
        (("Ferry sails again | velmpost.org",), "Ferry sails again"),
        ((), ""),
    ],
)
def test_a_title_does_not_name_the_outlet(titles, title):
    assert find_title(titles, ("Velm Post", "velmpost.org")) == title
