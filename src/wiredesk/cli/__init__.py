"""The command line: one file a command, in the order of the flow."""

from wiredesk.cli.main import app, main

__all__ = ["app", "main"]
