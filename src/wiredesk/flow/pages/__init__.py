"""Sources → pages: files, folders, standard input, addresses; pages, rows, feeds, archives, mails, agency items."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Final

from wiredesk import plug
from wiredesk.errors import InputError
from wiredesk.flow.pages.files import read_file
from wiredesk.flow.pages.finds import Found, Kept, Link, Source, rejected
from wiredesk.flow.pages.streams import read_stream
from wiredesk.flow.pages.walking import files_of
from wiredesk.records import Page, Place, Rejected, Visit

VERSION = 1
STDIN = "-"
SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
WEB: Final = ("http://", "https://")


def read_place(place: Place) -> Iterator[Page | Rejected | Visit]:
    """The pages at a place, in the order of their names, each page once.

    Takes    a file, a folder (walked), `-` for standard input, or an address where the place lets us fetch.
    Gives    one Page or Rejected a page; a JSONL file has a page a line, an archive one a record. A Visit for each
             address that answered.
    Rejects  what REASONS lists; a place that is not there raises InputError.
    Cost     one page in memory at a time.
    """
    names: dict[str, str] = {}  # page id → name
    rows: set[str] = set()
    for one in read_all(place):
        found = one if isinstance(one, Visit) else settled(one)
        if isinstance(found, Rejected | Visit):
            yield found
            continue
        page = found.page if isinstance(found, Kept) else found
        if is_known(found, page, names, rows):
            yield rejected(page.page, "duplicate", f"{page.page} came before, with page id {page.id}", page.id)
        else:
            names[page.id] = page.page
            rows.add(page.page)
            yield page


def is_known(found: Page | Kept, page: Page, names: Mapping[str, str], rows: Container[str]) -> bool:
    """True for a page that came before. Of a desk's own pages names say nothing, and a smaller name is news."""
    if isinstance(found, Kept):
        return page.id in names and page.page >= names[page.id]
    return page.id in names or page.page in rows


def settled(found: Found) -> Page | Rejected | Kept:
    """What stands for a link that is not followed: the feed's own text of the page, if it has any."""
    if not isinstance(found, Link):
        return found
    return found.page or rejected(found.url, "not_fetched")


def read_all(place: Place) -> Iterator[Found | Visit]:
    """What a place holds as it comes, duplicates too; plugged sources are asked first."""
    for source in plug.sources():
        if source.claims(place.path):
            yield from source.read(place)
            return
    if is_address(place.path):
        yield from read_address(place)
    elif place.fetching and place.fetching.follow:
        from wiredesk.flow.pages.web import follow

        yield from follow(read_path(place.path), place)
    else:
        yield from read_path(place.path)


def is_address(path: str) -> bool:
    """True for what names a place on the network, not in the file system."""
    return bool(SCHEME.match(path.lstrip()))


def read_address(place: Place) -> Iterator[Found | Visit]:
    """What is at an address, where the user lets us fetch it."""
    if place.fetching is None:
        message = f'"{place.path}" is an address, and this command stays off the network.'
        raise InputError(f"{message} Try: wiredesk add {place.path}, then wiredesk run")
    if not place.path.lstrip().lower().startswith(WEB):
        raise InputError(f'"{place.path}" cannot be fetched. Try: an address that begins with http:// or https://')
    from wiredesk.flow.pages.web import read_url

    yield from read_url(place)


def read_path(path: str) -> Iterator[Found]:
    """The pages of a file, a folder or standard input."""
    if path == STDIN:
        yield from read_stream(sys.stdin.buffer, Source(STDIN, key=STDIN))
        return
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        raise InputError(
            f'Nothing to read at "{path}" ({reason_of(error)}). Try: a file, a folder, or - for standard input.'
        ) from error
    if stat.S_ISDIR(mode):
        for found in files_of(path):
            yield from (found,) if isinstance(found, Rejected) else read_file(found)
    elif stat.S_ISREG(mode):
        yield from read_file(path)
    else:
        with Path(path).open("rb") as stream:
            yield from read_stream(stream, Source(path, key=path))


def reason_of(error: OSError | ValueError) -> str:
    """What the system says about a path that cannot be used."""
    return (getattr(error, "strerror", None) or str(error)).lower()
