"""Who is said to have said what stands in a sentence."""

from __future__ import annotations

from wiredesk.flow.dossiers.material import Passage
from wiredesk.records import Certainty, EntityId, Span


def attributed_to(passage: Passage) -> tuple[EntityId, ...]:
    """Who is said to have said it: the speakers of the quotes in the sentence, then who relayed them."""
    speakers = [quote.speaker for quote in passage.quotes if quote.speaker]
    relays = [relay for quote in passage.quotes for relay in quote.via]
    return tuple(dict.fromkeys([*speakers, *relays]))


def said_by(passage: Passage, span: Span) -> EntityId | None:
    """The speaker of the words at a span; else who relays them; None where the article says them itself."""
    around = [quote for quote in passage.quotes if quote.span.start <= span.start and span.end <= quote.span.end]
    for quote in sorted(around, key=lambda one: one.span.end - one.span.start):
        if quote.speaker:
            return quote.speaker
        if quote.via:
            return quote.via[0]
    return None


def certainty_of(passage: Passage) -> Certainty:
    """Whether the article says it itself, gives it to somebody named, or to nobody named."""
    if attributed_to(passage):
        return "attributed"
    if passage.quotes or "reportedly" in passage.lemmas or "allegedly" in passage.lemmas:
        return "anonymous"
    return "asserted"
