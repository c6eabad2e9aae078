"""Who stands on whose words, as a directed graph: from persons and documents over agencies and outlets to articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from wiredesk.flow.dossiers.folds import AGENCY, agency_key
from wiredesk.flow.dossiers.leaning import is_named
from wiredesk.flow.dossiers.material import Material
from wiredesk.flow.dossiers.origins import OriginBook, clip
from wiredesk.records import Article, Graph, GraphEdge, GraphNode, Hop, Lineage, Relay, Span

PRINTED = ("copy", "near_duplicate", "excerpt")
NOBODY = frozenset("he she they it one some another others both many two three several".split()) | {
    "one of them",
    "some of them",
    "one of the three",
    "one of the two",
}  # words that point to somebody and name nobody: no node
MAX_SPANS = 6  # places that an edge carries

EdgeKind = Literal["copy", "near_duplicate", "excerpt", "credit", "cites", "relay"]


class Arrow(NamedTuple):
    """One piece of evidence for an edge."""

    source: GraphNode
    target: GraphNode
    kind: EdgeKind
    why: str
    record: str
    spans: tuple[Span, ...]
    is_directed: bool = True


def draw_graph(material: Material, book: OriginBook) -> Graph:
    """The graph of a story: its articles, the media that they lean on, and who stands at the end of chains.

    Gives    nodes by kind, name and id, articles in known order; one edge for each two nodes and kind.
    """
    articles = {one.id: GraphNode(id=one.id, name=one.outlet_label, kind="article") for one in material.articles}
    arrows = [
        *(arrow for row in material.lineage for arrow in of_lineage(row, articles, material, book)),
        *(arrow for one in material.articles for arrow in of_credits(one, articles[one.id], material, book)),
        *(arrow for relay in own_relays(material) for arrow in of_relay(relay, articles[relay.article], book)),
    ]
    led = {(arrow.source.id, arrow.target.id) for arrow in arrows if arrow.kind == "relay"}
    kept = [arrow for arrow in arrows if arrow.kind != "cites" or (arrow.source.id, arrow.target.id) not in led]
    kept += own_of(material, articles, kept)
    others = {node.id: node for arrow in kept for node in (arrow.source, arrow.target) if node.kind != "article"}
    return Graph(
        nodes=(*articles.values(), *sorted(others.values(), key=lambda node: (node.kind, node.name, node.id))),
        edges=tuple(merged(kept)),
    )


def own_relays(material: Material) -> Iterator[Relay]:
    """The chains of words that an article has not taken from another: those of a reprint are its source's."""
    taken: dict[str, list[Span]] = {}
    for row in material.lineage:
        if row.kind in PRINTED and row.source in material.by_id:
            taken.setdefault(row.target, []).extend(span for span in row.spans if span.article == row.target)
    for relay in material.relays:
        if not any(
            span.start < relay.span.end and relay.span.start < span.end for span in taken.get(relay.article, ())
        ):
            yield relay


def of_lineage(row: Lineage, articles: dict[str, GraphNode], material: Material, book: OriginBook) -> Iterator[Arrow]:
    """The edge of a copy or a citation; credits are read off the article, which tells what they credit."""
    if row.target not in articles:
        return
    spans = tuple(span for span in row.spans if span.article == row.target)
    if row.kind in PRINTED and row.source in articles:
        unknown = "; who had it first is not known" if row.told_by == "unknown" else ""
        why = f"{row.kind.replace('_', '-')}: {row.share:.0%} of its text{unknown}"
        yield Arrow(articles[row.source], articles[row.target], row.kind, why, row.id, spans, not unknown)
    elif row.kind == "cites" and spans and not material.relays_of(row.target):
        yield Arrow(
            medium_node(row.source, row.target, book),
            articles[row.target],
            "cites",
            clip(spans[0].words),
            row.id,
            spans,
        )


def of_credits(article: Article, node: GraphNode, material: Material, book: OriginBook) -> Iterator[Arrow]:
    """The agencies that an article's text came from, or that contributed to it; not those of pictures."""
    for credit in article.credits:
        if credit.role in ("via", "contributed"):
            key = agency_key(credit.agency)
            rows = [
                row.id
                for row in material.lineage
                if row.kind == "credit" and row.target == article.id and agency_key(row.source) == key
            ]
            at = article.text.find(credit.words) if credit.words else -1
            spans = (article.span(at, at + len(credit.words)),) if at >= 0 else ()
            source = medium_node(credit.agency, article.id, book)
            yield Arrow(source, node, "credit", f"{credit.role}: {clip(credit.words)}", rows[0] if rows else "", spans)


def of_relay(relay: Relay, article: GraphNode, book: OriginBook) -> Iterator[Arrow]:
    """The edges of a chain, from its end to the article."""
    target, why = article, clip(relay.span.words)
    for place, hop in enumerate(relay.chain):
        if hop.entity is None and hop.name.casefold() in NOBODY:
            break
        nearer = relay.chain[place - 1].name if place else ""
        source = node_of(hop, nearer or article.id, article.id, book)
        if source.id == target.id:
            continue
        yield Arrow(source, target, "relay", why, relay.id, (relay.span,))
        target = source


def node_of(hop: Hop, teller: str, article: str, book: OriginBook) -> GraphNode:
    """The node of a hop; whom nobody names is a node of its own for each who cites it."""
    if hop.kind == "outlet" and is_named(hop):
        return medium_node(hop.name, article, book)
    if hop.entity is not None:
        return GraphNode(id=hop.entity, name=hop.name, kind=hop.kind, entity=hop.entity)
    words = " ".join(hop.name.split())
    place = "" if hop.kind in ("named", "institution") else f" @ {teller}"
    return GraphNode(id=f"{hop.kind} {words.casefold()}{place}", name=words, kind=hop.kind)


def medium_node(name: str, article: str, book: OriginBook) -> GraphNode:
    """The node of an agency or outlet; media without a name are a node for each article that cites them."""
    key = agency_key(name)
    if key == agency_key("media reports"):
        return GraphNode(id=f"outlet {name} @ {article}", name=name, kind="outlet")
    return GraphNode(id=f"outlet {key.removeprefix(AGENCY)}", name=book.names.get(key, name), kind="outlet")


def own_of(material: Material, articles: dict[str, GraphNode], arrows: Iterable[Arrow]) -> list[Arrow]:
    """From a medium that others cite to the articles of its own that the story holds."""
    cited = {arrow.source.id: arrow.source for arrow in arrows if arrow.source.kind == "outlet"}
    found = []
    for article in material.articles:
        own = f"outlet {agency_key(article.outlet_label).removeprefix(AGENCY)}"
        if own in cited:
            why = f"an article of {article.outlet_label} itself"
            found.append(Arrow(cited[own], articles[article.id], "credit", why, "", ()))
    return found


def merged(arrows: Iterable[Arrow]) -> Iterator[GraphEdge]:
    """One edge for each two nodes and kind, with all its records; sorted."""
    groups: dict[tuple[str, str, EdgeKind], list[Arrow]] = {}
    for arrow in arrows:
        groups.setdefault((arrow.source.id, arrow.target.id, arrow.kind), []).append(arrow)
    for source, target, kind in sorted(groups):
        members = groups[source, target, kind]
        more = f" (and {len(members) - 1} more)" if len(members) > 1 else ""
        yield GraphEdge(
            source=source,
            target=target,
            kind=kind,
            why=members[0].why + more,
            records=tuple(dict.fromkeys(one.record for one in members if one.record)),
            spans=tuple(dict.fromkeys(span for one in members for span in one.spans))[:MAX_SPANS],
            is_directed=all(one.is_directed for one in members),
        )
