"""Following what lists name: each link ends in its page, a Rejected, or a visit that says that nothing is new."""

from __future__ import annotations

import re
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from local_site import Reply, Site, page, rss
from wiredesk.errors import InputError
from wiredesk.flow.pages import read_place, streams
from wiredesk.flow.pages.finds import Link, Source, page_of
from wiredesk.flow.pages.web import crew, fetching, following
from wiredesk.flow.pages.web.fetching import Fetcher
from wiredesk.flow.pages.web.outside import Outside
from wiredesk.records import Fetching, Page, PageMeta, Place, Rejected, Visit
from wiredesk.text.reasons import REASONS

NOON = datetime(2024, 3, 5, 12, 0, 0, tzinfo=UTC)
ITEM = re.compile(rb"<item><title>(.*?)</title><link>(.*?)</link>(.*?)</item>")


def read_items(stream, source):
    """A reader of the feeds that these tests write."""
    for title, url, text in ITEM.findall(stream.read()):
        meta = PageMeta(url=url.decode(), title=title.decode(), outlet="The feed", basis="feed")
        own = page_of(Source(url.decode(), under=meta), "html", text) if text else None
        yield Link(url.decode(), meta, own)


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    monkeypatch.setitem(streams.READERS, "feed", read_items)
    monkeypatch.setattr(fetching, "OUTSIDE", Outside(sleep=lambda seconds: None, utc_now=lambda: NOON))
    fetching.fetcher_of.cache_clear()
    yield
    fetching.fetcher_of.cache_clear()


@pytest.fixture
def site():
    with Site() as made:
        yield made


def read(path: object, *visits: Visit, follow: bool | None = None, **more) -> list[Page | Rejected | Visit]:
    allowed = Fetching(follow=follow, allow_private=True, delay_s=0.0, timeout_s=3.0, **more)
    return list(read_place(Place(id="l-1", path=str(path), fetching=allowed, visits=visits)))


def said(found: list[Page | Rejected | Visit]) -> list[tuple[str, str]]:
    """Each find in two words: what it is, and the path that it is about."""
    return [(kind_of(one), (one.url if isinstance(one, Visit) else one.page).rpartition("/")[2]) for one in found]


def kind_of(one: Page | Rejected | Visit) -> str:
    if isinstance(one, Visit):
        return "unchanged" if one.unchanged else f"visit to a {one.kind}"
    return "page" if isinstance(one, Page) else one.reason


def visits_in(found: list[Page | Rejected | Visit]) -> list[Visit]:
    return [one for one in found if isinstance(one, Visit)]


# ------------------------------------------------------------------ one address


def test_an_address_gives_its_page_with_what_the_server_said(site):
    site.replies["/a"] = Reply(b"<html><p>Die F\xe4hre</p>", headers={"Content-Type": "text/html; charset=latin-1"})
    (found, visit) = read(f"{site.url}/a")
    assert (found.page, found.form, found.content) == (f"{site.url}/a", "html", b"<html><p>Die F\xe4hre</p>")
    assert found.meta == PageMeta(url=f"{site.url}/a", charset="latin-1", fetched="2024-03-05T12:00:00Z")
    assert ("content-type", "text/html; charset=latin-1") in found.headers
    assert (visit.url, visit.kind, visit.status, visit.fetched) == (
        f"{site.url}/a",
        "page",
        200,
        "2024-03-05T12:00:00Z",
    )


def test_the_page_is_named_as_the_user_named_it_and_known_by_where_it_led(site):
    site.replies["/old"] = Reply(status=301, headers={"Location": "/new"})
    site.replies["/new"] = page()
    (old, _), (new, _) = read(f"{site.url}/old#top"), read(f"{site.url}/new")
    assert (old.page, old.meta.url) == (f"{site.url}/old#top", f"{site.url}/new")
    assert old.id == new.id


@pytest.mark.parametrize(
    ("body", "type", "expected"),
    [
        (b"%PDF-1.7 \x00\x01\x02", "application/pdf", "binary"),
        (b"  ", "text/html", "empty"),
        (b"The ferry sailed.", "text/plain", "dump"),
        (b"Sailed <b>again</b>", "text/html", "html"),
        (b'[{"text": "The ferry sailed."}]', "application/json", "text"),
        (b'{"text": "The ferry sailed."}\n', "application/octet-stream", "text"),
        (b"<html><body><p>The ferry", "text/plain", "html"),
    ],
)
def test_what_an_address_holds_decides_what_it_is(site, body, type, expected):
    site.replies["/a.php"] = Reply(body, headers={"Content-Type": type})
    found = read(f"{site.url}/a.php")[0]
    assert (found.reason if isinstance(found, Rejected) else found.form) == expected


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://a@example.org/", "http:///"])
def test_an_address_that_gives_nothing_is_one_rejection(url):
    (found,) = read(url)
    assert (found.page, found.reason in REASONS) == (url, True)


