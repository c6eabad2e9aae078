"""What the commands share: options, JSON on stdout, the ledger and the progress bar on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from wiredesk.desk import Desk, Tally

Paths = Annotated[
    list[str], typer.Argument(help="Files, folders, .jsonl, WARC, .eml, or - for standard input.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]
Workers = Annotated[int | None, typer.Option(help="Processes at work; 1 starts none. Default: one a core.", min=1)]
Strict = Annotated[bool, typer.Option("--strict", help="Let a fault of ours crash instead of rejecting the record.")]
DeskFolder = Annotated[Path, typer.Option("--desk", envvar="WIREDESK_DESK", help="The desk's folder.")]
DESK = Path("desk")

WIDTH_OF_STAGE = 12
STDERR = Console(stderr=True, highlight=False)


def write_json(record: Any) -> None:
    """One record as one line of JSON on standard output."""
    sys.stdout.buffer.write(msgspec.json.encode(record) + b"\n")


def write_ledger(tally: Tally) -> None:
    """One line a step on standard error: what came in, what went out, what was rejected and why, how fast."""
    reasons = ", ".join(f"{reason} {count}" for reason, count in tally.rejected.items())
    refused = f"   {sum(tally.rejected.values()):,} rejected ({reasons})" if reasons else ""
    before = f"   {tally.read - tally.done:,} done before" if tally.done < tally.read else ""
    speed = f"   {tally.done / tally.seconds:,.0f}/s" if tally.done and tally.seconds > 1 else ""
    minutes, seconds = divmod(round(tally.seconds), 60)
    flow = f"{tally.stage:<{WIDTH_OF_STAGE}}{tally.read:,} → {tally.written:,}"
    typer.echo(f"{flow}{before}{refused}{speed}   {minutes:02}:{seconds:02}", err=True)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error where that is a terminal; it vanishes when the work is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=STDERR, transient=True, disable=not STDERR.is_terminal) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, finished: int, total: int) -> None:
            if (total or finished) and stage not in tasks:
                tasks[stage] = bar.add_task(f"{stage:<{WIDTH_OF_STAGE}}", total=total or None)
            if stage in tasks:
                bar.update(tasks[stage], completed=finished)

        yield show


def fill(desk: Desk, paths: list[str]) -> None:
    """Add the pages at these paths and run the desk's flow over them, with the ledger on standard error."""
    with progress_bar() as progress:
        tallies = [desk.add(paths, progress=progress), *desk.run(progress=progress)]
    for tally in tallies:
        write_ledger(tally)
