"""Articles → lineage: whose text is whose, and who leans on whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wiredesk.flow.copies.cites import find_cites, find_credits
from wiredesk.flow.copies.pairs import find_pairs
from wiredesk.records import Article, Lineage

VERSION = 4


def find_lineage(articles: Iterable[Article]) -> Iterator[Lineage]:
    """Near-duplicates, excerpts, credits and citations among the articles.

    Takes    all articles that the desk holds; any order.
    Gives    Lineages sorted by target, kind and source: text taken from another article (copy, near_duplicate,
             excerpt, with the passages in both), agencies credited (credit), media cited in the text (cites).
    Cost     near-linear; 5,000 articles in about 12 s on one core, 25 kB an article.
    Source   Broder 1997, resemblance and containment.
    """
    known = sorted(articles, key=lambda article: article.id)
    found = [*find_pairs(known)]
    for article in known:
        found += find_credits(article)
        found += find_cites(article)
    yield from sorted(found, key=lambda one: (one.target, one.kind, one.source, one.id))
