"""`wiredesk add`: pages into the desk."""

from __future__ import annotations

from typing import Annotated

import typer

from wiredesk.cli.common import DESK, DeskFolder, progress_bar, write_ledger
from wiredesk.desk import Desk, Tally
from wiredesk.errors import InputError
from wiredesk.flow.pages import is_address
from wiredesk.records import Fetching, Rejected

Places = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, .jsonl, - for standard input, or addresses (http, https).", show_default=False
    ),
]
Follow = Annotated[
    bool | None,
    typer.Option(
        "--follow/--no-follow",
        help="Fetch the pages that feeds, site maps and OPML name. Default: those at an address, not those in a file.",
        show_default=False,
    ),
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch from this machine and its network too.")]
Delay = Annotated[float, typer.Option(help="Seconds between two requests to one host.", min=0)]
Timeout = Annotated[float, typer.Option(help="Seconds that one answer may take.", min=0.1)]


def command(
    paths: Places,
    desk: DeskFolder = DESK,
    *,
    follow: Follow = None,
    allow_private: AllowPrivate = False,
    delay: Delay = 1.0,
    timeout: Timeout = 60.0,
) -> None:
    """Take pages into the desk; `wiredesk run` then works them through.

    An address may be a page, a feed, a site map or an OPML; what it holds decides. Asked again, only what is new comes.

    Example: wiredesk add pages/ https://example.org/feed.xml --desk desk/
    """
    fetching = Fetching(follow=follow, allow_private=allow_private, delay_s=delay, timeout_s=timeout)
    told: list[Rejected] = []

    def tell(rejected: Rejected) -> None:
        if rejected.page in paths and is_address(rejected.page):
            told.append(rejected)

    with Desk.open(desk) as opened, progress_bar() as progress:
        tally = opened.add(paths, fetching=fetching, tell=tell, progress=progress)
    for rejected in told:
        typer.echo(f"rejected {rejected.page}: {rejected.reason} ({rejected.detail})", err=True)
    write_ledger(tally)
    if told and is_nothing(tally):
        raise InputError("Nothing came in. Try: the address in a browser; what each reason means is in docs/fields.md")


def is_nothing(tally: Tally) -> bool:
    """True where all that was read was rejected."""
    return tally.read == sum(tally.rejected.values())
