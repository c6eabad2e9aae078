"""`wiredesk merge`: an analyst's word that stories are one."""

from __future__ import annotations

from typing import Annotated

import typer

from wiredesk.cli.common import DESK, DeskFolder
from wiredesk.cli.finding import find_story
from wiredesk.desk import Desk
from wiredesk.errors import InputError

Stories = Annotated[list[str], typer.Argument(help="Stories, by id or its start; two at least.", show_default=False)]


def command(stories: Stories, desk: DeskFolder = DESK) -> None:
    """Make one story of several, in this and every later run; `wiredesk edits --undo` takes it back.

    Example: wiredesk merge s-3f2a s-91c0 --desk desk/
    """
    with Desk.open(desk) as opened:
        found = {story.id: story for story, _ in (find_story(opened, name) for name in stories)}
        if len(found) < 2:
            raise InputError("A merge needs two different stories. Try: wiredesk stories")
        articles = sorted(article for story in found.values() for article in story.articles)
        edit = opened.edit("together", articles)
        typer.echo(f"{edit.id}: {len(articles)} articles of {len(found)} stories are one. Try: wiredesk run", err=True)
