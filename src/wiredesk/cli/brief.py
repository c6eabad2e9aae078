"""`wiredesk brief`: the main job in one go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wiredesk.cli.common import Json, Paths, Strict, Workers, fill
from wiredesk.desk import Desk
from wiredesk.flow.dossiers.writers import write_document, write_folder, write_markdown

Out = Annotated[Path | None, typer.Option(help="Write index.html and a .html, .md and .json a story into this folder.")]


def command(paths: Paths, json: Json = False, out: Out = None, workers: Workers = None, strict: Strict = False) -> None:
    """Pages → stories → dossiers, with no desk kept.

    Example: wiredesk brief pages/ --out dossiers/
    """
    with Desk.passing(workers=workers, strict=strict) as desk:
        fill(desk, paths)
        rejected = tuple(desk.store.rejected())
        if out:
            index = write_folder(out, desk.dossiers(), rejected)
        if json:
            write_document(typer.get_binary_stream("stdout"), desk.dossiers(), rejected)
        else:
            for dossier in desk.dossiers():
                typer.echo(write_markdown(dossier))
                break
        if out:
            typer.echo(f"\nOpen {index}", err=True)
