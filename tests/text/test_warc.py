"""Records of archives: heads read, written and told to be none."""

from __future__ import annotations

import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import page
from wiredesk.records import Page, PageMeta
from wiredesk.text.kept import content_of, page_of_record, record_of
from wiredesk.text.warc import CutError, Fault, Head, answer_of, record, warc_heads

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORDS = st.none() | TEXT
METAS = st.builds(PageMeta, url=WORDS, outlet=WORDS, title=WORDS, fetched=WORDS, authors=st.lists(TEXT).map(tuple))


@given(METAS, st.binary(max_size=200), TEXT, st.sampled_from(["html", "dump", "text"]), st.booleans())
def test_any_page_comes_back_from_its_record(meta: PageMeta, content: bytes, name: str, form: str, answered: bool):
    headers = (("Content-Type", "text/html"),) if answered else ()
    one = msgspec.structs.replace(page(), page=name, form=form, content=content, meta=meta, headers=headers)
    stream = io.BytesIO(record_of(one))
    head = next(warc_heads(stream))
    assert isinstance(head, Head)
    found = page_of_record(head, stream.read(head.length))
    assert isinstance(found, Page)
    assert (found.id, found.page, found.form, found.content, found.meta) == (one.id, name, form, content, meta)
    assert content_of(record_of(one)) == content


@given(st.binary(max_size=300))
def test_any_bytes_end_as_heads_faults_or_a_cut(content: bytes):
    stream = io.BytesIO(b"WARC/1.0\r\n" + content)
    try:
        for found in warc_heads(stream):
            assert isinstance(found, Head | Fault)
            if isinstance(found, Head):
                stream.read(found.length)
    except CutError:
        pass


@pytest.mark.parametrize(
    ("block", "status", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody", 200, b"body"),
        (b"HTTP/1.0 404\nA: b\n\nbody", 404, b"body"),
        (b"HTTP/2 200\r\n\r\n", 200, b""),
        (b"HTTP/1.1 200 OK\r\nno end", 200, b""),
    ],
)
def test_answers_are_read_as_servers_write_them(block, status, body):
    answer = answer_of(block)
    assert answer is not None
    assert (answer.status, answer.body) == (status, body)


def test_no_value_can_end_its_line():
    (head,) = warc_heads(io.BytesIO(record([("A", "b\r\nContent-Length: 9\r\n\r\n")], b"")))
    assert isinstance(head, Head)
    assert (head.length, head.fields["a"]) == (0, "b Content-Length: 9")


def test_a_record_with_a_strange_id_is_no_page_of_ours():
    stream = io.BytesIO(record_of(msgspec.structs.replace(page(), id="a-0123456789abcdef")))
    head = next(warc_heads(stream))
    assert isinstance(head, Head)
    assert page_of_record(head, stream.read()) is None
