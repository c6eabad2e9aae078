"""`wiredesk split`: an analyst's word that articles are not part of a story."""

from __future__ import annotations

from typing import Annotated

import typer

from wiredesk.cli.common import DESK, DeskFolder
from wiredesk.cli.finding import find_article, find_story
from wiredesk.desk import Desk
from wiredesk.errors import InputError

Name = Annotated[str, typer.Argument(help="The story, by id or its start.", show_default=False)]
Articles = Annotated[
    list[str], typer.Argument(help="Articles that do not belong to it, by id or page.", show_default=False)
]


def command(story: Name, articles: Articles, desk: DeskFolder = DESK) -> None:
    """Take articles out of a story, in this and every later run; `wiredesk edits --undo` takes it back.

    Whether they are one story by themselves, their likeness decides.

    Example: wiredesk split s-3f2a a-77b1 --desk desk/
    """
    with Desk.open(desk) as opened:
        found, _ = find_story(opened, story)
        out = sorted({find_article(opened, name).id for name in articles})
        if strangers := [one for one in out if one not in found.articles]:
            raise InputError(f"{strangers[0]} is not in {found.id}. Try: wiredesk show {found.id}")
        rest = sorted(set(found.articles) - set(out))
        if not rest:
            raise InputError(f"These are all articles of {found.id}; name those that do not belong to it.")
        edit = opened.edit("apart", out, rest)
        typer.echo(f"{edit.id}: {len(out)} of {len(found.articles)} articles are apart. Try: wiredesk run", err=True)
