"""Page → article: body, title, authors, outlet, language, dates, credits, captions."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.records import Article, Page, Rejected

VERSION = 1


def read_page(page: Page) -> Iterator[Article | Rejected]:
    """The article of one page, or why there is none."""
    yield from ()
