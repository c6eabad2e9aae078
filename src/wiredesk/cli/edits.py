"""`wiredesk edits`: what analysts have merged and split."""

from __future__ import annotations

from typing import Annotated

import typer

from wiredesk.cli.common import DESK, DeskFolder, Json, write_json
from wiredesk.desk import Desk
from wiredesk.errors import NotFoundError

Undo = Annotated[str | None, typer.Option(help="Take back the edit of this id.")]


def command(desk: DeskFolder = DESK, json: Json = False, undo: Undo = None) -> None:
    """List the edits of stories, the earliest first; with --undo take one back.

    Example: wiredesk edits --undo x-51f0a2c4 --desk desk/
    """
    with Desk.open(desk) as opened:
        edits = sorted(opened.all("edits"), key=lambda edit: edit.number)
        if undo:
            found = [edit for edit in edits if edit.id.startswith(undo)]
            if len(found) != 1:
                raise NotFoundError(f"{undo!r} is not the id of one edit. Try: wiredesk edits")
            opened.store.drop("edits", [found[0].id])
            typer.echo(f"{found[0].id} is taken back. Try: wiredesk run", err=True)
            return
        for edit in edits:
            if json:
                write_json(edit)
            else:
                apart = f" | {' '.join(edit.others)}" if edit.others else ""
                typer.echo(f"{edit.id}  {edit.kind:<8}  {' '.join(edit.articles)}{apart}")
