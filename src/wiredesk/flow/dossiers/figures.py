"""Questions whose answer is a number or a date, with every answer in the order it became known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from wiredesk.flow.dossiers.counted import Counted, counted, question_of
from wiredesk.flow.dossiers.material import Material, Passage
from wiredesk.flow.dossiers.plans import find_plans
from wiredesk.flow.dossiers.speaking import attributed_to, said_by
from wiredesk.records import Figure, FigureValue, Quantity, make_id
from wiredesk.text import edtf

MIN_ARTICLES = 2  # a number that one article alone gives is no figure of the story
MAX_FIGURES = 20
BACKGROUND_DAYS = 45  # a number beside a date so long before publication belongs to another happening

Row = tuple[Passage, Quantity]


def find_figures(material: Material) -> tuple[Figure, ...]:
    """The story's figures: dates of what is planned, then numbers, those of most articles first."""
    groups: dict[Counted, list[Row]] = {}
    for passage in material.passages:
        for quantity in () if is_background(passage) else passage.quantities:
            what = counted(quantity, passage)
            if what is not None:
                groups.setdefault(what, []).append((passage, quantity))
    spread = {what: len({passage.article.id for passage, _ in rows}) for what, rows in groups.items()}
    kept = sorted((what for what in groups if spread[what] >= MIN_ARTICLES), key=lambda what: (-spread[what], what))
    numbers = [make_figure(what, groups[what], material) for what in kept]
    return (*find_plans(material), *numbers)[:MAX_FIGURES]


def is_background(passage: Passage) -> bool:
    """True for a sentence about a day long before the article: "the fire of 2013 killed 30"."""
    published = edtf.bounds(passage.article.published.value or "")
    spans = [span for value in passage.days if (span := edtf.bounds(value))]
    if not published or not spans:
        return False
    return max(span[1] for span in spans) < published[0] - timedelta(days=BACKGROUND_DAYS)


def make_figure(what: Counted, rows: Sequence[Row], material: Material) -> Figure:
    """The record of one question; of several equal answers of an outlet the first stands."""
    values: dict[tuple[float, str], FigureValue] = {}
    for passage, quantity in rows:
        found = make_value(passage, quantity, material)
        values.setdefault((quantity.value, found.outlet), found)
    return Figure(
        id=make_id("f", material.story.id, what.what, what.unit),
        question=question_of(what, rows[0][1]),
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
