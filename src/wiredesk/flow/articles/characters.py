"""What kinds of characters the lines of a page hold, counted for all lines at once, in any script."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
KINDS: Final = (
    "lower",  # also letters of scripts without capitals
    "upper",
    "end",
    "question",
    "call",
    "ellipsis",
    "wide",
    "digit",
    "comma",
    "colon",
    "quote",
    "bracket",
    "separator",
    "dash",
    "at",
    "rights",
    "symbol",
    "lower first",  # of a word
    "upper first",
    "end inside",  # an end with a space behind it
)
LOWER, UPPER, END, QUESTION, CALL, ELLIPSIS, WIDE, DIGIT, COMMA, COLON = range(10)
QUOTE, BRACKET, SEPARATOR, DASH, AT, RIGHTS, SYMBOL, LOWER_FIRST, UPPER_FIRST, END_INSIDE = range(10, 20)
SPACE = 20
LISTED: Final = {
    END: ".。।؟۔։።",
    QUESTION: "?？",
    CALL: "!！",
    ELLIPSIS: "…",
    COMMA: ",;、،؛，；",
    COLON: ":：",
    QUOTE: "\"'’‘„“”«»「」『』《》‹›",
    SEPARATOR: "|→•·/>",
    AT: "@",
    RIGHTS: "©®™",
}
BY_CATEGORY: Final = {"Lu": UPPER, "Lt": UPPER, "Nd": DIGIT, "Pd": DASH, "Ps": BRACKET, "Pe": BRACKET}
BY_CATEGORY_LETTER: Final = {"L": LOWER, "M": LOWER, "P": SYMBOL, "S": SYMBOL, "N": DIGIT}
WIDE_RANGES: Final = ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xFF00, 0xFFEF))
TABLE_SIZE: Final = 0x10000  # characters beyond are emoji and rare ideographs: symbols
KIND_COUNT: Final = len(KINDS)


def kind_of(character: str) -> int:
    """The kind of one character."""
    if character.isspace():
        return SPACE
    category = unicodedata.category(character)
    code = ord(character)
    if category[0] in "LN" and any(first <= code <= last for first, last in WIDE_RANGES):
        return WIDE
    return BY_CATEGORY.get(category, BY_CATEGORY_LETTER.get(category[0], SYMBOL))


@cache
def kinds() -> Array:
    """The kind of every character by its code."""
    table = np.fromiter(map(kind_of, map(chr, range(TABLE_SIZE))), np.uint8, TABLE_SIZE)
    table[-1] = SYMBOL
    for kind, characters in LISTED.items():
        table[[*map(ord, characters)]] = kind
    return table


@cache
def folded() -> Array:
    """Every character's small form by its code."""
    small = (chr(code).lower() for code in range(TABLE_SIZE))
    return np.fromiter((ord(low) if len(low) == 1 else 0 for low in small), np.uint16, TABLE_SIZE)


def codes_of(text: str) -> Array:
    """A text's characters as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
