"""Archives of web pages: every record that could be a page is one or is told why not, whatever is broken."""

from __future__ import annotations

import gzip
import json
import time
import zlib
from collections.abc import Iterable
from pathlib import Path

import brotli
import pytest
import zstandard

from wiredesk.flow.pages import read_place
from wiredesk.flow.pages.finds import MAX_PAGE_BYTES
from wiredesk.records import Page, Place, Rejected
from wiredesk.text.warc import answer_block, record

HTML = b"<!doctype html><html><body><p>The ferry to Ostrava Island sailed again on Monday.</p></body></html>"
TYPE = ("Content-Type", "text/html; charset=windows-1251")
DATE = "2026-03-04T05:06:07Z"


def answer(
    number: int = 1, body: bytes = HTML, *, status: int = 200, headers: Iterable[tuple[str, str]] = (TYPE,)
) -> bytes:
    block = answer_block(headers, body).replace(b" 200 OK", f" {status} So".encode(), 1)
    return of("response", block, uri=f"https://velm.example/{number}")


def of(kind: str, block: bytes, *, uri: str = "https://velm.example/1", **fields: str) -> bytes:
    given = {"WARC-Type": kind, "WARC-Target-URI": uri, "WARC-Date": DATE, "Content-Type": "application/http"}
    return record({**given, **{name.replace("_", "-"): value for name, value in fields.items()}}.items(), block)


def read(path: Path, content: bytes) -> list[Page | Rejected]:
    path.write_bytes(content)
    return list(read_place(Place(id="l-1", path=str(path))))


def reasons(found: list[Page | Rejected]) -> list[str]:
    return [one.reason if isinstance(one, Rejected) else "page" for one in found]


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "crawl.warc.gz"


def whole(*records: bytes) -> bytes:
    return b"".join(records)


def members(*records: bytes) -> bytes:
    return b"".join(map(gzip.compress, records))


def frames(*records: bytes) -> bytes:
    return b"".join(map(zstandard.ZstdCompressor().compress, records))


@pytest.mark.parametrize("packed", [whole, members, frames, lambda *some: gzip.compress(whole(*some))])
def test_an_answer_is_a_page_with_what_the_record_says_of_it(path, packed):
    request = of("request", b"GET / HTTP/1.1\r\nHost: velm.example\r\n\r\n")
    (page,) = read(path, packed(of("warcinfo", b"software: x\r\n"), request, answer(7)))
    assert (page.page, page.form, page.content) == (f"{path}#3", "html", HTML)
    assert (page.meta.url, page.meta.fetched, page.meta.charset) == ("https://velm.example/7", DATE, "windows-1251")
    assert page.headers == (TYPE,)


@pytest.mark.parametrize("status", [204, 206, 301, 404, 503])
def test_an_answer_that_is_not_ok_is_rejected_and_says_so(path, status):
    (found,) = read(path, answer(status=status))
    assert (found.reason, found.page) == ("not_ok", f"{path}#1")
    assert str(status) in found.detail


def test_what_is_no_page_by_its_kind_is_neither_in_nor_out(path):
    kinds = ("warcinfo", "request", "metadata", "revisit")
    assert read(path, whole(*(of(kind, b"HTTP/1.1 200 OK\r\n\r\n<p>x") for kind in kinds))) == []


@pytest.mark.parametrize(
    ("content_type", "body", "form"),
    [
        ("text/plain", b"The ferry sailed.", "dump"),
        ("", HTML, "html"),
        ("application/octet-stream", HTML, "html"),
        ("application/xhtml+xml", HTML, "html"),
        ("application/json", json.dumps({"text": "The ferry sailed."}, indent=1).encode(), "text"),
        ("application/x-ndjson", json.dumps({"dump": "The ferry sailed."}).encode(), "dump"),
        ("message/rfc822", b"Subject: Ferry\nContent-Type: text/html\n\n" + HTML, "html"),
    ],
)
def test_an_answer_is_read_as_what_it_is(path, content_type, body, form):
    (page,) = read(path, answer(body=body, headers=[("content-type", content_type)]))
    assert page.form == form


@pytest.mark.parametrize(
    "content_type", ["image/png", "text/css", "application/javascript", "font/woff2", "application/pdf"]
)
def test_what_pages_are_made_with_is_told_apart(path, content_type):
    assert reasons(read(path, answer(headers=[("Content-Type", content_type)]))) == ["unsupported"]


def chunked(body: bytes, size: int = 30) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x;name=value\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(HTML)),
        ("br", brotli.compress(HTML)),
        ("deflate", zlib.compress(HTML)),
        ("deflate", zlib.compress(HTML)[2:-4]),
        ("zstd", zstandard.compress(HTML)),
        ("identity", HTML),
        ("gzip", HTML),
        ("br", HTML),
        ("deflate", HTML),
        ("br, gzip", gzip.compress(HTML)),
    ],
)  # fmt: skip
def test_codings_are_undone_and_false_ones_seen_through(path, coding, body):
    (page,) = read(path, answer(body=body, headers=[TYPE, ("Content-Encoding", coding)]))
    assert page.content == HTML