@pytest.mark.parametrize("path", ["https://example.org/feed", "HTTP://example.org", "ftp://example.org/a"])
def test_no_address_is_fetched_unless_the_network_was_allowed(path):
    with pytest.raises(InputError, match="wiredesk add"):
        list(read_place(Place(id="l-1", path=path)))


def test_only_the_web_can_be_fetched_from():
    with pytest.raises(InputError, match="http://"):
        read("ftp://example.org/a")


# ------------------------------------------------------------------ lists


def test_a_feed_at_an_address_gives_its_pages_and_then_its_visit(site):
    site.replies["/feed"] = rss(f"{site.url}/a", f"{site.url}/b")
    site.replies["/a"], site.replies["/b"] = page("One."), page("Two.")
    found = read(f"{site.url}/feed")
    assert said(found) == [
        ("page", "a"), ("visit to a page", "a"), ("page", "b"), ("visit to a page", "b"), ("visit to a feed", "feed"),
    ]  # fmt: skip
    assert found[-1].title == "Harbour & sea"


def test_what_the_feed_says_is_kept_under_what_the_server_says(site):
    site.replies["/feed"] = rss(f"{site.url}/go")
    site.replies["/go"] = Reply(status=302, headers={"Location": "/a"})
    site.replies["/a"] = page()
    found = read(f"{site.url}/feed")[0]
    assert (found.page, found.meta.url, found.meta.basis) == (f"{site.url}/go", f"{site.url}/a", "feed")
    assert (found.meta.title, found.meta.outlet) == (f"On {site.url}/go", "The feed")


def test_relative_links_are_read_against_the_address_of_their_list(site):
    site.replies["/news/feed"] = rss("a")
    site.replies["/news/a"] = page()
    assert said(read(f"{site.url}/news/feed"))[0] == ("page", "a")


def test_links_are_not_followed_where_the_user_says_so(site):
    site.replies["/feed"] = rss(f"{site.url}/a", text="")
    found = read(f"{site.url}/feed", follow=False)
    assert said(found) == [("not_fetched", "a"), ("visit to a feed", "feed")]
    assert site.paths == ["/feed"]


def test_links_of_files_are_followed_only_when_asked(site, tmp_path):
    site.replies["/a"] = page()
    (tmp_path / "feed.xml").write_bytes(rss(f"{site.url}/a").body)
    assert said(read(tmp_path / "feed.xml")) == [("not_fetched", "a")]
    assert site.asked == []
    assert said(read(tmp_path / "feed.xml", follow=True)) == [("page", "a"), ("visit to a page", "a")]


def test_a_feed_that_holds_the_whole_article_saves_the_fetching(site):
    site.replies["/feed"] = rss(f"{site.url}/a", text="<p>" + "The ferry sailed. " * 70)
    found = read(f"{site.url}/feed")
    assert said(found) == [("page", "a"), ("visit to a page", "a"), ("visit to a feed", "feed")]
    site.replies["/feed"] = rss(f"{site.url}/a", f"{site.url}/b", text="<p>" + "The ferry sailed. " * 70)
    again = read(f"{site.url}/feed", *visits_in(found))
    assert said(again)[:2] == [("unchanged", "a"), ("page", "b")]
    assert site.paths == ["/feed", "/feed"]


@pytest.mark.parametrize("reply", [Reply(status=404), Reply(b"\x89PNG\r\n\x00\x00\x00"), Reply(b" ")])
def test_the_feeds_own_text_stands_in_for_a_page_that_cannot_be_had(site, reply):
    site.replies["/feed"] = rss(f"{site.url}/a", text="<p>The ferry sailed.")
    site.replies["/a"] = reply
    found = read(f"{site.url}/feed")
    assert said(found)[0] == ("page", "a")
    assert found[0].content == b"<p>The ferry sailed."


def test_a_page_that_fails_costs_only_itself(site):
    site.replies["/feed"] = rss(f"{site.url}/a", "http://10.0.0.1:99999/b", f"{site.url}/c")
    site.replies["/c"] = page()
    found = said(read(f"{site.url}/feed"))
    assert sorted(found) == sorted(
        [("not_found", "a"), ("bad_address", "b"), ("page", "c"), ("visit to a page", "c"), ("visit to a feed", "feed")]
    )


