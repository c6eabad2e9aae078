"""Hostile pages: ten minutes of damaged and made-up input through the reading of pages; how many crash or hang.

Hypothesis damages our own sample pages and some seeds of every kind that can be read (cut, spliced, repeated, sown
with bytes that parsers trip over, read in another charset, packed), and shrinks what fails to its least form.
WIREDESK_FUZZ_S sets the seconds. A crash is a finding: the run prints it and the figure sinks below its floor.
"""

from __future__ import annotations

import gzip
import io
import os
import random
import time
import traceback
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from harness import ROOT, Result, Row, main
from wiredesk.flow.articles import read_page
from wiredesk.flow.pages.finds import Link, Source
from wiredesk.flow.pages.streams import read_stream
from wiredesk.records import Article, Page, Rejected

SECONDS = float(os.environ.get("WIREDESK_FUZZ_S", "600"))
SLOW_S = 5.0
ROUND = 200  # inputs between two looks at the clock
MAX_BYTES = 200_000  # of one input; size alone is what tests/test_hostile.py is about
SUFFIXES = (
    "", ".html", ".txt", ".jsonl", ".json", ".xml", ".rss", ".warc", ".eml", ".gz", ".html.gz", ".opml", ".zst",
)  # fmt: skip
STORY = "<p>The harbour board of Ostrava Island said on Monday that the ferry would sail again.</p>" * 4
SEEDS = (
    f"<!doctype html><html><head><title>Ferry sails | Island Post</title></head><body>{STORY}</body></html>",
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry","datePublished":"2024-03-05",'
    f'"author":[{{"name":"Ilse Brandt"}}],"articleBody":"The ferry sails."}}</script>{STORY}',
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>Island Post</title><item><title>Ferry</title><link>https://post.example/1</link>"
    f"<pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate><content:encoded><![CDATA[{STORY}]]></content:encoded></item>"
    "</channel></rss>",
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Island Post</title><entry><title>Ferry</title>'
    f'<link href="/1"/><updated>2024-03-05T08:00:00Z</updated><content type="html">{STORY}</content></entry></feed>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://post.example/1</loc></url></urlset>',
    '<opml version="2.0"><body><outline text="Post" xmlUrl="https://post.example/feed"/></body></opml>',
    '{"id": "row", "html": "<p>The ferry sails.</p>", "published": "2024-03-05", "authors": ["Ilse Brandt"]}\n' * 3,
    '{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"id": "1", "content_html": "<p>x"}]}',
    "From: Island Post <post@post.example>\r\nSubject: =?utf-8?q?Ferry_sails?=\r\nMIME-Version: 1.0\r\n"
    f"Content-Type: text/html; charset=utf-8\r\n\r\n{STORY}\r\n",
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/1\r\nWARC-Date: 2024-03-05T08:00:00Z\r\n"
    "Content-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n{http}\r\n\r\n",
)
HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>{STORY}</body></html>"
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"<", b"<!--", b"]]>", b"<![CDATA[", b"&#xD800;", b"&#0;",
    b"&lol;", b"<script>", b"</body>", b"<p>", b'"', b"{", b"[[[[", b"\r\n\r\n", b"\n" * 50, b"\\ud800", b"1e999",
    "\u202e“".encode(), "é".encode("latin-1"), b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"9999-99-99", b"Content-Length: -1",
    b"charset=utf-7", b"=?utf-8?b?////?=", b"0" * 400,
)  # fmt: skip
CHARSETS = ("utf-16", "latin-1", "cp1251", "shift_jis", "utf-7", "utf-8-sig")


def seeds() -> list[bytes]:
    """Our sample pages, and a small page of every kind that can be read."""
    own = [path.read_bytes() for path in sorted((ROOT / "samples").rglob("*")) if path.is_file()]
    made = [one.replace("{size}", str(len(HTTP))).replace("{http}", HTTP).encode() for one in SEEDS]
    return own + made


