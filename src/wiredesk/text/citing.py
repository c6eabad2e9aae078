"""Where a text leans on a medium: "according to Reuters", "Sputnik reported", "media reports".

"according to the Kremlin" is someone's word; "according to Reuters" is a relay. Only media count here: names of
the table, names of an outlet's shape, and media without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wiredesk.text import relaying
from wiredesk.text.media import Named, named_media

REACH = 60  # characters around a name in which the words that make it a relay stand
BEFORE = re.compile(relaying.before() + '(?:The )?["“„«‘]?\\s?$')
AFTER = re.compile('["”“»’]?' + relaying.after())
ADJECTIVES = (
    r"[Ll]ocal|[Ss]tate|[Ss]everal|[Mm]ultiple|[Oo]ther|[Vv]arious|[Ss]ome|[Ff]oreign|[Dd]omestic|\w+al|\w+n|\w+ese"
)
GENERIC = re.compile(rf"\b(?:(?:{ADJECTIVES})\s+)?(?:{relaying.any_of(*relaying.table()['media'])})\b")
GENERIC_NAME = "media reports"  # what media without a name are called


class Citation(NamedTuple):
    """Words that lean on a medium, and the place of the medium's name in them."""

    start: int
    end: int
    medium: Named


def citations(text: str) -> Iterator[Citation]:
    """The words that lean on media, those with names first, each in text order."""
    for named in named_media(text):
        found = relay_around(text, named)
        if found:
            yield Citation(*found, named)
    for match in GENERIC.finditer(text):
        named = Named(match.start(), match.end(), GENERIC_NAME)
        found = relay_around(text, named)
        if found:
            yield Citation(*found, named)


def relay_around(text: str, named: Named) -> tuple[int, int] | None:
    """From the word that makes a relay of the name to the end of name or verb; None where nothing does."""
    window = text[max(named.start - REACH, 0) : named.start]
    before = BEFORE.search(window)
    after = AFTER.match(text[named.end : named.end + REACH])
    if not before and not after:
        return None
    start = named.start - (len(window) - before.start()) if before else named.start
    return start, named.end + (len(after[0]) if after else 0)
