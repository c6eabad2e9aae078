"""`wiredesk search`: find words."""

from __future__ import annotations

from typing import Annotated

import typer

from wiredesk.cli.common import DESK, DeskFolder, Json, write_json
from wiredesk.desk import Desk

Words = Annotated[
    list[str], typer.Argument(help="The words that an article must hold, all of them.", show_default=False)
]
Limit = Annotated[int, typer.Option(help="At most so many articles.", min=1)]


def command(words: Words, desk: DeskFolder = DESK, json: Json = False, limit: Limit = 20) -> None:
    """Find the articles that hold all the words, best first.

    Example: wiredesk search harbour fire --desk desk/
    """
    with Desk.open(desk) as opened:
        for hit in opened.store.search(" ".join(words), limit=limit):
            if json:
                write_json(hit._asdict())
            else:
                typer.echo(f"{hit.article}  {hit.title}\n    {hit.excerpt}")
