"""Whom an article leans on: agencies and outlets that it cites, agencies that it credits.

"according to the Kremlin" is someone's word; "according to Reuters" is a relay. Only media count here: names of
the table, names of an outlet's shape, and "media reports".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.text.media import Named, canonical, named_media
from wiredesk.records import Article, Lineage, Span, make_id
from wiredesk.text import relaying

REACH = 60  # characters around a name in which the words that make it a relay stand

BEFORE = re.compile(relaying.before() + "(?:The )?$")
AFTER = re.compile(relaying.after())
ADJECTIVE = r"(?:[Ll]ocal|[Ss]tate|[Ss]everal|[Mm]ultiple|[Oo]ther|[Vv]arious|[Ss]ome|[Ff]oreign|[Dd]omestic|\w+al|\w+n|\w+ese)"
GENERIC = re.compile(rf"\b(?:{ADJECTIVE}\s+)?(?:{relaying.any_of(*relaying.table()['media'])})\b")
GENERIC_NAME = "media reports"
CREDIT_ROLES = (
    "contributed",
    "via",
    "copyright",
    "image",
)  # "according_to" is a citation, found in the text with its place


def find_cites(article: Article) -> Iterator[Lineage]:
    """The media that an article cites in its text, one Lineage a name with every place."""
    places: dict[str, list[Span]] = {}
    own = canonical(article.outlet_label)
    for start, end, name in relays(article.text):
        if name != own:
            places.setdefault(name, []).append(article.span(start, end))
    for name in sorted(places):
        yield Lineage(
            id=make_id("l", "cites", name, article.id),
            source=name,
            target=article.id,
            kind="cites",
            share=0.0,
            spans=tuple(places[name]),
            words=places[name][0].words,
        )


def relays(text: str) -> Iterator[tuple[int, int, str]]:
    """The words that relay ("according to Reuters", "Sputnik reported"): start, end, whose they are."""
    for named in named_media(text):
        found = relay_around(text, named)
        if found:
            yield *found, named.name
    for match in GENERIC.finditer(text):
        after = AFTER.match(text[match.end() : match.end() + REACH])
        before = BEFORE.search(text[max(match.start() - REACH, 0) : match.start()])
        if after or before:
            start = match.start() - len(before[0]) if before else match.start()
            yield start, match.end() + (len(after[0]) if after else 0), GENERIC_NAME


def relay_around(text: str, named: Named) -> tuple[int, int] | None:
    """From the word that makes a relay of the name to the end of name or verb; None where nothing does."""
    window = text[max(named.start - REACH, 0) : named.start]
    before = BEFORE.search(window)
    after = AFTER.match(text[named.end : named.end + REACH])
    if not before and not after:
        return None
    start = named.start - (len(window) - before.start()) if before else named.start
    return start, named.end + (len(after[0]) if after else 0)


def find_credits(article: Article) -> Iterator[Lineage]:
    """The agencies that an article credits; those of pictures say nothing of the text."""
    words: dict[str, str] = {}
    own = canonical(article.outlet_label)
    for credit in article.credits:
        name = canonical(credit.agency)
        if credit.role in CREDIT_ROLES and name != own:
            words.setdefault(name, credit.words)
    for name in sorted(words):
        at = article.text.find(words[name]) if words[name] else -1
        yield Lineage(
            id=make_id("l", "credit", name, article.id),
            source=name,
            target=article.id,
            kind="credit",
            share=0.0,
            spans=(article.span(at, at + len(words[name])),) if at >= 0 else (),
            words=words[name],
        )
