"""Feeds: RSS, RDF, Atom, CDF and JSON Feed, whole and broken, and what they say of their pages."""

from __future__ import annotations

import gzip
import io
import json
import random
from collections import Counter

import pytest

from pace import within
from wiredesk.flow.articles import read_page
from wiredesk.flow.pages import read_place, settled
from wiredesk.flow.pages.feeds.dates import read_date
from wiredesk.flow.pages.finds import Found, Link, Source
from wiredesk.flow.pages.sniffing import kind_of
from wiredesk.flow.pages.streams import read_stream
from wiredesk.records import Page, PageMeta, Place, Rejected

SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
ITEM = "<item><title>Ferry sails</title><link>https://velm.example/1</link></item>"
LIMIT_S, LIMIT_MB = 5, 500


def read(content: str | bytes, *, name: str = "feed", suffix: str = "", url: str | None = None) -> list[Found]:
    content = content.encode() if isinstance(content, str) else content
    return list(read_stream(io.BytesIO(content), Source(name, suffix, key=name, under=PageMeta(url=url))))


def rss(*items: str, head: str = "<title>Velm Post</title>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel>{head}{"".join(items)}</channel></rss>'


def atom(*entries: str, head: str = "<title>Velm Post</title>") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{"".join(entries)}</feed>'


def meta(content: str | bytes, **more: str | None) -> PageMeta:
    """What is said of the page of the first entry."""
    first = read(content, **more)[0]
    return first.under if isinstance(first, Link) else first.meta


def body(content: str | bytes) -> tuple[str, str] | None:
    """The form and the text that the feed holds of its first entry."""
    first = read(content)[0]
    page = first.page if isinstance(first, Link) else first
    return (page.form, page.content.decode()) if isinstance(page, Page) else None


def kinds(found: list[Found]) -> list[str]:
    return [one.reason if isinstance(one, Rejected) else type(one).__name__.lower() for one in found]


# ------------------------------------------------------------------ the formats


FORMATS = {
    "0.91": f'<rss version="0.91"><channel><title>Velm Post</title>{ITEM}</channel></rss>',
    "0.92": f'<rss version="0.92"><channel><title>Velm Post</title>{ITEM}</channel></rss>',
    "2.0": rss(ITEM),
    "0.9": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://channel.netscape.com/rdf/simple/0.9/">'
        f"<channel><title>Velm Post</title></channel>{ITEM}</rdf:RDF>"
    ),
    "1.0": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="https://velm.example/"><title>Velm Post</title><items><rdf:Seq>'
        '<rdf:li rdf:resource="https://velm.example/1"/></rdf:Seq></items></channel>'
        '<item rdf:about="https://velm.example/1"><title>Ferry sails</title></item></rdf:RDF>'
    ),
    "1.1": (
        '<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<title>Velm Post</title><items rdf:parseType="Collection">{ITEM}</items></Channel>'
    ),
    "prefixed": (
        '<r:rss xmlns:r="http://purl.org/rss/1.0/"><r:channel><r:title>Velm Post</r:title><r:item>'
        "<r:title>Ferry sails</r:title><r:link>https://velm.example/1</r:link></r:item></r:channel></r:rss>"
    ),
    "Atom 0.3": (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Velm Post</title><entry><title>Ferry sails</title>'
        '<link rel="alternate" type="text/html" href="https://velm.example/1"/></entry></feed>'
    ),
    "Atom 1.0": atom('<entry><title>Ferry sails</title><link href="https://velm.example/1"/></entry>'),
    "an entry alone": (
        '<entry xmlns="http://www.w3.org/2005/Atom"><title>Ferry sails</title>'
        '<source><title>Velm Post</title></source><link href="https://velm.example/1"/></entry>'
    ),
    "CDF": (
        '<CHANNEL HREF="https://velm.example/"><TITLE>Velm Post</TITLE>'
        '<ITEM HREF="https://velm.example/1"><TITLE>Ferry sails</TITLE></ITEM></CHANNEL>'
    ),
    "JSON Feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Velm Post",
            "items": [{"id": "1", "title": "Ferry sails", "url": "https://velm.example/1"}],
        }
    ),
}


