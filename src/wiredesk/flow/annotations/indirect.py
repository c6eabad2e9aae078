"""Indirect speech as Quotes: the reported clauses, without those that marks already hold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.chains import Attributed
from wiredesk.flow.annotations.cues import ACCORDING, Cue
from wiredesk.flow.annotations.relays import addressee_of, cited_by, via_of
from wiredesk.flow.annotations.reports import Report
from wiredesk.flow.annotations.scene import Scene
from wiredesk.flow.annotations.sources import Source, end_of, object_of, source_from, source_of
from wiredesk.flow.annotations.speakers import speaker_of
from wiredesk.records import Article, Quote, Span, make_id

MADE_BY = "rules-en@1"
MIN_TOKENS = 2  # words of an indirect quote; single ones are scraps of the parse
MAX_SCRAP = 5  # words of a phrase of time or place that the model takes for content
MAX_LEAD = 6  # tokens before a "that"


def indirect_quotes(article: Article, scene: Scene, reports: list[Report], cast: Cast) -> Iterator[Quote]:
    """A Quote for each piece of reported speech that is more than words in marks."""
    for report in reports:
        cue = Cue(report.head, report.cue[0], report.cue[1], frozenset())
        source = reported_by(scene, report)
        cited = cited_by(scene, cue)
        relay = speaker_of(scene.doc, source, cast) if cited else None
        speaker = speaker_of(scene.doc, cited or source, cast)
        for piece in report.contents:
            first, last = clause_of(scene, *piece)
            if not is_told(scene, first, last) or is_citation(scene, report.head, first, last):
                continue
            span = article.span(scene.doc[first].idx, end_of(scene.doc[last]))
            yield Quote(
                id=make_id("q", article.id, span.start, span.end),
                span=span,
                kind="indirect",
                speaker=speaker,
                source=span_of(article, cited or source),
                cue=article.span(scene.doc[report.cue[0]].idx, end_of(scene.doc[report.cue[1]])),
                addressee=addressee_of(scene, cue, cast),
                via=(relay,) if relay else via_of(scene, (span.start, span.end), cue, speaker, cast),
                made_by=MADE_BY,
            )


def span_of(article: Article, source: Source | None) -> Span | None:
    """The words of a source."""
    return article.span(source.start, source.end) if source else None


def clause_of(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """A piece without the words of time before its "that": (said) Wednesday that the talks failed."""
    for at in range(first + 1, min(first + MAX_LEAD, last)):
        token = scene.doc[at]
        if token.pos_ in ("VERB", "AUX", "PRON") and token.lower_ != "that":
            break
        if token.lower_ == "that" and token.dep_ == "mark":
            return at, last
    return first, last


def is_citation(scene: Scene, head: int, first: int, last: int) -> bool:
    """True for "citing two officials": a source, not what it says."""
    cites = scene.doc[head].lemma_.lower() == "cite"
    return cites and not any(token.pos_ in ("VERB", "AUX") for token in scene.doc[first : last + 1])


def is_told(scene: Scene, first: int, last: int) -> bool:
    """False for words in marks, which are quotes of their own, and for scraps of a sentence."""
    words = [token for token in scene.doc[first : last + 1] if not token.is_punct and not token.is_space]
    if len(words) < MIN_TOKENS or all(scene.quoted[token.i] for token in words):
        return False
    has_verb = any(token.pos_ in ("VERB", "AUX") for token in words)
    return has_verb or len(words) > MAX_SCRAP or words[0].pos_ not in ("ADP", "SCONJ", "ADV")


def reported_runs(scene: Scene, reports: list[Report]) -> list[Attributed | None]:
    """For each run in marks the cue and source of the nearest report that holds its first word."""
    found: list[Attributed | None] = [None] * len(scene.runs)
    starts = [run.start for run in scene.runs]
    for report in reports:
        cue = Cue(report.head, report.cue[0], report.cue[1], frozenset())
        source = reported_by(scene, report)
        for first, last in report.contents:
            low = bisect_left(starts, scene.doc[first].idx)
            for place in range(low, bisect_left(starts, end_of(scene.doc[last]))):
                known = found[place]
                if known is None or is_nearer(scene, place, report.head, known[0].head):
                    found[place] = (cue, source)
    return found


def is_nearer(scene: Scene, place: int, cue: int, other: int) -> bool:
    """True where a cue stands nearer to a run than another does."""
    start = scene.runs[place].start
    return bool(abs(scene.doc[cue].idx - start) < abs(scene.doc[other].idx - start))


def reported_by(scene: Scene, report: Report) -> Source | None:
    """The source of a report: the part that the model chose; the noun after "by" and "according to"."""
    cue = Cue(report.head, report.cue[0], report.cue[1], frozenset())
    if scene.doc[report.head].lower_ == "according":
        return source_of(scene.doc, cue._replace(takes=ACCORDING), scene.quoted)
    if report.source is None:
        return None
    root = scene.doc[report.source.root]
    head = object_of(root) if root.pos_ == "ADP" else root
    return source_from(scene.doc, head or root, cue, scene.quoted)
