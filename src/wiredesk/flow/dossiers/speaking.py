"""Who is said to have said what stands in a sentence."""

from __future__ import annotations

from wiredesk.flow.dossiers.material import Passage
from wiredesk.records import Certainty, EntityId, Quote, Span

# cues by which somebody acts or feels; what follows is no statement of theirs
DEEDS = frozenset(
    "refuse refuses refused refusing plan plans planned planning intend intends intended intending expect expects "
    "expected seek seeks sought seeking offer offers offered offering invite invites invited support supports "
    "supported consider considers considered considering worry worries worried hold holds held want wants "
    "wanted".split()
)


def attributed_to(passage: Passage) -> tuple[EntityId, ...]:
    """Who is said to have said it: the speakers of the quotes in the sentence, then who relayed them."""
    speakers = [quote.speaker for quote in passage.quotes if quote.speaker and is_told(quote)]
    relays = [relay for quote in passage.quotes for relay in quote.via]
    return tuple(dict.fromkeys([*speakers, *relays]))


def is_told(quote: Quote) -> bool:
    """False where the source does something rather than tell it: "refuses to condemn", "is planning to visit"."""
    if quote.kind != "indirect" or quote.cue is None:
        return True
    return not quote.span.words.startswith("to ") and DEEDS.isdisjoint(quote.cue.words.lower().split())


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
