"""Every benchmark in turn: prints the tables, appends to the ledger, holds the floors, writes docs/accuracy.md.

python bench/all.py [NAME …] [--accept-lower "reason"]
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from accuracy import write_accuracy
from harness import DATA, LEDGER, ROOT, Result, ledger_line, show

FLOORS = ROOT / "bench" / "floors.json"
SLACK = 0.002  # a figure may sink by so much without a reason: versions of peers and data caps move the last digit
LESS_IS_BETTER = re.compile(r"\b(?:wrong|crashes|slowest|lost)\b")  # figures with a ceiling, not a floor
MEASURE = re.compile(r"^def measure\(\)", re.MULTILINE)


def names() -> list[str]:
    """The benchmarks: every module of this folder with a `measure`."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if MEASURE.search(path.read_text()))


def ours(result: Result) -> dict[str, float]:
    """Our own figures: those of the first row of each part, by `bench: figure`."""
    return {
        f"{result.name}: {row.system}: {figure}": value
        for row in result.rows
        if row.system.startswith("ours")
        for figure, value in row.figures.items()
    }


def is_cost(name: str) -> bool:
    """True for figures that should be low."""
    return bool(LESS_IS_BETTER.search(name.rpartition(": ")[2]))


def sunk(figures: dict[str, float], floors: dict[str, Any]) -> list[str]:
    """The figures that lie below their floor, or above where they should be low."""
    return [
        f"{name} is {figures[name]:.4f}, its {'ceiling' if is_cost(name) else 'floor'} {floor['floor']:.4f}"
        for name, floor in floors.items()
        if name in figures and (floor["floor"] - figures[name]) * (-1 if is_cost(name) else 1) > SLACK
    ]


def raised(figures: dict[str, float], floors: dict[str, Any], *, accept: str | None) -> dict[str, Any]:
    """Floors after this run: better with the figures, worse only with a reason. Speeds and seconds have none."""
    after = dict(floors)
    for name, value in figures.items():
        old = floors.get(name, {}).get("floor")
        is_worse = old is not None and (old <= value if is_cost(name) else old >= value)
        if value > 1 or (is_worse and not accept) or name.endswith((" s", "time / parse")):
            continue
        after[name] = {"floor": round(value, 4), **({"reason": accept} if accept and is_worse else {})}
    return dict(sorted(after.items()))


def run(chosen: Iterable[str]) -> list[Result]:
    """Measure, print and append to the ledger, one benchmark after the other."""
    results = []
    for name in chosen:
        started = time.monotonic()
        result: Result = importlib.import_module(name).measure()
        show(result)
        print(f"{name}: {time.monotonic() - started:.0f} s\n", flush=True)
        with LEDGER.open("a", encoding="utf-8") as ledger:
            ledger.write(json.dumps(ledger_line(result), ensure_ascii=False) + "\n")
        results.append(result)
    return results


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="benchmarks to run; all where none is named")
    parser.add_argument("--accept-lower", metavar="REASON", help="let floors sink, with the reason that is kept")
    arguments = parser.parse_args()
    if not DATA.exists():
        print(f"The benchmark sets are not here ({DATA}); nothing was measured.", file=sys.stderr)
        raise SystemExit(2)
    results = run(arguments.names or names())
    figures = {name: value for result in results for name, value in ours(result).items()}
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    low = [] if arguments.accept_lower else sunk(figures, floors)
    FLOORS.write_text(json.dumps(raised(figures, floors, accept=arguments.accept_lower), indent=1) + "\n")
    write_accuracy(ROOT / "docs" / "accuracy.md", LEDGER)
    for line in low:
        print(f"BELOW ITS FLOOR: {line}", file=sys.stderr)
    raise SystemExit(1 if low else 0)


if __name__ == "__main__":
    main()
