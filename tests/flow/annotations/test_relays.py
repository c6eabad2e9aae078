"""Chains of sources: from the article through media to a person, a body, a document or nobody named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import article
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.parse import parse
from wiredesk.flow.annotations.sourcing import find_relays
from wiredesk.records import Article, Relay

GOLD = Path(__file__).parent.parent.parent / "fixtures" / "relays.jsonl"
ROWS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def relays_of(one: Article) -> tuple[Relay, ...]:
    parsed = parse(one)
    return find_relays(parsed, find_cast(parsed))


def chains(text: str, **fields: str) -> list[list[tuple[str, str]]]:
    told = article(text, **{"outlet": "Farland Echo", **fields})
    return [[(hop.kind, hop.span.words) for hop in relay.chain] for relay in relays_of(told)]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The pier is shut, according to Reuters.", [("outlet", "Reuters")]),
        (
            "A harbour clerk told Reuters that the pier was shut.",
            [("outlet", "Reuters"), ("anonymous", "A harbour clerk")],
        ),
        (
            "The Vale Tribune said, citing two officials, that the pier was shut.",
            [("outlet", "Vale Tribune"), ("anonymous", "two officials")],
        ),
        (
            "Kyodo, citing a report in the Vale Tribune, said the pier was shut.",
            [("outlet", "Kyodo"), ("outlet", "Vale Tribune")],
        ),
        (
            "Letters seen by the Vale Tribune show that the pier was shut.",
            [("outlet", "Vale Tribune"), ("document", "Letters")],
        ),
        (
            "The pier was shut, said a person familiar with the matter.",
            [("anonymous", "a person familiar with the matter")],
        ),
    ],
)
def test_a_chain_runs_from_the_article_outwards(text: str, chain: list[tuple[str, str]]) -> None:
    assert chains(text) == [chain]


def test_what_only_looks_like_a_relay_is_left_alone() -> None:
    rows = [row for row in ROWS if not row["chains"]]
    wrong = [row["text"] for row in rows if chains(row["text"], language=row["language"])]
    assert len(wrong) <= len(rows) // 10, wrong


@pytest.mark.parametrize(
    "text",
    [
        "The pier will hold, according to the Kremlin.",
        "The minister told Congress that the pier would hold.",
        "The Times Group reported losses of nine million.",
        "The mayor resigned on Monday, citing poor health.",
        "Reuters could not verify the video.",
        "The editor of the Vale Tribune said the ban was unlawful.",
    ],
)
def test_somebodys_own_word_is_no_relay(text: str) -> None:
    assert chains(text) == []


def test_the_articles_own_outlet_is_no_hop() -> None:
    own = "A minister told the Vale Tribune that the pier was shut. It was shut, according to the Vale Tribune."
    assert chains(own, outlet="The Vale Tribune") == [[("anonymous", "A minister")]]


def test_the_newspaper_is_the_one_named_last() -> None:
    (_, second) = relays_of(
        article("The Vale Tribune reported the closure. The newspaper said, citing two officials, it was final.")
    )
    assert second.chain[0].name == "Vale Tribune"
    assert second.end_kind == "anonymous"


def test_every_hop_and_chain_holds_its_own_words() -> None:
    for row in ROWS:
        told = article(row["text"], language=row["language"])
        for relay in relays_of(told):
            for span in (relay.span, *(hop.span for hop in relay.chain)):
                assert told.text[span.start : span.end] == span.words
                assert relay.span.start <= span.start and span.end <= relay.span.end


def test_a_text_that_cites_in_a_circle_comes_to_an_end() -> None:
    text = "Reuters, citing AFP, said it was shut; AFP, citing Reuters, said it was open. " * 50
    assert all(len(relay.chain) <= 6 for relay in relays_of(article(text)))


def test_a_sentence_without_an_end_is_passed_over() -> None:
    assert chains("citing Reuters, " * 300 + "it was shut, according to AFP.") == []
