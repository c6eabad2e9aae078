"""Which entity a source is: the one that its head noun points to, or the body that it speaks for."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.sources import Source
from wiredesk.records import EntityId

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_BACK = 8  # pointers looked at before the head noun
VOICES = frozenset(
    "spokesman spokeswoman spokesperson representative statement report article campaign ministry office government "
    "department team authorities administration agency newspaper paper website outlet study poll survey embassy army "
    "military police court side delegation leadership".split()
)
BODIES = ("ORG", "GPE")


def speaker_of(doc: Doc, source: Source | None, cast: Cast) -> EntityId | None:
    """The entity behind a source; None for groups that nobody names."""
    if source is None:
        return None
    found = pointed_at(cast, source.head_start, source.head_end)
    if found is not None:
        return found
    head = token_at(doc, source.head_start)
    if head is None:
        return None
    for child in head.rights:
        if child.dep_ == "appos" and child.idx < source.end:
            named = pointed_at(cast, child.idx, child.idx + len(child.text))
            if named is not None:
                return named
    if head.lower_ in VOICES:
        bodies = [one for one in cast.named_in(source.start, source.end) if cast.by_id[one].type in BODIES]
        return bodies[0] if bodies else None
    return None


def pointed_at(cast: Cast, start: int, end: int) -> EntityId | None:
    """The entity of the longest pointer that covers start..end."""
    place = bisect_right(cast.points, (start + 1, -1, ""))
    near = cast.points[max(0, place - MAX_BACK) : place]
    covering = [point for point in near if point[0] <= start and end <= point[1]]
    return min(covering)[2] if covering else None


def token_at(doc: Doc, start: int) -> Token | None:
    """The token that begins at a character."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    return span[0] if span else None
