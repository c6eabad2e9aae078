"""The graph of a dossier as boxes and curves: layers from left to right, origins, media, articles, reprints."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wiredesk.records import Graph, GraphEdge, GraphNode

WIDTH = 176  # of a box, in pixels
GAP = 72  # between two layers
SPACE = 12  # between two boxes of a layer
LINE = 16  # of a label
PAD = 7
MARGIN = 10
LETTERS = 23  # of a label's line
MAX_LINES = 2
MAX_LAYER = 14  # boxes of a layer of sources; the JSON holds all
MAX_ARTICLES = 30  # boxes of a layer of articles; beyond, those with no arrow go first
MAX_ENDS = 3  # sources at the end of chains that one article or medium shows
PRINTED = ("copy", "near_duplicate", "excerpt")
LANE = "lane"  # a way through the media for an arrow that passes them by
TITLES = ("Sources", "Agencies and outlets", "Articles", "Same text elsewhere")


class Node(NamedTuple):
    """What stands in a layer: a node of the graph, or a way through the layer."""

    id: str
    name: str
    kind: str


Drawn = GraphNode | Node


class Box(NamedTuple):
    """A node on the page."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    note: str  # the kind, for readers
    kind: str
    name: str
    node: str


class Curve(NamedTuple):
    """An edge on the page: an SVG path, what it is, and the evidence."""

    path: str
    kind: str
    why: str
    is_directed: bool


class Drawing(NamedTuple):
    """All that is drawn, in pixels."""

    width: int
    height: int
    titles: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    left_out: int  # sources and articles that are in the JSON only


