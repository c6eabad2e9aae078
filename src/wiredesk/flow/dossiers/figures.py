"""Questions whose answer is a number or a date, with every answer in the order it became known."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.flow.dossiers.counted import Counted, is_topic, question_of
from wiredesk.flow.dossiers.days import is_background
from wiredesk.flow.dossiers.material import Material, Passage
from wiredesk.flow.dossiers.origins import OriginBook
from wiredesk.flow.dossiers.plans import find_plans
from wiredesk.flow.dossiers.speaking import attributed_to, said_by
from wiredesk.records import Figure, FigureValue, Quantity, make_id

MIN_ARTICLES = 2  # a number that one article alone gives is no figure of the story
MAX_FIGURES = 20
MIN_SHARED = 0.5  # of the shorter sentence's content words, so that "40 people" are the same people
MAX_LISTS = 200  # questions about one noun that a number is held against

Row = tuple[Passage, Quantity]


def find_figures(material: Material, book: OriginBook) -> tuple[Figure, ...]:
    """The story's figures: dates of what is planned, then numbers, those of most articles first."""
    groups: dict[Counted, list[list[Row]]] = {}
    for passage in material.passages:
        for quantity, what in () if is_background(passage) else passage.counts:
            put(groups.setdefault(what, []), (passage, quantity), is_one=is_topic(what))
    found = [(what, rows) for what, lists in groups.items() for rows in lists if is_worth_asking(what, rows, book)]
    found.sort(key=lambda one: (not is_topic(one[0]), -spread(one[1]), one[0], one[1][0][0].key))
    return (*find_plans(material), *(make_figure(what, rows, material) for what, rows in found))[:MAX_FIGURES]


def put(lists: list[list[Row]], row: Row, *, is_one: bool) -> None:
    """Add a number to those that answer the same question; of a plain noun, where the sentences share their words."""
    for rows in lists[:MAX_LISTS]:
        if is_one or likeness(rows[0][0], row[0]) >= MIN_SHARED:
            rows.append(row)
            return
    lists.append([row])


def likeness(left: Passage, right: Passage) -> float:
    """The share of the shorter telling's content words that the other has too."""
    shared = len(left.told & right.told)
    return shared / min(len(left.told), len(right.told)) if shared > 1 else 0.0


def is_worth_asking(what: Counted, rows: Sequence[Row], book: OriginBook) -> bool:
    """True where two articles answer, and either differ or, on what befell people, do not copy one another."""
    if spread(rows) < MIN_ARTICLES:
        return False
    values = {quantity.value for _, quantity in rows}
    return len(values) > 1 or (is_topic(what) and len(book.of_passages([passage for passage, _ in rows])) > 1)


def spread(rows: Sequence[Row]) -> int:
    """How many articles give a number for the question."""
    return len({passage.article.id for passage, _ in rows})


def make_figure(what: Counted, rows: Sequence[Row], material: Material) -> Figure:
    """The record of one question; of several equal answers of an outlet the first stands."""
    values: dict[tuple[float, str], FigureValue] = {}
    for passage, quantity in rows:
        found = make_value(passage, quantity, material)
        values.setdefault((quantity.value, found.outlet), found)
    return Figure(
        id=make_id("f", material.story.id, what.what, what.unit, rows[0][1].span.article, rows[0][1].span.start),
        question=question_of(what, rows[0][1], rows[0][0].span),
        values=tuple(values.values()),
    )


def make_value(passage: Passage, quantity: Quantity, material: Material) -> FigureValue:
    """One answer, with who gives it."""
    speakers = attributed_to(passage)
    speaker = said_by(passage, quantity.span) or (speakers[0] if speakers else None)
    outlet = passage.article.outlet_label
    number = int(quantity.value) if quantity.value == int(quantity.value) else quantity.value
    return FigureValue(
        value=number,
        unit=quantity.unit,
        span=quantity.span,
        said_by=speaker,
        said_by_name=(material.name(speaker) if speaker else "") or outlet,
        as_of=passage.article.published.value,
        outlet=outlet,
    )
