"""What the comparison keeps of a text: made once, asked often."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from wiredesk.text.shingles import Codes, Tokens, codes_of, places_of, shingle_size, shingles, winnowed

WINDOW = 16  # shingles in a row of which one is a key: two texts that share 23 words running share a key
MOST_KEYS = 512  # of one text; a longer one than some 4,500 words keeps the smallest
KEPT = 4096  # texts in memory; some 12 kB each at 700 words


class Print(NamedTuple):
    """A text as its words' numbers."""

    words: Codes
    size: int  # words to a shingle
    shingles: Codes  # sorted, each once
    keys: Codes  # sorted: those by which a text that shares some is found


@lru_cache(maxsize=KEPT)
def print_of(text: str) -> Print:
    """The print of a text; a second call costs nothing."""
    words = codes_of(text)
    size = shingle_size(text, len(words))
    found = shingles(words, size)
    return Print(words, size, np.unique(found), winnowed(found, WINDOW)[:MOST_KEYS])


@lru_cache(maxsize=KEPT // 8)
def tokens_in(text: str) -> Tokens:
    """Where the words of a text stand: asked only of texts that share some."""
    known = print_of(text)
    return Tokens(*places_of(text), known.words, known.size)
