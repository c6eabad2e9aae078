from wiredesk.flow.annotations.parse import parse
from wiredesk.flow.annotations.quantities import find_quantities
from wiredesk.records import Article, Outlet, Published, Quantity


def quantities(text: str, language: str = "en") -> list[Quantity]:
    published = Published(value="2023-03-15", basis="metadata")
    article = Article(
        id="a",
        page="p",
        url=None,
        outlet=Outlet(),
        title="",
        authors=(),
        language=language,
        text=text,
        published=published,
    )
    return list(find_quantities(parse(article)))


def told(text: str) -> list[tuple[float, str, str, str]]:
    return [(one.value, one.unit, one.of, one.qualifier) for one in quantities(text)]


def test_people_are_counted_by_their_noun():
    assert told("Police held about 1,200 people in Ostrova.") == [(1200, "count", "people", "about")]
    assert told("One person died.") == [(1, "count", "people", "exact")]
    assert told("Two dozen striking miners sat down.") == [(24, "count", "miner", "exact")]


def test_a_bare_number_is_counted_by_its_verb():
    assert told("At least five were killed in Ostrova.") == [(5, "count", "kill", "at_least")]
    assert told("The blast left 12 dead and more than 40 injured.") == [
        (12, "count", "dead", "exact"),
        (40, "count", "injure", "at_least"),
    ]


def test_dozens_and_tens_of_thousands_are_lower_bounds():
    assert told("Dozens of protesters marched.") == [(24, "count", "protester", "at_least")]
    assert told("Tens of thousands fled.") == [(20000, "count", "flee", "at_least")]


def test_money_has_its_currency():
    assert told("The $2.3 billion deal fell through.") == [(2.3e9, "usd", "deal", "exact")]
    assert told("They sent €3m in aid.")[0][:2] == (3e6, "eur")
    assert told("It cost 400 million yuan.")[0][:2] == (4e8, "cny")


def test_percentages_are_of_something():
    assert told("About 12 per cent of voters stayed at home.") == [(12, "percent", "voter", "about")]


def test_a_range_is_a_lower_and_an_upper_bound():
    assert told("Between 10 and 15 workers were hurt.") == [
        (10, "count", "worker", "at_least"),
        (15, "count", "worker", "at_most"),
    ]


def test_lengths_ages_and_distances_have_units():
    assert told("A 47-year-old man walked 5 km.") == [(47, "year-old", "", "exact"), (5, "km", "walk", "exact")]
    assert told("He was jailed for 12 years.") == [(12, "year", "", "exact")]


def test_names_dates_scores_times_and_telephone_numbers_are_no_quantities():
    for text in (
        "The Boeing 737 landed.",
        "Leaders of the G7 met on March 3, 2023.",
        "Harlow won 3-1 at 7:15 p.m.",
        "Call 202-555-0143 now.",
        "Flight 370 vanished.",
        "1. Open the door\n2. Close it",
        "No one spoke, and the two left.",
    ):
        assert quantities(text) == [], text


def test_spans_hold_the_number_and_its_noun():
    (found,) = quantities("Guards stopped three old buses.")
    assert found.span.words == "three old buses"


def test_a_language_without_a_parse_gives_none():
    assert quantities("Douze personnes sont mortes.", "fr") == []
