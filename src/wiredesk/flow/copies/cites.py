"""Whom an article leans on: agencies and outlets that it cites, agencies that it credits."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.records import Article, Lineage, Span, make_id
from wiredesk.text.citing import citations
from wiredesk.text.media import canonical

CREDIT_ROLES = ("contributed", "via", "copyright", "image")  # "according_to" is a citation, found in the text


def find_cites(article: Article) -> Iterator[Lineage]:
    """The media that an article cites in its text, one Lineage a name with every place."""
    places: dict[str, list[Span]] = {}
    own = canonical(article.outlet_label)
    for one in citations(article.text):
        if one.medium.name != own:
            places.setdefault(one.medium.name, []).append(article.span(one.start, one.end))
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