def test_a_link_that_lists_repeat_is_fetched_once(site):
    site.replies["/feed"] = rss(f"{site.url}/a", f"{site.url}/a#comments", f"{site.url}/feed", f"{site.url}/other")
    site.replies["/other"] = Reply(status=302, headers={"Location": "/a"})
    site.replies["/a"] = page()
    found = read(f"{site.url}/feed")
    assert sorted(said(found)) == sorted(
        [
            ("page", "a"), ("visit to a page", "a"), ("duplicate", "a#comments"), ("duplicate", "feed"),
            ("duplicate", "other"), ("visit to a feed", "feed"),
        ]
    )  # fmt: skip
    rejections = [one.id for one in found if isinstance(one, Rejected)]
    assert len(set(rejections)) == 3
    assert site.paths.count("/feed") == 1


def test_lists_in_lists_are_followed_to_a_depth_of_three(site):
    for level in range(5):
        site.replies[f"/{level}"] = rss(f"{site.url}/{level + 1}")
    found = said(read(f"{site.url}/0"))
    assert ("not_fetched", "4") in found
    assert site.paths == ["/0", "/1", "/2", "/3"]


def test_one_run_follows_a_bounded_number_of_links(site, monkeypatch):
    monkeypatch.setattr(following, "MAX_FOLLOWED", 2)
    for name in "abc":
        site.replies[f"/{name}"] = page(name)
    site.replies["/feed"] = rss(*(f"{site.url}/{name}" for name in "abc"))
    first = read(f"{site.url}/feed")
    assert [one for one in said(first) if "visit" not in one[0]] == [("not_fetched", "c"), ("page", "a"), ("page", "b")]
    second = read(f"{site.url}/feed", *visits_in(first))
    assert sorted(said(second)) == sorted(
        [("unchanged", "a"), ("unchanged", "b"), ("page", "c"), ("visit to a page", "c"), ("visit to a feed", "feed")]
    )


# ------------------------------------------------------------------ coming back


def test_a_page_that_has_not_changed_gives_nothing_new(site):
    site.replies["/a"] = [page(ETag='"1"'), Reply(status=304)]
    first = read(f"{site.url}/a")
    second = read(f"{site.url}/a", *visits_in(first))
    assert said(second) == [("unchanged", "a")]
    assert site.headers("/a")["if-none-match"] == '"1"'


def test_a_server_without_tags_is_known_by_what_it_sends(site):
    site.replies["/a"] = [page("One."), page("One."), page("Two.")]
    first = read(f"{site.url}/a")
    second = read(f"{site.url}/a", *visits_in(first))
    third = read(f"{site.url}/a", *visits_in(second))
    assert [said(found)[0][0] for found in (first, second, third)] == ["page", "unchanged", "page"]


def test_only_new_links_of_a_feed_are_fetched(site):
    site.replies["/feed"] = [rss(f"{site.url}/a"), rss(f"{site.url}/a", f"{site.url}/b")]
    site.replies["/a"], site.replies["/b"] = page("One."), page("Two.")
    first = read(f"{site.url}/feed")
    second = read(f"{site.url}/feed", *visits_in(first))
    assert said(second) == [("unchanged", "a"), ("page", "b"), ("visit to a page", "b"), ("visit to a feed", "feed")]
    assert site.paths == ["/feed", "/a", "/feed", "/b"]


def test_an_unchanged_feed_is_not_read_again_once_all_its_pages_came(site):
    feed = rss(f"{site.url}/a")
    feed.headers["ETag"] = '"f1"'
    site.replies["/feed"] = [feed, feed, Reply(status=304)]
    site.replies["/a"] = [Reply(status=500), page()]
    first = read(f"{site.url}/feed")
    assert visits_in(first)[-1].etag == ""  # a page is missing: the feed is to be read again
    second = read(f"{site.url}/feed", *visits_in(first))
    assert said(second)[0] == ("page", "a")
    assert visits_in(second)[-1].etag == '"f1"'
    third = read(f"{site.url}/feed", *visits_in(second))
    assert said(third) == [("unchanged", "feed")]


def test_a_feed_read_without_its_links_is_read_again_with_them(site):
    feed = rss(f"{site.url}/a")
    feed.headers["ETag"] = '"f1"'
    site.replies["/feed"], site.replies["/a"] = feed, page()
    first = read(f"{site.url}/feed", follow=False)
    assert said(read(f"{site.url}/feed", *visits_in(first)))[0] == ("page", "a")


def test_a_list_of_feeds_is_never_taken_for_unchanged_where_its_feeds_may_have_changed(site):
    site.replies["/feeds"] = rss(f"{site.url}/feed")
    site.replies["/feed"] = [rss(f"{site.url}/a"), rss(f"{site.url}/b")]
    site.replies["/a"] = site.replies["/b"] = page()
    first = read(f"{site.url}/feeds")
    second = read(f"{site.url}/feeds", *visits_in(first))
    assert said(second)[0] == ("page", "b")


