"""The `wiredesk` command: its subcommands, and what an error means to the shell.

Exit: 0 done, 1 the user can fix it, 2 wrong usage, 3 our fault.
"""

from __future__ import annotations

import os
import sys

import typer
from click.exceptions import Abort, ClickException, Exit, UsageError

from wiredesk import __version__
from wiredesk.cli import add, annotate, brief, read, run, schema, search, show, stories, why
from wiredesk.errors import WiredeskError

USER_CAN_FIX, WRONG_USAGE, OUR_FAULT, INTERRUPTED = 1, 2, 3, 130

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


for command in (read, annotate, brief, add, run, stories, show, search, why, schema):
    app.command(name=command.__name__.rpartition(".")[2])(command.command)


def main() -> None:
    """The entry point: runs the command and ends with the exit code that the contract gives."""
    try:
        code = app(standalone_mode=False)
        flush()
    except UsageError as error:
        error.show()
        code = WRONG_USAGE
    except ClickException as error:
        error.show()
        code = USER_CAN_FIX
    except WiredeskError as error:
        typer.echo(f"wiredesk: {error}", err=True)
        code = USER_CAN_FIX
    except (Abort, KeyboardInterrupt):
        typer.echo("wiredesk: stopped; what was done is kept, the same command goes on from there", err=True)
        code = INTERRUPTED
    except Exit as error:
        code = error.exit_code
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        if os.environ.get("WIREDESK_STRICT"):
            raise
        typer.echo(
            f"wiredesk: a fault of ours ({type(error).__name__}: {error}). WIREDESK_STRICT=1 shows where.", err=True
        )
        code = OUR_FAULT
    sys.exit(code or 0)


def flush() -> None:
    """Write out what is left, here where a closed pipe is still caught."""
    sys.stdout.flush()
