"""`wiredesk run`: do what is still undone."""

from __future__ import annotations

from wiredesk.cli.common import DESK, DeskFolder, Strict, Workers, progress_bar, write_ledger
from wiredesk.desk import Desk


def command(desk: DeskFolder = DESK, workers: Workers = None, strict: Strict = False) -> None:
    """Do what is still undone on the desk; run again, it does nothing twice.

    Example: wiredesk run --desk desk/
    """
    with Desk.open(desk, workers=workers, strict=strict) as opened:
        with progress_bar() as progress:
            tallies = opened.run(progress=progress)
        for tally in tallies:
            write_ledger(tally)
