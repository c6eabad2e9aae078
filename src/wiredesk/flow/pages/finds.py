"""What this step finds: pages, rejections, links to pages elsewhere; and the stream that each comes from."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, Final

from wiredesk.records import Page, PageForm, PageMeta, Rejected, make_id

STAGE: Final = "pages"
MAX_PAGE_BYTES: Final = 32 * 2**20  # of a file or row as stored; the longest real pages have about 10 MB
MAX_UNPACKED_BYTES: Final = 64 * 2**20  # of a page once unpacked
NOTHING: Final = PageMeta()


@dataclass(frozen=True, slots=True)
class Source:
    """A stream as it is read: its name, and what is known before its bytes are."""

    name: str  # of the page, or what the names of its pages begin with
    suffix: str = ""
    key: str = ""  # what the ids of its pages are made from, besides their content
    under: PageMeta = NOTHING
    size: int = 0  # bytes as stored; 0 when unknown
    headers: tuple[tuple[str, str], ...] = ()  # of the server's answer
    depth: int = 0  # how many archives and mails it is inside of


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside another: a record of an archive, a part of a mail."""

    stream: BinaryIO
    source: Source


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a feed, a site map or a list of feeds names."""

    url: str
    under: PageMeta  # what is said of the page there
    page: Page | None = None  # what the feed itself holds of it


@dataclass(frozen=True, slots=True)
class Kept:
    """A page from the archive of a desk: others may share its name, and the smaller of two names for it stands."""

    page: Page


Found = Page | Rejected | Link | Kept


def rejected(page: str, reason: str, detail: str = "", *more: object) -> Rejected:
    """A page that could not be taken, and why; `more` sets apart those with the same page and detail."""
    return Rejected(
        id=make_id("r", STAGE, page, reason, detail, *more), page=page, stage=STAGE, reason=reason, detail=detail
    )


def page_of(source: Source, form: PageForm, content: bytes) -> Page:
    """A page with its id, which depends on what it holds and on the file's or row's own name, not on its folder."""
    meta = source.under
    digest = hashlib.sha256(content).hexdigest()
    page_id = make_id("p", form, digest, meta.url, meta.outlet, meta.title, meta.published, source.key)
    return Page(id=page_id, page=source.name, form=form, content=content, meta=meta, headers=source.headers)


def printable(path: str) -> str:
    """A path as JSON can carry it: bytes that are no UTF-8 shown as U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace") if has_odd_bytes(path) else path


def has_odd_bytes(path: str) -> bool:
    """True for paths whose bytes are no UTF-8."""
    return any("\ud800" <= char <= "\udfff" for char in path)


def key_of(path: str) -> str:
    """The file's own name, by which its page is known wherever its folder moves."""
    return printable(PurePath(path).name)
