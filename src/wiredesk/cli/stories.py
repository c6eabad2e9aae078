"""`wiredesk stories`: what is on the desk."""

from __future__ import annotations

from typing import Annotated

import typer

from wiredesk.cli.common import DESK, DeskFolder, Json, write_json
from wiredesk.desk import Desk
from wiredesk.records import Story, Turn

History = Annotated[bool, typer.Option("--history", help="What became of ids: merged and split stories.")]


def command(desk: DeskFolder = DESK, json: Json = False, history: History = False) -> None:
    """List the stories, those of most articles first; or the history of their ids, the earliest first.

    Example: wiredesk stories --desk desk/
    """
    with Desk.open(desk) as opened:
        if history:
            for turn in sorted(opened.all("history"), key=lambda turn: (turn.number, turn.id)):
                if json:
                    write_json(turn)
                else:
                    typer.echo(turned(turn))
            return
        for story in opened.stories():
            if json:
                write_json(story)
            else:
                typer.echo(line(story))


def line(story: Story) -> str:
    """A story in one line."""
    first, last = story.first_published or "?", story.last_published or "?"
    return f"{story.id}  {len(story.articles):3d}  {first[:10]} – {last[:10]}  {story.title}"


def turned(turn: Turn) -> str:
    """A line of the history, for people."""
    way = "went into" if turn.kind == "merged" else "came out of"
    return f"{turn.number:5d}  {turn.story} {way} {turn.other}  {' '.join(turn.articles)}"