@pytest.mark.parametrize("content", FORMATS.values(), ids=FORMATS)
def test_every_format_gives_address_title_and_outlet(content):
    (link,) = read(content)
    assert isinstance(link, Link)
    assert link.url == link.under.url == "https://velm.example/1"
    assert (link.under.title, link.under.outlet, link.under.basis) == ("Ferry sails", "Velm Post", "feed")


def test_all_that_an_entry_says_is_kept():
    item = """<item><title>Ferry &amp;amp; tram</title><link>https://velm.example/1</link>
      <pubDate>Tue, 05 Mar 2024 08:30:00 +0100</pubDate><dc:creator>Ada Lind</dc:creator><dc:creator>Bo Ek</dc:creator>
      <category>Harbour</category><category>Trams</category><source url="https://north.example/rss">Northern Wire</source>
      <media:content url="https://velm.example/1.jpg"><media:description>The ferry at dawn.</media:description>
      <media:credit role="photographer">Ida Holm/Northern Wire</media:credit></media:content></item>"""
    found = meta(rss(item, head="<title>Velm Post</title><language>en-gb</language>"))
    assert found.title == "Ferry & tram"
    assert found.published == "2024-03-05T08:30:00+01:00"
    assert found.authors == ("Ada Lind", "Bo Ek")
    assert (found.section, found.language) == ("Harbour", "en-gb")
    assert found.outlet == found.source == "Northern Wire"
    assert found.captions == ("The ferry at dawn.",)
    assert found.image_credits == ("Ida Holm/Northern Wire",)


def test_a_json_feed_says_as_much():
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "home_page_url": "https://velm.example/",
        "title": "Velm Post",
        "language": "sv",
        "author": {"name": "Ada Lind"},
        "items": [
            {"id": 7, "url": "/7", "content_html": "<p>The ferry sails.</p>", "date_published": "2024-03-05T08:30:00Z"},
            {
                "id": "8",
                "url": "/8",
                "content_text": "The ferry waits.",
                "authors": [{"name": "Bo Ek"}],
                "tags": ["Sea"],
            },
            {"id": "9"},
            "no item",
        ],
    }
    first, second, third, fourth = read(json.dumps(feed), suffix=".json")
    assert (first.url, first.under.published, first.under.language) == (
        "https://velm.example/7",
        "2024-03-05T08:30:00Z",
        "sv",
    )
    assert first.under.authors == ("Ada Lind",)
    assert (first.page.form, first.page.content) == ("html", b"<p>The ferry sails.</p>")
    assert (second.under.authors, second.under.section, second.page.form) == (("Bo Ek",), "Sea", "text")
    assert kinds([third, fourth]) == ["no_address", "no_address"]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>https://velm.example/a?x=1&amp;y=2</link>", "https://velm.example/a?x=1&y=2"),
        ("<link>https://velm.example/a?x=1&y=2</link>", "https://velm.example/a?x=1&y=2"),
        ("<link>\n  https://velm.example/a\n</link>", "https://velm.example/a"),
        ("<link><![CDATA[https://velm.example/a?x=1&y=2]]></link>", "https://velm.example/a?x=1&y=2"),
        ("<link>/a</link>", "https://velm.example/a"),
        ("<link>www.velm.example/a</link>", "http://www.velm.example/a"),
        ('<link xml:base="https://velm.example/sea/">a</link>', "https://velm.example/sea/a"),
        ("<guid>https://velm.example/a</guid>", "https://velm.example/a"),
        ('<guid isPermaLink="true">https://velm.example/a</guid>', "https://velm.example/a"),
        ('<guid isPermaLink="false">https://velm.example/id</guid><link>/a</link>', "https://velm.example/a"),
        ('<atom:link href="https://velm.example/a"/>', "https://velm.example/a"),
        ('<atom:link rel="self" href="https://velm.example/feed"/><link>/a</link>', "https://velm.example/a"),
        ("<link>https://count.example/9</link><feedburner:origLink>https://velm.example/a</feedburner:origLink>", "https://velm.example/a"),
        ("<link>javascript:alert(1)</link><guid>https://velm.example/a</guid>", "https://velm.example/a"),
    ],
)  # fmt: skip
def test_the_address_of_an_item_is_found(item, url):
    head = "<title>Velm Post</title><link>https://velm.example/</link>"
    (found,) = read(rss(f"<item><title>Ferry</title>{item}</item>", head=head))
    assert found.url == url


