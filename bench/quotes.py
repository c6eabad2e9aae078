"""Who says what, in English news: contents, sources and cues against polnear's first annotator."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from harness import DATA, Result, Row, digest, f1, main, package, read_rows, sample
from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.marks import Marked, find_marked, outer_runs
from wiredesk.flow.annotations.parse import Parse, parse
from wiredesk.flow.annotations.quotes import find_quotes
from wiredesk.records import Article, Outlet, Published

ARTICLES = 84  # all of dev
EDGES = " \n\t\u00a0.,;:\"“”‘’'–—"  # a mark or a stop more or less at the edge is no error
REGEX = re.compile(r"[“\"](?P<words>[^“”\"\n]+)[”\"]")
NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
PAIRS = (("content", "content"), ("source", "source"), ("cue", "cue"))
Place = tuple[int, int]


class Found(NamedTuple):
    """What a system finds in one article."""

    marked: dict[Place, Place | None]  # content in marks → source
    tokens: dict[str, list[Place]]  # of all attributions: content, source, cue


class Gold(NamedTuple):
    """What the annotator marked in one article."""

    marked: dict[Place, list[Place]]
    tokens: dict[str, list[Place]]


def article_of(row: dict[str, Any]) -> Article:
    return Article(
        id=row["id"],
        page=row["id"],
        url=None,
        outlet=Outlet(name=row["outlet"]),
        title=row["title"],
        authors=(),
        published=Published(value=row["date"], basis="metadata"),
        language="en",
        text=row["text"],
    )


def trimmed(text: str, start: int, end: int) -> Place:
    """start..end without marks, stops and spaces at its edges."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def gold_of(row: dict[str, Any]) -> Gold:
    """The annotator's contents in marks (all pieces inside one pair of marks are one content), and all spans."""
    text, attributions = row["text"], row["annotations"][0]["attributions"]
    runs = outer_runs(find_marked(text))
    pieces: dict[Marked, list[Place]] = {}
    sources: dict[Marked, list[Place]] = {}
    for one in attributions:
        for start, end in one["content"] or ():
            for run in runs:
                place = trimmed(text, max(run.start, start), min(run.end, end))
                if run.outer_start < end and run.outer_end > start and place[0] < place[1]:
                    pieces.setdefault(run, []).append(place)
                    sources.setdefault(run, []).extend((s, e) for s, e in one["source"] or ())
    marked = {
        (min(start for start, _ in places), max(end for _, end in places)): sources[run]
        for run, places in pieces.items()
    }
    tokens = {name: [(s, e) for one in attributions for s, e in one[name] or ()] for name, _ in PAIRS}
    return Gold(marked, tokens)


def ours(parsed: Parse) -> Found:
    text = parsed.article.text
    quotes = find_quotes(parsed, Cast.of((), ()))
    spans = [(quote, (quote.span.start, quote.span.end)) for quote in quotes]
    return Found(
        marked={
            trimmed(text, *place): (quote.source.start, quote.source.end) if quote.source else None
            for quote, place in spans
            if quote.kind != "indirect"
        },
        tokens={
            "content": [place for _, place in spans],
            "source": [(quote.source.start, quote.source.end) for quote in quotes if quote.source],
            "cue": [(quote.cue.start, quote.cue.end) for quote in quotes if quote.cue],
        },
    )


def between_marks(parsed: Parse) -> Found:
    """The rule of thumb: all between marks; the source is the nearest capitalised name outside."""
    text = parsed.article.text
    marked: dict[Place, Place | None] = {}
    for match in REGEX.finditer(text):
        after = NAME.search(text, match.end(), match.end() + 120)
        before = list(NAME.finditer(text, max(0, match.start() - 120), match.start()))
        name = after or (before[-1] if before else None)
        marked[trimmed(text, *match.span("words"))] = name.span() if name else None
    return of_marked(marked)


def textacy_quotes(parsed: Parse) -> Found:
    """textacy's direct_quotations over the same parse."""
    from textacy.extract import direct_quotations  # type: ignore[import-not-found]

    text = parsed.article.text
    marked: dict[Place, Place | None] = {}
    cues: list[Place] = []
    try:
        found_by_peer = list(direct_quotations(parsed.doc))
    except ValueError:  # it gives up on texts whose marks do not pair
        found_by_peer = []
    for one in found_by_peer:
        source = (one.speaker[0].idx, one.speaker[-1].idx + len(one.speaker[-1])) if one.speaker else None
        marked[trimmed(text, one.content.start_char, one.content.end_char)] = source
        cues.extend((token.idx, token.idx + len(token)) for token in one.cue)
    found = of_marked(marked)
    return found._replace(tokens={**found.tokens, "cue": cues})


def of_marked(marked: dict[Place, Place | None]) -> Found:
    sources = [source for source in marked.values() if source]
    return Found(marked, {"content": list(marked), "source": sources, "cue": []})