@pytest.mark.parametrize(
    "body", [chunked(HTML), chunked(HTML, 1000), HTML, chunked(HTML)[:-5], chunked(gzip.compress(HTML))]
)
def test_chunks_are_joined_and_false_ones_seen_through(path, body):
    (page,) = read(path, answer(body=body, headers=[TYPE, ("Transfer-Encoding", "chunked")]))
    assert page.content == HTML


def test_resources_and_conversions_are_pages(path):
    resource = of("resource", HTML, uri="https://velm.example/a", Content_Type="text/html; charset=utf-8")
    conversion = of("conversion", b"The ferry sailed.", uri="https://velm.example/b", Content_Type="text/plain")
    assert [(one.form, one.meta.charset) for one in read(path, resource + conversion)] == [
        ("html", "utf-8"),
        ("dump", None),
    ]


@pytest.mark.parametrize("uri", ["dns:velm.example", "metadata://gnu.org/software/wget/wget.log", "whois:velm"])
def test_a_crawlers_notes_are_told_apart(path, uri):
    assert reasons(
        read(path, of("resource", b"velm.example. 300 IN A 192.0.2.1", uri=uri, Content_Type="text/dns"))
    ) == ["unsupported"]


def test_two_captures_of_an_address_are_two_pages_and_the_same_capture_one(path):
    found = read(path, answer(1) + answer(1, HTML.replace(b"Monday", b"Tuesday")) + answer(1))
    assert reasons(found) == ["page", "page", "duplicate"]
    assert len({one.page for one in found}) == 3


def test_a_page_has_the_same_id_in_another_archive(tmp_path):
    (one,), (other,) = read(tmp_path / "a.warc", answer()), read(tmp_path / "b.warc.gz", of("warcinfo", b"") + answer())
    assert one.id == other.id


@pytest.mark.parametrize("packed", [whole, members, frames])
def test_everything_before_a_cut_is_read_and_the_rest_is_one_rejection(path, packed):
    records = [answer(number) for number in range(20)]
    before, after = packed(*records[:12]), packed(*records[12:])
    last = len(packed(records[12]))
    for cut in (4, last // 2, last - len(HTML) // 2 if packed is whole else last // 2):
        found = read(path, before + after[:cut])
        assert reasons(found) == ["page"] * 12 + ["truncated"], cut
    assert reasons(read(path, before)) == ["page"] * 12


def test_a_block_that_lacks_its_end_is_whole_where_the_server_said_how_long_it_is(path):
    told = answer(headers=[TYPE, ("Content-Length", str(len(HTML)))])
    longer = told.replace(b"\r\n\r\nHTTP", b"\r\nX: y\r\n\r\nHTTP").replace(
        b"Content-Length: ", b"Content-Length: 1", 1
    )
    assert reasons(read(path, longer)) == ["page"]
    assert reasons(read(path, longer[:-50])) == ["truncated"]


@pytest.mark.parametrize(
    "broken",
    [
        b"noise between records\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: minus one\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"WARC/1.0\r\n" + b"X: y\r\n" * 2000 + b"\r\n",
        of("response", b"this is no answer"),
        bytes(range(256)) * 50 + b"\r\n",
    ],
)
def test_a_broken_record_costs_only_itself(path, broken):
    found = reasons(read(path, answer(1) + broken + answer(2)))
    assert [one for one in found if one == "page"] == ["page", "page"]
    assert set(found) == {"page", "bad_record"}


def test_a_length_that_is_too_short_costs_no_other_record(path):
    short = answer(1).replace(b"Content-Length: ", b"Content-Length: 1\r\nX: ", 1)
    assert reasons(read(path, short + answer(2)))[-1] == "page"


def test_a_length_that_is_too_long_costs_only_the_record_that_it_ends_in(path):
    told = len(answer(1)) - answer(1).index(b"HTTP/") - 4  # of the block, without the blank lines
    far = str(told + len(answer(2)) + len(answer(3)) // 2 + 4)
    found = read(
        path,
        answer(1).replace(b"Content-Length: %d" % told, f"Content-Length: {far}".encode(), 1)
        + answer(2)
        + answer(3)
        + answer(4),
    )
    assert [one.meta.url[-1] for one in found if isinstance(one, Page)] == ["1", "2", "4"]
    assert found[0].content == HTML
    assert set(reasons(found)) == {"page", "truncated", "bad_record"}


def test_a_page_about_archives_is_not_taken_apart(path):
    body = HTML + b"\r\n\r\n" + answer(2) + HTML
    assert [one.content for one in read(path, answer(1, body) + answer(3))] == [body, HTML]


def test_a_record_larger_than_a_page_is_passed_over(path):
    found = read(path, whole(of("response", bytes(MAX_PAGE_BYTES + 1)), answer(2)))
    assert reasons(found) == ["too_large", "page"]


def test_ten_thousand_records_take_seconds_and_one_records_memory(path):
    path.write_bytes(members(*(answer(number) for number in range(10_000))))
    started = time.process_time()
    assert sum(isinstance(one, Page) for one in read_place(Place(id="l-1", path=str(path)))) == 10_000
    assert time.process_time() - started < 15


def test_archives_in_archives_end(path):
    inner = answer()
    for _ in range(30):
        inner = answer(body=inner, headers=[])
    assert reasons(read(path, inner)) == ["unsupported"]


ARC_HEAD = b"filedesc://crawl.arc 0.0.0.0 20260304050607 text/plain 76\n1 0 Velm\nURL IP-address Archive-date Content-type Archive-length\n"


def arc(uri: bytes, block: bytes) -> bytes:
    return b"%b 192.0.2.1 20260304050607 text/html %d\n%b\n" % (uri, len(block), block)


@pytest.mark.parametrize("packed", [whole, members])
def test_an_arc_is_read_too(tmp_path, packed):
    block = answer_block([TYPE], HTML)
    head = ARC_HEAD.replace(b" 76\n", b" %d\n" % (len(ARC_HEAD) - ARC_HEAD.index(b"\n") - 1)) + b"\n"
    found = read(
        tmp_path / "crawl.arc.gz",
        packed(head, arc(b"http://velm.example/a b", block), arc(b"http://velm.example/2", block)[:-30]),
    )
    assert reasons(found) == ["page", "truncated"]
    assert (found[0].meta.url, found[0].meta.fetched) == ("http://velm.example/a b", DATE)


def item(**fields: object) -> dict[str, object]:
    return {
        "uri": "urn:newsml:velm.example:20260304:1",
        "type": "text",
        "versioncreated": "2026-03-04T05:06:07Z",
        **fields,
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "Ferry sails", "body_text": "It sailed.", "body_xhtml": "<p>It sailed.</p>"},
        {"headlines": [{"role": "main", "value": "Ferry sails"}], "bodies": [
            {"role": "text", "contenttype": "text/plain", "value": "It sailed."},
            {"role": "html", "contentType": "text/html", "value": "<p>It sailed.</p>"}]},
    ],
)  # fmt: skip
def test_a_ninjs_item_is_a_page_in_html_where_it_has_some(tmp_path, fields):
    known = item(byline="By Ada Lind and Bo Ek, Velm Post", copyrightHolder="Velm Post", language="en", **fields)
    (page,) = read(tmp_path / "item.json", json.dumps(known).encode())
    assert (page.form, page.content, page.meta.title) == ("html", b"<p>It sailed.</p>", "Ferry sails")
    assert (page.meta.outlet, page.meta.authors, page.meta.language) == ("Velm Post", ("Ada Lind", "Bo Ek"), "en")
    assert page.meta.published == "2026-03-04T05:06:07Z"


