"""Paragraphs at the head and foot of a text that speak of the outlet and its readers, not of the news."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.copies.prints import print_of, tokens_in

EDGE: Final = 4  # paragraphs at either end in which a blurb may stand
LONGEST: Final = 600  # characters of a blurb
SPEAKS: Final = re.compile(
    r"\bsign(?:ing)? up (?:here|now|today|for|to)\b|\bsubscri(?:be|ption|bing)\b|\bnewsletters?\b|\bunsubscribe\b"
    r"|\ball rights reserved\b|\bmay not be (?:published|reproduced|rebroadcast|redistributed|copied)\b"
    r"|\breprint permission|\bterms of (?:use|service)\b|\bprivacy policy\b|\bcookies?\b"
    r"|\b(?:download|get) (?:our|the) (?:free )?app\b|\bfollow (?:us|him|her|them|me)\b"
    r"|\bbecome a (?:member|supporter)\b"
    r"|\bsupport our (?:journalism|work|reporting|newsroom)\b|\b(?:views|opinions) expressed\b|\babout the author\b"
    r"|\bcan be reached (?:at|on|by)\b|\bthis (?:article|story|content) is for "
    r"|\b(?:log|sign) in to (?:read|continue)\b|\bsuscr[íi]b\w+|\bs['’]abonner\b|\babonnez\b|\babonnieren\b"
    r"|\balle rechte vorbehalten\b|\btodos los derechos reservados\b|\btous droits réservés\b",
    re.IGNORECASE,
)

Mask = NDArray[np.bool_]


@lru_cache(maxsize=512)
def blurbs(text: str) -> Mask:
    """The words of a text that stand in such a paragraph; none of a text that is one paragraph."""
    inside = np.zeros(len(print_of(text).words), dtype=bool)
    for start, end in edges(text):
        if end - start <= LONGEST and SPEAKS.search(text, start, end):
            first, last = np.searchsorted(tokens_in(text).starts, (start, end))
            inside[first:last] = True
    return inside


def edges(text: str) -> Iterator[tuple[int, int]]:
    """The first and the last paragraphs; never the half of them or more."""
    places = [match.span() for match in re.finditer(r"[^\n]+", text)]
    count = min(EDGE, (len(places) - 1) // 2)
    yield from places[:count]
    yield from places[len(places) - count :]
