"""`wiredesk show`: one story's dossier."""

from __future__ import annotations

import typer

from wiredesk.cli.common import DESK, DeskFolder, Json, write_json
from wiredesk.desk import Desk
from wiredesk.errors import NotFoundError
from wiredesk.flow.dossiers.writers import write_markdown
from wiredesk.records import Story


def command(story: str, desk: DeskFolder = DESK, json: Json = False) -> None:
    """Show the dossier of a story, named by its id or the start of its id.

    Example: wiredesk show s-3f2a --desk desk/
    """
    with Desk.open(desk) as opened:
        for dossier in opened.dossier(find(opened, story)):
            if json:
                write_json(dossier)
            else:
                typer.echo(write_markdown(dossier))


def find(desk: Desk, name: str) -> Story:
    """The story whose id begins with `name`; an error that lists them where that is not one."""
    found = [story for story in desk.stories() if story.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    known = "matches several stories" if found else "is no story on this desk"
    raise NotFoundError(f"{name!r} {known}. Try: wiredesk stories")
