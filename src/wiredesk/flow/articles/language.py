"""The language that a text is in, as a BCP 47 tag."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

UNKNOWN: Final = "und"
TAG: Final = re.compile(r"^([a-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*$", re.IGNORECASE)
MIN_LETTERS: Final = 20  # below: a name or two, which any language may hold
MAX_CHARACTERS: Final = 3000  # more text makes no surer
COUNTED: Final = 250  # characters between two looks at the count
SURE_LETTERS: Final = 200  # from here on the text's own words win over what the page declares


@cache
def detector() -> Any:
    """The detector, its tables loaded once a process."""
    import eldc

    eldc.init()
    return eldc


def find_language(text: str, declared: str | None = None) -> str:
    """The text's language; what the page declares settles short texts and adds the region ("pt-BR")."""
    tag = tag_of(declared)
    letters = count_letters(text[:MAX_CHARACTERS])
    if letters < MIN_LETTERS:
        return tag or UNKNOWN
    found = str(detector().detect(text[:MAX_CHARACTERS]) or "")
    if not found:
        return tag or UNKNOWN
    if tag and (tag.split("-")[0] == found or letters < SURE_LETTERS):
        return tag
    return found


def count_letters(text: str) -> int:
    """How many letters a text has; it stops counting where there are enough to be sure."""
    letters = 0
    for start in range(0, len(text), COUNTED):
        letters += sum(map(str.isalpha, text[start : start + COUNTED]))
        if letters >= SURE_LETTERS:
            break
    return letters


def tag_of(declared: str | None) -> str | None:
    """A declared language in the form of BCP 47 ("en_us" → "en-US"); None where it is none."""
    match = TAG.match((declared or "").strip())
    if not match or match[1].lower() == UNKNOWN:
        return None
    language, *rest = match[0].replace("_", "-").split("-")
    regions = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest]
    return "-".join([language.lower(), *regions[:2]])