def test_items_of_a_package_are_pages_and_pictures_without_a_body_are_not(tmp_path):
    story = item(uri="urn:b", headline="Inner", body_text="It sailed.")
    package = item(
        type="composite", body_text="All of it.", associations={"main": story, "photo": item(type="picture")}
    )
    path = tmp_path / "items.jsonl"
    found = read(path, json.dumps(package).encode() + b"\n" + json.dumps(item(type="picture")).encode())
    assert reasons(found) == ["page", "page", "not_a_page"]
    assert [one.page for one in found[:2]] == [f"{path}:1", f"{path}:1#main"]


def test_a_withdrawn_item_is_no_page(tmp_path):
    (found,) = read(tmp_path / "item.json", json.dumps(item(pubstatus="canceled", body_text="It sailed.")).encode())
    assert found.reason == "withdrawn"


G2 = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1" xml:lang="en"><rightsInfo><copyrightHolder>
<name>Velm Post</name></copyrightHolder></rightsInfo><itemMeta><firstCreated>2026-03-04T05:06:07Z</firstCreated></itemMeta>
<contentMeta><by>By Ada Lind</by><headline>Ferry sails</headline></contentMeta><contentSet>
<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>It sailed.</p></body></html></inlineXML></contentSet></newsItem>"""
NEWSML = """<NewsML Version="1.2"><NewsItem><Identification><PublicIdentifier>urn:2</PublicIdentifier></Identification>
<NewsManagement><FirstCreated>20260304T050607Z</FirstCreated></NewsManagement><NewsComponent><NewsLines>
<HeadLine>Ferry sails</HeadLine><ByLine>By Ada Lind</ByLine></NewsLines><NewsService FormalName="Velm Post"/>
<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata><ContentItem><DataContent><p>It sailed.</p>
</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""


@pytest.mark.parametrize("content", [G2, NEWSML])
def test_an_agencys_xml_is_a_page(tmp_path, content):
    (page,) = read(tmp_path / "item.xml", content.encode())
    assert page.form == "html"
    assert b"It sailed." in page.content
    assert (page.meta.title, page.meta.outlet, page.meta.authors) == ("Ferry sails", "Velm Post", ("Ada Lind",))
    assert (page.meta.published, page.meta.language) == ("2026-03-04T05:06:07Z", "en")


@pytest.mark.parametrize("content", ["<NewsML><NewsItem/></NewsML>", "<NewsML>", "<newsMessage><a" + "<b>" * 100_000])
def test_an_agencys_xml_without_a_page_is_rejected(tmp_path, content):
    assert reasons(read(tmp_path / "item.xml", content.encode()))[0] in ("not_a_page", "unsupported")
