"""Indirect speech as Quotes: the reported clauses, without those that marks already hold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from wiredesk.flow.annotations.attribution import Attributed, Scene
from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.cues import Cue
from wiredesk.flow.annotations.reports import Report
from wiredesk.flow.annotations.sources import Source, end_of, source_from
from wiredesk.flow.annotations.speakers import speaker_of
from wiredesk.records import Article, Quote, make_id

MADE_BY = "rules-en@1"


def indirect_quotes(article: Article, scene: Scene, reports: list[Report], cast: Cast) -> Iterator[Quote]:
    """A Quote for each piece of reported speech that is more than words in marks."""
    for report in reports:
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
    """The source of a report: the part that the model chose, else the subject of its cue."""
    cue = Cue(report.head, report.cue[0], report.cue[1], frozenset())
    if report.source is None:
        return None
    return source_from(scene.doc, scene.doc[report.source.root], cue, scene.quoted)
