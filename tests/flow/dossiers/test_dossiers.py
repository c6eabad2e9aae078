"""A dossier as a whole: nothing unproved, the same in any order, quick for lone articles."""

from __future__ import annotations

import time
from itertools import permutations

import msgspec
import pytest

from telling import Telling, dossier, spans_of, tell
from wiredesk.records import Credit

NAMES = {"Anna Berg": "PERSON", "Port Lund": "GPE", "Ruud Dykstra": "PERSON"}


@pytest.fixture
def blaze() -> list[Telling]:
    return [
        tell(
            "The Quay",
            "Five people were injured when a barge burned in Port Lund on Tuesday, Anna Berg said. "
            "The barge had carried straw from Port Lund since January.",
            published="2031-03-04",
            names=NAMES,
            dates={"Tuesday": "2031-03-04"},
            counts=[("Five people", 5, "people")],
            said=[("Five people were injured when a barge burned in Port Lund on Tuesday", "Anna Berg")],
        ),
        tell(
            "Harbour Radio",
            "Twelve people were injured when a barge burned in Port Lund on Tuesday, Ruud Dykstra said. "
            "Police closed the quay of Port Lund for the night.",
            published="2031-03-05",
            names=NAMES,
            dates={"Tuesday": "2031-03-04"},
            counts=[("Twelve people", 12, "people")],
            said=[("Twelve people were injured when a barge burned in Port Lund on Tuesday", "Ruud Dykstra")],
        ),
    ]


def test_every_span_holds_its_own_words(blaze: list[Telling]) -> None:
    texts = {article.id: article.text for article, _ in blaze}
    spans = list(spans_of(dossier(*blaze)))
    assert len(spans) > 6
    assert all(span.words == texts[span.article][span.start : span.end] for span in spans)


def test_the_order_of_the_articles_changes_no_byte(blaze: list[Telling]) -> None:
    third = tell("Evening Mail", "The mayor of Port Lund, Anna Berg, thanked the crews.", names=NAMES, published=None)
    made = {msgspec.json.encode(dossier(*order)) for order in permutations([*blaze, third])}
    assert len(made) == 1


def test_five_against_twelve_injured_is_contested_with_its_reason(blaze: list[Telling]) -> None:
    (claim,) = [claim for claim in dossier(*blaze).claims if claim.state == "contested"]
    assert [one.reason for one in claim.statements if one.stance == "contradicts"] == [
        "Twelve people against Five people"
    ]
    assert claim.outlets == {"Harbour Radio": "contradicts", "The Quay": "says"}


def test_the_figure_asks_how_many_and_tells_who_says_which(blaze: list[Telling]) -> None:
    (figure,) = dossier(*blaze).figures
    assert figure.question == "How many people were injured?"
    assert [(one.value, one.said_by_name, one.as_of) for one in figure.values] == [
        (5, "Anna Berg", "2031-03-04"),
        (12, "Ruud Dykstra", "2031-03-05"),
    ]


def test_the_timeline_tells_one_fire_once_and_since_when_it_was_known(blaze: list[Telling]) -> None:
    fires = [entry for entry in dossier(*blaze).timeline if entry.date.value == "2031-03-04"]
    assert len(fires) == 1
    assert len(fires[0].spans) == 2
    assert fires[0].known_since.value == "2031-03-04"


def test_each_sentence_of_the_brief_is_a_sentence_of_a_page(blaze: list[Telling]) -> None:
    brief = dossier(*blaze).brief
    assert brief
    assert all(sentence.text == sentence.spans[0].words for sentence in brief)


def test_coverage_has_a_row_for_each_outlet_in_the_order_they_came(blaze: list[Telling]) -> None:
    assert [(row.outlet, row.first) for row in dossier(*blaze).coverage] == [
        ("The Quay", "2031-03-04"),
        ("Harbour Radio", "2031-03-05"),
    ]


def test_an_article_alone_is_a_dossier_too_and_quick() -> None:
    alone = tell("The Quay", "Anna Berg opened the new bridge of Port Lund on Monday. It cost nine years.", names=NAMES)
    started = time.perf_counter()
    made = [dossier(alone) for _ in range(50)]
    assert (time.perf_counter() - started) / 50 < 0.02
    assert made[0].brief[0].text.startswith("Anna Berg opened")
    assert made[0].origins.count == 1


def test_an_article_without_a_word_of_annotation_does_not_stop_the_story(blaze: list[Telling]) -> None:
    empty = tell("Blank Page", "…", names={})
    assert {row.outlet for row in dossier(*blaze, empty).coverage} == {"The Quay", "Harbour Radio", "Blank Page"}


def test_an_agencys_name_inside_a_sentence_loses_no_claim() -> None:
    credit = Credit(agency="AP", role="via", words="AP")
    told = "Anna Berg told AP on Monday that the ferry yard of Port Lund will close in June."
    made = dossier(tell("The Quay", told, names={"Anna Berg": "PERSON", "Port Lund": "GPE"}, credits=(credit,)))
    assert [claim.text for claim in made.claims] == [told]


def test_a_credit_line_is_no_claim() -> None:
    line = "Anna Berg of Norda Press contributed to this report from Port Lund."
    credit = Credit(agency="Norda Press", role="contributed", words=line)
    made = dossier(tell("The Quay", line, names={"Anna Berg": "PERSON"}, credits=(credit,)))
    assert made.claims == ()
