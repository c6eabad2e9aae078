"""Lists of addresses (feeds, site maps, OPML): which kind one is, and what it is called."""

from __future__ import annotations

import html
import json
import re
from typing import Final

from wiredesk.flow.pages.feeds import kinds
from wiredesk.text.decoding import decode

PAGE: Final = "page"
VISITED: Final = {"feed": "feed", "json_feed": "feed", "sitemap": "sitemap", "opml": "opml"}
JSON_FEED: Final = b"jsonfeed.org/version"
TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
JSON_TITLE: Final = re.compile(r'"title"\s*:\s*("(?:[^"\\]|\\.)*")')
MARKUP: Final = re.compile(r"<!\[CDATA\[|\]\]>|<[^<>]*>")
MAX_TITLE_CHARS: Final = 300


def kind_of_list(head: bytes) -> str:
    """feed, sitemap or opml; page for anything else."""
    return VISITED.get(kinds.kind_of_list(head, "") or "", PAGE)


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