@st.composite
def damaged(draw: st.DrawFn, pages: list[bytes]) -> tuple[bytes, str]:
    """Some bytes and the ending of the file that holds them."""
    content = draw(st.one_of(st.sampled_from(pages), st.binary(max_size=400), st.text(max_size=400).map(encoded)))
    chance = draw(st.randoms(use_true_random=False))
    for _ in range(draw(st.integers(0, 6))):
        content = changed(content, chance, pages)[:MAX_BYTES]
    if draw(st.integers(0, 9)) == 0:
        content = gzip.compress(content, 1)[: draw(st.integers(1, 2000)) or None]
    return content, draw(st.sampled_from(SUFFIXES))


def encoded(text: str) -> bytes:
    """Any text as bytes, lone surrogates too."""
    return text.encode("utf-8", "surrogatepass")


def changed(content: bytes, chance: random.Random, pages: list[bytes]) -> bytes:
    """One thing wrong with some bytes."""
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.choice((1, 4, 30, 400, 5000)))
    piece = content[start:end]
    kind = chance.randrange(7)
    if kind == 0:
        return content[:start] + content[end:]
    if kind == 1:
        return content[:start] + piece * chance.choice((2, 10, 60)) + content[end:]
    if kind == 2:
        return content[:start] + chance.choice(TOKENS) + content[start:]
    if kind == 3:
        return content[:start] + bytes([chance.randrange(256)]) + content[start + 1 :]
    if kind == 4:
        other = chance.choice(pages)
        return content[:start] + other[chance.randrange(len(other)) :]
    if kind == 5:
        return content.decode("utf-8", "replace").encode(chance.choice(CHARSETS), "replace")
    return content[:start]


def read(content: bytes, suffix: str) -> Counter[str]:
    """What becomes of some bytes; an exception where a promise is broken."""
    counts: Counter[str] = Counter()
    for found in read_stream(io.BytesIO(content), Source(f"fuzz{suffix}", suffix.removesuffix(".gz"), "fuzz")):
        counts[type(found).__name__] += 1
        page = found.page if isinstance(found, Link) else found
        if isinstance(page, Page):
            (article,) = read_page(page)
            assert isinstance(article, Article | Rejected), article
            counts[type(article).__name__] += 1
    return counts


def measure() -> Result:
    """Inputs tried, crashes and slow ones in the time given."""
    pages = seeds()
    tried, outcomes, crashes, slowest = 0, Counter[str](), Counter[str](), 0.0
    started = time.monotonic()
    turn = 0
    while time.monotonic() - started < SECONDS:
        turn += 1

        @seed(turn)
        @settings(
            max_examples=ROUND, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(damaged(pages))
        def holds(case: tuple[bytes, str]) -> None:
            nonlocal tried, slowest
            tried += 1
            start = time.process_time()
            outcomes.update(read(*case))
            took = time.process_time() - start
            slowest = max(slowest, took)
            assert took < SLOW_S, f"{took:.1f} s"

        try:
            holds()
        except Exception as error:  # noqa: BLE001 - a crash is what is looked for
            crashes[where(error)] += 1
            print(f"turn {turn}: {''.join(traceback.format_exception(error))[-3000:]}")
    return result(tried, outcomes, crashes, slowest)


def where(error: BaseException) -> str:
    """A crash by its kind and the last of our lines in it."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "wiredesk" in frame.filename]
    place = f"{frames[-1].filename.rpartition('wiredesk/')[2]}:{frames[-1].lineno}" if frames else "outside"
    return f"{type(error).__name__} in {place}"


def result(tried: int, outcomes: Counter[str], crashes: Counter[str], slowest: float) -> Result:
    """The table."""
    figures: dict[str, Any] = {
        "free of crashes": float(not crashes),
        "crashes": float(sum(crashes.values())),
        "inputs": float(tried),
        "articles": float(outcomes["Article"]),
        "rejected": float(outcomes["Rejected"]),
        "slowest s": slowest,
    }
    return Result(
        name="fuzz",
        title="Hostile pages: crashes and hangs in the reading of pages",
        data=f"{SECONDS:.0f} s of damaged pages and seeds of every kind, by hypothesis; each may take {SLOW_S:.0f} s",
        rows=(Row("ours", figures),),
        failures=tuple(crashes.most_common(10)),
    )


if __name__ == "__main__":
    main(measure)