def test_a_feed_that_fails_keeps_its_visit_with_the_new_status(site):
    site.replies["/feed"] = [rss(), Reply(status=500)]
    first = read(f"{site.url}/feed")
    (rejection, visit) = sorted(read(f"{site.url}/feed", *visits_in(first)), key=lambda one: isinstance(one, Visit))
    assert rejection.reason == "not_ok"
    assert (visit.status, visit.title, visit.unchanged) == (500, "Harbour & sea", False)


def test_another_address_of_a_page_that_came_before_brings_nothing_new(site):
    site.replies["/feed"] = [rss(f"{site.url}/a"), rss(f"{site.url}/a", f"{site.url}/go")]
    site.replies["/go"] = Reply(status=302, headers={"Location": "/a"})
    site.replies["/a"] = page()
    first = read(f"{site.url}/feed")
    second = read(f"{site.url}/feed", *visits_in(first))
    assert said(second)[:2] == [("unchanged", "a"), ("unchanged", "go")]
    third = read(f"{site.url}/feed", *visits_in(first), *visits_in(second))
    assert site.paths.count("/go") == 1
    assert said(third) == [("unchanged", "feed")]


# ------------------------------------------------------------------ many hosts


def test_hosts_are_asked_in_parallel_and_pages_come_in_the_order_of_the_list():
    """Each host answers only once both were asked: one after the other would never end."""
    both = threading.Barrier(2)
    with Site() as site:
        for name in "ab":
            site.replies[f"/{name}"] = waiting(both, name)
        site.replies["/feed"] = rss(f"http://one.example:{site.port}/b", f"http://two.example:{site.port}/a")
        here = Outside(sleep=lambda seconds: None, utc_now=lambda: NOON, addresses_of=lambda host, port: ["127.0.0.1"])
        allowed = Fetching(allow_private=True, delay_s=0.0, timeout_s=3.0)
        place = Place(id="l-1", path=f"http://one.example:{site.port}/feed", fetching=allowed)
        found = [one for one in following.read_url(place, Fetcher(allowed, here)) if isinstance(one, Page)]
    assert [one.page[-1] for one in found] == ["b", "a"]


def waiting(both, name: str):
    def reply(handler):
        both.wait(timeout=2.0)
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>Page " + name.encode())

    return reply


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are counted in /proc")
def test_many_hosts_leave_no_connection_open():
    with Site() as site:
        site.replies["/a"] = page()
        here = Outside(sleep=lambda seconds: None, addresses_of=lambda host, port: ["127.0.0.1"])
        fetch = Fetcher(Fetching(allow_private=True, delay_s=0.0, timeout_s=3.0), here)
        before = len(list(Path("/proc/self/fd").iterdir()))
        for number in range(20):
            fetch.get(f"http://host{number}.example:{site.port}/a")
        time.sleep(0.05)  # the server's own ends
        assert len(list(Path("/proc/self/fd").iterdir())) - before < 20


def test_one_host_is_asked_one_thing_at_a_time(site):
    busy = threading.Lock()
    overlaps = []

    def reply(handler):
        overlaps.append(not busy.acquire(blocking=False))
        threading.Event().wait(0.02)
        busy.release()
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>A page")

    urls = [f"/{number}" for number in range(8)]
    site.replies |= dict.fromkeys(urls, reply)
    site.replies["/feed"] = rss(*(site.url + url for url in urls))
    read(f"{site.url}/feed")
    assert overlaps == [False] * 8


def test_the_first_of_every_host_comes_before_the_second_of_any():
    names = ["a1", "a2", "a3", "b1", "c1", "b2"]
    assert crew.by_turns(names, lambda name: name[0]) == ["a1", "b1", "c1", "a2", "b2", "a3"]


def test_more_links_than_wait_at_once_all_come(site, monkeypatch):
    monkeypatch.setattr(crew, "MAX_WAITING", 3)
    urls = [f"{site.url}/{number}" for number in range(8)]
    site.replies |= {f"/{number}": page(str(number)) for number in range(8)}
    site.replies["/feed"] = rss(*urls)
    found = read(f"{site.url}/feed")
    assert [one.page for one in found if isinstance(one, Page)] == urls


def test_a_feed_with_a_hundred_thousand_links_is_read_in_time(site, monkeypatch):
    monkeypatch.setattr(following, "MAX_FOLLOWED", 0)
    site.replies["/feed"] = rss(*(f"https://paper.example/news/{number}" for number in range(100_000)))
    started = time.process_time()
    found = said(read(f"{site.url}/feed"))
    assert time.process_time() - started < 5.0
    assert [one for one, _ in found].count("not_fetched") == 100_000
