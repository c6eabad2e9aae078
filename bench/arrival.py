"""A desk of some ten thousand articles: how long the first run takes, one where nothing is new, one more article.

From articles and vectors on: what stands above does not depend on how many articles there are.
"""

from __future__ import annotations

import json
import lzma
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from harness import DATA, Result, Row, digest, main, sample
from story_sets import allsides, annotated, article_of
from wiredesk.desk import Desk, Tally
from wiredesk.engine import LocalEngine
from wiredesk.flow.table import FLOW
from wiredesk.planning.inputs import joined
from wiredesk.records import Article
from wiredesk.store import SqliteStore

UNLABELLED = DATA / "allsides_stories" / "articles_unlabelled.jsonl.xz"
DISTRACTORS = 10_000
STEPS = ("copies", "traits", "likeness", "bonds", "groups", "stories")
SINGLE = 40  # articles that arrive one by one at the end
LONGEST = 20_000  # characters; the vectors were made of texts cut here


def distractors() -> Iterator[Article]:
    """Dated articles that nobody labelled."""
    with lzma.open(UNLABELLED, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["date"]]
    for row in sample(rows, DISTRACTORS):
        yield article_of(row["id"], row["title"], row["text"][:LONGEST], row["date"], row["outlet"])


def measure() -> Result:
    """Times of runs on one desk, by this process alone."""
    articles = [*(one.article for one in allsides()), *distractors()]
    notes = [
        *annotated("allsides", articles[:-DISTRACTORS]),
        *annotated("allsides_distractors", articles[-DISTRACTORS:]),
    ]
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "desk.sqlite")
        desk = Desk(store, LocalEngine(workers=1), flow=(FLOW[0], *(one for one in FLOW if one.name in STEPS)))
        store.put("annotations", notes)
        single = sample(articles, SINGLE)
        late = {one.id for one in single}
        store.put("articles", [one for one in articles if one.id not in late])
        first = run(desk, tell=True)
        idle = run(desk)
        times: list[float] = []
        for one in single:
            store.put("articles", [one])
            times.append(seconds(run(desk)))
        sizes = sorted((len(story.articles) for story in desk.all("stories")), reverse=True)
        components = joined(link.articles for link in desk.all("links"))
        size = (Path(folder) / "desk.sqlite").stat().st_size
    figures = {one.stage: one.seconds for one in first} | {
        "first run, s": seconds(first),
        "nothing new, s": seconds(idle),
        "one more, median s": statistics.median(times),
        "one more, longest s": max(times),
        "stories": len(sizes),
        "largest story": sizes[0],
        "largest component": max(map(len, components)),
        "kB an article": size / len(articles) / 1000,
    }
    return Result(
        name="arrival",
        title="A desk that grows",
        data=f"allsides_stories, {DISTRACTORS:,} distractors: {len(articles):,} articles, {SINGLE} of them one by one",
        rows=(Row("ours", figures),),
        digest=digest(UNLABELLED),
    )


def run(desk: Desk, *, tell: bool = False) -> list[Tally]:
    """One run; with `tell` a line a step on standard error."""
    found = desk.run()
    for tally in found if tell else ():
        print(
            f"{tally.stage:10} {tally.done:7,} calls {tally.written:7,} written {tally.seconds:7.1f} s", file=sys.stderr
        )
    return found


def seconds(tallies: list[Tally]) -> float:
    """What a run took."""
    return sum(tally.seconds for tally in tallies)


if __name__ == "__main__":
    main(measure)
