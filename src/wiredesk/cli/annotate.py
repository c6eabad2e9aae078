"""`wiredesk annotate`: what is in each article, by itself."""

from __future__ import annotations

from typing import Any

import typer

from wiredesk.cli.common import Json, Paths, Strict, Workers, fill, write_json
from wiredesk.desk import Desk
from wiredesk.records import Annotations, Article


def command(paths: Paths, json: Json = False, workers: Workers = None, strict: Strict = False) -> None:
    """Find entities, dates, quotes and events: one line an article.

    Example: wiredesk annotate story.txt --json
    """
    with Desk.passing(workers=workers, strict=strict, until="annotations") as desk:
        fill(desk, paths)
        for annotations in desk.all("annotations"):
            (article,) = desk.store.get("articles", [annotations.article])
            if json:
                write_json(line(article, annotations))
            else:
                show(article, annotations)
        for rejected in desk.store.rejected():
            typer.echo(f"rejected {rejected.page}: {rejected.reason} ({rejected.detail})", err=True)


def line(article: Article, annotations: Annotations) -> dict[str, Any]:
    """What the contract gives for one article; vectors are the desk's own and stay there."""
    return {
        "article": article,
        "entities": annotations.entities,
        "dates": annotations.dates,
        "quotes": annotations.quotes,
        "events": annotations.events,
        "quantities": annotations.quantities,
        "main_event": annotations.main_event,
    }


def show(article: Article, annotations: Annotations) -> None:
    """The findings of one article, for people."""
    names = {entity.id: entity.name for entity in annotations.entities}
    typer.echo(f"{article.title}")
    for entity in annotations.entities:
        typer.echo(f"  {entity.type:<7} {entity.name}  ×{len(entity.mentions)}")
    for date in annotations.dates:
        typer.echo(f"  date    {date.span.words} = {date.value or '?'}")
    for quote in annotations.quotes:
        typer.echo(f"  {quote.kind:<8}{names.get(quote.speaker or '', '?')}: {quote.span.words}")
    for event in annotations.events:
        actors = ", ".join(names.get(actor, "?") for actor in event.actors)
        typer.echo(
            f"  {event.status:<8} {event.type} ({event.trigger}) by {actors or '?'}, {event.when.value or 'no date'}"
        )
