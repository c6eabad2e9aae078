"""Pairs of articles of which one took text from the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.copies.direction import Side, source_and_target
from wiredesk.flow.copies.index import Index, boilerplate, candidates
from wiredesk.flow.copies.passages import Mask, Text, compare, passages, quoted
from wiredesk.records import Article, Lineage, LineageKind, Span, make_id
from wiredesk.text.edtf import sort_key
from wiredesk.text.shingles import Tokens, Vocabulary, shingles, tokens_of

COPY = 0.9  # share of the target's words from which it is a copy
NEAR = 0.5  # share of the shorter text's words from which the pair is a near-duplicate; the set's own line
EXCERPT_WORDS = 30  # own words (outside quotation marks) that make an excerpt: about two sentences
EXCERPT_SHARE = 0.05  # of the shorter text: two sentences in a book are no lineage


class Overlap(NamedTuple):
    """Two articles and the words of each that stand in the other too."""

    one: Article
    other: Article
    mine: Mask
    theirs: Mask


def find_pairs(articles: Sequence[Article]) -> Iterator[Lineage]:
    """Copies, near-duplicates and excerpts, in no order that matters."""
    ordered = sorted(articles, key=lambda one: (sort_key(one.published.value), one.id))
    vocabulary = Vocabulary()
    tokens = [tokens_of(article.text, vocabulary) for article in ordered]
    prints = [shingles(one.codes, one.size) for one in tokens]
    index = Index.of(prints)
    sizes = np.array([len(np.unique(one)) for one in prints], dtype=np.int64)
    without = boilerplate(index, sizes, numbered(ordered))
    texts: dict[int, Text] = {}
    for first, second in candidates(index, without):
        for number in (first, second):
            if number not in texts:
                texts[number] = Text.of(tokens[number], without)
        mine, theirs = compare(texts[first], texts[second])
        found = lineage_of(Overlap(ordered[first], ordered[second], mine, theirs), tokens[first], tokens[second])
        if found:
            yield found


def numbered(articles: Sequence[Article]) -> NDArray[np.int64]:
    """A number for each article's outlet, -1 where unknown."""
    names = sorted({article.outlet.label for article in articles} - {""})
    numbers = {name: number for number, name in enumerate(names)}
    return np.array([numbers.get(article.outlet.label, -1) for article in articles], dtype=np.int64)


def lineage_of(overlap: Overlap, tokens: Tokens, their_tokens: Tokens) -> Lineage | None:
    """What an overlap amounts to; None for less than an excerpt."""
    one = Side(overlap.one, share_of(overlap.mine), tokens.length)
    other = Side(overlap.other, share_of(overlap.theirs), their_tokens.length)
    source, target, told = source_and_target(one, other)
    kind = kind_of(one, other, target) or excerpt_of(overlap, tokens, their_tokens)
    spans = spans_of(overlap, tokens, their_tokens)
    if kind is None or len({span.article for span in spans}) < 2:
        return None
    return Lineage(
        id=make_id("l", kind, source.article.id, target.article.id),
        source=source.article.id,
        target=target.article.id,
        kind=kind,
        share=round(target.share, 4),
        spans=spans,
        told_by=told,
    )


def kind_of(one: Side, other: Side, target: Side) -> LineageKind | None:
    """Copy where nearly all of the target is the source's, near-duplicate where most of the shorter text is."""
    if target.share >= COPY:
        return "copy"
    shorter = min(one, other, key=lambda side: (side.words, side.article.id))
    return "near_duplicate" if shorter.share >= NEAR else None


def excerpt_of(overlap: Overlap, tokens: Tokens, their_tokens: Tokens) -> LineageKind | None:
    """Excerpt where two sentences or more of unquoted text stand in both."""
    own = int((overlap.mine & ~quoted(overlap.one.text, tokens)).sum())
    enough = max(EXCERPT_WORDS * tokens.size // 8, EXCERPT_SHARE * min(tokens.length, their_tokens.length))
    return "excerpt" if own >= enough else None


def share_of(words: Mask) -> float:
    """The share of the words that are marked."""
    return float(words.mean()) if len(words) else 0.0


def spans_of(overlap: Overlap, tokens: Tokens, their_tokens: Tokens) -> tuple[Span, ...]:
    """The shared passages in both articles, by article and place."""
    mine = [overlap.one.span(*place) for place in passages(tokens, overlap.mine)]
    theirs = [overlap.other.span(*place) for place in passages(their_tokens, overlap.theirs)]
    return tuple(sorted(mine + theirs, key=lambda span: (span.article, span.start)))
