"""Lists of addresses (feeds, site maps, OPML): which kind one is, and what it is called."""

from __future__ import annotations

import html
import json
import re
from typing import Final

from wiredesk.text.decoding import decode

PAGE: Final = "page"
KINDS: Final = {
    b"rss": "feed", b"feed": "feed", b"rdf:rdf": "feed",
    b"urlset": "sitemap", b"sitemapindex": "sitemap", b"opml": "opml",
}  # fmt: skip
ROOT: Final = re.compile(rb"<(rss|feed|rdf:rdf|urlset|sitemapindex|opml)[\s>]", re.IGNORECASE)
ROOT_BYTES: Final = 1000  # in which the root of a list stands
JSON_FEED: Final = b"jsonfeed.org/version"
TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
JSON_TITLE: Final = re.compile(r'"title"\s*:\s*("(?:[^"\\]|\\.)*")')
MARKUP: Final = re.compile(r"<!\[CDATA\[|\]\]>|<[^<>]*>")
MAX_TITLE_CHARS: Final = 300


def kind_of_list(head: bytes) -> str:
    """feed, sitemap or opml; page for anything else."""
    if JSON_FEED in head:
        return "feed"
    root = ROOT.search(head[:ROOT_BYTES])
    return KINDS[root[1].lower()] if root else PAGE


def title_of_list(head: bytes) -> str:
    """The first title in a list, which is its own; empty where it has none."""
    text = decode(head)
    if JSON_FEED in head:
        found = JSON_TITLE.search(text)
        title = str(json.loads(found[1], strict=False)) if found else ""
    else:
        found = TITLE.search(text)
        title = html.unescape(MARKUP.sub("", found[1])) if found else ""
    return " ".join(title.split())[:MAX_TITLE_CHARS]
