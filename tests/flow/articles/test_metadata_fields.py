"""Single fields: dates, languages, outlets, authors, titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.flow.articles.addresses import find_url
from wiredesk.flow.articles.authors import people
from wiredesk.flow.articles.language import find_language
from wiredesk.flow.articles.outlets import country_of, domain_of, find_outlet, table
from wiredesk.flow.articles.publication import in_url, is_local_day, is_possible, month_in_url, read_moment
from wiredesk.flow.articles.titles import find_title
from wiredesk.flow.articles.written_dates import Usage, usage_of


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
        ("Wed, 22 Feb 2023 08:30:00 +0100", "2023-02-22T08:30:00+01:00"),
        ("22. lutego 2023", "2023-02-22"),
        ("12 listopada 2023", "2023-11-12"),
        ("2023. február 22.", "2023-02-22"),
        ("22 फ़रवरी 2023", "2023-02-22"),
        ("٢٢ فبراير ٢٠٢٣", "2023-02-22"),
        ("22 กุมภาพันธ์ 2566", "2023-02-22"),
        ("ngày 22 tháng 2 năm 2023", "2023-02-22"),
        ("22.02.23", "2023-02-22"),
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


@pytest.mark.parametrize(
    ("words", "usage", "value"),
    [
        ("03/04/2023", Usage("en", day_first=True), "2023-04-03"),
        ("03/04/2023", Usage("en", day_first=False), "2023-03-04"),
        ("22/04/2023", Usage("en", day_first=False), "2023-04-22"),
        ("12 listopada 2023", Usage("hr"), "2023-10-12"),
    ],
)
def test_a_day_is_read_as_people_write_it_where_the_page_comes_from(words, usage, value):
    assert read_moment(words, usage) == value


@pytest.mark.parametrize(
    ("tag", "country", "day_first"),
    [
        ("en-US", None, False),
        ("en-US", "ZA", True),
        ("en", None, None),
        ("en", "US", False),
        ("en_GB", None, True),
        ("de", None, True),
        (None, None, None),
    ],
)
def test_the_country_tells_the_order_of_day_and_month_before_the_language(tag, country, day_first):
    assert usage_of(tag, country).day_first is day_first


@given(st.text(max_size=150))
def test_no_words_break_the_reading_of_dates(words):
    value = read_moment(words)
    assert value is None or len(value) >= 10


def test_impossible_dates_are_refused():
    assert not is_possible("0001-01-01", None)
    assert not is_possible("2024-05-09", "2024-05-06")
    assert not is_possible("9999-12-31", None)
    assert is_possible("2024-05-07", "2024-05-06T23:00:00Z")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://velm.example/2023/02/22/ferry", "2023-02-22"),
        ("https://velm.example/news/2023-02-22-ferry", "2023-02-22"),
        ("https://velm.example/20230222/ferry", "2023-02-22"),
        ("https://velm.example/world/2023/feb/22/ferry", "2023-02-22"),
        ("https://velm.example/202302/t20230222_517.html", "2023-02-22"),
        ("https://velm.example/2023/0222/c1-517.html", "2023-02-22"),
        ("https://velm.example/2023/02/30/ferry", None),
        ("https://velm.example/2023/ferry-22", None),
        ("https://velm.example/id/2023022299", None),
        (None, None),
    ],
)
def test_an_address_may_hold_a_day(url, day):
    assert in_url(url) == day


def test_an_address_may_hold_a_month():
    assert month_in_url("https://velm.example/2023/02/ferry") == "2023-02"
    assert month_in_url("https://velm.example/2023/22/ferry") is None


@pytest.mark.parametrize(
    ("day", "moment", "is_local"),
    [
        ("2023-02-23", "2023-02-22T23:15:00Z", True),
        ("2023-02-21", "2023-02-22T00:15:00+00:00", True),
        ("2023-02-23", "2023-02-22T23:15:00", True),
        ("2023-02-23", "2023-02-22T23:15:00+02:00", False),  # its zone is known
        ("2023-02-23", "2023-02-22T08:15:00Z", False),  # nowhere on Earth
        ("2023-02-24", "2023-02-22T23:15:00Z", False),
        ("2023-02-22", "2023-02-22T23:15:00Z", False),
        ("2023-02-23", "2023-02-22", False),
    ],
)
def test_a_time_in_utc_may_fall_on_the_day_before_or_after_where_the_outlet_is(day, moment, is_local):
    assert is_local_day(day, moment) == is_local


@pytest.mark.parametrize(
    ("given_url", "own", "url"),
    [
        ("https://velm.example/a?utm_source=rss", ["https://velm.example/a"], "https://velm.example/a"),
        ("http://m.velm.example/a/", ["https://www.velm.example/a"], "https://www.velm.example/a"),
        ("https://velm.example/a?cmp=x", ["/a"], "https://velm.example/a"),
        ("https://velm.example/show?id=5", ["https://velm.example/show"], "https://velm.example/show?id=5"),
        ("https://velm.example/a", ["https://velm.example/"], "https://velm.example/a"),
        ("https://velm.example/a", ["https://askvik.example/a"], "https://velm.example/a"),
        ("https://velm.example/a", ["https://[broken"], "https://velm.example/a"),
        (None, ["/a", "https://velm.example/a"], "https://velm.example/a"),
        (None, [], None),
    ],
)
def test_an_address_loses_its_tracking_and_nothing_else(given_url, own, url):
    assert find_url(given_url, own) == url


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
    assert len(domains) > 1000
    assert len({known.country for known in table()}) > 100
    for known in table():
        assert known.domain == known.domain.lower() and known.name == known.name.strip(), known
        assert len(known.country) == 2 and known.country.isupper(), known
        assert 2 <= len(known.language) <= 3, known


def test_a_country_is_told_by_the_table_or_by_the_end_of_the_domain():
    assert country_of("reuters.com") == "GB"
    assert country_of("askvik.no") == "NO"
    assert country_of("askvik.co.uk") == "GB"
    assert country_of("askvik.tv") is None
    assert country_of("askvik.com") is None


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
        (["Ada Lind, Chief Reporter"], ("Ada Lind",)),
        (["Von Ada Lind, Korrespondentin"], ("Ada Lind",)),
        (["Lind, Ada"], ("Ada Lind",)),
        (["Ada Lind, MD, PhD"], ("Ada Lind",)),
        (["Ada Lind (text), Bo Karr (photo)"], ("Ada Lind", "Bo Karr")),
        (["Kommentar von Ada Lind"], ("Ada Lind",)),
        (["Contributors: Ada Lind (text), Bo Karr (Askvik)"], ("Ada Lind", "Bo Karr")),
        (["Ada Lind in Askvik"], ("Ada Lind",)),
        (["ADA LIND", "Ada Lind"], ("ADA LIND",)),
        (["Ада Линд и Бо Карр"], ("Ада Линд", "Бо Карр")),
        (["Ada Lind y Bo Karr"], ("Ada Lind", "Bo Karr")),
        (["Ada E Lind"], ("Ada E Lind",)),
        (["Ada Lind\nBo Karr"], ("Ada Lind", "Bo Karr")),
        (["(Image: Ada Lind)"], ()),
        (["Photo by Ada Lind"], ()),
        (["By Ada Lind; Editing by Bo Karr"], ("Ada Lind",)),
        (["dpa", "AFP", "The Associated Press"], ()),
        (["VP"], ("VP",)),  # how some sign
        (["Follow Ada Lind on Twitter"], ()),
        (["山田太郎記者"], ("山田太郎",)),
        (["홍길동 기자"], ("홍길동",)),
        (["見本新聞"], ()),
        ([""], ()),
    ],
)
def test_authors_are_people(fields, found):
    assert people(fields, ("Velm Post",)) == found


def test_an_outlets_name_is_no_author_under_the_letters_of_its_domain_either():
    assert people(["Velm Post", "Ada Lind"], ("vp",)) == ("Ada Lind",)


def test_outlets_and_their_desks_are_no_authors():
    assert people(["Velm Courier Business", "Der Spiegel", "Ada Lind"], ["Velm Courier"]) == ("Ada Lind",)


@pytest.mark.parametrize(
    "words", ["Login", "ada lind", "Do Askvik", "The Ferry", "Madonna", "Read more about Ada Lind"]
)
def test_words_of_the_page_are_an_author_only_in_the_form_of_a_full_name(words):
    assert people([words], strict=True) == ()


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        (("Ferry sails again | Velm Post",), "Ferry sails again"),
        (("Velm Post - Ferry sails again",), "Ferry sails again"),
        (("Velm Post", "Ferry sails again"), "Ferry sails again"),
        (("Ferry sails again - and again",), "Ferry sails again - and again"),
        (("Ferry sails again | velmpost.org",), "Ferry sails again"),
        (("Ferry sails again – Velm Post Online",), "Ferry sails again"),
        (("Ferry sails again – VP – 03.05.2030", "Ferry sails again"), "Ferry sails again – VP"),
        (("Ferry sails again – 03.05.2030",), "Ferry sails again"),
        (("Islands | Ferry sails again", "Ferry sails again"), "Ferry sails again"),
        (("Islands | Ferry sails again",), "Islands | Ferry sails again"),
        (("The ferry that sails…", "The ferry that sails on Sundays"), "The ferry that sails on Sundays"),
        (("Captain says", 'Captain says "we sail"'), 'Captain says "we sail"'),
        (("渡轮再次启航｜Velm Post",), "渡轮再次启航"),
        ((), ""),
    ],
)
def test_a_title_does_not_name_the_outlet(titles, title):
    assert find_title(titles, ("Velm Post", "velmpost.org")) == title
