"""The clearest headline among a story's articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.records import Traits
from wiredesk.text.edtf import sort_key

FEWEST_WORDS, MOST_WORDS = 4, 16  # a headline outside says too little, or is a sentence
QUESTION_MARKS = ("?", "？", "؟")
BESIDE = re.compile(  # a headline that comments, counts up or calls the reader instead of telling the news
    r"(?:opinion|analysis|editorial|column|commentary|review|podcast|video|watch|live)\b|"
    r"(?:how|why|what|who|here['’]s)\b|(?:\w+ )?(?:things|takeaways|reasons|ways)\b",
    re.IGNORECASE,
)


def clearest(members: Sequence[Traits], closeness: Sequence[float]) -> str:
    """The headline, verbatim, of the article nearest to all the others, of a headline's length if there is one.

    A headline that asks or comments says less than one that tells, and comes after it.
    `closeness` holds for each article how alike it is to the others. Of equals the earliest, then the smaller id.
    """

    def order(place: int) -> tuple[bool, bool, bool, float, tuple[int, str, str, str], str]:
        one = members[place]
        words = len(one.title.split())
        fits = FEWEST_WORDS <= words <= MOST_WORDS or (" " not in one.title and len(one.title) > MOST_WORDS)
        asks = one.title.rstrip().endswith(QUESTION_MARKS)
        return (
            not one.title,
            not fits,
            asks or bool(BESIDE.match(one.title)),
            -closeness[place],
            sort_key(one.published),
            one.article,
        )

    return members[min(range(len(members)), key=order)].title
