"""Two events that look alike: numbers and places tell them apart, and nothing else does."""

from __future__ import annotations

import pytest

from builders import annotations, article
from wiredesk.flow.stories import make_traits, stories_among
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.likeness import clash_between
from wiredesk.flow.stories.vetoes import numbered_in, places_in
from wiredesk.records import Article, Published, Vectors

PACKAGE = (
    "Envoys of the lake states approved the {} package of sanctions against Harlund late on Tuesday, with bans on "
    "timber, tin and shipping insurance, after weeks of quarrel over exemptions for the port of Brindle."
)
ROBBERY = (
    "Two masked men with a crowbar robbed a jeweller in {} and fled on a motorcycle with watches and rings; nobody was "
    "hurt, police said, and a reward was offered for word of the riders."
)
COURT = (
    "A court in {} sent the former director of the savings bank to prison for four years for forging loans to a "
    "builder; his lawyers said that they would appeal against the sentence."
)


def told(title: str, text: str, *, name: str, day: str = "2024-03-05", language: str = "en") -> Article:
    return article(text, name=name, title=title, language=language, published=Published(value=day, basis="metadata"))


def traits_of(*articles: Article):
    alike = Vectors(model="test", title=b"\x05" * 512, lede=b"\x05" * 512, body=b"\x05" * 512)
    return [one for each in articles for one in make_traits(each, [annotations(each, vectors=alike)])]


def clash(one: Article, other: Article) -> str | None:
    found = clash_between(Features.of_traits(traits_of(one, other)), 0, 1)
    assert found == clash_between(Features.of_traits(traits_of(other, one)), 1, 0)
    return found.words if found else None


def package(number: str, *, name: str, more: str = "") -> Article:
    return told(f"Lake states agree {number} sanctions package", PACKAGE.format(number) + more, name=name)


def robbery(town: str, *, name: str, more: str = "", title: str = "Jeweller robbed by men on motorcycle") -> Article:
    return told(title, ROBBERY.format(town) + more, name=name)


def test_another_package_is_another_story():
    one, other = package("12th", name="a"), package("13th", name="b")
    assert clash(one, other) == "package 12 against 13"
    assert len(list(stories_among(traits_of(one, other), ()))) == 2


def test_the_same_package_is_one_story_however_its_number_is_written():
    one, other = package("12th", name="a"), package("twelfth", name="b")
    assert clash(one, other) is None
    assert len(list(stories_among(traits_of(one, other), ()))) == 1


def test_an_article_that_names_both_packages_clashes_with_neither():
    both = package("13th", name="b", more=" The 12th package had hit coal.")
    assert clash(package("12th", name="a"), both) is None
    assert clash(package("13th", name="c"), both) is None


def test_robberies_in_two_towns_are_two_stories():
    one, other = robbery("Gorse", name="a"), robbery("Port Alder", name="b")
    assert clash(one, other) == "in Gorse against in Port Alder"
    assert len(list(stories_among(traits_of(one, other), ()))) == 2


def test_a_town_that_the_other_names_too_is_no_clash():
    other = robbery("the Tarn valley", name="b", title="Jeweller in Gorse robbed")
    near = robbery("Port Alder", name="c", more=" It was the second such robbery after one at Gorse.")
    assert clash(robbery("Gorse", name="a"), other) is None
    assert len(list(stories_among(traits_of(robbery("Gorse", name="a"), other), ()))) == 1
    assert clash(robbery("Gorse", name="a"), near) is None


def test_sentences_of_two_courts_are_two_stories():
    one, other = (
        told("Bank director sent to prison", COURT.format(town), name=town[0]) for town in ("Gorse", "Brindle")
    )
    assert clash(one, other) == "in Gorse against in Brindle"
    assert len(list(stories_among(traits_of(one, other), ()))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fair of 2023 opens", "Fair of 2024 opens"),  # no noun right beside the year
        ("Harlund win in 40th minute", "Harlund win in 85th minute"),
        ("Twelve hurt in Gorse fire", "Thirteen hurt in Gorse fire"),  # a toll that grows
        ("Harlund marks 20th birthday of the king", "Harlund marks the king's birthday"),
    ],
)
def test_numbers_that_tell_of_one_event_are_no_clash(one: str, other: str):
    assert clash(told(one, "Crowds came.", name="a"), told(other, "Crowds came.", name="b")) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Council votes on 12th sanctions package", ("package 12", "sanctio 12")),
        ("2024 Lantern Festival opens", ("festiva 2024", "lantern 2024", "opens 2024")),
        ("Eastlight 2024 sold out", ("eastlig 2024",)),
        ("Search for flight 118 goes on", ("flight 118",)),
        ("On the 12th of May, a storm", ()),
        ("The first of many", ()),
    ],
)
def test_what_a_title_numbers(title: str, expected: tuple[str, ...]):
    assert numbered_in(title, "", "en") == expected


def test_other_languages_are_not_read_for_clashes():
    assert numbered_in("12th package", "", "de") == ()
    assert places_in("Raub in Gorse", "", "de") == ()


def test_days_and_months_are_no_places():
    assert places_in("Storm in March", "Rain fell in Gorse Monday and in Congress.", "en") == ("Gorse",)
