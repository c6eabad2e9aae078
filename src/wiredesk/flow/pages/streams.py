"""One stream of bytes → its pages: unpacked, told apart by kind, read by that kind's reader.

READERS is the list of what can be read. A reader of a container (an archive, a mail) yields the files inside it as
Parts, which are streams of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, Final

from wiredesk.flow.pages.feeds.json_feeds import read_json_feed
from wiredesk.flow.pages.feeds.opml import read_opml
from wiredesk.flow.pages.feeds.sitemaps import read_sitemap
from wiredesk.flow.pages.feeds.xml_feeds import read_feed
from wiredesk.flow.pages.finds import MAX_PAGE_BYTES, MAX_UNPACKED_BYTES, Found, Part, Source, page_of, rejected
from wiredesk.flow.pages.mails import read_mail, read_mbox
from wiredesk.flow.pages.newsml import read_newsml
from wiredesk.flow.pages.rows import read_object, read_rows
from wiredesk.flow.pages.sniffing import SNIFF_BYTES, Kind, kind_of
from wiredesk.flow.pages.unpacking import BrokenError, joined, read_bounded, start_of, unpacked
from wiredesk.flow.pages.warcs import read_arc, read_warc
from wiredesk.records import Rejected

MAX_DEPTH: Final = 5  # of files inside files: a packed archive of mails that hold mails

Reader = Callable[[BinaryIO, Source], Iterator[Found | Part]]


def read_stream(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """What a stream of bytes holds: pages, links to pages, and a Rejected for what cannot be read."""
    head = stream.read(SNIFF_BYTES)
    try:
        whole = unpacked(head, stream)
        head = start_of(whole, SNIFF_BYTES)
        yield from read_kind(joined(head, whole), head, source)
    except BrokenError as fault:
        yield rejected(source.name, fault.reason, str(fault)[:200])


def read_kind(stream: BinaryIO, head: bytes, source: Source) -> Iterator[Found]:
    """What an unpacked stream holds, by the kind that it is."""
    if source.depth > MAX_DEPTH:
        yield rejected(source.name, "unsupported", f"it is inside more than {MAX_DEPTH} other files")
        return
    kind = kind_of(head, source.suffix)
    if kind == "empty" and len(head) == SNIFF_BYTES:
        kind = "dump"  # something may follow the blank start
    if kind not in READERS:
        yield rejected(source.name, kind)
        return
    for found in READERS[kind](stream, source):
        if isinstance(found, Part):
            yield from read_part(found, source.depth + 1)
        else:
            yield found


def read_part(part: Part, depth: int) -> Iterator[Found]:
    """What a file inside another holds."""
    return read_stream(part.stream, replace(part.source, depth=depth))


def read_html(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The one page of an HTML file."""
    content = whole_of(stream, source)
    yield content if isinstance(content, Rejected) else page_of(source, "html", content)


def read_dump(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The one page of a text dump."""
    content = whole_of(stream, source)
    yield content if isinstance(content, Rejected) else page_of(source, "dump", content)


def read_json(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The pages of a JSON file: one object, or a list of them."""
    content = whole_of(stream, source)
    yield from (content,) if isinstance(content, Rejected) else read_object(content, source)


def read_other_xml(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """XML that is neither a page nor a list of pages."""
    del stream
    yield rejected(source.name, "unsupported", "XML that is neither a page nor a list of pages")


def whole_of(stream: BinaryIO, source: Source) -> bytes | Rejected:
    """All bytes of a stream that holds one page, or why it cannot be taken."""
    if source.size > MAX_PAGE_BYTES:
        detail = f"{source.size // 2**20} MB; a page may have {MAX_PAGE_BYTES // 2**20}"
        return rejected(source.name, "too_large", detail)
    content = read_bounded(stream)
    if content is None:
        return rejected(source.name, "too_large", f"it unpacks to more than {MAX_UNPACKED_BYTES // 2**20} MB")
    return content if content.strip() else rejected(source.name, "empty")


READERS: Final[Mapping[Kind, Reader]] = {
    "html": read_html,
    "dump": read_dump,
    "rows": read_rows,
    "object": read_json,
    "feed": read_feed,
    "json_feed": read_json_feed,
    "sitemap": read_sitemap,
    "opml": read_opml,
    "xml": read_other_xml,
    "warc": read_warc,
    "arc": read_arc,
    "mail": read_mail,
    "mbox": read_mbox,
    "newsml": read_newsml,
}
