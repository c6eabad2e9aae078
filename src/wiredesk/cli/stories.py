"""`wiredesk stories`: what is on the desk."""

from __future__ import annotations

import typer

from wiredesk.cli.common import DESK, DeskFolder, Json, write_json
from wiredesk.desk import Desk


def command(desk: DeskFolder = DESK, json: Json = False) -> None:
    """List the stories, those of most articles first.

    Example: wiredesk stories --desk desk/
    """
    with Desk.open(desk) as opened:
        for story in opened.stories():
            if json:
                write_json(story)
            else:
                first, last = story.first_published or "?", story.last_published or "?"
                typer.echo(f"{story.id}  {len(story.articles):3d}  {first[:10]} – {last[:10]}  {story.title}")