def test_an_entry_links_to_its_page_and_not_to_what_else_it_names():
    links = """<link rel="edit" href="https://velm.example/edit"/><link rel="enclosure" href="https://velm.example/a.mp3"/>
      <link rel="alternate" type="application/json" href="https://velm.example/a.json"/>
      <link rel="alternate" type="text/html" href="a"/>"""
    content = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://velm.example/sea/"><entry>{links}</entry></feed>'
    )
    assert [one.url for one in read(content)] == ["https://velm.example/sea/a"]


def test_a_base_that_is_no_address_is_passed_over():
    content = '<rss xml:base="http://[x"><channel><item xml:base="http://[y"><link>https://velm.example/1</link></item></channel></rss>'
    assert [one.url for one in read(content)] == ["https://velm.example/1"]


def test_relative_addresses_begin_at_the_feeds_own_when_nothing_else_is_said():
    content = "<rss><channel><item><link>/a</link></item></channel></rss>"
    assert read(content, url="https://velm.example/rss/all.xml")[0].url == "https://velm.example/a"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<author>desk@velm.example (Ada Lind)</author>", ("Ada Lind",)),
        ("<author>Ada Lind &lt;desk@velm.example&gt;</author>", ("Ada Lind",)),
        ("<author>desk@velm.example</author>", ()),
        ("<author>Ada Lind (Northern Wire)</author>", ("Ada Lind (Northern Wire)",)),
        ("<author><name>Ada Lind</name><email>desk@velm.example</email></author>", ("Ada Lind",)),
        ("<dc:creator><![CDATA[Ada Lind]]></dc:creator>", ("Ada Lind",)),
    ],
)
def test_authors_are_names(author, names):
    assert meta(rss(f"<item><link>https://velm.example/1</link>{author}</item>")).authors == names


