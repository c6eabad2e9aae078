"""Where an article stands on another's word: the characters, whose report it is, and the record that says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wiredesk.flow.dossiers.folds import agency_key
from wiredesk.flow.dossiers.material import Index, Material, Passage
from wiredesk.records import Article, Hop, RecordId, Relay, Span
from wiredesk.text.citing import GENERIC_NAME

NAMELESS = frozenset({"anonymous", "collective"})


class Leaning(NamedTuple):
    """Words by which an article passes on another's report."""

    rank: int  # chains before citations, citations before credits: what knows most goes first
    key: str  # whose report it is: an agency's key, or an Article id
    name: str
    span: Span
    record: RecordId


def leanings(article: Article, material: Material) -> Iterator[tuple[Span, Leaning]]:
    """Where an article says that another reports it."""
    for relay in material.annotations[article.id].relays if article.id in material.annotations else ():
        medium = farthest(relay)
        if medium is not None:
            yield relay.span, Leaning(0, agency_key(medium.name), medium.name, relay.span, relay.id)
    for row in material.lineage:
        if row.target != article.id or row.kind not in ("cites", "credit", "excerpt") or row.source == GENERIC_NAME:
            continue
        is_article = row.source in material.by_id
        key, name = (
            (row.source, material.by_id[row.source].outlet_label)
            if is_article
            else (agency_key(row.source), row.source)
        )
        for span in row.spans:
            if span.article == article.id and span.end <= len(article.text):
                yield span, Leaning(1 if row.kind == "cites" else 2, key, name, span, row.id)
    for credit in article.credits:
        if credit.role == "according_to" and credit.words and (start := article.text.find(credit.words)) >= 0:
            span = article.span(start, start + len(credit.words))
            yield span, Leaning(1, agency_key(credit.agency), credit.agency, span, "")
    notes = material.annotations.get(article.id)
    for quote in notes.quotes if notes else ():
        for relay_id in quote.via:
            name = material.name(relay_id) or relay_id
            yield quote.span, Leaning(1, agency_key(name), name, quote.span, quote.id)


def farthest(relay: Relay) -> Hop | None:
    """The last medium with a name of a chain: it had the report first, as far as the article knows."""
    return next((hop for hop in reversed(relay.chain) if hop.kind == "outlet" and is_named(hop)), None)


def is_named(hop: Hop) -> bool:
    """False for "media reports", "the newspaper": which one cannot be known."""
    last = hop.name.split()[-1] if hop.name.split() else ""
    return hop.name != GENERIC_NAME and (last[:1].isupper() or any(letter.isupper() for letter in last[1:]))


def nameless(relays: Index[Relay], passage: Passage) -> Span | None:
    """The words of a sentence that name nobody as its source; None where somebody or a document is named."""
    found = relays.touching(passage.span.start, passage.span.end)
    ends = [relay.chain[-1] for relay in found]
    if not ends or any(end.kind not in NAMELESS and is_known(end) for end in ends):
        return None
    return next(end.span for end in ends)


def is_known(end: Hop) -> bool:
    """True for a source that could be told from another: a name, a body, a document."""
    return end.kind != "outlet" or is_named(end)
