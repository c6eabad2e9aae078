"""Lists of pages told from pages: feeds, site maps, lists of feeds, by the first element that they have."""

from __future__ import annotations

import re
from typing import Final, Literal

from wiredesk.flow.pages.feeds.xml_text import wide_charset

ListKind = Literal["feed", "json_feed", "sitemap", "opml", "xml"]

ROOTS: Final[dict[str, ListKind]] = {
    "rss": "feed", "feed": "feed", "channel": "feed",
    "urlset": "sitemap", "sitemapindex": "sitemap",
    "opml": "opml", "outlinedocument": "opml",
}  # fmt: skip
BY_SUFFIX: Final[dict[str, ListKind]] = {".rss": "feed", ".atom": "feed", ".rdf": "feed", ".opml": "opml"}
PAGE_SUFFIXES: Final = (".txt", ".md", ".jsonl", ".ndjson")  # where a tag in the middle of words says nothing
PROLOGUE: Final = re.compile(
    r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^<>\[]|<!--.*?-->)*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
DOCTYPE: Final = re.compile(r"<!DOCTYPE\s+([A-Za-z][\w:.-]*)", re.IGNORECASE)
ROOT: Final = re.compile(r"<(?:[\w.-]+:)?(?P<name>[A-Za-z][\w.-]*)(?P<attributes>[^<>]*)")
JUNK: Final = re.compile(r"[^<{\x00]{0,200}?(?=<)")  # what a server may print before a feed
HEADER: Final = re.compile(
    r"^(?:WARC/|HTTP/|(?:From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Content-[\w-]+|X-[\w-]+):)",
    re.MULTILINE | re.IGNORECASE,
)  # of a mail or an archive: the feed is a part of that
INSIDE: Final = re.compile(r"<(?:[\w.-]+:)?(?:channel|title|link|id|item|entry)[\s>/]", re.IGNORECASE)
JSON_FEED: Final = re.compile(
    r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version|"(?:home_page_url|feed_url)"\s*:.*"items"\s*:\s*\[',
    re.DOTALL,
)
ENTRY: Final = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>/]", re.IGNORECASE)
RDF_FEED: Final = re.compile(r"<(?:[\w.-]+:)?(?:channel|item)[\s>]|purl\.org/rss|netscape\.com", re.IGNORECASE)
HTML_NAMES: Final = frozenset(
    """html head body article div p meta title section main h1 h2 h3 span table ul ol link script style header nav
    br img a b i em strong form center font blockquote""".split()
)


def kind_of_list(head: bytes, suffix: str) -> ListKind | None:
    """The kind of list of which `head` is the start; None for pages."""
    text = head.decode(wide_charset(head) or "latin-1", "replace")  # tags are ASCII in all the others
    start = PROLOGUE.match(text)
    rest = text[start.end() :] if start else text
    if rest.startswith("{"):
        return "json_feed" if suffix not in PAGE_SUFFIXES and JSON_FEED.search(rest) else None
    root = ROOT.match(rest) or root_after_junk(rest, suffix)
    if not root and (doctype := DOCTYPE.match(rest)):
        return ROOTS.get(doctype[1].lower())
    if not root:
        return BY_SUFFIX.get(suffix) if rest.lstrip().startswith("<") or not rest else None
    return kind_of_root(root, text, suffix)


def root_after_junk(text: str, suffix: str) -> re.Match[str] | None:
    """The first element of a feed before which a server printed something."""
    junk = JUNK.match(text)
    if suffix in PAGE_SUFFIXES or not junk or HEADER.search(junk[0]):
        return None
    start = PROLOGUE.match(text, junk.end())
    root = ROOT.match(text, start.end() if start else junk.end())
    is_feed = root and root["name"].lower() in ("rss", "feed", "rdf") and INSIDE.search(text, root.end())
    return root if is_feed else None


def kind_of_root(root: re.Match[str], text: str, suffix: str) -> ListKind | None:
    """What an XML document with this first element is."""
    name = root["name"].lower()
    if name in ROOTS:
        return ROOTS[name]
    if name == "rdf":
        return "feed" if RDF_FEED.search(text) else "xml"
    if name == "entry" and "atom" in root["attributes"].lower():
        return "feed"
    is_xml = text.lstrip("\ufeff \t\r\n").startswith("<?xml") or "xmlns" in root["attributes"] or suffix == ".xml"
    if name in HTML_NAMES or not is_xml:
        return None
    return "feed" if ENTRY.search(text) else "xml"
