"""What of an article's text many others print: boilerplate, which is no copying, and dispatches, which are.

Judged among the article's neighbours alone: whoever prints 23 words of it in a row is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.copies.prints import Print, print_of
from wiredesk.records import Article
from wiredesk.text.shingles import Codes, is_among

ARTICLES_OF_OUTLET = 5  # otherwise different articles of one outlet that print a passage: its boilerplate
TEXTS_OF_ANY = 12  # otherwise different texts of any outlets that do
MANY = 5  # articles that print a passage: a dispatch that went round; what text_reuse_pairs calls boilerplate
KIN = 0.5  # share of the larger text's keys from which two texts count as one when boilerplate is looked for
HEARD = 96  # neighbours that are asked what is boilerplate, those that share most

NOTHING: Codes = np.zeros(0, dtype=np.uint64)


class Usage(NamedTuple):
    """The shingles of an article that many print, sorted."""

    boilerplate: Codes
    dispatch: Codes


def usage_of(article: Article, others: Sequence[Article], hits: NDArray[np.bool_]) -> Usage:
    """What of the article's text many print.

    Takes    the article, its neighbours, and for each neighbour which of the article's shingles it holds.
    Gives    boilerplate: what several otherwise different articles of its outlet, or many of any outlets, print;
             dispatch: what several articles print, boilerplate or not.
    """
    if len(others) + 1 < min(ARTICLES_OF_OUTLET, MANY):
        return Usage(NOTHING, NOTHING)
    mine = print_of(article.text)
    dispatch = mine.shingles[hits.sum(axis=0) + 1 >= MANY]
    heard = np.sort(np.argsort(-hits.sum(axis=1), kind="stable")[:HEARD])
    chosen = [article, *(others[place] for place in heard)]
    held = np.vstack((np.ones((1, hits.shape[1]), dtype=bool), hits[heard]))
    texts = kin([print_of(one.text) for one in chosen])
    found = printed_by(held, texts, TEXTS_OF_ANY)
    for label in sorted({one.outlet.label for one in chosen} - {""}):
        own = np.array([one.outlet.label == label for one in chosen])
        if own.sum() >= ARTICLES_OF_OUTLET:
            found |= printed_by(held[own], texts[own], ARTICLES_OF_OUTLET)
    return Usage(mine.shingles[found], dispatch)


def printed_by(held: NDArray[np.bool_], texts: NDArray[np.int64], least: int) -> NDArray[np.bool_]:
    """The shingles that at least so many different texts hold; a row of `held` an article."""
    groups = [held[texts == text].any(axis=0) for text in np.unique(texts)]
    found: NDArray[np.bool_] = np.sum(groups, axis=0) >= least
    return found


def kin(prints: Sequence[Print]) -> NDArray[np.int64]:
    """For each text the first that prints mostly the same, itself where none does."""
    sizes = [len(one.keys) for one in prints]
    _, places = np.unique(np.concatenate([one.keys for one in prints]), return_inverse=True)
    table = np.zeros((len(prints), int(places.max(initial=0)) + 1), dtype=np.float32)
    table[np.repeat(np.arange(len(prints)), sizes), places] = 1
    close = table @ table.T >= KIN * np.maximum.outer(sizes, sizes)
    found = np.arange(len(prints))
    for number in range(len(prints)):
        group = close[number] & (found == np.arange(len(prints)))
        found[group] = found[number]
    return found


def hits_of(article: Article, others: Sequence[Article]) -> NDArray[np.bool_]:
    """For each of the others which of the article's shingles it holds."""
    mine = print_of(article.text).shingles
    rows = [is_among(mine, print_of(other.text).shingles) for other in others]
    return np.array(rows, dtype=bool).reshape(len(rows), len(mine))