def test_what_the_feed_says_holds_for_entries_that_say_nothing():
    head = "<title>Velm Post</title><author><name>Ada Lind</name></author>"
    content = atom(
        '<entry><link href="https://velm.example/1"/></entry>',
        '<entry xml:lang="fi"><link href="https://velm.example/2"/><author><name>Bo Ek</name></author></entry>',
        head=head,
    ).replace("<feed ", '<feed xml:lang="sv" ')
    first, second = (link.under for link in read(content))
    assert (first.authors, first.language) == (("Ada Lind",), "sv")
    assert (second.authors, second.language) == (("Bo Ek",), "fi")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Tue, 05 Mar 2024 08:30:00 GMT", "2024-03-05T08:30:00Z"),
        ("Tue, 5 Mar 2024 08:30 +0100", "2024-03-05T08:30:00+01:00"),
        ("5 March 24 08:30:00 EST", "2024-03-05T08:30:00-05:00"),
        ("Tue,05 Mar 2024 08:30:00 -0000", "2024-03-05T08:30:00Z"),
        ("Tue, 05 Mar 2024", "2024-03-05"),
        ("Tue, 05 Mar 2024 08:30:00 Etc/GMT", "2024-03-05T08:30:00Z"),
        ("Tue, 05 Mar 2024 08:30:00 GMT-05:00", "2024-03-05T08:30:00-05:00"),
        ("Tue Mar 05 2024 08:30:00 GMT+0100 (Central European Time)", "2024-03-05T08:30:00+01:00"),
        ("Tue Mar  5 08:30:00 PST 2024", "2024-03-05T08:30:00-08:00"),
        ("March 5, 2024 3:04 PM", "2024-03-05T15:04:00"),
        ("2024-03-05T08:30:00.123+01:00", "2024-03-05T08:30:00+01:00"),
        ("2024-03-05 08:30:00", "2024-03-05T08:30:00"),
        ("2024-03-05T08:30Z", "2024-03-05T08:30:00Z"),
        ("2024-03-05T24:00:00Z", "2024-03-06T00:00:00Z"),
        ("20240305T083000Z", "2024-03-05T08:30:00Z"),
        ("2024-065", "2024-03-05"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("25/12/2024 10:00", "2024-12-25T10:00:00"),
        ("12/25/2024", "2024-12-25"),
        ("1709627400", "2024-03-05T08:30:00Z"),
        ("mar., 05 mars 2024 08:30:00 +0100", "2024-03-05T08:30:00+01:00"),
        ("Di, 05 Mär 2024 08:30:00 +0100", "2024-03-05T08:30:00+01:00"),
        ("Вт, 05 мар 2024 08:30:00 +0300", "2024-03-05T08:30:00+03:00"),
        ("2024年3月5日 08:30", "2024-03-05T08:30:00"),
        ("2024년 03월 05일 오후 01:31:15", "2024-03-05T13:31:15"),
        ("2024-03-05T25:00:00Z", "2024-03-05"),
        ("05/06/2024", None),
        ("2024-13-05", None),
        ("31 Feb 2024", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_become_iso_with_their_own_zone_and_precision(words, value):
    assert read_date(words) == value


def test_a_date_in_an_unknown_form_is_kept_as_it_stands():
    assert (
        meta(rss("<item><link>https://velm.example/1</link><pubDate>05/06/2024</pubDate></item>")).published
        == "05/06/2024"
    )


# ------------------------------------------------------------------ the text that the feed holds

PARAGRAPH = "<p>" + "The ferry to Ostrava sailed again on Monday. " * 20 + "</p>"


@pytest.mark.parametrize(
    ("item", "held"),
    [
        ("<content:encoded><![CDATA[<p>It sails &amp; waits.</p>]]></content:encoded>", ("html", "<p>It sails &amp; waits.</p>")),
        ("<content:encoded>&lt;p&gt;It sails.&lt;/p&gt;</content:encoded>", ("html", "<p>It sails.</p>")),
        ("<description>It sails.</description>", None),
        (f"<description><![CDATA[{PARAGRAPH}]]></description>", ("html", PARAGRAPH)),
        (f"<description><![CDATA[{PARAGRAPH[:-5]} […]</p>]]></description>", None),
        ("<description>Short.</description><content:encoded>Long &lt;br/&gt; words</content:encoded>", ("html", "Long <br/> words")),
    ],
)  # fmt: skip
def test_an_items_content_is_its_page_and_a_teaser_is_not(item, held):
    assert body(rss(f"<item><link>https://velm.example/1</link>{item}</item>")) == held


@pytest.mark.parametrize(
    ("content", "held"),
    [
        ('<content type="html">&lt;p&gt;It sails.&lt;/p&gt;</content>', ("html", "<p>It sails.</p>")),
        ('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It<br/>sails.</p></div></content>', ("html", "<div><p>It<br>sails.</p></div>")),
        ('<content type="text">It sails.\n\nIt waits.</content>', ("text", "It sails.\n\nIt waits.")),
        ("<content>1 &lt; 2</content>", ("text", "1 < 2")),
        ('<content type="text/html" mode="base64">PHA+SXQgc2FpbHMuPC9wPg==</content>', ("html", "<p>It sails.</p>")),
        ('<content type="image/png">iVBORw0KGgo=</content>', None),
        ('<content type="text/html" src="https://velm.example/1"/>', None),
    ],
)  # fmt: skip
def test_atoms_content_is_read_by_its_type(content, held):
    assert body(atom(f'<entry><link href="https://velm.example/1"/>{content}</entry>')) == held


def test_a_link_with_content_is_a_page_and_one_without_is_not_fetched(tmp_path):
    (tmp_path / "velm.rss").write_text(
        rss(ITEM, f"<item><link>https://velm.example/2</link><content:encoded>{PARAGRAPH}</content:encoded></item>")
    )
    first, second = read_place(Place(id="l-1", path=str(tmp_path / "velm.rss")))
    assert (first.reason, first.page) == ("not_fetched", "https://velm.example/1")
    assert (second.page, second.form, second.meta.outlet) == ("https://velm.example/2", "html", "Velm Post")


def test_an_item_without_an_address_is_a_page_if_it_holds_a_text_and_else_rejected():
    found = read(
        rss(
            f"<item><content:encoded><![CDATA[{PARAGRAPH}]]></content:encoded></item>",
            "<item><title>Only a title</title></item>",
        )
    )
    assert kinds(found) == ["page", "no_address"]
    assert (found[0].page, found[1].page, found[1].detail) == ("feed:1", "feed:2", "Only a title")


def test_the_article_of_a_feed_has_the_feeds_date_section_captions_and_credits():
    item = f"""<item><title>Ferry sails</title><link>https://velm.example/1</link><pubDate>2024-03-05</pubDate>
      <category>Harbour</category><content:encoded><![CDATA[{PARAGRAPH}]]></content:encoded>
      <media:content><media:description>The ferry at dawn.</media:description><media:credit>Reuters</media:credit></media:content></item>"""
    (link,) = read(rss(item))
    (article,) = read_page(settled(link))
    assert (article.published.value, article.published.basis) == ("2024-03-05", "feed")
    assert (article.section, article.captions) == ("Harbour", ("The ferry at dawn.",))
    assert [(credit.agency, credit.role) for credit in article.credits] == [("Reuters", "image")]


# ------------------------------------------------------------------ titles


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Ferry &amp;amp; tram", "Ferry & tram"),
        ("Ferry &amp; tram", "Ferry & tram"),
        ("Ferry & tram", "Ferry & tram"),
        ("<![CDATA[Ferry &amp; <b>tram</b>]]>", "Ferry & tram"),
        ("Caf&eacute; &mdash; again", "Café — again"),
        ("Caf&#233; &#151; again", "Café — again"),
        ("1 < 2", "1 < 2"),
        ("Ferry\n   sails", "Ferry sails"),
        ("Ferry &unknown; sails", "Ferry &unknown; sails"),
        ("Ferry <b>sails</b>", "Ferry sails"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Ferry", "Ferry"),
    ],
)
def test_titles_are_words(title, words):
    assert meta(rss(f"<item><title>{title}</title><link>https://velm.example/1</link></item>")).title == words


def test_an_atom_title_of_type_text_is_taken_literally():
    title = '<title type="text">How &lt;blink&gt; died &amp;amp; why</title>'
    assert (
        meta(atom(f'<entry>{title}<link href="https://velm.example/1"/></entry>')).title == "How <blink> died &amp; why"
    )


# ------------------------------------------------------------------ broken feeds


@pytest.mark.parametrize(
    "content",
    [
        rss("<item><title>Ferry sails<link>https://velm.example/1</link></item>"),
        rss("<item><title>Ferry sails</title><link>https://velm.example/1</link>"),
        rss("<item><title>Ferry sails</title><link>https://velm.example/1</link><description><p>Open <b>tags</description></item>"),
        rss(ITEM.replace("Ferry", "\x01Fer\x0bry\x00")),
        rss('<item class="a" class="a"><title>Ferry sails</title><link>https://velm.example/1</link></item>'),
        rss(ITEM).replace(SPACES, "").replace("</item>", "<dc:creator>Ada Lind</dc:creator></item>"),
        "\ufeff\n\n  <!-- made by hand -->\n" + rss(ITEM),
        "Notice: something on the server\n" + rss(ITEM),
        '<?xml-stylesheet href="a.css"?><!DOCTYPE rss PUBLIC "-//X//Y" "http://velm.example/rss.dtd">' + rss(ITEM).partition("?>")[2],
        rss(ITEM).replace('version="1.0"', 'version="1.0" encoding="no-such-charset"'),
        rss(ITEM).replace("</channel></rss>", "</chanel></rss"),
        rss(ITEM.replace("</item>", "<x><![cdata[<item>]]></x></item>")).replace("<item>]]", "]]"),
        rss(ITEM.replace("</item>", "<description><:a>x</:a></description></item>")),
    ],
    ids="unclosed-title unclosed-item open-tags controls twice-an-attribute no-namespaces bom junk doctype charset no-end small-cdata nameless".split(),
)  # fmt: skip
def test_a_broken_feed_gives_its_item(content):
    (link,) = read(content)
    assert (link.url, link.under.title) == ("https://velm.example/1", "Ferry sails")


def test_a_broken_item_costs_only_itself():
    found = read(
        rss(ITEM, "<item><title>No <![CDATA[ end</title></x></item>", ITEM.replace("/1", "/2")).replace(
            "[ end<", "[ end]]><"
        )
    )
    assert kinds(found) == ["link", "no_address", "link"]


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso-8859-1", "windows-1251", "shift_jis"]
)
def test_a_feed_is_read_in_the_charset_that_it_is_in(charset):
    title = {"windows-1251": "Паром снова ходит", "shift_jis": "フェリー再開"}.get(charset, "Café sails")
    content = rss(ITEM.replace("Ferry sails", title)).replace('version="1.0"', f'version="1.0" encoding="{charset}"')
    assert meta(content.encode(charset)).title == title


