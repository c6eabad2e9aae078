"""docs/accuracy.md from the ledger: the newest run of every benchmark, what we do not measure first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HEAD = Path(__file__).parent / "accuracy_head.md"


def newest(ledger: Path) -> list[dict[str, Any]]:
    """The last line of each benchmark, by name."""
    found: dict[str, dict[str, Any]] = {}
    for line in ledger.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        found[entry["bench"]] = entry
    return [found[name] for name in sorted(found)]


def section(entry: dict[str, Any]) -> str:
    """One benchmark as Markdown."""
    columns = list(dict.fromkeys(name for row in entry["rows"] for name in row["figures"]))
    lines = [
        f"### {entry['title']}",
        "",
        f"{entry['data'].rstrip('.')}. `bench/{entry['bench']}.py`, {entry['date']}, commit {entry['commit']}.",
        "",
        "| system | " + " | ".join(columns) + " |",
        "|---|" + "---:|" * len(columns),
    ]
    for row in entry["rows"]:
        cells = (figure(row["figures"].get(column)) for column in columns)
        lines.append(f"| {row['system']} | " + " | ".join(cells) + " |")
    if entry.get("failures"):
        lines += [
            "",
            "Largest causes of error: " + "; ".join(f"{cause} ({count})" for cause, count in entry["failures"]) + ".",
        ]
    return "\n".join(lines)


def figure(value: float | None) -> str:
    """A figure as the tables print it."""
    if value is None:
        return "–"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}"


def write_accuracy(path: Path, ledger: Path) -> None:
    """Write the page."""
    sections = [section(entry) for entry in newest(ledger)]
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD.read_text(encoding="utf-8") + "\n" + "\n\n".join(sections) + "\n", encoding="utf-8")
