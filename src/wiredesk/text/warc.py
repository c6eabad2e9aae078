"""Archives of web pages, record by record: WARC (ISO 28500) read and written, its forerunner ARC read.

A reader takes the heads one by one and, after each, its block from the same stream.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Final, NamedTuple

MARK: Final = b"WARC/"
ARC_MARK: Final = b"filedesc://"
MAX_LINE_BYTES: Final = 64 * 2**20  # what is known of a page stands in one line of our own records
MAX_FIELDS: Final = 1000  # of a head; archives have about 15
ARC_LINE: Final = re.compile(
    rb"([a-z][a-z0-9+.-]{0,20}:[^\r\n]*?) (\S+) (\d{8,20}) (\S+)(?: [^\r\n]*)? (\S+)\r?\n", re.IGNORECASE
)
STATUS: Final = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})")
HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
UNSAFE: Final = re.compile(r"[\x00-\x1f]+")


class Head(NamedTuple):
    """What a record says of its block."""

    kind: str  # response, resource, request …
    fields: Mapping[str, str]  # names in lower case
    length: int  # of the block


class Fault(NamedTuple):
    """Why there is no record here; reading goes on at the next one."""

    detail: str


class Answer(NamedTuple):
    """A server's answer as an archive keeps it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class CutError(EOFError):
    """The stream ends inside a record."""


def warc_heads(stream: BinaryIO) -> Iterator[Head | Fault]:
    """The heads of a WARC's records; between two of them the reader passes the block of the first."""
    lost = 0
    last = b""
    while line := stream.readline(MAX_LINE_BYTES):
        if not line.startswith(MARK):
            last = line.strip()
            lost += len(last)
            continue
        if lost:
            yield stray(lost)
        lost = 0
        yield warc_head(stream)
    if lost and lost == len(last) and MARK.startswith(last):
        raise CutError("the archive ends inside a record's head")
    if lost:
        yield stray(lost)


def stray(count: int) -> Fault:
    """Bytes between records."""
    return Fault(f"{count:,} bytes belong to no record")


def warc_head(stream: BinaryIO) -> Head | Fault:
    """The head whose first line was read; CutError where the stream ends inside it."""
    fields: dict[str, str] = {}
    for _ in range(MAX_FIELDS):
        line = stream.readline(MAX_LINE_BYTES)
        if not line.endswith(b"\n"):
            if len(line) < MAX_LINE_BYTES:
                raise CutError("the archive ends inside a record's head")
            return Fault("a line of its head does not end")
        if not line.strip():
            return with_length(fields)
        name, colon, value = line.partition(b":")
        if colon and not line.startswith((b" ", b"\t")):
            fields.setdefault(name.strip().decode("latin-1").lower(), text_of(value))
    return Fault("its head does not end")


def with_length(fields: Mapping[str, str]) -> Head | Fault:
    """A head of these fields, if it says how long its block is."""
    length = fields.get("content-length", "")
    if not is_length(length):
        return Fault(f"its length is {length[:40]!r}")
    return Head(fields.get("warc-type", "").lower(), fields, int(length))


def arc_heads(stream: BinaryIO) -> Iterator[Head | Fault]:
    """The heads of an ARC's records, in the terms of a WARC."""
    lost = 0
    while line := stream.readline(MAX_LINE_BYTES):
        found = ARC_LINE.fullmatch(line)
        if found is None:
            lost += len(line.strip())
            continue
        if lost:
            yield stray(lost)
        lost = 0
        yield arc_head(*map(text_of, found.groups()))
    if lost:
        yield stray(lost)


def arc_head(uri: str, address: str, date: str, content_type: str, length: str) -> Head | Fault:
    """A head of the fields of an ARC's line."""
    del address
    kind = "warcinfo" if uri.startswith(ARC_MARK.decode()) else "response"
    moment = f"{date[:4]}-{date[4:6]}-{date[6:8]}T{date[8:10]}:{date[10:12]}:{date[12:14]}Z" if len(date) == 14 else ""
    fields = {"warc-type": kind, "warc-target-uri": uri, "warc-date": moment, "content-length": length}
    return with_length(fields | {"content-type": content_type})


def is_length(value: str) -> bool:
    """True for what can be the length of a block."""
    return value.isascii() and value.isdigit() and len(value) < 20


def text_of(value: bytes) -> str:
    """A field's value: UTF-8, or else Latin-1 as HTTP had it."""
    value = value.strip()
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def answer_of(block: bytes) -> Answer | None:
    """The server's answer that a block holds; None where it holds none."""
    status = STATUS.match(block)
    if status is None:
        return None
    end = HEAD_END.search(block)
    lines = block[: end.start() if end else len(block)].split(b"\n")[1:]
    pairs = (line.partition(b":") for line in lines)
    headers = tuple((text_of(name), text_of(value)) for name, colon, value in pairs if colon)
    return Answer(int(status[1]), headers, block[end.end() :] if end else b"")


def record(fields: Iterable[tuple[str, str]], block: bytes) -> bytes:
    """A record of a WARC with these fields."""
    lines = [f"{name}: {one_line(value)}" for name, value in (*fields, ("Content-Length", str(len(block))))]
    return "\r\n".join(("WARC/1.1", *lines, "", "")).encode() + block + b"\r\n\r\n"


def answer_block(headers: Iterable[tuple[str, str]], body: bytes) -> bytes:
    """A server's answer as the block of a record."""
    lines = [f"{one_line(name)}: {one_line(value)}" for name, value in headers]
    return "\r\n".join(("HTTP/1.1 200 OK", *lines, "", "")).encode() + body


def one_line(value: str) -> str:
    """A value that cannot end the line that it stands in."""
    return UNSAFE.sub(" ", value)
