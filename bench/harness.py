"""What every benchmark shares: where the sets are, the table it prints, the line it leaves in the ledger.

A benchmark is `bench/NAME.py` with `def measure() -> Result`; run alone it prints its table, run through
`make bench` (bench/all.py) its figures go to bench/ledger.jsonl and are held against bench/floors.json.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
PAGES = ROOT.parent / "shared" / "pages"
LEDGER = ROOT / "bench" / "ledger.jsonl"


class Row(NamedTuple):
    """One system's figures: name → value."""

    system: str  # "ours", a peer's name with its version, "rule of thumb: …", "limit: …"
    figures: dict[str, float]


class Result(NamedTuple):
    """What a benchmark found out."""

    name: str  # of the benchmark, as its file is called
    title: str  # what is measured, in words
    data: str  # which set, which part of it, how many items; what was tuned on which part
    rows: tuple[Row, ...]  # ours first
    digest: str = ""  # of the data read
    failures: tuple[tuple[str, int], ...] = ()  # the largest causes of error with counts


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON rows of a .jsonl or .jsonl.gz file."""
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def digest(*paths: Path) -> str:
    """A short digest of the files that a benchmark read."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def half(key: str) -> str:
    """ "tune" or "report": which half an outlet, event or document group belongs to; a function of its name."""
    return "tune" if hashlib.sha256(key.encode()).digest()[0] % 2 else "report"


def sample(items: Sequence[Any], count: int, *, seed: int = 7) -> list[Any]:
    """A fixed random sample, in the items' own order."""
    chosen = sorted(random.Random(seed).sample(range(len(items)), min(count, len(items))))
    return [items[index] for index in chosen]


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of both; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def package(name: str) -> str:
    """A peer's name with its version, or "" where it is not installed."""
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return ""


def show(result: Result) -> None:
    """The table of one benchmark, on standard output."""
    columns = list(dict.fromkeys(name for row in result.rows for name in row.figures))
    table = Table(title=f"{result.title}\n[dim]{result.data}[/dim]", title_justify="left")
    table.add_column("system")
    for column in columns:
        table.add_column(column, justify="right")
    for row in result.rows:
        table.add_row(row.system, *(number(row.figures.get(column)) for column in columns))
    console = Console(width=160)
    console.print(table)
    for cause, count in result.failures:
        console.print(f"  {count:5d}  {cause}")


def number(value: float | None) -> str:
    """A figure as the tables print it."""
    if value is None:
        return "–"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}"


def ledger_line(result: Result) -> dict[str, Any]:
    """What is kept of a run: date, commit, data digest, versions, figures."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "date": date.today().isoformat(),
        "commit": commit.stdout.strip(),
        "bench": result.name,
        "title": result.title,
        "data": result.data,
        "digest": result.digest,
        "versions": {name: version(name) for name in ("wiredesk", "spacy", "trafilatura", "numpy")},
        "rows": [
            {"system": row.system, "figures": {key: round(value, 4) for key, value in row.figures.items()}}
            for row in result.rows
        ],
        "failures": [list(pair) for pair in result.failures],
    }


def main(measure: Callable[[], Result], argv: Iterable[str] | None = None) -> None:
    """The command of one benchmark: measures, prints; `--json` gives the ledger line instead."""
    parser = argparse.ArgumentParser(description=sys.modules[measure.__module__].__doc__)
    parser.add_argument("--json", action="store_true", help="print the ledger line")
    arguments = parser.parse_args(list(argv) if argv is not None else None)
    if not DATA.exists():
        print(f"The benchmark sets are not here ({DATA}); nothing was measured.", file=sys.stderr)
        raise SystemExit(2)
    result = measure()
    if arguments.json:
        print(json.dumps(ledger_line(result)))
    else:
        show(result)
