"""Links of a sentence put end to end: from the article through media to the source at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wiredesk.flow.annotations.sourcing.links import Said
from wiredesk.flow.annotations.sourcing.nodes import Node
from wiredesk.text.media import plain

LONGEST = 6  # hops of a chain


class Chain(NamedTuple):
    """Sources from the article outwards, and the characters of the attribution."""

    nodes: tuple[Node, ...]
    start: int
    end: int


def chains_of(links: Iterable[Said], *, own: str = "") -> Iterator[Chain]:
    """The chains of one sentence, in text order; the article's own outlet is no hop.

    A medium that two links name goes once; what others pass on begins no chain of its own.
    """
    beyond: dict[tuple[str, str], Said] = {}
    for link in links:
        key = key_of(link.source)
        old = beyond.get(key)
        if old is None or (old.beyond is None and link.beyond is not None):
            beyond[key] = (
                link if old is None else link._replace(start=min(old.start, link.start), end=max(old.end, link.end))
            )
    passed_on = {key_of(link.beyond) for key, link in beyond.items() if link.beyond and key_of(link.beyond) != key}
    for key, link in beyond.items():
        if key not in passed_on:
            chain = follow(key, link, beyond)
            nodes = tuple(node for node in chain.nodes if node.kind != "outlet" or plain(node.name) != own)
            if is_leaning(nodes):
                yield chain._replace(nodes=nodes)


def follow(key: tuple[str, str], link: Said, links: dict[tuple[str, str], Said]) -> Chain:
    """A chain from its first link on."""
    nodes, start, end = [link.source], min(link.start, link.source.start), max(link.end, link.source.end)
    seen = {key}
    current: Said | None = link
    while current is not None and current.beyond is not None and len(nodes) < LONGEST:
        node = current.beyond
        if key_of(node) in seen:
            break
        seen.add(key_of(node))
        nodes.append(node)
        start, end = min(start, node.start), max(end, node.end)
        current = links.get(key_of(node))
        if current is not None:
            start, end = min(start, current.start), max(end, current.end)
    return Chain(tuple(nodes), start, end)


def key_of(node: Node) -> tuple[str, str]:
    """Media are one by name; every other source by its place."""
    return (node.kind, node.name) if node.kind == "outlet" else (node.kind, str(node.start))


def is_leaning(nodes: tuple[Node, ...]) -> bool:
    """True where the article leans on a medium, on somebody without a name, or on a document."""
    return bool(nodes) and nodes[0].kind in ("outlet", "anonymous", "collective", "document")
