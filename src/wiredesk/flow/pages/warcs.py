"""WARC and ARC: one page a record of an answer, a resource or a conversion.

Records that are no page by their kind (warcinfo, request, metadata, revisit) are passed over: they are neither in
nor out. Every other record is a page or a Rejected, so in = out + rejected over the records that could be pages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from msgspec.structs import replace as changed

from wiredesk.flow.pages.finds import MAX_PAGE_BYTES, Found, Kept, Part, Source, rejected
from wiredesk.flow.pages.transfer import charset_of, header, is_no_page, media_type, suffix_for, undone
from wiredesk.text.kept import page_of_record
from wiredesk.text.warc import CutError, Fault, Head, answer_of, arc_heads, is_length, warc_heads

NO_PAGES: Final = frozenset({"warcinfo", "request", "metadata", "revisit"})
PAGES: Final = frozenset({"response", "resource", "conversion"})
ABOUT: Final = ("metadata:", "dns:", "whois:", "filedesc:")  # addresses of what a crawler notes about its crawl
OK: Final = 200
SWALLOWED: Final = re.compile(rb"\r?\n\r?\n(?=WARC/1\.[01]\r?\nWARC-)")


def read_warc(stream: BinaryIO, source: Source) -> Iterator[Found | Part]:
    """The pages of a WARC, one record in memory at a time."""
    return read_records(stream, source, warc_heads(stream))


def read_arc(stream: BinaryIO, source: Source) -> Iterator[Found | Part]:
    """The pages of an ARC."""
    return read_records(stream, source, arc_heads(stream))


def read_records(stream: BinaryIO, source: Source, heads: Iterable[Head | Fault]) -> Iterator[Found | Part]:
    """The pages of an archive's records, named by their number in it; what follows a cut is one Rejected."""
    try:
        for number, head in enumerate(heads, 1):
            name = f"{source.name}#{number}"
            if isinstance(head, Fault):
                yield rejected(name, "bad_record", head.detail)
            elif head.kind in NO_PAGES:
                pass_over(stream, head.length)
            elif head.length > MAX_PAGE_BYTES:
                pass_over(stream, head.length)
                yield rejected(
                    name, "too_large", f"{head.length // 2**20} MB; a page may have {MAX_PAGE_BYTES // 2**20}"
                )
            else:
                yield from read_block(head, block_of(stream, head.length), stream, replace(source, name=name))
    except CutError as error:
        yield rejected(source.name, "truncated", str(error))


def read_block(head: Head, block: bytes, stream: BinaryIO, source: Source) -> Iterator[Found | Part]:
    """What a record holds; where its length is false and takes in the records that follow, these too."""
    inner = SWALLOWED.search(block) if is_unended(stream) else None
    yield read_record(head, block[: inner.start()] if inner else block, source)
    if inner:
        rest = io.BytesIO(block[inner.end() :])
        yield from read_records(rest, source, warc_heads(rest))


def is_unended(stream: BinaryIO) -> bool:
    """True where something other than the blank lines that end a record comes next."""
    return isinstance(stream, io.BufferedReader) and stream.peek(1)[:1] not in (b"\r", b"\n", b"")


def block_of(stream: BinaryIO, length: int) -> bytes:
    """A record's block; of a cut one, if it still holds all that the server sent."""
    block = stream.read(length)
    if len(block) < length and not is_whole(block):
        raise CutError(f"the archive ends {length - len(block):,} bytes before a record does")
    return block


def is_whole(block: bytes) -> bool:
    """True where a server's answer says how long it is, and is that long."""
    answer = answer_of(block)
    length = header(answer.headers, "content-length") if answer else ""
    return answer is not None and is_length(length) and len(answer.body) >= int(length)


def pass_over(stream: BinaryIO, length: int) -> None:
    """Leave a record's block unread."""
    while length:
        piece = stream.read(min(length, 2**20))
        if not piece:
            raise CutError(f"the archive ends {length:,} bytes before a record does")
        length -= len(piece)


def read_record(head: Head, block: bytes, source: Source) -> Found | Part:
    """What one record holds."""
    uri = head.fields.get("warc-target-uri", "").strip("<>")
    if head.kind not in PAGES or uri.startswith(ABOUT):
        return rejected(source.name, "unsupported", f"a record of {uri or head.kind}"[:200])
    if page := page_of_record(head, block):
        return Kept(page)
    if head.kind == "response":
        return read_answer(head, block, uri, source)
    content_type = head.fields.get("content-type", "")
    return part_of(block, content_type, changed_source(head, uri, content_type, source))


def read_answer(head: Head, block: bytes, uri: str, source: Source) -> Found | Part:
    """The page that a server's answer holds."""
    answer = answer_of(block)
    if answer is None:
        return rejected(
            source.name, "bad_record" if block.strip() else "empty", f"no answer of a server for {uri}"[:200]
        )
    if answer.status != OK:
        return rejected(source.name, "not_ok", f"HTTP {answer.status} for {uri}"[:200])
    content_type = header(answer.headers, "content-type")
    source = replace(changed_source(head, uri, content_type, source), headers=answer.headers)
    return part_of(undone(answer.body, answer.headers), content_type, source)


def part_of(body: bytes, content_type: str, source: Source) -> Found | Part:
    """A record's body as a file of its type."""
    if is_no_page(content_type):
        return rejected(source.name, "unsupported", media_type(content_type)[:100])
    return Part(io.BytesIO(body), replace(source, suffix=suffix_for(content_type), size=len(body)))


def changed_source(head: Head, uri: str, content_type: str, source: Source) -> Source:
    """What the record says of its page; its address is what the page is known by, whatever archive it is in."""
    fetched = head.fields.get("warc-date") or source.under.fetched
    under = changed(source.under, url=uri or None, fetched=fetched, charset=charset_of(content_type))
    return replace(source, key=uri or source.name, under=under)
