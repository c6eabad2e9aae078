"""Sentences of one article, with what their comparison needs."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from wiredesk.flow.annotations.parse import Parse, is_word, paragraph_starts
from wiredesk.records import Sentence

HEDGES = frozenset(
    "may might could reportedly allegedly apparently possibly perhaps expected likely rumoured rumored".split()
)
NEGATIONS = frozenset("no not n't n’t never neither nor none nobody nothing deny denies denied".split())


def find_sentences(parse: Parse) -> tuple[Sentence, ...]:
    """The sentences in text order; a paragraph break always ends one."""
    starts = paragraph_starts(parse.article.text)
    found = []
    for sentence in parse.doc.sents:
        for piece in split_at(sentence.start_char, sentence.end_char, starts):
            start, end = trimmed(parse.article.text, *piece)
            if start >= end:
                continue
            tokens = [token for token in sentence if start <= token.idx < end]
            words = [token.lower_ for token in tokens]
            found.append(
                Sentence(
                    start=start,
                    end=end,
                    paragraph=bisect_right(starts, start) - 1,
                    lemmas=tuple((token.lemma_ or token.text).lower() for token in tokens if is_word(token)),
                    negated=not NEGATIONS.isdisjoint(words),
                    hedged=not HEDGES.isdisjoint(words),
                )
            )
    return tuple(found)


def split_at(start: int, end: int, cuts: list[int]) -> list[tuple[int, int]]:
    """start..end in pieces that no cut lies inside of."""
    inner = [cut for cut in cuts[bisect_right(cuts, start) :] if cut < end]
    edges = [start, *inner, end]
    return list(pairwise(edges))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """start..end without white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
