"""`wiredesk feeds`: the feeds that the desk knows."""

from __future__ import annotations

import typer

from wiredesk.cli.common import DESK, DeskFolder, Json, write_json
from wiredesk.desk import Desk
from wiredesk.records import Visit


def command(desk: DeskFolder = DESK, json: Json = False) -> None:
    """List the feeds that were visited: when last, how it went, address, title.

    Example: wiredesk feeds --desk desk/
    """
    with Desk.open(desk) as opened:
        feeds = feeds_of(opened)
    for feed in feeds:
        if json:
            write_json(feed)
        else:
            typer.echo(f"{feed.fetched}  {feed.status or '---'}  {feed.url}  {feed.title}")


def feeds_of(desk: Desk) -> list[Visit]:
    """The last visit to every feed, by address; site maps and OPML are no feeds."""
    return sorted((visit for visit in desk.all("visits") if visit.kind == "feed"), key=lambda visit: visit.url)