def test_utf8_that_declares_another_charset_is_utf8():
    content = rss(ITEM.replace("Ferry", "Café")).replace('version="1.0"', 'version="1.0" encoding="iso-8859-1"')
    assert meta(content).title == "Café sails"


def test_two_feeds_in_one_file_are_both_read():
    assert [one.url[-1] for one in read(rss(ITEM) + rss(ITEM.replace("/1", "/2")))] == ["1", "2"]


def test_items_of_another_vocabulary_are_no_items():
    content = rss("<item><media:item>x</media:item><link>https://velm.example/1</link></item><media:item/>")
    assert [one.url for one in read(content)] == ["https://velm.example/1"]


def test_an_entry_inside_the_content_of_another_is_part_of_that():
    inner = '<content type="application/xml"><entry><title>Inner</title></entry></content>'
    content = atom(f'<entry><title>Outer</title>{inner}<link href="https://velm.example/1"/></entry>')
    assert [(one.url, one.under.title) for one in read(content)] == [("https://velm.example/1", "Outer")]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_of_a_feed_cut_in_the_middle_everything_before_the_cut_is_read(pack):
    words = random.Random(7)
    items = [ITEM.replace("/1", f"/{number}-{words.random()}") for number in range(50_000)]
    whole = pack(rss(*items).encode())
    found = read(whole[: len(whole) // 2])
    assert kinds(found)[-1] == "truncated"
    assert len(found) > 20_000
    assert [one.url for one in found[:-1]] == [
        item.split("<link>")[1].split("<")[0] for item in items[: len(found) - 1]
    ]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_a_json_feed_cut_in_the_middle_gives_its_whole_items(pack):
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "title": "Velm Post",
        "items": [{"url": f"https://velm.example/{random.Random(n).random()}"} for n in range(3000)],
    }
    whole = pack(json.dumps(feed).encode())
    found = read(whole[: len(whole) // 2], suffix=".json")
    assert kinds(found) == ["link"] * (len(found) - 1) + ["truncated"]
    assert len(found) > 1000
    assert found[0].under.outlet == "Velm Post"


@pytest.mark.parametrize(
    "content", ["<rss/>", "<rss><channel/></rss>", atom(), '{"version": "https://jsonfeed.org/version/1", "items": []}']
)
def test_a_feed_without_entries_is_empty(content):
    assert kinds(read(content)) == ["empty"]


# ------------------------------------------------------------------ told apart


@pytest.mark.parametrize(
    ("content", "suffix", "kind"),
    [
        (rss(ITEM), "", "feed"),
        (rss(ITEM), ".html", "feed"),
        (rss(ITEM), ".txt", "feed"),
        ("<!-- " + "a long comment " * 200 + "-->" + rss(ITEM), ".xml", "feed"),
        ("<!-- " + "a longer comment " * 2000 + "-->" + rss(ITEM), ".rss", "feed"),
        ("<!DOCTYPE rss [" + '<!ENTITY a "b">' * 2000 + "]>" + rss(ITEM), "", "feed"),
        (FORMATS["CDF"], "", "feed"),
        (FORMATS["JSON Feed"], "", "json_feed"),
        (FORMATS["JSON Feed"], ".json", "json_feed"),
        ('{"items": [], "feed_url": "x"}', ".jsonl", "rows"),
        ('{"html": "<rss>"}', "", "rows"),
        ("<urlset><url/></urlset>", ".xml", "sitemap"),
        ("<sitemapindex/>", "", "sitemap"),
        ('<?xml version="1.0"?><opml version="2.0"/>', ".xml", "opml"),
        ('<?xml version="1.0"?><kml xmlns="http://earth.google.com/kml/2.0"/>', "", "xml"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "", "xml"),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x/></rdf:RDF>', ".rdf", "xml"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>rss</p></html>', ".xml", "html"),
        ("<!doctype html><html><head><link type='application/rss+xml'></head><p>&lt;rss&gt;</p>", "", "html"),
        ("<html><body><pre><rss><channel><item></pre>", "", "html"),
        ("<div><item>menu</item></div>", "", "html"),
        ("The <rss> tag opens a feed, says the manual.", "", "dump"),
        ("From: desk@velm.example\nSubject: feeds\n\n<rss><channel>", "", "dump"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_feeds_and_pages_are_told_apart(content, suffix, kind, charset):
    if charset == "utf-16" and kind in ("rows", "html", "dump"):
        pytest.skip("pages in UTF-16 are told by their names")
    assert kind_of(content.encode(charset)[:8192], suffix) == kind


def test_xml_that_is_no_list_of_pages_is_rejected_as_unsupported():
    assert kinds(read('<?xml version="1.0"?><kml xmlns="http://earth.google.com/kml/2.0"/>')) == ["unsupported"]


# ------------------------------------------------------------------ hostile feeds


LAUGHS = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 10))
DEEP = 100_000
ATTRIBUTES = " ".join(f'a{n}="b"' for n in range(DEEP))
HOSTILE = {
    "billion laughs": f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>' + rss(ITEM.replace("Ferry", "&l9;")).partition("?>")[2],
    "external entity": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(ITEM.replace("Ferry", "&x;")).partition("?>")[2],
    "deep content": rss(f"<item><link>https://velm.example/1</link><content:encoded>{'<div>' * DEEP}x{'</div>' * DEEP}</content:encoded></item>"),
    "deep title": rss(f"<item><title>{'<b>' * DEEP}x{'</b>' * DEEP}</title></item>", ITEM),
    "deep author": rss(f"<item>{'<author>' * DEEP}{'</author>' * DEEP}</item>", ITEM),
    "deep items": rss("<item>" * 30_000 + "</item>" * 30_000, ITEM),
    "deep entries": atom("<entry><content>" * 20_000 + "</content></entry>" * 20_000 + "<entry><id>https://velm.example/1</id></entry>"),
    "deep channels": f"<rss>{'<channel>' * DEEP}{ITEM}{'</channel>' * DEEP}</rss>",
    "attributes": rss(f"<item><link {ATTRIBUTES}>https://velm.example/1</link></item>"),
    "a comment without end": rss(ITEM, "<!--" + "- " * 10 * 2**20),
    "an item of 40 MB": rss("<item><description><![CDATA[" + "word " * 8 * 2**20 + "]]></description></item>", ITEM),
    "quotes": rss("<item " + "\"'" * 10**6 + ">", ITEM),
    "ampersands": rss(f"<item><title>{'&' * 2**20}</title></item>", ITEM),
}  # fmt: skip


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_feed_is_read_within_bounds_and_its_good_item_is_found(content):
    with within(LIMIT_S, LIMIT_MB):
        found = read(content)
    links = [one for one in found if isinstance(one, Link)]
    assert [one.url for one in links] == ["https://velm.example/1"]
    assert "root:" not in (links[0].under.title or "")
    assert len(links[0].under.title or "") < 100


def test_a_short_entity_of_the_feeds_own_is_its_word():
    content = '<!DOCTYPE rss [<!ENTITY town "Velm">]>' + rss(ITEM.replace("Ferry", "&town;")).partition("?>")[2]
    assert meta(content).title == "Velm sails"


def test_a_feed_of_100_000_entries_streams():
    count = 100_000
    date = "<pubDate>Tue, 05 Mar 2024 08:30:00 +0100</pubDate>"
    content = rss(
        *(f"<item><title>Ferry {n}</title><link>https://velm.example/{n}</link>{date}</item>" for n in range(count))
    ).encode()
    with within(LIMIT_S, LIMIT_MB):
        found = Counter(type(one).__name__ for one in read_stream(io.BytesIO(content), Source("feed")))
    assert found == {"Link": count}


@pytest.mark.parametrize("seed", range(20))
def test_a_feed_with_bytes_changed_at_random_never_crashes_and_loses_no_stream(seed):
    chance = random.Random(seed)
    whole = bytearray(rss(*(ITEM.replace("/1", f"/{number}") for number in range(30))).encode())
    for _ in range(30):
        whole[chance.randrange(len(whole))] = chance.choice(b"<>&\"'/!-[]\x00\xffai")
    found = read(bytes(whole), suffix=".rss")
    assert len(found) >= 1