def draw(graph: Graph, labels: Mapping[str, str], notes: Mapping[str, str]) -> Drawing | None:
    """Where each node and edge goes; None where no article leans on anything. The same graph, the same drawing.

    labels, notes: what a box says of an article, by its id.
    """
    if not graph.edges:
        return None
    layers, left_out = layered(graph)
    all_boxes = placed(layers, labels, notes)
    places = {box.node: box for box in all_boxes}
    boxes = [box for box in all_boxes if box.kind != LANE]
    if not boxes:
        return None
    names = {node.id: labels.get(node.id, node.name) for node in graph.nodes}
    curves = [
        Curve(
            path_between(places[edge.source], places[edge.target], places.get(f"{LANE} {edge.source}")),
            edge.kind,
            evidence(edge, names),
            edge.is_directed,
        )
        for edge in graph.edges
        if edge.source in places and edge.target in places
    ]
    used = [layer for layer in range(len(layers)) if layers[layer]]
    return Drawing(
        width=max(box.x + box.width for box in boxes) + MARGIN + (GAP // 2),
        height=max(box.y + box.height for box in boxes) + MARGIN,
        titles=tuple((MARGIN + place * (WIDTH + GAP), TITLES[layer]) for place, layer in enumerate(used)),
        boxes=tuple(boxes),
        curves=tuple(sorted(curves, key=lambda one: (one.kind in PRINTED, one.path, one.why))),
        left_out=left_out,
    )


def evidence(edge: GraphEdge, names: Mapping[str, str]) -> str:
    """What an arrow says when pointed at."""
    tip = "→" if edge.is_directed else "–"
    return f"{names[edge.source]} {tip} {names[edge.target]}, {edge.kind.replace('_', '-')}: {edge.why}"


def layered(graph: Graph) -> tuple[list[Sequence[Drawn]], int]:
    """Sources, media, articles, reprints, each in the order of what they lead to; and how many were left out."""
    reprints = {edge.target for edge in graph.edges if edge.kind in PRINTED}
    sources = {edge.source for edge in graph.edges if edge.kind in PRINTED}
    articles = [node for node in graph.nodes if node.kind == "article"]
    late = [node for node in articles if node.id in reprints and (node.id not in sources or len(reprints) > 1)]
    late = [node for node in late if any(is_early(edge, node, reprints) for edge in graph.edges)]
    ids = {node.id for node in late}
    linked = {end for edge in graph.edges for end in (edge.source, edge.target)}
    early = limited([node for node in articles if node.id not in ids], linked)
    late = limited(late, linked)
    places = {node.id: float(place) for place, node in enumerate([*early, *late])}
    media = in_order((node for node in graph.nodes if node.kind == "outlet"), graph.edges, places)[:MAX_LAYER]
    stretch = len(early) / max(len(media), 1)
    known = places | {node.id: place * stretch for place, node in enumerate(media)}
    others = [node for node in graph.nodes if node.kind not in ("article", "outlet")]
    ends = chosen(others, graph.edges, known)
    middle = with_lanes(media, ends, graph.edges, places)
    known = places | {node.id: place * len(early) / max(len(middle), 1) for place, node in enumerate(middle)}
    shown = len(media) + len(ends) + len(early) + len(late)
    return [in_order(ends, graph.edges, known), middle, early, late], len(graph.nodes) - shown


def limited(articles: Sequence[GraphNode], linked: set[str]) -> list[GraphNode]:
    """The articles of a layer, the first MAX_ARTICLES with an arrow where there are more."""
    if len(articles) <= MAX_ARTICLES:
        return [*articles]
    return [node for node in articles if node.id in linked][:MAX_ARTICLES]


def with_lanes(
    media: Sequence[GraphNode], ends: Sequence[GraphNode], edges: Sequence[GraphEdge], places: Mapping[str, float]
) -> list[Node]:
    """The media, and between them a way for each source that an article cites itself."""
    means = {node.id: mean(node.id, edges, places) for node in (*media, *ends)}
    lanes = [
        (means[end.id], 1, Node(id=f"{LANE} {end.id}", name="", kind=LANE))
        for end in ends
        if media and any(edge.source == end.id and edge.target in places for edge in edges)
    ]
    rows = [*((means[node.id], 0, Node(node.id, node.name, node.kind)) for node in media), *lanes]
    return [node for _, _, node in sorted(rows, key=lambda row: (row[0], row[1], row[2].id))]


def mean(node: str, edges: Sequence[GraphEdge], places: Mapping[str, float]) -> float:
    """The mean place of what a node leads to; behind all others where that has no place."""
    targets = [places[edge.target] for edge in edges if edge.source == node and edge.target in places]
    return sum(targets) / len(targets) if targets else float(len(places))


def is_early(edge: GraphEdge, node: GraphNode, reprints: set[str]) -> bool:
    """True for an edge that prints `node` after an article that is itself no reprint."""
    return edge.kind in PRINTED and edge.target == node.id and edge.source not in reprints


def chosen(nodes: Iterable[GraphNode], edges: Sequence[GraphEdge], places: Mapping[str, float]) -> list[GraphNode]:
    """The sources shown: those of media first, then those of most articles, a few for each who cites them."""
    told = {node.id: [edge for edge in edges if edge.source == node.id and edge.target in places] for node in nodes}
    kinds = {node.id: node for node in nodes}
    taken: Counter[str] = Counter()
    kept: list[GraphNode] = []
    for identity, mine in sorted(told.items(), key=lambda row: rank(row[0], row[1])):
        targets = [edge.target for edge in mine]
        if not targets or len(kept) >= MAX_LAYER or all(taken[target] >= MAX_ENDS for target in targets):
            continue
        taken.update(targets)
        kept.append(kinds[identity])
    return kept


def rank(identity: str, edges: Sequence[GraphEdge]) -> tuple[bool, int, int, str]:
    """Sources that a medium passes on before those that an article cites itself, the most cited first."""
    return (
        not any(edge.target.startswith("outlet ") for edge in edges),
        -len(edges),
        -sum(len(edge.records) for edge in edges),
        identity,
    )


def in_order(nodes: Iterable[GraphNode], edges: Sequence[GraphEdge], places: Mapping[str, float]) -> list[GraphNode]:
    """Nodes by the mean place of what they lead to, so that few edges cross."""
    return sorted(nodes, key=lambda node: (mean(node.id, edges, places), node.id))


def placed(layers: Sequence[Sequence[Drawn]], labels: Mapping[str, str], notes: Mapping[str, str]) -> list[Box]:
    """The boxes, each layer centred against the tallest."""
    columns = [[boxed(node, labels, notes) for node in layer] for layer in layers if layer]
    heights = [sum(box.height + SPACE for box in column) - SPACE for column in columns]
    top = MARGIN + LINE + SPACE
    found = []
    for place, (column, height) in enumerate(zip(columns, heights, strict=True)):
        y = top + (max(heights) - height) // 2
        for box in column:
            found.append(box._replace(x=MARGIN + place * (WIDTH + GAP), y=y))
            y += box.height + SPACE
    return found


def boxed(node: Drawn, labels: Mapping[str, str], notes: Mapping[str, str]) -> Box:
    """A node as a box that still has to be placed."""
    if node.kind == LANE:
        return Box(0, 0, WIDTH, SPACE // 2, (), "", LANE, "", node.id)
    name = labels.get(node.id, node.name)
    words = (word if len(word) < LETTERS - 3 else f"{word[: LETTERS - 4]}…" for word in name.split())
    lines = tuple(textwrap.wrap(" ".join(words), LETTERS, max_lines=MAX_LINES, placeholder=" …"))
    note = notes.get(node.id, "" if node.kind == "outlet" else "named person" if node.kind == "named" else node.kind)
    height = (len(lines) + bool(note)) * LINE + 2 * PAD
    return Box(0, 0, WIDTH, height, lines, note, node.kind, name, node.id)


def path_between(source: Box, target: Box, lane: Box | None = None) -> str:
    """From the right side of one box to the left side of another, by its lane; an arc on the right in one layer."""
    if lane is not None and lane.x < target.x and target.kind == "article":
        middle = lane.y + lane.height // 2
        first = path_between(source, lane).removeprefix("M")
        rest = path_between(lane, target).removeprefix("M")
        return f"M{first} L{lane.x + lane.width} {middle} L{rest}"
    y, end = source.y + source.height // 2, target.y + target.height // 2
    x, goal = source.x + source.width, target.x
    if source.x < target.x:
        bend = (goal - x) // 2
        return f"M{x} {y} C{x + bend} {y} {goal - bend} {end} {goal} {end}"
    goal = target.x + target.width
    out = max(x, goal) + GAP // 2
    return f"M{x} {y} C{out} {y} {out} {end} {goal} {end}"
