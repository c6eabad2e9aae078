"""Undated articles take their date from siblings, where that is proved; else they stay undated."""

from __future__ import annotations

from telling import Telling, material, tell
from wiredesk.flow.dossiers.dating import refine_dates

NAMES = {"Anna Berg": "PERSON", "Ruud Dykstra": "PERSON", "Port Lund": "GPE"}


def dates(*tellings: Telling) -> dict[str, tuple[str | None, str]]:
    refined = refine_dates(material(*tellings))
    return {one.outlet_label: (one.published.value, one.published.basis) for one in refined.articles}


def sibling() -> Telling:
    return tell(
        "The Quay",
        "Anna Berg received Ruud Dykstra for talks about the ferry contract in Port Lund on 26 February 2031.",
        published="2031-02-27",
        names=NAMES,
        dates={"26 February 2031": "2031-02-26"},
    )


def test_a_weekday_is_the_day_that_a_sibling_dates() -> None:
    undated = tell(
        "Mail",
        "Anna Berg and Ruud Dykstra held talks about the ferry contract in Port Lund on Wednesday.",
        published=None,
        names=NAMES,
        dates={"Wednesday": None},
    )
    assert dates(sibling(), undated)["Mail"] == ("2031-02-26", "inferred")


def test_last_month_is_the_month_after_what_a_sibling_dates() -> None:
    undated = tell(
        "Mail",
        "Last month Anna Berg and Ruud Dykstra held talks about the ferry contract in Port Lund.",
        published=None,
        names=NAMES,
        dates={"Last month": None},
    )
    assert dates(sibling(), undated)["Mail"] == ("2031-03", "inferred")


def test_a_weekday_of_another_happening_proves_nothing() -> None:
    undated = tell(
        "Mail",
        "Anna Berg opened an exhibition of model ships on Wednesday.",
        published=None,
        names=NAMES,
        dates={"Wednesday": None},
    )
    assert dates(sibling(), undated)["Mail"] == (None, "unknown")


def test_the_wednesday_of_a_range_still_to_come_dates_nothing() -> None:
    undated = tell(
        "Mail",
        "Anna Berg and Ruud Dykstra will hold talks about the ferry contract in Port Lund from Monday to Wednesday.",
        published=None,
        names=NAMES,
        dates={"Monday": None, "Wednesday": None},
    )
    assert dates(sibling(), undated)["Mail"] == (None, "unknown")


def test_a_date_of_metadata_is_never_touched() -> None:
    assert dates(sibling(), tell("Mail", "Anna Berg met Ruud Dykstra.", names=NAMES))["Mail"] == (
        "2031-03-05",
        "metadata",
    )


def test_of_one_day_the_rumour_comes_before_the_announcement() -> None:
    sure = tell(
        "A",
        "Anna Berg will come to Port Lund.",
        names=NAMES,
        name="1",
        events=[("Anna Berg will come", "come", "planned", None)],
    )
    rumour = tell("B", "Anna Berg may come to Port Lund.", names=NAMES, name="2")
    assert list(dates(sure, rumour)) == ["B", "A"]
