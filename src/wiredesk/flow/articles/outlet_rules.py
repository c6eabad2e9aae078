"""Rules for single outlets, as data: which elements of their pages are not the article, and where its fields stand.

One dated file an outlet in rules/. Most outlets need none: a rule is for what the page itself does not tell.
A rule holds for pages of its domains whose day lies between its dates; a page without any day is read without rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urlsplit

from lxml.cssselect import CSSSelector, SelectorSyntaxError

from wiredesk.errors import WiredeskError
from wiredesk.flow.articles.head import Head
from wiredesk.flow.articles.publication import read_moment
from wiredesk.records import PageMeta, Removed

KEYS: Final = {
    "": frozenset({"domains", "valid_from", "valid_until", "why", "body", "head"}),
    "body": frozenset({"keep", "drop", "promos"}),
    "head": frozenset({"title", "authors", "published"}),
}
ALWAYS: Final = ("0001-01-01", "9999-12-31")
PROMO_TAGS: Final = ("p", "div", "li", "span", "h2", "h3", "h4", "aside", "section")
LONGEST_PROMO: Final = 400  # characters of an element that begins with a promo phrase; longer ones hold more than that


class RuleError(WiredeskError):
    """A file of rules that cannot be used; the message says which line to mend."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is told of the pages of one outlet, from one day to another."""

    domains: tuple[str, ...]
    why: str  # what the pages do that cannot be told from the pages themselves
    valid_from: str
    valid_until: str
    keep: tuple[str, ...] = ()  # CSS selectors of the elements that hold the body; the rest is left out
    drop: tuple[str, ...] = ()  # CSS selectors of elements that are not the article
    promos: tuple[str, ...] = ()  # beginnings of lines that are not the article
    title: tuple[str, ...] = ()  # CSS selectors
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()


def read_rule(text: str, name: str) -> Rule:
    """The rule that a TOML file states; `name` is what errors call it.

    Rejects  unknown keys, missing domains, dates or reason, and selectors that are none, each with a RuleError.
    """
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name} is not TOML: {error}.") from error
    body, head = stated.get("body", {}), stated.get("head", {})
    for section, table in (("", stated), ("body", body), ("head", head)):
        if unknown := set(table) - KEYS[section]:
            raise RuleError(f"{name} has the unknown key {min(unknown)!r}. Known: {', '.join(sorted(KEYS[section]))}.")
    for key in ("domains", "why", "valid_until"):
        if not stated.get(key):
            raise RuleError(f"{name} does not say {key}; every rule does.")
    rule = Rule(
        domains=tuple(domain.casefold() for domain in stated["domains"]),
        why=stated["why"],
        valid_from=day(stated.get("valid_from", ALWAYS[0]), name),
        valid_until=day(stated["valid_until"], name),
        **{key: tuple(body.get(key, ())) for key in sorted(KEYS["body"])},
        **{key: tuple(head.get(key, ())) for key in sorted(KEYS["head"])},
    )
    for words in (*rule.keep, *rule.drop, *rule.title, *rule.authors, *rule.published):
        check(words, name)
    return rule


def day(value: date | str, name: str) -> str:
    """A day of a rule as ISO 8601."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise RuleError(f"{name} gives {value!r} for a day. Write it as 2025-12-31.") from error


def check(words: str, name: str) -> None:
    """Raises where words are no CSS selector."""
    try:
        selector(words)
    except SelectorSyntaxError as error:
        raise RuleError(f"{name} holds {words!r}, which is no CSS selector: {error}.") from error


@cache
def selector(words: str) -> Any:
    """A CSS selector, compiled once."""
    return CSSSelector(words)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules that ship with Wiredesk, by the name of their files."""
    found = sorted(files(__package__).joinpath("rules").iterdir(), key=lambda file: file.name)
    return tuple(read_rule(file.read_text("utf-8"), file.name) for file in found if file.name.endswith(".toml"))


def rule_for(meta: PageMeta, head: Head, known: Iterable[Rule] | None = None) -> Rule | None:
    """The rule for a page: of the longest end of its host, in force when it was fetched, else when it was published."""
    when = next((moment[:10] for words in (meta.fetched, *head.published) if (moment := read_moment(words))), None)
    hosts = [host for url in (meta.url, *head.urls) if (host := host_of(url))]
    if when is None or not hosts:
        return None
    fitting = [
        (len(domain), rule)
        for rule in (rules() if known is None else known)
        for domain in rule.domains
        if rule.valid_from <= when <= rule.valid_until and f".{hosts[0]}".endswith(f".{domain}")
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def host_of(url: str | None) -> str:
    """The host of an address; "" where it has none."""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def told_by(rule: Rule, tree: Any, head: Head) -> Head:
    """The head with what the rule finds on the page before what the page says of itself."""
    return replace(
        head,
        titles=(*found_by(rule.title, tree), *head.titles),
        authors=tuple(found_by(rule.authors, tree)) or head.authors,
        published=(*found_by(rule.published, tree), *head.published),
    )


def found_by(selectors: Iterable[str], tree: Any) -> Iterator[str]:
    """The words of the elements that CSS selectors choose; of a time or a meta tag its attribute."""
    for words in selectors:
        for element in selector(words)(tree):
            said = element.get("datetime") or element.get("content") or words_of(element)
            if said:
                yield said


def without_dropped(tree: Any, rule: Rule) -> tuple[Removed, ...]:
    """Takes out of the tree what the rule says is not the article, and gives its words.

    Takes    an lxml tree, which is changed: what is dropped is gone from it.
    Gives    one Removed for each element with words, in the order of the rule's keys.
    """
    outside = dict.fromkeys(not_kept(tree, rule.keep))
    chosen = (element for words in rule.drop for element in selector(words)(tree))
    inside = dict.fromkeys([*chosen, *promos_in(tree, rule.promos)])
    removed = [words for element in inside if (words := words_of(element))]
    for element in (*outside, *inside):
        if element.getparent() is not None and element.tag not in ("html", "body"):
            element.drop_tree()
    return tuple(Removed(words=words[:1000], reason="outlet_rule") for words in dict.fromkeys(removed))


def not_kept(tree: Any, selectors: Iterable[str]) -> Iterator[Any]:
    """The largest elements of a body that have nothing to do with what selectors keep; none where they keep none."""
    kept = {element for words in selectors for element in selector(words)(tree)}
    if not kept:
        return
    holding = {above for element in kept for above in element.iterancestors()}
    waiting = list(tree.iter("body"))
    while waiting:
        element = waiting.pop()
        for child in element:
            if child in holding and child not in kept:
                waiting.append(child)
            elif child not in kept and child.tag not in ("h1", "header"):
                yield child


def promos_in(tree: Any, promos: tuple[str, ...]) -> Iterator[Any]:
    """The short elements whose words begin with one of the outlet's own phrases."""
    if not promos:
        return
    for element in tree.iter(*PROMO_TAGS):
        words = words_of(element)
        if words.startswith(promos) and len(words) <= LONGEST_PROMO:
            yield element


def words_of(element: Any) -> str:
    """An element's words, spaces made single."""
    return " ".join("".join(element.itertext()).split())
