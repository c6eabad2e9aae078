"""Articles → lineage: whose text is whose, and who leans on whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wiredesk.records import Article, Lineage

VERSION = 1


def find_lineage(articles: Iterable[Article]) -> Iterator[Lineage]:
    """Near-duplicates, excerpts, credits and citations among the articles."""
    yield from ()
