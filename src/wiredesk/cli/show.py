"""`wiredesk show`: one story's dossier."""

from __future__ import annotations

import typer

from wiredesk.cli.common import DESK, DeskFolder, Json, write_json
from wiredesk.cli.finding import find_story, told
from wiredesk.desk import Desk
from wiredesk.flow.dossiers.writers import write_markdown


def command(story: str, desk: DeskFolder = DESK, json: Json = False) -> None:
    """Show the dossier of a story, named by its id or the start of its id.

    An id that ended in another story's leads there.

    Example: wiredesk show s-3f2a --desk desk/
    """
    with Desk.open(desk) as opened:
        found, way = find_story(opened, story)
        if way:
            typer.echo(told(way), err=True)
        for dossier in opened.dossier(found):
            if json:
                write_json(dossier)
            else:
                typer.echo(write_markdown(dossier))
