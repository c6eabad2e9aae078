"""Who stands on whose words, as a graph and as a drawing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from telling import dossier, span, tell
from wiredesk.flow.dossiers.writers import write_html
from wiredesk.flow.dossiers.writers.drawing import MAX_ARTICLES, draw
from wiredesk.records import Credit, Dossier, Graph, GraphEdge, GraphNode, Hop, Lineage, Relay, make_id

TEXT = "Anna Berg bought the ferry yard of Port Lund for nine million, a clerk told Norda Press."
NAMES = {"Anna Berg": "PERSON", "Port Lund": "GPE"}


def story(told_by: str = "published") -> Dossier:
    first, notes = tell("The Quay", TEXT, name="1", names=NAMES)
    second, more = tell("Mail", TEXT, name="2", names=NAMES)
    relays = []
    for one in (first, second):
        hops = (
            Hop(name="Norda Press", kind="outlet", span=span(one, "Norda Press")),
            Hop(name="a clerk", kind="anonymous", span=span(one, "a clerk")),
        )
        place = span(one, "a clerk told Norda Press")
        relays.append(Relay(id=make_id("y", one.id), article=one.id, span=place, chain=hops, end_kind="anonymous"))
    copy = Lineage(
        id=make_id("l", "copy"),
        source=first.id,
        target=second.id,
        kind="copy",
        share=1.0,
        spans=(span(second, TEXT),),
        told_by=told_by,
    )
    return dossier(
        (first, msgspec.structs.replace(notes, relays=(relays[0],))),
        (second, msgspec.structs.replace(more, relays=(relays[1],))),
        lineage=[copy],
    )


def arrows(made: Dossier) -> set[tuple[str, str, str]]:
    names = {node.id: node.name for node in made.graph.nodes}
    return {(names[edge.source], names[edge.target], edge.kind) for edge in made.graph.edges}


def test_words_go_from_the_source_over_the_agency_to_the_article_and_on_to_its_copy() -> None:
    assert arrows(story()) == {
        ("a clerk", "Norda Press", "relay"),
        ("Norda Press", "The Quay", "relay"),
        ("The Quay", "Mail", "copy"),
    }


def test_every_edge_names_its_records_and_words() -> None:
    made = story()
    records = {row.id for row in (*made.lineage, *made.relays)}
    for edge in made.graph.edges:
        assert set(edge.records) <= records and edge.records
        assert edge.why and edge.spans


def test_a_picture_of_an_agency_is_no_edge() -> None:
    image = Credit(agency="Norda Press", role="image", words="Photo: Norda Press")
    made = dossier(tell("The Quay", "The yard is sold.", credits=(image,)))
    assert made.graph.edges == ()
    assert '<figure class="graph">' not in write_html(made)


def test_the_drawing_is_well_formed_and_its_text_is_escaped() -> None:
    made = story()
    nodes = tuple(msgspec.structs.replace(node, name=f"<b>&{node.name}") for node in made.graph.nodes)
    hostile = msgspec.structs.replace(made, graph=msgspec.structs.replace(made.graph, nodes=nodes))
    figure = re.search(r"<svg.*?</svg>", write_html(hostile), re.DOTALL)
    assert figure
    tree = ElementTree.fromstring(figure[0])
    titles = [one.text or "" for one in tree.iter("title")]
    assert any("a clerk told Norda Press" in title for title in titles)
    assert any(title.startswith("<b>&") for title in titles)


def test_a_direction_that_is_not_known_has_no_tip() -> None:
    page = write_html(story("unknown"))
    edge = page[page.index('class="edge copy"') :]
    assert "marker-end" not in edge[: edge.index("</g>")]


@st.composite
def graphs(draw_one: st.DrawFn) -> Graph:
    """Any graph of articles and sources, circles among them."""
    kinds = st.sampled_from(["article", "outlet", "named", "anonymous", "document"])
    nodes = tuple(
        GraphNode(id=f"n{number}", name=name, kind=kind)
        for number, (name, kind) in enumerate(draw_one(st.lists(st.tuples(st.text(max_size=60), kinds), max_size=60)))
    )
    ends = st.sampled_from([node.id for node in nodes]) if nodes else st.nothing()
    pairs = (
        draw_one(st.lists(st.tuples(ends, ends, st.sampled_from(["copy", "relay", "credit"])), max_size=60))
        if nodes
        else []
    )
    edges = tuple(GraphEdge(source=a, target=b, kind=kind, why="words") for a, b, kind in pairs if a != b)  # type: ignore[arg-type]
    return Graph(nodes=nodes, edges=edges)


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_boxes_never_overlap_and_all_lie_on_the_page(graph: Graph) -> None:
    drawing = draw(graph, {}, {})
    for one in drawing.boxes if drawing else ():
        assert one.x >= 0 and one.y >= 0
        assert one.x + one.width <= drawing.width and one.y + one.height <= drawing.height
        for other in drawing.boxes:
            apart = one.y + one.height <= other.y or other.y + other.height <= one.y or one.x != other.x
            assert one is other or apart


def test_a_story_of_hundreds_of_articles_stays_a_page() -> None:
    nodes = tuple(GraphNode(id=f"a{number}", name="Mail", kind="article") for number in range(400))
    edges = tuple(GraphEdge(source="a0", target=f"a{number}", kind="copy", why="copy") for number in range(1, 400))
    drawing = draw(Graph(nodes=nodes, edges=edges), {}, {})
    assert drawing and len(drawing.boxes) == MAX_ARTICLES + 1
    assert drawing.left_out == 399 - MAX_ARTICLES
