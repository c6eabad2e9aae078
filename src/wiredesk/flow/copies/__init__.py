"""Articles → lineage: whose text is whose, and who leans on whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wiredesk.flow.copies.cites import find_cites, find_credits
from wiredesk.flow.copies.pairs import find_pairs
from wiredesk.records import Article, Lineage
from wiredesk.text.shingles import Vocabulary, shingles, tokens_of

VERSION = 4
CROWD = 32  # holders of one key that are neighbours by it: those of the smallest ids
EVERY = 16  # of so many shingles one is a key


def keys_of(article: Article) -> tuple[int, ...]:
    """What an article is found by: two that share a key are to be compared."""
    tokens = tokens_of(article.text, Vocabulary())
    return tuple(sorted({int(one) for one in shingles(tokens.codes, tokens.size) if one % EVERY == 0}))


def find_lineage(article: Article, neighbours: Iterable[Article]) -> Iterator[Lineage]:
    """Whom an article leans on, and what it shares with its neighbours.

    Takes    an article, and those that share some of its keys (keys_of); any order.
    Gives    Lineages sorted by target, kind and source: text taken from another article (copy, near_duplicate,
             excerpt, with the passages in both), agencies credited (credit), media cited in the text (cites).
    Source   Broder 1997, resemblance and containment.
    """
    known = sorted([article, *neighbours], key=lambda one: one.id)
    found = [one for one in find_pairs(known) if one.target == article.id]
    found += [*find_credits(article), *find_cites(article)]
    yield from sorted(found, key=lambda one: (one.target, one.kind, one.source, one.id))


def lineage_among(articles: Iterable[Article]) -> Iterator[Lineage]:
    """The lineage of all these articles, sorted by target, kind and source."""
    known = sorted(articles, key=lambda article: article.id)
    found = [*find_pairs(known)]
    for article in known:
        found += [*find_credits(article), *find_cites(article)]
    yield from sorted(found, key=lambda one: (one.target, one.kind, one.source, one.id))
