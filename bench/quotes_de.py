"""Direct quotes of German news: words in marks, their cue and speaker, with no grammar (german_wikinews_quotes)."""

from __future__ import annotations

import re
from typing import Any

from harness import DATA, Result, Row, digest, f1, main, read_rows
from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.plain_quotes import plain_quotes
from wiredesk.records import Article, Outlet, Published

EDGES = " \n\t\u00a0.,;:!?\"“”„‘’‚'»«›‹–—"
REGEX = re.compile(r"[„\"»“](?P<words>[^„“”\"»«\n]+)[“”\"«]")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """start..end without marks, stops and spaces at its edges."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def article_of(row: dict[str, Any]) -> Article:
    return Article(
        id=row["id"],
        page=row["id"],
        url=None,
        outlet=Outlet(),
        title=row["title"],
        authors=(),
        published=Published(value=row["date"], basis="metadata"),
        language="de",
        text=row["text"],
    )


def ours(row: dict[str, Any]) -> set[tuple[int, int]]:
    return {
        trimmed(row["text"], quote.span.start, quote.span.end)
        for quote in plain_quotes(article_of(row), Cast.of((), ()))
    }


def between_marks(row: dict[str, Any]) -> set[tuple[int, int]]:
    return {trimmed(row["text"], *match.span("words")) for match in REGEX.finditer(row["text"])}


def long_between_marks(row: dict[str, Any]) -> set[tuple[int, int]]:
    return {span for span in between_marks(row) if len(row["text"][slice(*span)].split()) >= 4}


def gold(row: dict[str, Any]) -> set[tuple[int, int]]:
    return {
        trimmed(row["text"], *piece) for one in row["annotations"] if one["type"] == "Direct" for piece in one["quote"]
    }


def figures(rows: list[dict[str, Any]], system: Any) -> dict[str, float]:
    """Exact spans of direct quotes; also the share of those of four words or more that are found."""
    hits = found = wanted = long_hits = long_wanted = 0
    for row in rows:
        spans, answers = system(row), gold(row)
        hits, found, wanted = hits + len(spans & answers), found + len(spans), wanted + len(answers)
        long = {span for span in answers if len(row["text"][slice(*span)].split()) >= 4}
        long_hits, long_wanted = long_hits + len(long & spans), long_wanted + len(long)
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    return {
        "P": precision,
        "R": recall,
        "span F1": f1(precision, recall),
        "4+ words found": long_hits / max(long_wanted, 1),
    }


def measure() -> Result:
    """Ours against words between marks."""
    path = DATA / "german_wikinews_quotes" / "dev.jsonl"
    rows = list(read_rows(path))
    return Result(
        name="quotes_de",
        title="Direct quotes in German news, exact spans without marks",
        data=f"german_wikinews_quotes dev, {len(rows)} articles; tuned on train",
        rows=(
            Row("ours", figures(rows, ours)),
            Row("rule of thumb: all between marks", figures(rows, between_marks)),
            Row("rule of thumb: four words or more between marks", figures(rows, long_between_marks)),
        ),
        digest=digest(path),
    )


if __name__ == "__main__":
    main(measure)
