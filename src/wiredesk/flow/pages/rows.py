"""JSONL and JSON: one page a row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from wiredesk.flow.pages.finds import MAX_PAGE_BYTES, Source, page_of, rejected
from wiredesk.flow.pages.ninjs import is_item, read_item
from wiredesk.flow.pages.side_files import meta_of
from wiredesk.records import Page, PageForm, Rejected
from wiredesk.text.decoding import decode, without_surrogates

FORMS: Final[tuple[PageForm, ...]] = ("text", "html", "dump")  # what is cleanest wins where a row has several
BLANK: Final = b" \t\r\n\xef\xbb\xbf"
MAX_BAD_ROWS: Final = 50_000  # in a row, blank ones too: what has so many holds something else
MAX_SKIPPED_BYTES: Final = 512 * 2**20  # of an endless line; beyond, the rest of the file is given up


def read_rows(stream: BinaryIO, source: Source) -> Iterator[Page | Rejected]:
    """The pages of a JSONL file; a bad line is Rejected and the next one read, until too many came in a row."""
    bad = 0
    for number, line in enumerate(lines_in(stream), 1):
        place = f"{source.name}:{number}"
        for found in read_row_of(line, place, source):
            bad = 0 if isinstance(found, Page) else bad + 1
            yield found
        bad += is_blank(line)
        if bad > MAX_BAD_ROWS:
            yield rejected(place, "too_large", f"{MAX_BAD_ROWS:,} rows without a page; the rest was not read")
            return


def lines_in(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is too long."""
    while line := stream.readline(MAX_PAGE_BYTES + 1):
        if len(line) <= MAX_PAGE_BYTES:
            yield line
            continue
        yield None
        if not skip_line(stream):
            return


def is_blank(line: bytes | None) -> bool:
    """True for a line with nothing in it."""
    return line is not None and not line.strip(BLANK)


def read_row_of(line: bytes | None, place: str, source: Source) -> Iterator[Page | Rejected]:
    """What a line gives."""
    if line is None:
        yield rejected(place, "too_large", f"the line has more than {MAX_PAGE_BYTES // 2**20} MB")
    elif not is_blank(line):
        yield from read_line(line, place, source)


def skip_line(stream: BinaryIO) -> bool:
    """Passes the rest of an overlong line; False where no end of it is in sight."""
    for _ in range(MAX_SKIPPED_BYTES // 2**20):
        chunk = stream.readline(2**20)
        if not chunk or chunk.endswith(b"\n"):
            return True
    return False


def read_line(line: bytes, place: str, source: Source) -> Iterator[Page | Rejected]:
    """The page of one line."""
    try:
        row = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        yield rejected(place, "not_json", str(error)[:200])
        return
    yield from read_entry(row, place, source)


def read_object(content: bytes, source: Source) -> Iterator[Page | Rejected]:
    """The pages of a JSON file: one object, or a list of them."""
    try:
        found = json.loads(decode(content))
    except (ValueError, RecursionError) as error:
        yield rejected(source.name, "not_json", str(error)[:200])
        return
    if not isinstance(found, list):
        yield from read_entry(found, source.name, source)
        return
    for number, row in enumerate(found, 1):
        yield from read_entry(row, f"{source.name}:{number}", source)


def read_entry(row: Any, place: str, source: Source) -> Iterator[Page | Rejected]:
    """The pages of one JSON value: a row of ours, or an agency's item with others in it."""
    if isinstance(row, dict) and is_item(row) and not any(form in row for form in FORMS):
        yield from read_item(row, replace(source, name=place))
    else:
        yield read_row(row, place, source)


def read_row(row: Any, place: str, source: Source) -> Page | Rejected:
    """The page of one JSON object; its own id names it, else its place."""
    if not isinstance(row, dict):
        return rejected(place, "not_a_page", "the row is no JSON object")
    given = {form: row[form] for form in FORMS if isinstance(row.get(form), str)}
    name, key = own_id(row, place, source.key)
    if not given:
        return rejected(name, "not_a_page", "the row has none of html, text and dump", place)
    form = next((form for form, body in given.items() if body.strip()), None)
    if form is None:
        return rejected(name, "empty", f"nothing in the row's {' and '.join(given)}", place)
    content = without_surrogates(given[form]).encode("utf-8")
    return page_of(Source(name, key=key, under=meta_of(row, source.under)), form, content)


def own_id(row: dict[str, Any], place: str, key: str) -> tuple[str, str]:
    """How a row is named, and what its page id is made from: its own id, else its place and its file's name."""
    own = row.get("id")
    if isinstance(own, str | int) and not isinstance(own, bool) and str(own).strip():
        name = without_surrogates(str(own))
        return name, name
    return place, key
