"""Indirect speech as Quotes: the reported clauses, without those that marks already hold."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.flow.annotations.attribution import Scene
from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.cues import Cue
from wiredesk.flow.annotations.reports import Report, find_reports
from wiredesk.flow.annotations.sources import Source, end_of, source_from
from wiredesk.flow.annotations.speakers import speaker_of
from wiredesk.records import Article, Quote, make_id

MADE_BY = "rules-en@1"


def indirect_quotes(article: Article, scene: Scene, cast: Cast) -> Iterator[Quote]:
    """A Quote for each piece of reported speech that is more than words in marks."""
    for report in find_reports(scene.doc, scene.quoted):
        source = reported_by(scene, report)
        for first, last in report.contents:
            if all(scene.quoted[at] for at in range(first, last + 1)):
                continue
            span = article.span(scene.doc[first].idx, end_of(scene.doc[last]))
            yield Quote(
                id=make_id("q", article.id, span.start, span.end),
                span=span,
                kind="indirect",
                speaker=speaker_of(scene.doc, source, cast),
                source=article.span(source.start, source.end) if source else None,
                cue=article.span(scene.doc[report.cue[0]].idx, end_of(scene.doc[report.cue[1]])),
                made_by=MADE_BY,
            )


def reported_by(scene: Scene, report: Report) -> Source | None:
    """The source of a report: the part that the model chose, else the subject of its cue."""
    cue = Cue(report.head, report.cue[0], report.cue[1], frozenset())
    if report.source is None:
        return None
    return source_from(scene.doc, scene.doc[report.source.root], cue, scene.quoted)
