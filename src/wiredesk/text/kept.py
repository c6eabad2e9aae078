"""A page as a record of a WARC, and back: its bytes as they came, and in one field all that is known of it."""

from __future__ import annotations

import io
import re
import uuid
from datetime import UTC, datetime
from typing import Final

import msgspec

from wiredesk.records import Page, PageForm, PageMeta, RecordId
from wiredesk.text.warc import Head, answer_block, answer_of, record, warc_heads

FIELD: Final = "Wiredesk-Page"
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")  # as a WARC writes it
ID: Final = re.compile(r"p-[0-9a-f]{16}")
UNDONE: Final = frozenset({"content-encoding", "transfer-encoding", "content-length"})  # no longer true of the bytes
TYPES: Final[dict[PageForm, str]] = {"html": "text/html", "dump": "text/plain", "text": "text/plain; charset=utf-8"}


class Kept(msgspec.Struct, frozen=True):
    """What is known of a page besides its bytes."""

    id: RecordId
    page: str
    form: PageForm
    meta: PageMeta


KEPT: Final = msgspec.json.Decoder(Kept)


def record_of(page: Page) -> bytes:
    """A page as one record: a response where the server's headers are known, else a resource."""
    known = msgspec.json.encode(Kept(page.id, page.page, page.form, page.meta)).decode()
    fetched = page.meta.fetched or ""
    fields = (
        ("WARC-Type", "response" if page.headers else "resource"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{page.id} {page.page}')}>"),
        ("WARC-Date", fetched if MOMENT.fullmatch(fetched) else f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"),
        ("WARC-Target-URI", page.meta.url or f"urn:wiredesk:{page.id}"),
        ("Content-Type", "application/http; msgtype=response" if page.headers else type_of(page)),
        (FIELD, known),
    )
    return record(fields, block_of(page))


def block_of(page: Page) -> bytes:
    """What a page's record holds."""
    if not page.headers:
        return page.content
    headers = [(name, value) for name, value in page.headers if name.lower() not in UNDONE]
    return answer_block([*headers, ("Content-Length", str(len(page.content)))], page.content)


def type_of(page: Page) -> str:
    """The media type of a page of which no server has told it."""
    charset = f"; charset={page.meta.charset}" if page.meta.charset and page.form != "text" else ""
    return TYPES[page.form] + charset


def page_of_record(head: Head, block: bytes) -> Page | None:
    """The page that a record of ours holds; None for any other record."""
    try:
        known = KEPT.decode(head.fields.get(FIELD.lower(), ""))
    except (msgspec.MsgspecError, ValueError):
        return None
    if not ID.fullmatch(known.id):
        return None
    answer = answer_of(block) if head.kind == "response" else None
    return Page(
        id=known.id,
        page=known.page,
        form=known.form,
        content=answer.body if answer else block,
        meta=known.meta,
        headers=answer.headers if answer else (),
    )


def content_of(written: bytes) -> bytes:
    """The bytes of the page in a record of ours."""
    stream = io.BytesIO(written)
    head = next(warc_heads(stream), None)
    page = page_of_record(head, stream.read(head.length)) if isinstance(head, Head) else None
    if page is None:
        raise ValueError("no page of a desk")
    return page.content
