"""Places inside words that the tokeniser leaves whole: "Calif.-based Acme" is California and Acme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wiredesk.flow.annotations.gazetteer import known
from wiredesk.flow.annotations.mention import Mention
from wiredesk.flow.annotations.words import Words

COMPOUND = re.compile(r"((?:[A-Z]\.){2,}|[A-Z][a-z]+\.)-[a-z]+")  # U.S.-led, Calif.-based


def split(words: Words, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without the compounds that they begin with, and the places in compounds."""
    found = [whole for one in mentions if (whole := behind_compound(words, one)) is not None]
    taken = words.taken_by(found)
    return sorted([*found, *(one for one in places(words) if not any(taken[one.start : one.end]))])


def behind_compound(words: Words, mention: Mention) -> Mention | None:
    """The name behind a compound; None where it has nothing behind."""
    head, _, tail = mention.name.partition(" ")
    match = COMPOUND.fullmatch(head)
    if match is None or known(match.group(1)) is None:
        return mention
    start = mention.end - len(tail)
    return mention._replace(start=start, name=tail) if tail and words.text[start : mention.end] == tail else None


def places(words: Words) -> Iterator[Mention]:
    """The places that compounds begin with."""
    for index, token in enumerate(words.tokens):
        match = COMPOUND.fullmatch(token) if ".-" in token else None
        listed = known(match.group(1)) if match else None
        if match is not None and listed is not None and listed.type == "GPE":
            start = words.doc[index].idx
            yield Mention(start, start + len(match.group(1)), "GPE", match.group(1))
