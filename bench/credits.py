"""Whose text an article is: the agency that it came from, and whom it credits (polnear, as human readers noted it)."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from harness import DATA, Result, Row, digest, f1, main, read_rows
from wiredesk.flow.articles.agencies import agencies, known
from wiredesk.flow.articles.credits import find_credits

ANYWHERE = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(agencies(), key=len, reverse=True))) + r")(?!\w)")
BRACKETED = re.compile(r"\((" + "|".join(map(re.escape, sorted(agencies(), key=len, reverse=True))) + r")\)")
START = 400  # characters in which the second rule of thumb looks

Rows = list[dict[str, Any]]
System = Callable[[dict[str, Any]], set[str]]


def ours(row: dict[str, Any]) -> set[str]:
    """The agencies that the text says it came from."""
    return via(row, ())


def ours_with_author(row: dict[str, Any]) -> set[str]:
    """The same, where the page's head names an author too."""
    return via(row, [row["author"]])


def via(row: dict[str, Any], bylines: Iterable[str]) -> set[str]:
    """Agencies credited as where the text came from."""
    return {one.agency for one in find_credits((row["text"],), (), (), bylines) if one.role == "via"}


def anywhere(row: dict[str, Any]) -> set[str]:
    """Every agency that the text names."""
    return {known(match.group()) for match in ANYWHERE.finditer(row["text"])}


def in_brackets(row: dict[str, Any]) -> set[str]:
    """Agencies in round brackets near the start."""
    return {known(match[1]) for match in BRACKETED.finditer(row["text"][: len(row["title"]) + START])}


def gold(row: dict[str, Any]) -> set[str]:
    """The agency that readers noted."""
    wire = {"reuters": "Reuters"}.get(row["wire"], row["wire"])
    return set() if wire == "None" else {wire}


def figures(rows: Rows, system: System) -> dict[str, float]:
    """Precision and recall over agencies of articles, and the articles a second."""
    started = time.process_time()
    found = [system(row) for row in rows]
    spent = time.process_time() - started
    hits = sum(len(one & gold(row)) for one, row in zip(found, rows, strict=True))
    precision = hits / max(1, sum(map(len, found)))
    recall = hits / max(1, sum(len(gold(row)) for row in rows))
    return {"P": precision, "R": recall, "F1": f1(precision, recall), "articles/s": len(rows) / max(spent, 1e-9)}


def causes(rows: Rows, system: System) -> tuple[tuple[str, int], ...]:
    """What is missed and what is made up."""
    counts: Counter[str] = Counter()
    for row in rows:
        missed, more = gold(row) - system(row), system(row) - gold(row)
        is_named = bool(missed & anywhere(row))
        counts.update([f"missed, the text {'names it' if is_named else 'never names it'}"] * len(missed))
        counts.update(["found, the readers noted none"] * len(more))
    return tuple(counts.most_common())


def judged(name: str) -> Rows:
    """The articles for which readers noted an agency or that there is none."""
    return [row for row in read_rows(DATA / "polnear" / f"{name}.jsonl") if row["wire"] != "NA"]


def measure() -> Result:
    """Ours against two rules of thumb."""
    train, dev = judged("train"), judged("dev")
    systems: tuple[tuple[str, System], ...] = (
        ("ours, from the text alone", ours),
        ("ours, the byline given", ours_with_author),
        ("rule of thumb: named anywhere", anywhere),
        ("rule of thumb: in brackets near the start", in_brackets),
    )
    return Result(
        name="credits",
        title="The agency that an article came from",
        data=f"polnear dev, {len(dev)} articles, {sum(map(len, map(gold, dev)))} with an agency; tuned on train",
        rows=tuple(
            Row(name, figures(dev, system) | {f"train {key}": figures(train, system)[key] for key in ("P", "R", "F1")})
            for name, system in systems
        ),
        digest=digest(DATA / "polnear" / "train.jsonl", DATA / "polnear" / "dev.jsonl"),
        failures=causes(train, ours),
    )


if __name__ == "__main__":
    main(measure)
