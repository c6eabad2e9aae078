"""OPML: lists of feeds in, whole, nested and broken; and out."""

from __future__ import annotations

import gzip
import hashlib
import io

import pytest
from lxml import etree

from pace import within
from wiredesk.flow.pages.feeds.opml import write_opml
from wiredesk.flow.pages.finds import Found, Link, Source
from wiredesk.flow.pages.streams import read_stream
from wiredesk.records import PageMeta, Rejected

FEED = '<outline type="rss" text="Velm" title="Velm Post" language="sv" xmlUrl="https://velm.example/rss" htmlUrl="https://velm.example/"/>'


def opml(*outlines: str) -> str:
    return f'<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>{"".join(outlines)}</body></opml>'


def read(content: str | bytes) -> list[Found]:
    content = content.encode() if isinstance(content, str) else content
    return list(read_stream(io.BytesIO(content), Source("list.opml", ".opml")))


def kinds(found: list[Found]) -> list[str]:
    return [one.reason if isinstance(one, Rejected) else type(one).__name__.lower() for one in found]


def test_an_outline_gives_its_feeds_address_outlet_and_language():
    (link,) = read(opml(FEED))
    assert isinstance(link, Link)
    assert (link.url, link.page) == ("https://velm.example/rss", None)
    assert (link.under.outlet, link.under.language) == ("Velm Post", "sv")


def test_nested_outlines_are_read_in_their_order_and_headings_are_no_feeds():
    inner = '<outline text="B" xmlUrl="https://b.example/rss"/>'
    found = read(opml(f'<outline text="North"><outline text="Sea">{FEED}</outline>{inner}</outline>'))
    assert [link.url for link in found] == ["https://velm.example/rss", "https://b.example/rss"]


@pytest.mark.parametrize(
    ("outline", "outlet"),
    [
        ('<outline TEXT="Velm" XMLURL="https://velm.example/rss"/>', "Velm"),
        ("<outline text='Velm &amp; Sea' xmlUrl='https://velm.example/rss'></outline>", "Velm & Sea"),
        ('<outline text="Velm & Sea" xmlUrl="https://velm.example/rss"/>', "Velm & Sea"),
        ('<outline text="Velm > Sea" xmlUrl="https://velm.example/rss"/>', "Velm > Sea"),
        ('<outline type="link" text="Velm" url="https://velm.example/rss"/>', "Velm"),
        ('<outline xmlUrl="https://velm.example/rss"/>', None),
    ],
)
def test_outlines_are_read_however_they_are_written(outline, outlet):
    (link,) = read(opml(outline))
    assert (link.url, link.under.outlet) == ("https://velm.example/rss", outlet)


def test_a_feed_without_an_address_is_rejected():
    found = read(
        opml('<outline type="rss" text="Velm"/>', '<outline type="rss" text="x" xmlUrl="javascript:alert(1)"/>', FEED)
    )
    assert kinds(found) == ["no_address", "no_address", "link"]


def test_a_list_that_names_nothing_is_empty_and_one_that_is_cut_is_truncated():
    assert kinds(read(opml('<outline text="North"/>'))) == ["empty"]
    assert kinds(read(opml(FEED, FEED)[:-70])) == ["link", "truncated"]


def test_of_a_packed_list_that_is_cut_everything_before_the_cut_is_read():
    feeds = [FEED.replace("velm.example", f"{hash_of(number)}.example") for number in range(2000)]
    packed = gzip.compress(opml(*feeds).encode())
    found = kinds(read(packed[: len(packed) // 2]))
    assert found[-1] == "truncated"
    assert found.count("link") == len(found) - 1 > 500


def hash_of(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def test_100_000_nested_outlines_are_read_in_time():
    deep = FEED.replace("/>", ">") * 100_000 + "</outline>" * 100_000
    with within(5, 500):
        found = kinds(read(opml(deep)))
    assert found == ["link"] * 100_000


def test_entities_are_not_expanded():
    laughs = '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    (link,) = read(laughs + opml(FEED.replace("Velm Post", "&b;")).partition("?>")[2])
    assert link.under.outlet == "&b;"


FEEDS = [
    PageMeta(url="https://velm.example/rss?a=1&b=2", outlet='Velm "Post" & <Sea>', language="sv"),
    PageMeta(url="https://north.example/atom", outlet=None),
    PageMeta(url="https://odd.example/", outlet="Odd\x00 \x1fname"),
]


def test_what_is_written_is_read_back():
    found = read(write_opml(FEEDS))
    assert [link.url for link in found] == [feed.url for feed in FEEDS]
    assert [link.under.outlet for link in found] == ['Velm "Post" & <Sea>', "https://north.example/atom", "Odd name"]
    assert found[0].under.language == "sv"


def test_a_list_is_valid_opml_with_each_feed_once_and_the_same_bytes_again():
    written = write_opml([*FEEDS, FEEDS[0], PageMeta()], title="My feeds")
    root = etree.fromstring(written)
    assert (root.tag, root.get("version"), root.findtext("head/title")) == ("opml", "2.0", "My feeds")
    assert [one.get("type") for one in root.findall("body/outline")] == ["rss"] * 3
    assert written == write_opml([*FEEDS], title="My feeds")


def test_a_list_of_no_feeds_is_a_list():
    assert kinds(read(write_opml([]))) == ["empty"]
