"""Story → dossier: claims, figures, quote variants, timeline, brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wiredesk.records import Annotations, Article, Dossier, Lineage, Story

VERSION = 1


def make_dossier(
    story: Story, articles: Iterable[Article], annotations: Iterable[Annotations], lineage: Iterable[Lineage]
) -> Iterator[Dossier]:
    """All that the articles of one story say, told once, with who says it."""
    yield from ()
