"""Quotes of one article: content, cue, source, speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from wiredesk.flow.annotations.attribution import attribute
from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.chains import Attribution
from wiredesk.flow.annotations.indirect import MADE_BY, indirect_quotes, reported_runs
from wiredesk.flow.annotations.parse import Parse
from wiredesk.flow.annotations.plain_quotes import plain_quotes
from wiredesk.flow.annotations.relays import addressee_of, relayed
from wiredesk.flow.annotations.reports import find_reports
from wiredesk.flow.annotations.scene import Scene, scene_of
from wiredesk.flow.annotations.speakers import speaker_of
from wiredesk.records import Article, EntityId, Quote, QuoteKind, Span, make_id

MIN_WORDS = 4  # a run of so many words in marks is always a quote; a shorter one only with a cue
MAX_RECALL = 600  # characters back to the quote whose speaker "he" may be
DOCUMENTS = frozenset(("the statement", "the report", "the letter", "the document", "the tweet", "the post"))
WORD = re.compile(r"\w+(?:['’-]\w+)*")
TITLE_NOUNS = frozenset(
    "film movie song album book novel show series play article essay documentary poem podcast hit single sitcom "
    "musical opera episode painting column memoir titled entitled called headlined drama comedy game magazine".split()
)


def find_quotes(parse: Parse, cast: Cast) -> tuple[Quote, ...]:
    """The words that the article puts in someone's mouth."""
    if not parse.has_grammar:
        return tuple(plain_quotes(parse.article, cast))
    scene = scene_of(parse.doc)
    reports = find_reports(scene.doc, scene.quoted, scene.breaks)
    attributions = attribute(scene, reported_runs(scene, reports))
    found = [
        quote_of(parse.article, scene, one, via, cast)
        for one, via in relayed(scene, attributions, cast)
        if is_speech(scene, one)
    ]
    places = {(quote.span.start, quote.span.end) for quote in found}
    for quote in indirect_quotes(parse.article, scene, reports, cast):
        if (quote.span.start, quote.span.end) not in places:
            places.add((quote.span.start, quote.span.end))
            found.append(quote)
    found.sort(key=lambda quote: (quote.span.start, quote.span.end))
    return tuple(with_pronouns(found, cast))


def with_pronouns(quotes: list[Quote], cast: Cast) -> Iterator[Quote]:
    """The quotes in order; "he" and "the statement", where the cast is silent, are who spoke in marks before."""
    last: Quote | None = None
    for quote in quotes:
        kept = quote
        if quote.speaker is None and quote.source is not None and last is not None:
            word = quote.source.words.lower()
            is_person = last.speaker is not None and cast.by_id[last.speaker].type == "PERSON"
            is_near = quote.span.start - last.span.end < MAX_RECALL
            if is_near and ((word in ("he", "she") and is_person) or word in DOCUMENTS):
                kept = msgspec.structs.replace(quote, speaker=last.speaker)
        if kept.kind != "indirect" or kept.speaker is not None:
            last = kept
        yield kept


def is_speech(scene: Scene, one: Attribution) -> bool:
    """False for titles of works and for short words in marks that nobody is said to have spoken."""
    words = WORD.findall(scene.text[one.run.start : one.run.end])
    if not words or is_title(scene, one, words) or is_scare(scene, one, words):
        return False
    if len(words) >= MIN_WORDS:
        return True
    return one.cue is not None and (one.run.family == "double" or not one.is_inside)


def is_scare(scene: Scene, one: Attribution, words: list[str]) -> bool:
    """True for a word or two that the writer holds at arm's length: a so-called "safe house"."""
    before = scene.text[max(0, one.run.outer_start - 12) : one.run.outer_start].rstrip().lower()
    return len(words) < MIN_WORDS and before.endswith(("so-called", "so called"))


def is_title(scene: Scene, one: Attribution, words: list[str]) -> bool:
    """True for a title of a work: capitals at each long word, and a noun like "film" before it."""
    long_words = [word for word in words if len(word) > 4]
    if not long_words or not all(word[0].isupper() or word[0].isdigit() for word in long_words):
        return False
    before = WORD.findall(scene.text[max(0, one.run.outer_start - 60) : one.run.outer_start])
    return bool(before) and not TITLE_NOUNS.isdisjoint(word.lower() for word in before[-3:])


def quote_of(article: Article, scene: Scene, one: Attribution, via: tuple[EntityId, ...], cast: Cast) -> Quote:
    """The Quote of an attributed run."""
    span = article.span(one.run.start, one.run.end)
    return Quote(
        id=make_id("q", article.id, span.start, span.end),
        span=span,
        kind=kind_of(one),
        speaker=speaker_of(scene.doc, one.source, cast),
        source=article.span(one.source.start, one.source.end) if one.source else None,
        cue=cue_span(article, scene, one),
        addressee=addressee_of(scene, one.cue, cast),
        via=via,
        made_by=MADE_BY,
    )


def kind_of(one: Attribution) -> QuoteKind:
    """Direct where the marks hold all that is said, mixed where they hold a part of it."""
    return "mixed" if one.is_inside else "direct"


def cue_span(article: Article, scene: Scene, one: Attribution) -> Span | None:
    """The cue as a span."""
    if one.cue is None:
        return None
    last = scene.doc[one.cue.last]
    return article.span(scene.doc[one.cue.first].idx, last.idx + len(last.text))
