"""The clearest headline among a story's articles."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.records import Article
from wiredesk.text.edtf import sort_key

FEWEST_WORDS, MOST_WORDS = 4, 16  # a headline outside says too little, or is a sentence
QUESTION_MARKS = ("?", "？", "؟")


def clearest(articles: Sequence[Article], closeness: Sequence[float]) -> str:
    """The headline, verbatim, of the article nearest to all the others, of a headline's length if there is one.

    A headline that asks says less than one that tells, and comes after it.
    `closeness` holds for each article how alike it is to the others. Of equals the earliest, then the smaller id.
    """

    def order(place: int) -> tuple[bool, bool, bool, float, tuple[int, str, str, str], str]:
        article = articles[place]
        words = len(article.title.split())
        fits = FEWEST_WORDS <= words <= MOST_WORDS or (" " not in article.title and len(article.title) > MOST_WORDS)
        asks = article.title.rstrip().endswith(QUESTION_MARKS)
        return not article.title, not fits, asks, -closeness[place], sort_key(article.published.value), article.id

    return articles[min(range(len(articles)), key=order)].title
