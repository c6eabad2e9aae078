"""JSON-LD: what a page says of itself in schema.org's terms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

ARTICLE_TYPES: Final = re.compile(r"(?:Article|Posting|Blog|Report|Review|Opinion)", re.IGNORECASE)
MAX_NODES: Final = 2000  # of one page; more is no description of an article
FAULTY_CONTROLS: Final = re.compile(r"[\x00-\x1f]+")
TRAILING_COMMA: Final = re.compile(r",\s*([}\]])")

Node = dict[str, Any]


def read_linked_data(scripts: Iterator[str]) -> list[Node]:
    """All objects of a page's JSON-LD scripts, outer before inner; broken scripts give none."""
    nodes: list[Node] = []
    for script in scripts:
        for found in walk(parse(script)):
            nodes.append(found)
            if len(nodes) >= MAX_NODES:
                return nodes
    return nodes


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


def walk(value: Any) -> Iterator[Node]:
    """The objects inside a JSON value, in document order."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(reversed(list(one.values())))
        elif isinstance(one, list):
            waiting.extend(reversed(one))


def types_of(node: Node) -> tuple[str, ...]:
    """An object's types, without their vocabulary."""
    given = node.get("@type")
    items = given if isinstance(given, list) else [given]
    return tuple(str(item).rsplit("/", 1)[-1] for item in items if isinstance(item, str))


def is_article(node: Node) -> bool:
    """True for NewsArticle, BlogPosting and the like."""
    return any(ARTICLE_TYPES.search(name) for name in types_of(node))


def articles_in(nodes: list[Node]) -> list[Node]:
    """The objects that describe an article, those with a headline or a date first."""
    found = [node for node in nodes if is_article(node)]
    return sorted(found, key=lambda node: not (node.get("headline") or node.get("datePublished")))


def names_in(value: Any) -> Iterator[str]:
    """The names in an author or publisher field: strings, objects, lists of either."""
    items = value if isinstance(value, list) else [value]
    for item in items:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, list):
            yield from (one for one in name if isinstance(one, str))
        elif isinstance(name, str):
            yield name
