"""The `wiredesk` command: its subcommands, and what an error means to the shell.

Exit: 0 done, 1 the user can fix it, 2 wrong usage, 3 our fault.
"""

from __future__ import annotations

import os
import sys

import typer

from wiredesk import __version__
from wiredesk.cli import add, annotate, brief, edits, feeds, merge, read, run, schema, search, show, split, stories, why
from wiredesk.errors import WiredeskError

USER_CAN_FIX, OUR_FAULT = 1, 3

app = typer.Typer(
    name="wiredesk",
    help="Raw news pages from many outlets in, story dossiers out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def print_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        typer.echo(f"wiredesk {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(False, "--version", callback=print_version, is_eager=True, help="Print the version."),
) -> None:
    """Raw news pages from many outlets in, story dossiers out."""


for command in (read, annotate, brief, add, feeds, run, stories, show, search, why, merge, split, edits, schema):
    app.command(name=command.__name__.rpartition(".")[2])(command.command)


def main() -> None:
    """The entry point: runs the command and ends with the exit code that the contract gives.

    Typer itself ends wrong usage with 2 and an interrupt with 130.
    """
    try:
        app()
    except WiredeskError as error:
        typer.echo(f"wiredesk: {error}", err=True)
        sys.exit(USER_CAN_FIX)
    except Exception as error:
        if os.environ.get("WIREDESK_STRICT"):
            raise
        fault = f"{type(error).__name__}: {error}"
        typer.echo(f"wiredesk: a fault of ours ({fault}). WIREDESK_STRICT=1 shows where.", err=True)
        sys.exit(OUR_FAULT)
