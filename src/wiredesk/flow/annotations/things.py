"""Names that the recogniser takes for bodies or people, but that are things: products, programmes, diseases."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.gazetteer import known
from wiredesk.flow.annotations.mention import Mention
from wiredesk.flow.annotations.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

PRODUCT_CUES = frozenset("a an own its their his her".split())
# families of products that every newspaper names; a name that begins with one is a thing
PRODUCTS = frozenset(
    "Mac Macs Macintosh MacBook MacBooks Macbook PowerBook Windows Android Xbox PlayStation Wii Kindle Gmail Firefox "
    "Photoshop Bitcoin Ethereum Viagra OxyContin Prius Corvette Camaro Silverado Humvee Kalashnikov Tomahawk Patriot "
    "Hellfire Obamacare ObamaCare Brexit Covid Covid-19 COVID COVID-19 Coronavirus Ebola Zika Alzheimer Parkinson "
    "Blu-ray JavaScript Linux macOS".split()
)
BRANDED = re.compile(r"i(?:Phone|Pad|Pod|Mac|Book|OS|Tunes|Cloud|Life|Work|Movie|Photo|Chat|Message|Watch)s?\b")
STATIONS = frozenset("Channel Radio Group Studio Big Formula Local Five Sky BBC ITV Area Pier Level".split())


def drop_products(words: Words, mentions: list[Mention]) -> list[Mention]:
    """The mentions without "bodies" that the article uses as things: "an Acme 3", "their new Acmephone"."""
    things = Counter(span.text for span in words.doc.ents if span.label_ == "PRODUCT")
    uses: Counter[str] = Counter()
    every = Counter(one.name for one in mentions)
    for one in mentions:
        if one.type == "ORG" and is_thing(words.span(one)):
            uses[one.name] += 1
    return [
        one
        for one in mentions
        if not is_product(one.name)
        and (one.type != "ORG" or known(one.name) or 2 * (uses[one.name] + things[one.name]) < every[one.name])
    ]


def is_product(name: str) -> bool:
    """True for names that begin with a family of products."""
    return name.partition(" ")[0] in PRODUCTS or BRANDED.match(name) is not None


def is_thing(span: Span | None) -> bool:
    """True for a name that a number ends, or that stands behind "an", "new", "its" or a possessive as a noun does."""
    if span is None:
        return False
    if is_model(span[-1]) and len(span) > 1:
        return span[0].text not in STATIONS
    before = span.doc[span.start - 1] if span.start else None
    if before is None or span.root.dep_ in ("compound", "poss", "amod", "nmod") or span.root.i >= span.end:
        return False
    return before.lower_ in PRODUCT_CUES


def is_model(token: Token) -> bool:
    """True for what ends a product's name: "3", "A380", "737-800"."""
    return bool(token.like_num) or (token.text[-1:].isdigit() and any(letter.isalpha() for letter in token.text))
