"""Site maps: plain, of news, indexes of them; whole, broken and large."""

from __future__ import annotations

import io
from collections import Counter

import pytest

from pace import within
from wiredesk.flow.pages.finds import Found, Link, Source
from wiredesk.flow.pages.streams import read_stream
from wiredesk.records import PageMeta, Rejected

SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
NEWS = """<url><loc>https://velm.example/1</loc><lastmod>2024-03-06</lastmod><news:news><news:publication>
  <news:name>Velm Post</news:name><news:language>en</news:language></news:publication>
  <news:publication_date>2024-03-05T08:30:00+01:00</news:publication_date><news:title>Ferry &amp; tram</news:title>
  <news:keywords>harbour, ferry</news:keywords></news:news>
  <image:image><image:loc>https://velm.example/1.jpg</image:loc><image:caption>The ferry at dawn.</image:caption></image:image></url>"""
LIMIT_S, LIMIT_MB = 5, 500


def sitemap(*urls: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACES}>{"".join(urls)}</urlset>'


def read(content: str | bytes, **more: str) -> list[Found]:
    content = content.encode() if isinstance(content, str) else content
    return list(read_stream(io.BytesIO(content), Source("map", ".xml", "map", PageMeta(**more))))


def kinds(found: list[Found]) -> list[str]:
    return [one.reason if isinstance(one, Rejected) else type(one).__name__.lower() for one in found]


def test_a_news_site_map_says_title_date_outlet_and_language_of_its_pages():
    (link,) = read(sitemap(NEWS))
    assert isinstance(link, Link)
    assert (link.url, link.page) == ("https://velm.example/1", None)
    said = link.under
    assert (said.title, said.published, said.basis) == ("Ferry & tram", "2024-03-05T08:30:00+01:00", "feed")
    assert (said.outlet, said.language) == ("Velm Post", "en")
    assert said.captions == ("The ferry at dawn.",)


def test_the_day_of_the_last_change_is_no_day_of_publication():
    (link,) = read(sitemap("<url><loc>https://velm.example/1</loc><lastmod>2024-03-06</lastmod></url>"))
    assert link.under.published is None


def test_an_index_links_to_its_site_maps():
    one = "<sitemap><loc>https://velm.example/news.xml.gz</loc><lastmod>2024-03-06</lastmod></sitemap>"
    assert [link.url for link in read(f"<sitemapindex {SPACES}>{one}</sitemapindex>")] == [
        "https://velm.example/news.xml.gz"
    ]


@pytest.mark.parametrize(
    "content",
    [
        "<urlset><url><loc>https://velm.example/1</loc></url></urlset>",
        sitemap("<url><loc>\n https://velm.example/1\n</loc></url>"),
        sitemap("<url><loc><![CDATA[https://velm.example/1]]></loc></url>"),
        sitemap("<url><loc>https://velm.example/1</loc>"),
        sitemap("<url><loc>/1</loc></url>"),
    ],
)
def test_an_address_is_found_however_it_is_written(content):
    assert [link.url for link in read(content, url="https://velm.example/map.xml")] == ["https://velm.example/1"]


def test_an_address_with_a_bare_ampersand_is_kept():
    assert (
        read(sitemap("<url><loc>https://velm.example/?a=1&b=2</loc></url>"))[0].url == "https://velm.example/?a=1&b=2"
    )


def test_an_entry_without_an_address_is_rejected():
    assert kinds(read(sitemap("<url><lastmod>2024</lastmod></url>", NEWS))) == ["no_address", "link"]


def test_a_site_map_without_addresses_is_empty():
    assert kinds(read(sitemap())) == ["empty"]


def test_of_a_site_map_cut_in_the_middle_everything_before_the_cut_is_read():
    found = read(sitemap(*(f"<url><loc>https://velm.example/{n}</loc></url>" for n in range(100)))[:-1000])
    assert kinds(found) == ["link"] * (len(found) - 1) + ["truncated"]
    assert [link.url for link in found[:-1]] == [f"https://velm.example/{n}" for n in range(len(found) - 1)]
    assert len(found) > 70


def test_entities_are_not_expanded():
    laughs = '<!DOCTYPE urlset [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    (link,) = read(laughs + sitemap("<url><loc>https://velm.example/&b;</loc></url>").partition("?>")[2])
    assert link.url == "https://velm.example/&b;"


def test_a_site_map_of_50_000_addresses_streams():
    content = sitemap(*(NEWS.replace("/1<", f"/{n}<") for n in range(50_000))).encode()
    with within(LIMIT_S, LIMIT_MB):
        found = Counter(type(one).__name__ for one in read_stream(io.BytesIO(content), Source("map")))
    assert found == {"Link": 50_000}
