"""`wiredesk feeds`: the feeds that the desk knows."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from wiredesk.cli.common import DESK, DeskFolder, Json, write_json
from wiredesk.desk import Desk
from wiredesk.flow.pages.feeds.opml import write_opml
from wiredesk.records import PageMeta, Visit

Opml = Annotated[bool, typer.Option("--opml", help="OPML on standard output, for other readers of feeds.")]


def command(desk: DeskFolder = DESK, json: Json = False, opml: Opml = False) -> None:
    """List the feeds that were visited: when last, how it went, address, title.

    Example: wiredesk feeds --opml > feeds.opml
    """
    with Desk.open(desk) as opened:
        feeds = feeds_of(opened)
    if opml:
        known = [PageMeta(url=feed.url, outlet=feed.title or None) for feed in feeds]
        sys.stdout.buffer.write(write_opml(known, title="Feeds of the desk"))
        return
    for feed in feeds:
        if json:
            write_json(feed)
        else:
            typer.echo(f"{feed.fetched}  {feed.status or '---'}  {feed.url}  {feed.title}")


def feeds_of(desk: Desk) -> list[Visit]:
    """The last visit to every feed, by address; site maps and OPML are no feeds."""
    return sorted((visit for visit in desk.all("visits") if visit.kind == "feed"), key=lambda visit: visit.url)
