"""Invented articles with hand-made annotations: `tell("The Quay", "Anna Berg will visit Lund …", names=…)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from builders import annotations, article, story
from wiredesk.flow.dossiers import make_dossier
from wiredesk.flow.dossiers.material import Material, gather
from wiredesk.records import (
    Annotations,
    Article,
    DateMention,
    DateValue,
    Dossier,
    Entity,
    Event,
    Lineage,
    Published,
    Quantity,
    Quote,
    Sentence,
    Span,
    make_id,
)

STOP = frozenset(
    "a an the of in on at to and is are was were be been will has have had for by with from it its that".split()
)
SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+[\"”]?|$)")

Telling = tuple[Article, Annotations]


def tell(
    outlet: str,
    text: str,
    *,
    published: str | None = "2031-03-05",
    names: Mapping[str, str] | None = None,
    dates: Mapping[str, str | None] | None = None,
    counts: Iterable[tuple[str, float, str]] = (),
    said: Iterable[tuple[str, str | None]] = (),
    events: Iterable[tuple[str, str, str, str | None]] = (),
    **fields: Any,
) -> Telling:
    """An article and what is in it.

    names: name → type · dates: words → value · counts: (words, value, what) · said: (words, speaker's name)
    · events: (words of the clause, trigger, status, date)
    """
    name = fields.pop("name", f"{outlet} {text[:20]}")
    basis = "metadata" if published else "unknown"
    told = article(text, name=name, outlet=outlet, published=Published(value=published, basis=basis), **fields)
    entities = tuple(entity(told, word, kind) for word, kind in (names or {}).items() if word in text)
    ids = {one.name: one.id for one in entities}
    notes = annotations(
        told,
        entities=entities,
        dates=tuple(
            DateMention(span=span(told, words), value=value, anchor=None if value is None else published)
            for words, value in (dates or {}).items()
        ),
        quantities=tuple(
            Quantity(span=span(told, words), value=value, unit="count", of=of) for words, value, of in counts
        ),
        quotes=tuple(quote(told, words, ids.get(speaker or "")) for words, speaker in said),
        events=tuple(event(told, one, ids) for one in events),
        sentences=tuple(sentences(told)),
    )
    return told, notes


def span(told: Article, words: str) -> Span:
    start = told.text.index(words)
    return told.span(start, start + len(words))


def entity(told: Article, name: str, kind: str) -> Entity:
    forms = [name, name.rsplit(maxsplit=1)[-1]] if kind == "PERSON" else [name]
    found = sorted({match.span() for form in forms for match in re.finditer(rf"\b{re.escape(form)}\b", told.text)})
    kept = [one for one in found if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in found)]
    return Entity(
        id=make_id("e", told.id, name),
        name=name,
        type=kind,  # type: ignore[arg-type]
        mentions=tuple(told.span(*one) for one in kept),
    )


def quote(told: Article, words: str, speaker: str | None) -> Quote:
    place = span(told, words)
    return Quote(
        id=make_id("q", told.id, place.start), span=place, kind="direct", speaker=speaker, source=None, cue=None
    )


def event(told: Article, given: tuple[str, str, str, str | None], ids: Mapping[str, str]) -> Event:
    words, trigger, status, when = given
    place = span(told, words)
    actors = tuple(identity for name, identity in ids.items() if name in words or name.split()[-1] in words)
    return Event(
        id=make_id("h", told.id, place.start, trigger),
        type="CONSULT",
        mode=trigger,
        context=(),
        actors=actors[:1],
        recipients=(),
        place=None,
        when=DateValue(value=when),
        status=status,  # type: ignore[arg-type]
        spans=(place,),
        trigger=trigger,
    )


def sentences(told: Article) -> Iterable[Sentence]:
    for paragraph, match in enumerate(SENTENCE.finditer(told.text)):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        if not words.strip():
            continue
        lemmas = tuple(word for word in re.findall(r"[^\W\d]+", words.lower()) if word not in STOP)
        yield Sentence(
            start=start,
            end=match.start() + len(words.rstrip()),
            paragraph=paragraph,
            lemmas=lemmas,
            negated=bool({"not", "no", "denied"} & set(lemmas)),
            hedged=bool({"may", "might", "could"} & set(lemmas)),
        )


def material(*tellings: Telling, lineage: Iterable[Lineage] = ()) -> Material:
    articles = [one for one, _ in tellings]
    return gather(story(*articles), articles, [notes for _, notes in tellings], lineage)


def dossier(*tellings: Telling, lineage: Iterable[Lineage] = ()) -> Dossier:
    articles = [one for one, _ in tellings]
    of = story(*sorted(articles, key=lambda one: one.id))
    (made,) = make_dossier(of, articles, [notes for _, notes in tellings], lineage)
    return made


def spans_of(made: Dossier) -> Iterable[Span]:
    for claim in made.claims:
        yield from (statement.span for statement in claim.statements)
    for figure in made.figures:
        yield from (value.span for value in figure.values)
    for entry in made.timeline:
        yield from entry.spans
    for sentence in made.brief:
        yield from sentence.spans
    for variants in made.quote_variants:
        yield from (one.span for one in made.quotes if one.id in variants.quotes)
