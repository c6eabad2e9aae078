"""JSON-LD: what a page says of itself in schema.org's terms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

ARTICLE_TYPES: Final = re.compile(r"(?:Article|Posting|Blog|Report|Review|Opinion)", re.IGNORECASE)
MAX_NODES: Final = 2000  # of one page; more is no description of an article
FAULTY_CONTROLS: Final = re.compile(r"[\x00-\x1f]+")
TRAILING_COMMA: Final = re.compile(r",\s*([}\]])")
PARTS: Final = frozenset(
    {"itemListElement", "liveBlogUpdate", "blogPost", "hasPart", "comment", "mentions", "citation", "review"}
)  # under these keys stand other pages, or pieces of this one
ADDRESS: Final = re.compile(r"^https?://(?:www\.)?|[?#].*$|/$")

Node = dict[str, Any]


def read_linked_data(scripts: Iterator[str]) -> list[Node]:
    """All objects of a page's JSON-LD scripts, outer before inner, parts of lists last; broken scripts give none."""
    nodes: list[Node] = []
    parts: list[Node] = []
    for script in scripts:
        for found, is_part in walk(parse(script)):
            (parts if is_part else nodes).append(found)
            if len(nodes) + len(parts) >= MAX_NODES:
                return nodes + parts
    return nodes + parts


def parse(script: str) -> Any:
    """A script's JSON, with the usual faults forgiven: raw newlines, HTML comments, trailing commas."""
    script = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    script = script.removeprefix("//<![CDATA[").removesuffix("//]]>").strip()
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(TRAILING_COMMA.sub(r"\1", FAULTY_CONTROLS.sub(" ", script)), strict=False)
    except (ValueError, RecursionError):
        return None


def walk(value: Any) -> Iterator[tuple[Node, bool]]:
    """The objects inside a JSON value, in document order; true for those that are parts of a list or a live blog."""
    waiting = [(value, False)]
    while waiting:
        one, is_part = waiting.pop()
        if isinstance(one, dict):
            yield one, is_part
            waiting.extend((inner, is_part or key in PARTS) for key, inner in reversed(one.items()))
        elif isinstance(one, list):
            waiting.extend((inner, is_part) for inner in reversed(one))


def types_of(node: Node) -> tuple[str, ...]:
    """An object's types, without their vocabulary."""
    given = node.get("@type")
    items = given if isinstance(given, list) else [given]
    return tuple(str(item).rsplit("/", 1)[-1] for item in items if isinstance(item, str))


def is_article(node: Node) -> bool:
    """True for NewsArticle, BlogPosting and the like."""
    return any(ARTICLE_TYPES.search(name) for name in types_of(node))


def articles_in(nodes: list[Node], urls: Iterable[str] = ()) -> list[Node]:
    """The objects that describe an article, those with a headline or a date first, then those of the page's address."""
    own = {bare_address(url) for url in urls}

    def rank(node: Node) -> tuple[bool, int]:
        addresses = set(addresses_of(node))
        return (
            not (node.get("headline") or node.get("datePublished")),
            0 if own & addresses else 2 if addresses and own else 1,
        )

    return sorted((node for node in nodes if is_article(node)), key=rank)


def addresses_of(node: Node) -> Iterator[str]:
    """The addresses of the page that an object describes."""
    for key in ("url", "mainEntityOfPage"):
        value = node.get(key)
        given = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
        if isinstance(given, str) and given.startswith("http"):
            yield bare_address(given)


def bare_address(url: str) -> str:
    """An address for comparison: no scheme, no "www.", nothing after the path."""
    return ADDRESS.sub("", ADDRESS.sub("", url))


def names_in(value: Any, nodes: Iterable[Node] = (), *, people_only: bool = False) -> Iterator[str]:
    """The names in an author or publisher field: strings, objects, references to other objects, lists of any.

    `people_only` passes over what the page itself calls an organisation.
    """
    items = value if isinstance(value, list) else [value]
    for item in items:
        node = referred(item, nodes) if isinstance(item, dict) and not item.get("name") else item
        if people_only and isinstance(node, dict) and any("Organization" in name for name in types_of(node)):
            continue
        name = (node.get("name") or full_name(node)) if isinstance(node, dict) else node
        if isinstance(name, list):
            yield from (one for one in name if isinstance(one, str))
        elif isinstance(name, str):
            yield name


def referred(item: Node, nodes: Iterable[Node]) -> Node:
    """The object that an object's @id names, where it has no name of its own."""
    target = item.get("@id")
    found = (node for node in nodes if target and node.get("@id") == target and node.get("name"))
    return next(found, item)


def full_name(node: Node) -> str:
    """A person's given and family name."""
    parts = (node.get("givenName"), node.get("familyName"))
    return " ".join(part for part in parts if isinstance(part, str))
