from wiredesk.flow.annotations.dates import find_dates
from wiredesk.flow.annotations.parse import parse
from wiredesk.records import Article, DateMention, Outlet, Published


def dates(text: str, published: str | None = "2023-03-15T08:00", language: str = "en") -> list[DateMention]:
    article = Article(
        id="a", page="p", url=None, outlet=Outlet(), title="", authors=(), language=language, text=text,
        published=Published(value=published, basis="metadata"),
    )  # fmt: skip
    return list(find_dates(parse(article)))


def test_the_tense_of_the_verb_directs_a_weekday():
    (past,) = dates("The minister arrived in Ostrova on Friday.")
    (future,) = dates("The minister will arrive in Ostrova on Friday.")
    assert (past.value, future.value) == ("2023-03-10", "2023-03-17")
    assert past.anchor == future.anchor == "2023-03-15"


def test_said_on_one_day_of_another():
    said, will = dates("The minister said on Monday that she will resign on Friday.")
    assert (said.value, will.value) == ("2023-03-13", "2023-03-17")


def test_an_absolute_date_has_no_anchor():
    (found,) = dates("The treaty was signed on March 3, 2010.")
    assert (found.span.words, found.value, found.anchor) == ("March 3, 2010", "2010-03-03", None)


def test_an_article_without_a_date_leaves_weekdays_open():
    (found,) = dates("The minister arrived on Friday.", None)
    assert (found.value, found.anchor) == (None, None)


def test_a_language_without_a_parse_has_its_dates_too():
    (found,) = dates("Der Minister kam am 3. März.", language="de")
    assert found.value == "2023-03-03"


def test_every_span_holds_its_own_words():
    text = "On Monday, two days after March 3, 2023, the council met.\n\nIt will meet again next week."
    for found in dates(text):
        assert text[found.span.start : found.span.end] == found.span.words


def test_a_weekday_of_tomorrow_is_not_last_weeks():
    """Published late on a Monday, by the clock of the outlet; it is Tuesday already where it happened."""
    found = dates("The mayor resigned on Tuesday.", published="2025-03-10T23:10:00Z")
    assert [one.value for one in found] == ["2025-03-11"]


def test_a_modal_does_not_move_a_day_just_gone():
    found = dates("The mayor could not be reached Wednesday.", published="2025-03-13")
    assert [one.value for one in found] == ["2025-03-12"]
