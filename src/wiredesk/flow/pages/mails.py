"""Mail newsletters: the HTML part of a mail, else its plain part, is the page; the mail's head says what is known.

The sender is the outlet, not the author. An address is taken only from a header that gives one for this very mail.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO, Final

from msgspec.structs import replace as changed

from wiredesk.flow.pages.finds import MAX_PAGE_BYTES, Found, Part, Source, page_of, rejected
from wiredesk.flow.pages.side_files import words
from wiredesk.flow.pages.transfer import charset_of
from wiredesk.flow.pages.unpacking import read_bounded
from wiredesk.records import PageForm, PageMeta
from wiredesk.text.decoding import decode

MAX_PARTS: Final = 200  # of one mail; newsletters have 2 to 20
MAX_NESTING: Final = 50  # parts that hold parts; the parser goes one call deeper for each
MAX_LINES: Final = 500_000  # 32 MB of attachments have 430,000
MAX_EFFORT: Final = 5_000_000  # parts that hold parts × lines: what the parser compares, some 2 s of it
MAX_EDGES: Final = 20_000  # places where a part may begin: a part costs the parser 45 µs
MAX_HEADER: Final = 2000  # characters of a header that are read
FORMS: Final[tuple[tuple[str, PageForm], ...]] = (("text/html", "html"), ("text/plain", "dump"))
ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")
FROM_LINE: Final = re.compile(rb"From \S+ .*\d\d:\d\d.*\d{4}")
QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
HOLDER: Final = re.compile(rb"^content-type:\s*(?:multipart/|message/)", re.IGNORECASE | re.MULTILINE)
EDGE: Final = re.compile(rb"^--[^\s-]", re.MULTILINE)  # where a part may begin
UNREADABLE: Final = (LookupError, ValueError, TypeError, AttributeError, RecursionError, MessageError)


def read_mail(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The one page of a mail."""
    content = read_bounded(stream)
    if content is None or len(content) > MAX_PAGE_BYTES or content.count(b"\n") > MAX_LINES:
        yield rejected(source.name, "too_large", f"a mail may have {MAX_PAGE_BYTES:,} bytes and {MAX_LINES:,} lines")
        return
    holders = len(HOLDER.findall(content))
    if holders > MAX_NESTING or len(EDGE.findall(content)) > MAX_EDGES or holders * content.count(b"\n") > MAX_EFFORT:
        yield rejected(source.name, "too_large", f"the mail has too many parts; {holders} of them hold others")
        return
    yield page_in(content, source)


def page_in(content: bytes, source: Source) -> Found:
    """The page that a mail's bytes hold."""
    # compat32 keeps headers as they came: the newer policies take minutes for a header of 300 kB
    mail = BytesParser(policy=compat32).parsebytes(content)
    found = body_of(mail)
    if found is None:
        return rejected(source.name, "not_a_page", "the mail has no part of text")
    form, body, charset = found
    if not body.strip():
        return rejected(source.name, "empty")
    key = said(mail, "Message-ID") or source.key
    return page_of(replace(source, key=key, under=meta_of_mail(mail, charset, source.under)), form, body)


def body_of(mail: Message) -> tuple[PageForm, bytes, str | None] | None:
    """The best part of a mail: its form, its bytes and their charset; the first that is not empty."""
    parts = [part for _, part in zip(range(MAX_PARTS), mail.walk(), strict=False) if not part.is_multipart()]
    found = [
        (form, payload(part), charset_of(str(part.get("Content-Type", ""))[:MAX_HEADER]))
        for kind, form in FORMS
        for part in parts
        if part.get_content_type() == kind and not is_attached(part)
    ]
    return next((one for one in found if one[1].strip()), found[0] if found else None)


def is_attached(part: Message) -> bool:
    """True for a file that hangs on a mail."""
    return str(part.get("Content-Disposition", "")).lstrip()[:10].lower() == "attachment"


def payload(part: Message) -> bytes:
    """A part's bytes, their transfer encoding undone."""
    try:
        found = part.get_payload(decode=True)
    except UNREADABLE:
        found = part.get_payload()
    return found if isinstance(found, bytes) else str(found or "").encode("utf-8", "replace")


def meta_of_mail(mail: Message, charset: str | None, under: PageMeta) -> PageMeta:
    """What a mail's head says of its page; a side file knows better."""
    sender, address = sender_of(mail)
    archived = ADDRESS.search(said(mail, "Archived-At") or "")
    return changed(
        under,
        url=under.url or (archived[0] if archived else None),
        outlet=under.outlet or words(decoded(sender)) or words(address.rpartition("@")[2]),
        published=under.published or moment_of(mail),
        title=under.title or said(mail, "Subject"),
        language=under.language or said(mail, "Content-Language"),
        charset=charset,
    )


def sender_of(mail: Message) -> tuple[str, str]:
    """The sender's name, as it is encoded, and address."""
    try:
        return parseaddr(raw(mail, "From"))
    except UNREADABLE:
        return "", ""


def moment_of(mail: Message) -> str | None:
    """When a mail was sent, its time zone kept."""
    try:
        return parsedate_to_datetime(raw(mail, "Date")).isoformat()
    except UNREADABLE:
        return None


def said(mail: Message, name: str) -> str | None:
    """A header's value in words; None where it is missing."""
    return words(decoded(raw(mail, name)))


def raw(mail: Message, name: str) -> str:
    """A header's value as it is encoded; bytes that are no ASCII, against the rules, by their likeliest charset."""
    value = next((str(value) for key, value in mail.raw_items() if key.lower() == name.lower()), "")[:MAX_HEADER]
    return value if value.isascii() else decode(value.encode("utf-8", "surrogateescape"))


def decoded(value: str) -> str:
    """A header's encoded words, decoded; as they stand where that cannot be."""
    try:
        return str(make_header(decode_header(value)))
    except UNREADABLE:
        return value


def read_mbox(stream: BinaryIO, source: Source) -> Iterator[Found | Part]:
    """The mails of an mbox, one in memory at a time."""
    for number, mail in enumerate(mails_in(stream), 1):
        name = f"{source.name}#{number}"
        if mail is None:
            yield rejected(name, "too_large", f"a page may have {MAX_PAGE_BYTES:,} bytes")
        else:
            yield Part(io.BytesIO(mail), replace(source, name=name, suffix=".eml", size=len(mail)))


def mails_in(stream: BinaryIO) -> Iterator[bytes | None]:
    """The mails between an mbox's From lines; None for one that is too large."""
    lines: list[bytes] = []
    size, after_blank = 0, True
    while line := stream.readline(MAX_PAGE_BYTES):
        if after_blank and FROM_LINE.match(line):
            if size:
                yield whole(lines, size)
            lines, size, after_blank = [], 0, False
            continue
        size += len(line)
        after_blank = not line.strip()
        if size <= MAX_PAGE_BYTES:
            lines.append(line)
    if size:
        yield whole(lines, size)


def whole(lines: Iterable[bytes], size: int) -> bytes | None:
    """A mail of its lines, quoting of the mbox undone; None for one that is too large."""
    return QUOTED_FROM.sub(rb"\1", b"".join(lines)) if size <= MAX_PAGE_BYTES else None
