"""`wiredesk read`: pages → articles."""

from __future__ import annotations

import typer

from wiredesk.cli.common import Json, Paths, Strict, Workers, fill, write_json
from wiredesk.desk import Desk


def command(paths: Paths, json: Json = False, workers: Workers = None, strict: Strict = False) -> None:
    """Clean pages: one article a line, one rejection a line for a page that cannot be read.

    Example: wiredesk read pages/ --json > articles.jsonl
    """
    with Desk.passing(workers=workers, strict=strict, until="articles") as desk:
        fill(desk, paths)
        for article in desk.all("articles"):
            if json:
                write_json(article)
            else:
                typer.echo(f"{article.title}\n{article.outlet_label} · {article.published.value or 'no date'}\n")
                typer.echo(f"{article.text}\n")
        for rejected in desk.store.rejected():
            if json:
                write_json(rejected)
            else:
                typer.echo(f"rejected {rejected.page}: {rejected.reason} ({rejected.detail})", err=True)
