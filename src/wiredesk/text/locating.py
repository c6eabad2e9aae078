"""Where a page holds words of its article: from clean text back to the characters as they came.

Cleaning joins lines, drops tags, resolves entities and mends mojibake; the words themselves stand in the page in
the same order. So they are looked for with anything of that kind between and inside them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wiredesk.text.decoding import decode
from wiredesk.text.mojibake import mend
from wiredesk.text.walking import bare, end_of, pieces, start_of

GAP = r"(?:\s|&nbsp;|&#160;|&#xa0;|<[^<>]{0,400}>)"  # what stands between two words in mark-up
ENTITY = r"&#?\w{1,10};"
SPECIAL = "&<>\"'"  # characters of ASCII that mark-up may write as entities
MAX_WORDS = 40  # of a longer passage the first so many are looked for: enough to find it


def within(
    page: str, outer: tuple[int, int], words: str, inner: tuple[int, int], *, is_marked: bool
) -> tuple[int, int]:
    """Where a page shows some characters of a passage, when it is known where it shows the passage.

    Takes    the page as decoded, start and end of the passage in it, the passage as cleaned, start and end in that.
    """
    start, end = outer
    if page[start:end] == words:
        return start + inner[0], start + inner[1]
    shown = [*pieces(page, start, end, is_marked=is_marked)]
    before, until = (len(bare(words[:at])) for at in inner)
    return start_of(page, shown, before), end_of(page, shown, until)


class Place(NamedTuple):
    """Characters of a page as it was decoded, end exclusive."""

    start: int
    end: int
    is_mended: bool  # found only after mojibake was mended: counted in the mended text


def locate(content: bytes, words: str) -> Place | None:
    """Where a page's bytes, decoded, hold the words; None where they were changed beyond recognition.

    Units    characters of the decoded page.
    Cost     linear in the page, for each different first word.
    """
    pattern = pattern_of(words)
    if pattern is None:
        return None
    text = decode(content)
    for is_mended in (False, True):
        found = pattern.search(mend(text) if is_mended else text)
        if found:
            return Place(found.start(), found.end(), is_mended)
    return None


def pattern_of(words: str) -> re.Pattern[str] | None:
    """Finds the words with mark-up, line ends and entities between and inside them; None for no words."""
    tokens = words.split()[:MAX_WORDS]
    return re.compile(f"{GAP}+".join(map(token_pattern, tokens))) if tokens else None


def token_pattern(token: str) -> str:
    """A word, each of its marks perhaps written as an entity, with tags perhaps around them."""
    return "(?:<[^<>]{0,400}>)?".join(
        f"(?:{re.escape(part)}|{ENTITY})" if not part.isalnum() or not part.isascii() else re.escape(part)
        for part in re.findall(r"[A-Za-z0-9]+|.", token)
    )
