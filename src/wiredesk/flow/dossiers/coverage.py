"""What each outlet printed of a story."""

from __future__ import annotations

from wiredesk.flow.dossiers.material import Material
from wiredesk.records import Article, Coverage


def list_coverage(material: Material) -> tuple[Coverage, ...]:
    """One row an outlet, in the order in which they came to the story."""
    outlets: dict[str, list[Article]] = {}
    for article in material.articles:
        outlets.setdefault(article.outlet_label, []).append(article)
    return tuple(
        Coverage(
            outlet=outlet,
            articles=tuple(article.id for article in articles),
            first=min((day for article in articles if (day := article.published.value)), default=None),
            last=max((day for article in articles if (day := article.published.value)), default=None),
        )
        for outlet, articles in outlets.items()
    )
