"""`wiredesk add`: pages into the desk."""

from __future__ import annotations

from wiredesk.cli.common import DESK, DeskFolder, Paths, progress_bar, write_ledger
from wiredesk.desk import Desk


def command(paths: Paths, desk: DeskFolder = DESK) -> None:
    """Take pages into the desk; `wiredesk run` then works them through.

    Example: wiredesk add pages/ --desk desk/
    """
    with Desk.open(desk) as opened, progress_bar() as progress:
        write_ledger(opened.add(paths, progress=progress))
