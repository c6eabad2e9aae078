"""Page and Rejected as this step makes them."""

from __future__ import annotations

import hashlib
import os
from pathlib import PurePath
from typing import Final

from wiredesk.records import Page, PageForm, PageMeta, Rejected, make_id

STAGE: Final = "pages"
MAX_PAGE_BYTES: Final = 32 * 2**20  # of a file or row as stored; the longest real pages have about 10 MB
MAX_UNPACKED_BYTES: Final = 64 * 2**20  # of a page once unpacked


def rejected(page: str, reason: str, detail: str = "", *more: object) -> Rejected:
    """A page that could not be taken, and why; `more` sets apart those with the same page and detail."""
    return Rejected(
        id=make_id("r", STAGE, page, reason, detail, *more), page=page, stage=STAGE, reason=reason, detail=detail
    )


def page_of(name: str, form: PageForm, content: bytes, meta: PageMeta, *, key: str) -> Page:
    """A page with its id, which depends on what it holds and on the file's or row's own name, not on its folder."""
    digest = hashlib.sha256(content).hexdigest()
    page_id = make_id("p", form, digest, meta.url, meta.outlet, meta.title, meta.published, key)
    return Page(id=page_id, page=name, form=form, content=content, meta=meta)


def printable(path: str) -> str:
    """A path as JSON can carry it: bytes that are no UTF-8 shown as U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace") if has_odd_bytes(path) else path


def has_odd_bytes(path: str) -> bool:
    """True for paths whose bytes are no UTF-8."""
    return any("\ud800" <= char <= "\udfff" for char in path)


def key_of(path: str) -> str:
    """The file's own name, by which its page is known wherever its folder moves."""
    return printable(PurePath(path).name)
