"""The command line: one file a command."""

from __future__ import annotations


def main() -> None:
    """The entry point of `wiredesk`."""
