"""Relays of one article: chains of sources from the article through media to a person, a body or a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.marks import find_marked, outer_runs
from wiredesk.flow.annotations.parse import Parse
from wiredesk.flow.annotations.scene import quoted_tokens
from wiredesk.flow.annotations.sourcing.chains import Chain, chains_of
from wiredesk.flow.annotations.sourcing.links import said_in
from wiredesk.flow.annotations.sourcing.nodes import Stage
from wiredesk.flow.annotations.sourcing.plain import plain_chains
from wiredesk.records import Article, Hop, Relay, make_id
from wiredesk.text.media import ENDINGS, Named, canonical, named_media, plain

PRESS = frozenset(ENDINGS.split("|")) - {"News", "Agency", "Daily", "Weekly", "Press", "Radio", "TV", "Television"}

MAX_SENTENCE = 250  # tokens; longer ones are lists and junk, and their links would be sought in square time


def find_relays(parse: Parse, cast: Cast) -> tuple[Relay, ...]:
    """Where the article leans on another's report, on somebody without a name, or on a document.

    Takes    an article's parse and cast. English is read off the grammar, other languages off their cue words.
    Gives    one Relay a chain, in text order; the article's own outlet is no hop.
    Cost     about a tenth of finding quotes.
    """
    own = plain(canonical(parse.article.outlet_label))
    chains = english_chains(parse, cast, own) if parse.has_grammar else plain_chains(parse, cast, own)
    found = {relay.id: relay for relay in (relay_of(parse.article, chain) for chain in chains)}
    return tuple(sorted(found.values(), key=lambda relay: (relay.span.start, relay.span.end, relay.id)))


def english_chains(parse: Parse, cast: Cast, own: str) -> Iterator[Chain]:
    """The chains of each sentence of a parsed text."""
    runs = outer_runs(find_marked(parse.doc.text))
    media = tuple(with_short(parse.doc.text, named_media(parse.doc.text)))
    stage = Stage(parse.doc, cast, media, quoted_tokens(parse.doc, runs))
    for sentence in parse.doc.sents:
        if len(sentence) <= MAX_SENTENCE:
            yield from chains_of(said_in(stage, list(sentence)), own=own)


def with_short(text: str, media: list[Named]) -> list[Named]:
    """The media with those that the text names in short after their full name: "the Post", "the Journal"."""
    first: dict[str, Named] = {}
    for one in media:
        word = text[one.start : one.end].rsplit(maxsplit=1)[-1]
        if word in PRESS and " " in one.name:
            first.setdefault(word, one)
    if not first:
        return media
    pattern = re.compile(rf"\b[Tt]he ({'|'.join(sorted(first))})\b(?! [A-Z])")
    short = [
        Named(match.start(1), match.end(1), first[match[1]].name)
        for match in pattern.finditer(text)
        if match.start() > first[match[1]].start
    ]
    return sorted(
        {*media, *(one for one in short if not any(one.start < other.end and other.start < one.end for other in media))}
    )


def relay_of(article: Article, chain: Chain) -> Relay:
    """The record of a chain."""
    hops = tuple(
        Hop(name=node.name, kind=node.kind, span=article.span(node.start, node.end), entity=node.entity)
        for node in chain.nodes
    )
    start, end = (
        min([chain.start, *(hop.span.start for hop in hops)]),
        max([chain.end, *(hop.span.end for hop in hops)]),
    )
    return Relay(
        id=make_id("y", article.id, start, end, *(f"{hop.kind} {hop.span.start}" for hop in hops)),
        article=article.id,
        span=article.span(start, end),
        chain=hops,
        end_kind=hops[-1].kind,
    )
