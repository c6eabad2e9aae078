"""Dates of what is planned: one question, every answer in the order it became known."""

from __future__ import annotations

from builders import article
from telling import dossier, tell
from wiredesk.flow.dossiers.numbers import find_numbers

NAMES = {"Anna Berg": "PERSON", "Norway": "GPE"}


def test_the_date_of_a_visit_from_rumour_to_announcement() -> None:
    made = dossier(
        tell(
            "The Quay", "Anna Berg may visit Norway as early as June, three people said.",
            published="2031-05-12", names=NAMES, dates={"June": "2031-06"}, events=[("Anna Berg may visit Norway", "visit", "planned", None)],
        ),
        tell(
            "Mail", "Anna Berg will visit Norway from 12 to 14 June, the ministry announced on Wednesday.",
            published="2031-05-28", names=NAMES, dates={"12 to 14 June": "2031-06-12/2031-06-14", "Wednesday": "2031-05-28"},
            events=[("Anna Berg will visit Norway", "visit", "planned", None)],
        ),
    )  # fmt: skip
    (figure,) = made.figures
    assert figure.question == "When does Anna Berg's visit take place?"
    assert [(one.value, one.span.words, one.outlet) for one in figure.values] == [
        ("2031-06", "as early as June", "The Quay"),
        ("2031-06-12/2031-06-14", "12 to 14 June", "Mail"),
    ]


def test_the_day_of_the_announcement_is_no_answer() -> None:
    made = dossier(
        *(
            tell(
                name,
                "Anna Berg will visit Norway, the ministry announced on Wednesday.",
                name=name,
                names=NAMES,
                dates={"Wednesday": "2031-03-05"},
            )
            for name in ("A", "B")
        )
    )
    assert made.figures == ()


def test_numbers_are_read_from_words_where_annotations_bring_none() -> None:
    told = article(
        "At least 300 people and two officers were hurt; 30 percent of 6.4 billion kroner was paid on 12 June to all but two of them."
    )
    found = [(one.span.words, one.value, one.unit, one.qualifier) for one in find_numbers(told, 0, len(told.text), ())]
    assert found == [
        ("300 people", 300, "count", "at_least"),
        ("two officers", 2, "count", "exact"),
        ("30 percent", 30, "percent", "exact"),
        ("6.4 billion kroner", 6.4e9, "kroner", "exact"),
    ]
