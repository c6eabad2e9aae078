"""Questions whose answer is a number or a date, with every answer in the order it became known."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.flow.dossiers.claims import attributed_to
from wiredesk.flow.dossiers.material import Material, Passage
from wiredesk.records import Figure, FigureValue, Quantity, make_id

MIN_ARTICLES = 2  # a number that one article alone gives is no figure of the story
MAX_FIGURES = 20

Row = tuple[Passage, Quantity]


def find_figures(material: Material) -> tuple[Figure, ...]:
    """The story's figures, those of most articles first."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for passage in material.passages:
        for quantity in passage.quantities:
            if quantity.of:
                groups.setdefault((quantity.of, quantity.unit), []).append((passage, quantity))
    spread = {key: len({passage.article.id for passage, _ in rows}) for key, rows in groups.items()}
    kept = sorted((key for key in groups if spread[key] >= MIN_ARTICLES), key=lambda key: (-spread[key], key))
    return tuple(make_figure(key, groups[key], material) for key in kept[:MAX_FIGURES])


def make_figure(key: tuple[str, str], rows: Sequence[Row], material: Material) -> Figure:
    """The record of one question."""
    of, unit = key
    values: dict[tuple[float, str], FigureValue] = {}
    for passage, quantity in rows:
        found = make_value(passage, quantity, material)
        values.setdefault((quantity.value, found.outlet), found)
    question = f"How many {of}?" if unit == "count" else f"How much {of} ({unit})?"
    return Figure(id=make_id("f", material.story.id, of, unit), question=question, values=tuple(values.values()))


def make_value(passage: Passage, quantity: Quantity, material: Material) -> FigureValue:
    """One answer, with who gives it."""
    speakers = attributed_to(passage)
    outlet = passage.article.outlet_label
    number = int(quantity.value) if quantity.value == int(quantity.value) else quantity.value
    return FigureValue(
        value=number,
        unit=quantity.unit,
        span=quantity.span,
        said_by=speakers[0] if speakers else None,
        said_by_name=material.name(speakers[0]) if speakers else outlet,
        as_of=passage.article.published.value,
        outlet=outlet,
    )
