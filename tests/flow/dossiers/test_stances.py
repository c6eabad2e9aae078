"""When two sentences clash, when one updates the other, when both can be true."""

from __future__ import annotations

import pytest

from telling import material, tell
from wiredesk.flow.dossiers.counted import counted
from wiredesk.flow.dossiers.stances import agree, compare
from wiredesk.records import Quantity, Span

NAMES = {"Port Lund": "GPE"}


def verdict(
    first: str, second: str, a: float, b: float, *, days: tuple[str, str], outlets: tuple[str, str] = ("A", "B")
) -> tuple[str, str]:
    tellings = [
        tell(
            outlet,
            text,
            name=f"{outlet}{day}",
            published=day,
            names=NAMES,
            counts=[(" ".join(text.split()[:2]), value, "people")],
        )
        for outlet, text, value, day in zip(outlets, (first, second), (a, b), days, strict=True)
    ]
    one, other = (material(*tellings).passages_of[told.id][0] for told, _ in tellings)
    found = compare(one, other)
    return found.stance, found.reason


def test_other_numbers_of_the_same_thing_contradict() -> None:
    found = verdict(
        "Five people were hurt in Port Lund.",
        "Nine people were hurt in Port Lund.",
        5,
        9,
        days=("2031-03-04", "2031-03-04"),
    )
    assert found == ("contradicts", "Nine people against Five people")


def test_a_number_that_grows_over_days_is_an_update() -> None:
    found = verdict(
        "Five people died in Port Lund.", "Nine people died in Port Lund.", 5, 9, days=("2031-03-04", "2031-03-07")
    )
    assert found[0] == "updates"


def test_an_outlet_that_corrects_itself_updates() -> None:
    found = verdict(
        "Forty people worked inside the depot.", "Fourteen people worked inside the depot.", 40, 14,
        days=("2031-03-04", "2031-03-05"), outlets=("A", "A"),
    )  # fmt: skip
    assert found[0] == "updates"


def test_the_dead_and_the_injured_are_not_one_number() -> None:
    found = verdict(
        "Two people were killed in Port Lund.",
        "Nine people were injured in Port Lund.",
        2,
        9,
        days=("2031-03-04", "2031-03-04"),
    )
    assert found[0] == "says"


def test_a_denial_of_the_same_thing_contradicts() -> None:
    tellings = [
        tell("A", "The yard sold its tugs to a Danish owner.", name="a"),
        tell("B", "The yard denied having sold tugs to a Danish owner.", name="b"),
    ]
    one, other = (material(*tellings).passages_of[told.id][0] for told, _ in tellings)
    assert compare(one, other).stance == "contradicts"


def first_passages(*tellings):
    return (material(*tellings).passages_of[told.id][0] for told, _ in tellings)


def test_arrests_in_two_towns_are_two_numbers() -> None:
    one, other = first_passages(
        tell("A", "Police detained nine people in Lund.", names={"Lund": "GPE"}, counts=[("nine people", 9, "people")]),
        tell("B", "Police detained five people in Aske.", names={"Aske": "GPE"}, counts=[("five people", 5, "people")]),
    )
    assert compare(one, other).stance == "says"


def test_an_act_that_one_tells_and_the_other_denies_is_a_clash() -> None:
    names = {"Anna Berg": "PERSON"}
    told = [("Anna Berg met the tug owners in the yard", "meet", "happened", None)]
    denied = [("Anna Berg never met the tug owners in the yard", "meet", "denied", None)]
    one, other = first_passages(
        tell("A", "Anna Berg met the tug owners in the yard.", names=names, events=told),
        tell("B", "Anna Berg never met the tug owners in the yard.", names=names, events=denied),
    )
    assert compare(one, other).stance == "contradicts" or compare(other, one).stance == "contradicts"


def test_a_curly_apostrophe_is_no_denial() -> None:
    one, other = first_passages(
        tell("A", "The yard didn’t have to pay the whole sum to the tug owners.", name="a"),
        tell("B", "The yard didn't have to pay the whole sum to the tug owners.", name="b"),
    )
    assert compare(one, other).stance == "says"


@pytest.mark.parametrize(
    ("sentence", "number", "what"),
    [
        ("A crash injured 40 people, four of them seriously.", "40 people", "injured"),
        ("Doctors said eight people had serious injuries.", "eight people", "injured serious"),
        ("Three students were injured in the crash.", "Three students", "injured student"),
        ("Two more people were injured on Monday.", "Two more people", None),
        ("Two of the people injured went home.", "Two of the people", None),
    ],
)
def test_parts_of_a_number_are_counted_apart(sentence: str, number: str, what: str | None) -> None:
    start = sentence.index(number)
    of = "student" if "students" in number else "people"
    place = Span(article="a", start=start, end=start + len(number), words=number)
    found = counted(
        Quantity(span=place, value=1, unit="count", of=of),
        Span(article="a", start=0, end=len(sentence), words=sentence),
    )
    assert (found.what if found else None) == what


@pytest.mark.parametrize(
    ("low", "high", "together"),
    [
        (("at_least", 40.0), ("exact", 45.0), True),
        (("about", 300.0), ("exact", 310.0), True),
        (("exact", 5.0), ("exact", 12.0), False),
    ],
)
def test_rounded_numbers_agree(low: tuple[str, float], high: tuple[str, float], together: bool) -> None:
    place = Span(article="a", start=0, end=1, words="x")
    left, right = (
        Quantity(span=place, value=value, unit="count", of="people", qualifier=kind) for kind, value in (low, high)
    )  # type: ignore[arg-type]
    assert agree(left, right) is together


@pytest.mark.parametrize(
    ("sentence", "number", "topic"),
    [
        ("A blast killed two people and injured nine.", "two people", "killed"),
        ("Two people died and nine were hurt.", "Two people", "killed"),
        ("Police detained 12 people who had blocked a road.", "12 people", "detained"),
        ("Some 300 people marched through the town.", "300 people", "demonstrated"),
    ],
)
def test_the_nearest_verb_says_what_became_of_those_counted(sentence: str, number: str, topic: str) -> None:
    start = sentence.index(number)
    quantity = Quantity(
        span=Span(article="a", start=start, end=start + len(number), words=number), value=1, unit="count", of="people"
    )
    found = counted(quantity, Span(article="a", start=0, end=len(sentence), words=sentence))
    assert found is not None
    assert found.what == topic
