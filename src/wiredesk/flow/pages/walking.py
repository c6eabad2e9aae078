"""The files of a folder, in the order of their names, however deep."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from wiredesk.flow.pages.finds import printable, rejected
from wiredesk.flow.pages.side_files import is_side_file
from wiredesk.records import Rejected

HIDDEN: Final = "."


def files_of(folder: str) -> Iterator[str | Rejected]:
    """The paths of a folder's pages; hidden files and side files are passed over.

    Folders wait on a list, not on the call stack, so that depth costs nothing; links to folders are not followed,
    so that a folder that holds itself ends. A path longer than the system takes is Rejected.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            kind = kind_of(path, is_root=path == folder)
            names = sorted(one.name for one in Path(path).iterdir()) if kind == "folder" else []
        except OSError as error:
            yield rejected(shown(path), "unreadable", (error.strerror or str(error)).lower())
            continue
        if kind == "file":
            yield path
        waiting.extend(f"{path.rstrip('/') or path}/{name}" for name in reversed(names) if is_wanted(name))


def kind_of(path: str, *, is_root: bool) -> str:
    """ "folder", "file", or "" for what is neither: devices, pipes, links to folders."""
    mode = Path(path).stat().st_mode
    if stat.S_ISDIR(mode):
        return "folder" if is_root or not Path(path).is_symlink() else ""
    return "file" if stat.S_ISREG(mode) else ""


def is_wanted(name: str) -> bool:
    """True for names of pages and folders: not hidden, no side file."""
    return not name.startswith(HIDDEN) and not is_side_file(name)


def shown(path: str) -> str:
    """A path short enough to print."""
    path = printable(path)
    return path if len(path) <= 300 else f"{path[:140]}…{path[-140:]}"
