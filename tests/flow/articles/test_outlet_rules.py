"""Rules for single outlets. The outlets and their pages are invented."""

from __future__ import annotations

import pytest

from wiredesk.flow.articles import read_page
from wiredesk.flow.articles.head import Head
from wiredesk.flow.articles.html import parse_html
from wiredesk.flow.articles.outlet_rules import RuleError, read_rule, rule_for, rules, without_dropped
from wiredesk.records import Article, Page, PageMeta

RULE = """
domains = ["askvik.example", "sport.askvik.example"]
valid_from = 2030-01-01
valid_until = 2030-12-31
why = "Teasers look like paragraphs."
[body]
drop = ["div.teaser"]
promos = ["Friends of the Courier"]
"""
STORY = (
    "<p>The ferry to Askvik sails again from Monday, the harbour master said after the council had met.</p>"
    "<div class='inset-teaser'><p>The baker of Velm has closed her shop after forty years, and nobody knows why.</p></div>"
    "<p>It had lain in the dock since March, when a storm tore away its ramp and broke two windows.</p>"
    "<p>Become a friend of the Velm Post and help us to write about the islands, every day of the year.</p>"
    "<p>The council paid for the repair, which took eleven weeks, from the fund for the school bus.</p>"
)
PAGE = (
    "<html><head><title>Ferry</title></head><body><h1 class='story-title'>Ferry sails again</h1>"
    "<p class='story-author'>Words <a>Ada Lind</a></p><span class='first-print'>3 May 2025</span>"
    f"<div class='story-text'>{STORY}</div><div class='more'><p>Ten more stories from the islands, chosen for you.</p></div>"
    "</body></html>"
)


def read(*, fetched: str | None, host: str = "www.velmpost.example") -> Article:
    meta = PageMeta(url=f"https://{host}/ferry", fetched=fetched)
    [article] = read_page(Page(id="p-1", page="ferry.html", form="html", content=PAGE.encode(), meta=meta))
    assert isinstance(article, Article)
    return article


def found(url: str, fetched: str | None = "2030-06-01", head: Head = Head()):  # noqa: B008
    return rule_for(PageMeta(url=url, fetched=fetched), head, [read_rule(RULE, "askvik.toml")])


def test_what_a_rule_drops_is_not_in_the_text_and_stands_among_what_was_removed():
    article = read(fetched="2025-05-04")
    assert "baker" not in article.text and "friend" not in article.text
    assert "school bus" in article.text
    dropped = [line.words for line in article.removed if line.reason == "outlet_rule"]
    assert len(dropped) == 2
    assert dropped[1].startswith("Become a friend")


def test_a_rule_tells_title_authors_and_date():
    article = read(fetched="2025-05-04")
    assert (article.title, article.authors) == ("Ferry sails again", ("Ada Lind",))
    assert article.published.value == "2025-05-03"


@pytest.mark.parametrize("fetched", ["2026-01-01", "2024-12-31", None])
def test_out_of_its_days_a_rule_changes_nothing(fetched):
    assert not [line for line in read(fetched=fetched).removed if line.reason == "outlet_rule"]


def test_other_outlets_are_read_without_the_rule():
    assert not [
        line for line in read(fetched="2025-05-04", host="velm.example").removed if line.reason == "outlet_rule"
    ]


@pytest.mark.parametrize(
    ("url", "is_found"),
    [
        ("https://askvik.example/a", True),
        ("https://www.askvik.example/a", True),
        ("https://notaskvik.example/a", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_a_rule_is_for_its_host_and_those_below_it(url, is_found):
    assert (found(url) is not None) == is_found


def test_the_day_of_publication_counts_where_nobody_says_when_the_page_was_fetched():
    assert found("https://askvik.example/a", None, Head(published=("2030-02-01T08:00:00Z",)))
    assert not found("https://askvik.example/a", None, Head(published=("2031-02-01",)))
    assert not found("https://askvik.example/a", None)


def test_the_longest_domain_wins():
    other = read_rule(RULE.replace('"askvik.example", ', "").replace("Teasers", "Scores"), "sport.toml")
    general = read_rule(RULE.replace(', "sport.askvik.example"', ""), "askvik.toml")
    meta = PageMeta(url="https://sport.askvik.example/a", fetched="2030-06-01")
    assert rule_for(meta, Head(), [other, general]) == rule_for(meta, Head(), [general, other]) == other


def test_a_long_element_that_begins_with_a_promo_phrase_stays():
    rule = read_rule(RULE, "askvik.toml")
    tree = parse_html(
        f"<div><p>Friends of the Courier {'met on the pier. ' * 40}</p><p>Friends of the Courier: join</p></div>"
    )
    assert [line.words for line in without_dropped(tree, rule)] == ["Friends of the Courier: join"]
    assert "met on the pier" in tree.text_content()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("valid_until = 2030-12-31", ""), "valid_until"),
        (('why = "Teasers look like paragraphs."', ""), "why"),
        (("drop =", "dropp ="), "dropp"),
        (("div.teaser", "div..teaser"), "CSS"),
        (("2030-12-31", '"soon"'), "soon"),
        (("domains =", "domains"), "TOML"),
    ],
)
def test_a_faulty_rule_says_what_to_mend(change, message):
    with pytest.raises(RuleError, match=message):
        read_rule(RULE.replace(*change), "askvik.toml")


def test_the_rules_that_ship_can_be_read_and_are_dated():
    assert rules()
    assert all(rule.valid_until < "9999" and rule.why and rule.domains for rule in rules())