def token_set(doc: Any, places: Iterable[Place]) -> set[int]:
    """The numbers of the words that lie in the places; punctuation does not count."""
    spans = (doc.char_span(start, end, alignment_mode="expand") for start, end in places)
    return {token.i for span in spans if span for token in span if not token.is_punct and not token.is_space}


def overlaps(one: Place, others: list[Place]) -> bool:
    """True where half of the longer of both is shared with one of the others."""
    return any(
        2 * (min(one[1], end) - max(one[0], start)) >= max(one[1] - one[0], end - start) for start, end in others
    )


def figures(items: list[tuple[Parse, Gold]], system: Callable[[Parse], Found]) -> tuple[dict[str, float], Counter[str]]:
    """All figures of a system, and its causes of error on contents in marks."""
    count: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    for parsed, gold in items:
        found = system(parsed)
        count.update({"hit": len(found.marked.keys() & gold.marked.keys())})
        count.update({"found": len(found.marked), "wanted": len(gold.marked)})
        for place, sources in gold.marked.items():
            long = len(parsed.article.text[slice(*place)].split()) >= 4
            count.update({"long": long, "long hit": long and place in found.marked})
            if place in found.marked:
                judge_source(found.marked[place], sources, count, causes)
        causes["in marks, but nobody's words in the gold"] += len(found.marked.keys() - gold.marked.keys())
        causes["in marks in the gold, not found or cut otherwise"] += len(gold.marked.keys() - found.marked.keys())
        for name, _ in PAIRS:
            mine, theirs = token_set(parsed.doc, found.tokens[name]), token_set(parsed.doc, gold.tokens[name])
            count.update({f"{name} hit": len(mine & theirs), f"{name} all": len(mine) + len(theirs)})
    precision, recall = count["hit"] / max(count["found"], 1), count["hit"] / max(count["wanted"], 1)
    return {
        "marks: span F1": f1(precision, recall),
        "4+ words found": count["long hit"] / max(count["long"], 1),
        "source F1": 2 * count["source hits"] / max(count["sources"], 1),
        **{f"{name} token F1": 2 * count[f"{name} hit"] / max(count[f"{name} all"], 1) for name, _ in PAIRS},
    }, causes


def judge_source(mine: Place | None, sources: list[Place], count: Counter[str], causes: Counter[str]) -> None:
    """Counts one source of a content that both have."""
    count["sources"] += (mine is not None) + bool(sources)
    if mine is not None and overlaps(mine, sources):
        count["source hits"] += 1
    elif sources and mine is None:
        causes["source not found"] += 1
    elif sources and any(mine[0] < end and mine[1] > start for start, end in sources):
        causes["source found, its length differs"] += 1
    elif sources:
        causes["another source (or the same person's name elsewhere)"] += 1


def annotators(rows: list[dict[str, Any]]) -> dict[str, float]:
    """How well the first two annotators agree, by token F1, where an article has two."""
    count: Counter[str] = Counter()
    for row in rows:
        words = [(match.start(), match.end()) for match in re.finditer(r"\w+", row["text"])]
        for name, _ in PAIRS:
            sets = [
                covered(words, [place for one in by["attributions"] for place in one[name] or ()])
                for by in row["annotations"][:2]
            ]
            count.update({f"{name} hit": len(sets[0] & sets[1]), f"{name} all": len(sets[0]) + len(sets[1])})
    return {f"{name} token F1": 2 * count[f"{name} hit"] / max(count[f"{name} all"], 1) for name, _ in PAIRS}


def covered(words: list[Place], places: list[list[int]]) -> set[Place]:
    """The words that the places touch."""
    return {word for word in words if any(word[0] < end and word[1] > start for start, end in places)}


def measure() -> Result:
    """Ours, the peers that are installed, the rule of thumb and the annotators' own agreement."""
    path, train = (DATA / "polnear" / name for name in ("dev.jsonl", "train.jsonl"))
    rows = sample(list(read_rows(path)), ARTICLES)
    started = time.perf_counter()
    items = [(parse(article_of(row)), gold_of(row)) for row in rows]
    parsing = time.perf_counter() - started
    started = time.perf_counter()
    mine, causes = figures(items, ours)
    spent = time.perf_counter() - started
    systems = [Row("ours", {**mine, "time / parse": spent / parsing})]
    if package("textacy"):
        systems.append(Row(package("textacy"), figures(items, textacy_quotes)[0]))
    systems.append(Row("rule of thumb: between marks, nearest name", figures(items, between_marks)[0]))
    both = [row for row in (*rows, *read_rows(train)) if len(row["annotations"]) > 1]
    systems.append(Row(f"limit: two annotators agree ({len(both)} articles)", annotators(both)))
    return Result(
        name="quotes",
        title="Attributions in English news: contents in marks (exact), their sources, and all by token",
        data=f"polnear dev, {len(rows)} articles, first annotator; tuned and trained on train",
        rows=tuple(systems),
        digest=digest(path),
        failures=tuple(causes.most_common(5)),
    )


if __name__ == "__main__":
    main(measure)
