"""By what an article finds those that may share its text: sampled shingles, and its address."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np

from wiredesk.flow.copies.prints import print_of
from wiredesk.records import Article
from wiredesk.text.shingles import word_code

DOORS: Final = re.compile(r"^(?:www|m|amp|mobile)\.")  # hosts that show the same pages
TRACKING: Final = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|cmp|cmpid|ref|rss|src|mc_\w+|at_\w+|xtor|share|igshid|ocid|smid|partner|output|amp)$",
    re.IGNORECASE,
)
SIGN: Final = 1 << 63


def keys_of(article: Article) -> tuple[int, ...]:
    """What an article is found by: two that share a key are to be compared.

    Takes    an article.
    Gives    64-bit signed numbers, sorted, a function of text and address: a shingle of every sixteen in a row (so
             that two texts with 23 words running in common share one), and the address.
    Cost     0.3 ms and some 75 numbers for 700 words; print_of keeps the text's print for the comparison.
    """
    keys = {int(key) for key in print_of(article.text).keys.astype(np.int64).tolist()}
    address = address_of(article)
    if address:
        keys.add(signed(word_code(f"address\x1f{address}")))
    return tuple(sorted(keys))


def signed(code: int) -> int:
    """A number below 2**64 as one that a database column holds."""
    return code - 2 * SIGN if code >= SIGN else code


def address_of(article: Article) -> str:
    """The article's address without scheme, door and tracking: the same for all its versions; empty for none."""
    return bare_address(article.url or "")


def bare_address(url: str) -> str:
    """An address without scheme, door and tracking; empty for what is none, and for a home page."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    path = re.sub(r"(?:/amp|/index\.html?|\.amp)?/*$", "", parts.path)
    asked = sorted((name, value) for name, value in parse_qsl(parts.query) if not TRACKING.match(name))
    if not host or not (path or asked):  # a home page shows another article every hour
        return ""
    return DOORS.sub("", host) + path + ("?" + urlencode(asked) if asked else "")
