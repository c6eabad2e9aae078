"""Feeds read without loss of an entry: ours against feedparser, on the files of its tests and of the W3C validator's.

An entry is read without loss where it has the link, the title and the date that feedparser finds. What feedparser
does not find (an address, a date) is not asked for. feedparser's own expectations of links, titles, authors, dates
and contents are the second judge, for both. Every file must give one find an entry, or a rejection with its reason.
"""

from __future__ import annotations

import ast
import html
import io
import re
import tarfile
import time
from calendar import timegm
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from harness import DATA, Result, Row, digest, main, package
from wiredesk.flow.pages import settled
from wiredesk.flow.pages.feeds.addresses import WEB
from wiredesk.flow.pages.feeds.entries import Entry
from wiredesk.flow.pages.feeds.xml_feeds import read_entries
from wiredesk.flow.pages.finds import Found, Link, Source
from wiredesk.flow.pages.sniffing import SNIFF_BYTES, kind_of, suffix_of
from wiredesk.flow.pages.streams import read_stream
from wiredesk.records import Page, PageMeta, Rejected

FOLDER = DATA / "feeds_archives"
ARCHIVES = {"feedparser": "feedparser_tests.tar.gz", "validator": "feedvalidator_testcases.tar.gz"}
SPEED_ENTRIES = 5_000  # enough for a steady figure; feedparser takes seconds for them
EXPECT = re.compile(r"Expect:\s*(?:not bozo and\s+)?(.*?)\s*-->", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")


class File(NamedTuple):
    """A file of an archive."""

    archive: str
    name: str
    content: bytes


class Item(NamedTuple):
    """An entry as one of the two finds it; links, titles, dates: all that may stand for its own."""

    links: frozenset[str]
    titles: frozenset[str]
    when: frozenset[str]
    author: str
    content: str


class Outcome(NamedTuple):
    """What became of one file."""

    ours: list[Item]
    theirs: list[Item]
    rejected: Counter[str]
    is_counted: bool  # a page or a rejection for each entry that feedparser finds, and at least one for the file


def files() -> Iterator[File]:
    """The feed files of both archives, in memory."""
    for archive, name in ARCHIVES.items():
        with tarfile.open(FOLDER / name) as tar:
            for member in tar:
                taken = tar.extractfile(member) if member.isfile() else None
                if taken and member.name.endswith((".xml", ".json", ".opml", ".rss", ".atom")):
                    yield File(archive, member.name, taken.read())


def visible(words: str) -> str:
    """The words of mark-up without blanks, by which titles are held against each other."""
    return without_blanks(html.unescape(TAG.sub("", words)))


def without_blanks(words: str) -> str:
    """The words, run together."""
    return "".join(words.split())


def found_in(file: File) -> list[Found]:
    """What this project finds."""
    return list(read_stream(io.BytesIO(file.content), Source(file.name, suffix_of(file.name), key=file.name)))


def ours(file: File) -> list[Item]:
    """The entries that this project finds, those too that have neither address nor text and so are Rejected."""
    if kind_of(file.content[:SNIFF_BYTES], suffix_of(file.name)) == "feed":
        found = read_entries(io.BytesIO(file.content), Source(file.name))
        return [item_of(one.meta, one.body.text if one.body else "") for one in found if isinstance(one, Entry)]
    return [
        item_of(one.under if isinstance(one, Link) else one.meta, "")
        for one in found_in(file)
        if not isinstance(one, Rejected)
    ]


def item_of(meta: PageMeta, content: str) -> Item:
    """An entry as this project finds it."""
    return Item(
        links=frozenset({meta.url or ""}),
        titles=frozenset({without_blanks(meta.title or "")}),
        when=frozenset({moment(meta.published or "")}),
        author=", ".join(meta.authors),
        content=content,
    )


def moment(value: str) -> str:
    """A time in UTC, to the second; what is coarser than a day from its start."""
    try:
        found = datetime.fromisoformat(value + "-01-01"[: 0 if len(value) > 7 else 10 - len(value)])
    except ValueError:
        return ""
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def theirs(file: File) -> list[Item]:
    """The entries that feedparser finds."""
    import feedparser

    return [item_of_theirs(entry) for entry in feedparser.parse(file.content).entries]


def item_of_theirs(entry: Any) -> Item:
    """An entry as feedparser finds it."""
    title = entry.get("title") or ""
    is_plain = (entry.get("title_detail") or {}).get("type") == "text/plain"
    links = {entry.get("link", ""), entry.get("feedburner_origlink", "")} - {""}
    if entry.get("guidislink") and not WEB.match(entry.get("link", "")):
        links = set()  # feedparser takes any id for a link
    links |= (
        {link.get("href", "") for link in entry.get("links", ()) if link.get("rel") == "alternate"} if links else set()
    )
    dates = {key: entry.get(f"{key}_parsed") for key in ("published", "updated", "created")}
    parsed = [date for date in dates.values() if date]
    return Item(
        links=frozenset(links),
        titles=frozenset({visible(title), *([without_blanks(title)] if is_plain else [])}),
        when=frozenset(datetime.fromtimestamp(timegm(date), UTC).strftime("%Y-%m-%dT%H:%M:%S") for date in parsed),
        author=entry.get("author", ""),
        content=(entry.get("content") or [{"value": ""}])[0]["value"],
    )


def lost(own: Item | None, other: Item) -> str:
    """What an entry lacks; "" where it lacks nothing."""
    if own is None:
        return "the entry"
    if other.links and not any(url.endswith(link) for url in own.links for link in other.links):
        return "its link"
    if any(other.titles) and not own.titles & other.titles:
        return "its title"
    if other.when and not any(is_same_time(mine, one) for mine in own.when for one in other.when):
        return "its date"
    return ""


def is_same_time(own: str, other: str) -> bool:
    """True for the same second; feedparser makes midnight of a clock that it cannot read."""
    return own == other or (bool(own) and other == own[:10] + "T00:00:00")


def outcome(file: File) -> Outcome:
    """Both readings of one file."""
    found = found_in(file)
    entries = ours(file)
    reasons = Counter(one.reason for one in found if isinstance(one, Rejected))
    others = theirs(file)
    is_counted = len(found) >= max(1, len(others)) and all(isinstance(settled(one), Page | Rejected) for one in found)
    return Outcome(entries, others, reasons, is_counted)


def losses(done: Outcome) -> list[str]:
    """What is lost of a file's entries, an entry that feedparser finds each: "" for nothing."""
    if len(done.ours) == len(done.theirs):
        return [lost(own, other) for own, other in zip(done.ours, done.theirs, strict=True)]
    rest = list(done.ours)
    found = []
    for other in done.theirs:
        match = next((own for own in rest if not lost(own, other)), None)
        if match:
            rest.remove(match)
        found.append("" if match else "the entry")
    return found


# ------------------------------------------------------------------ feedparser's own expectations

ASKED = ("link", "title", "author", "published_parsed", "updated_parsed", "content")


class Wanted(NamedTuple):
    """What a file of feedparser's tests expects of one entry."""

    number: int
    name: str
    value: Any


def wanted(file: File) -> Wanted | None:
    """The expectation in a file's first comment, where it is one of an entry's link, title, author, date or content."""
    match = EXPECT.search(file.content.decode("utf-8", "replace"))
    if not match or "/sanitize/" in file.name:
        return None
    try:
        tree = ast.parse(match[1].strip(), mode="eval").body
        if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or not isinstance(tree.ops[0], ast.Eq):
            return None
        steps, value = path_of(tree.left), ast.literal_eval(tree.comparators[0])
    except (SyntaxError, ValueError):
        return None
    if len(steps) < 3 or steps[0] != "entries" or steps[2] not in ASKED:
        return None
    is_inner = len(steps) > 3 and (steps[2] != "content" or steps[3:] != [0, "value"])
    return None if is_inner else Wanted(int(steps[1]), str(steps[2]), value)


def path_of(node: ast.expr) -> list[Any]:
    """The steps of entries[0]["content"][0].value."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [*path_of(node.value), node.attr]
    if isinstance(node, ast.Subscript):
        return [*path_of(node.value), ast.literal_eval(node.slice)]
    raise ValueError(ast.dump(node))


def meets(entries: list[Item], want: Wanted) -> bool:
    """True where the entries hold what is expected; texts are compared by their words."""
    if want.number >= len(entries):
        return False
    entry = entries[want.number]
    if want.name.endswith("_parsed"):
        return want.value is None or datetime(*want.value[:6]).strftime("%Y-%m-%dT%H:%M:%S") in entry.when
    if want.name == "link":
        return any(url.endswith(want.value) for url in entry.links)
    if want.name == "title":
        return bool(entry.titles & {visible(want.value), without_blanks(want.value)})
    return visible(entry.author if want.name == "author" else entry.content) == visible(want.value)


# ------------------------------------------------------------------ speed, and all of it together


def large_feed(entries: int) -> File:
    """A feed of invented entries."""
    head = (
        b'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        b'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Velm Post</title>'
    )
    item = (
        "<item><title>Ferry {0} sails again</title><link>https://velm.example/{0}</link>"
        '<guid isPermaLink="false">velm-{0}</guid><pubDate>Tue, 05 Mar 2024 08:30:00 +0100</pubDate>'
        "<dc:creator>Ada Lind</dc:creator><category>Harbour</category><description>The ferry sails.</description>"
        "<content:encoded><![CDATA[<p>The ferry to Ostrava sailed again.</p><p>Nobody was hurt.</p>]]>"
        "</content:encoded></item>"
    )
    body = "".join(item.format(number) for number in range(entries)).encode()
    return File("ours", "large.rss", head + body + b"</channel></rss>")


def entries_per_s(read: Callable[[File], list[Any]]) -> float:
    """Entries read in a second of processor time."""
    file = large_feed(SPEED_ENTRIES)
    start = time.process_time()
    assert len(read(file)) == SPEED_ENTRIES
    return SPEED_ENTRIES / (time.process_time() - start)


def measure() -> Result:
    """Ours and feedparser, in one run."""
    every = list(files())
    done = {file.name: outcome(file) for file in every}
    lost_of = {name: losses(one) for name, one in done.items() if one.theirs}
    wants = [(done[file.name], want) for file in every if file.archive == "feedparser" and (want := wanted(file))]
    entries = [cause for found in lost_of.values() for cause in found]
    counted = sum(one.is_counted for one in done.values()) / len(done)
    own = {
        "files": sum(not any(found) for found in lost_of.values()) / len(lost_of),
        "entries": sum(not cause for cause in entries) / len(entries),
        "expectations met": sum(meets(one.ours, want) for one, want in wants) / len(wants),
        "in = out + rejected": counted,
        "entries/s": entries_per_s(found_in),
    }
    peer = {
        "files": 1.0,
        "entries": 1.0,
        "expectations met": sum(meets(one.theirs, want) for one, want in wants) / len(wants),
        "entries/s": entries_per_s(theirs),
    }
    reasons = Counter(f"files with {reason}" for one in done.values() for reason in one.rejected)
    causes = Counter(f"entry lost: {cause}" for cause in entries if cause)
    return Result(
        name="feeds",
        title="Feeds read without loss of an entry: number, link, title and date as feedparser finds them",
        data=f"{len(lost_of)} feeds with {len(entries)} entries among {len(every)} files of both; {len(wants)} "
        f"expectations of feedparser's; speed on an invented feed of {SPEED_ENTRIES} entries",
        rows=(Row("ours", own), Row(f"{package('feedparser')} (the judge)", peer)),
        digest=digest(*(FOLDER / name for name in ARCHIVES.values())),
        failures=(*causes.most_common(), *reasons.most_common()),
    )


if __name__ == "__main__":
    main(measure)
