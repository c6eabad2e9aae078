"""Fetching: with manners, within bounds, never where it must not go. Every request here stays on this machine."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from datetime import UTC, datetime

import pytest

from local_site import Reply, Site, page
from wiredesk import __version__
from wiredesk.flow.pages.finds import MAX_PAGE_BYTES, MAX_UNPACKED_BYTES
from wiredesk.flow.pages.web.failing import FetchError
from wiredesk.flow.pages.web.fetching import MAX_REDIRECTS, Fetcher
from wiredesk.flow.pages.web.outside import Outside, addresses_of
from wiredesk.flow.pages.web.retrying import MAX_TRIES
from wiredesk.flow.pages.web.robots import MAX_CRAWL_DELAY_S, MAX_ROBOTS_BYTES
from wiredesk.records import Fetching, Visit, make_id

NOON = datetime(2024, 3, 5, 12, 0, 0, tzinfo=UTC)


class World:
    """A clock that moves only when someone sleeps, and names that all lead to this machine unless told."""

    def __init__(self, **names: str | list[str]) -> None:
        self.time = 0.0
        self.slept: list[float] = []
        self.names = names
        self.resolved: list[str] = []
        self.outside = Outside(lambda: self.time, self.sleep, lambda: NOON, self.addresses_of)

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        self.slept.append(seconds)

    def addresses_of(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        found = self.names.get(host.partition(".")[0], "127.0.0.1")
        return [found] if isinstance(found, str) else found


@pytest.fixture
def site():
    with Site() as made:
        yield made


@pytest.fixture
def world():
    return World()


def fetcher(world: World, **fetching) -> Fetcher:
    return Fetcher(Fetching(**{"allow_private": True, "timeout_s": 3.0, **fetching}), world.outside)


def refusal(fetch: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as found:
        fetch.get(url)
    return found.value


def visit(site: Site, path: str, **fields) -> Visit:
    url = site.url + path
    given = {
        "id": make_id("v", url),
        "url": url,
        "final_url": url,
        "status": 200,
        "etag": "",
        "last_modified": "",
        "fetched": "",
        "kind": "page",
    }
    return Visit(**{**given, **fields})


# ------------------------------------------------------------------ what comes


def test_an_answer_knows_its_address_its_charset_and_its_time(site, world):
    site.replies["/a"] = Reply(b"<p>Hafen", headers={"Content-Type": 'text/html; Charset="ISO-8859-1"', "ETag": '"7"'})
    found = fetcher(world).get(f"{site.url}/a#top")
    assert found.stream().read() == b"<p>Hafen"
    assert (found.url, found.final_url, found.status) == (f"{site.url}/a", f"{site.url}/a", 200)
    assert (found.charset, found.etag, found.fetched) == ("iso-8859-1", '"7"', "2024-03-05T12:00:00Z")


def test_we_say_who_we_are(site, world):
    site.replies["/a"] = page()
    fetcher(world).get(f"{site.url}/a")
    assert site.headers("/a")["user-agent"] == f"wiredesk/{__version__}"
    assert "cookie" not in site.headers("/a")


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("gzip", lambda body: gzip.compress(body[:9]) + gzip.compress(body[9:])),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
        ("identity", bytes),
    ],
)
def test_packed_bodies_are_unpacked(site, world, encoding, pack):
    body = b"The ferry sailed again. " * 20_000
    site.replies["/a"] = Reply(pack(body), headers={"Content-Encoding": encoding})
    assert fetcher(world).get(f"{site.url}/a").stream().read() == body


def test_headers_of_the_transport_and_cookies_are_not_kept(site, world):
    site.replies["/a"] = page(**{"Set-Cookie": "id=7", "X-Paper": "Harbour Post"})
    names = {name for name, _ in fetcher(world).get(f"{site.url}/a").headers}
    assert {"x-paper", "content-type"} <= names
    assert not {"set-cookie", "content-length"} & names


# ------------------------------------------------------------------ bounds


def drip(handler, pause: float = 0.05):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(400):
        handler.wfile.write(b"x")
        time.sleep(pause)


def drip_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(400):
        handler.wfile.write(f"X-{number}: y\r\n".encode())
        time.sleep(0.05)


@pytest.mark.parametrize(
    "reply", [drip, drip_headers, lambda handler: time.sleep(2)], ids=["body", "headers", "silence"]
)
def test_a_server_that_drips_is_cut_off(site, world, reply):
    site.replies["/a"] = reply
    started = time.monotonic()
    assert refusal(fetcher(world, timeout_s=0.6), f"{site.url}/a").reason == "timeout"
    assert time.monotonic() - started < 2.0
    assert site.paths == ["/a"]


def endless(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(MAX_PAGE_BYTES // 2**20 + 2):
        handler.wfile.write(b"lorem " * 2**18)


def test_an_endless_body_is_given_up(site, world):
    site.replies["/a"] = endless
    assert refusal(fetcher(world), f"{site.url}/a").reason == "too_large"


def test_a_body_that_says_that_it_is_too_large_is_not_fetched(site, world):
    site.replies["/a"] = lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
    assert refusal(fetcher(world), f"{site.url}/a").reason == "too_large"


def bomb(size: int) -> bytes:
    return gzip.compress(bytes(2**20), 9) * (size // 2**20)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_never_unpacked_whole(site, world, layers):
    body = bomb(MAX_UNPACKED_BYTES * 4)
    body = gzip.compress(body) if layers == 2 else body
    site.replies["/a"] = Reply(body, headers={"Content-Encoding": ", ".join(["gzip"] * layers)})
    assert refusal(fetcher(world), f"{site.url}/a").reason == "too_large"


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (gzip.compress(b"The ferry sailed. " * 999)[:-20], "gzip", "truncated"),
        (b"plain words", "gzip", "truncated"),
        (b"plain words", "br", "unsupported"),
        (b"plain words", "gzip, gzip, gzip", "unsupported"),
    ],
)
def test_a_body_packed_wrongly_is_refused(site, world, body, encoding, reason):
    site.replies["/a"] = Reply(body, headers={"Content-Encoding": encoding})
    assert refusal(fetcher(world), f"{site.url}/a").reason == reason


# ------------------------------------------------------------------ redirects


def test_redirects_are_followed_and_the_last_address_is_told(site, world):
    site.replies["/a"] = Reply(status=301, headers={"Location": "/b"})
    site.replies["/b"] = Reply(status=302, headers={"Location": f"{site.url}/c#here"})
    site.replies["/c"] = page()
    found = fetcher(world).get(f"{site.url}/a")
    assert (found.url, found.final_url) == (f"{site.url}/a", f"{site.url}/c")


def test_an_endless_redirect_ends(site, world):
    site.replies["/a"] = Reply(status=302, headers={"Location": "/a"})
    assert refusal(fetcher(world, delay_s=0.0), f"{site.url}/a").reason == "too_many_redirects"
    assert len(site.paths) == MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "place",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://a@b.example/",
        "http://b.example:0/",
        "http://[fe80::1%25lo]/",
    ],
)
def test_a_redirect_to_what_is_no_address_is_refused(site, world, place):
    site.replies["/a"] = Reply(status=302, headers={"Location": place})
    assert refusal(fetcher(world), f"{site.url}/a").reason == "bad_address"


# ------------------------------------------------------------------ private addresses


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "2130706433", "0x7f.1"])
def test_this_machine_is_not_asked_unless_it_may_be(site, host):
    fetch = Fetcher(Fetching(timeout_s=3.0), Outside())
    assert refusal(fetch, f"http://{host}:{site.port}/a").reason == "private_address"
    assert site.asked == []


@pytest.mark.parametrize(
    "place", ["http://inside.example/", "http://127.0.0.1/", "http://2130706433/", "http://[::ffff:7f00:1]/", "//0/"]
)
def test_a_redirect_to_a_private_address_is_refused(site, monkeypatch, place):
    tried = public_site(monkeypatch, site)
    world = World(paper=PUBLIC, inside="10.0.0.7")
    site.replies["/a"] = Reply(status=302, headers={"Location": place})
    fetch = Fetcher(
        Fetching(timeout_s=3.0), Outside(world.outside.now, world.sleep, world.outside.utc_now, named(world))
    )
    assert refusal(fetch, "http://paper.example/a").reason == "private_address"
    assert site.paths == ["/a"]
    assert set(tried) == {PUBLIC}


PUBLIC = "93.184.215.14"


def public_site(monkeypatch, site: Site) -> list[str]:
    """Stands for a site on the internet: connections to PUBLIC reach it. Which addresses were tried."""
    tried, connect = [], socket.create_connection

    def to_the_site(address, *rest, **options):
        tried.append(address[0])
        return connect(("127.0.0.1", site.port), *rest, **options)

    monkeypatch.setattr(socket, "create_connection", to_the_site)
    return tried


def named(world: World):
    """Names as the world has them; the others as the system resolves them."""
    return lambda host, port: world.addresses_of(host, port) if host.endswith(".example") else addresses_of(host, port)


def test_a_host_with_public_and_private_addresses_is_asked_at_the_public_ones_only(monkeypatch):
    tried = connections(monkeypatch)
    world = World(mixed=["127.0.0.1", "192.0.2.7", "93.184.215.14"])
    assert refusal(fetcher(world, allow_private=False), "http://mixed.example/").reason == "unreachable"
    assert set(tried) == {"93.184.215.14"}


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch):
    """A name server that answers once with a public and then with a private address gains nothing."""
    tried = connections(monkeypatch)
    world = World()
    answers = iter(["93.184.215.14", "127.0.0.1"] * 9)
    outside = Outside(world.outside.now, world.sleep, world.outside.utc_now, lambda host, port: [next(answers)])
    refusal(Fetcher(Fetching(timeout_s=3.0), outside), "http://rebinding.example/")
    assert tried
    assert set(tried) == {"93.184.215.14"}


def connections(monkeypatch) -> list[str]:
    """The IP addresses that are connected to from now on; none of them answers."""
    tried = []

    def connect(address, *_, **__):
        tried.append(address[0])
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


# ------------------------------------------------------------------ robots.txt


def robots(site: Site, text: str) -> None:
    site.replies["/robots.txt"] = Reply(text.encode())


def test_what_robots_txt_refuses_is_not_asked_for(site, world):
    robots(site, "User-agent: *\nDisallow: /private\nAllow: /private/press$\n\nUser-agent: other\nDisallow: /")
    site.replies["/private/press"] = site.replies["/a"] = page()
    fetch = fetcher(world)
    assert refusal(fetch, f"{site.url}/private/a").reason == "refused_by_robots"
    fetch.get(f"{site.url}/private/press")
    fetch.get(f"{site.url}/a")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/private/press", "/a"]


def test_rules_for_us_by_name_win_over_those_for_all(site, world):
    robots(site, "User-agent: *\nDisallow: /\n\nUser-agent: Wiredesk\nDisallow: /b")
    site.replies["/a"] = page()
    fetch = fetcher(world)
    fetch.get(f"{site.url}/a")
    assert refusal(fetch, f"{site.url}/b").reason == "refused_by_robots"


def test_a_redirect_is_checked_against_robots_txt_too(site, world):
    robots(site, "User-agent: *\nDisallow: /b")
    site.replies["/a"] = Reply(status=302, headers={"Location": "/b"})
    assert refusal(fetcher(world), f"{site.url}/a").reason == "refused_by_robots"
    assert site.paths == ["/a"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_host_without_robots_txt_allows_everything(site, world, status):
    site.replies["/robots.txt"] = Reply(status=status)
    site.replies["/a"] = page()
    assert fetcher(world).get(f"{site.url}/a").status == 200


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_host_whose_robots_txt_cannot_be_had_allows_nothing(site, world, status):
    site.replies["/robots.txt"] = Reply(status=status)
    site.replies["/a"] = page()
    fetch = fetcher(world)
    assert refusal(fetch, f"{site.url}/a").reason == "refused_by_robots"
    assert refusal(fetch, f"{site.url}/a").reason == "refused_by_robots"
    assert site.paths == []


def test_a_robots_txt_that_never_comes_allows_nothing(site, world):
    site.replies["/robots.txt"] = lambda handler: time.sleep(1)
    assert refusal(fetcher(world, timeout_s=0.3), f"{site.url}/a").reason == "timeout"
    assert site.paths == []


def test_a_robots_txt_that_redirects_for_ever_is_none(site, world):
    site.replies["/robots.txt"] = Reply(status=302, headers={"Location": "/robots.txt"})
    site.replies["/a"] = page()
    assert fetcher(world, delay_s=0.0).get(f"{site.url}/a").status == 200


def test_only_the_start_of_a_huge_robots_txt_counts(site, world):
    robots(site, "User-agent: *\nDisallow: /b\n" + "# filling\n" * (MAX_ROBOTS_BYTES // 10) + "Disallow: /a\n")
    site.replies["/a"] = page()
    fetch = fetcher(world)
    fetch.get(f"{site.url}/a")
    assert refusal(fetch, f"{site.url}/b").reason == "refused_by_robots"


# ------------------------------------------------------------------ manners


def test_a_host_is_left_alone_between_two_requests(site, world):
    for path in "abc":
        site.replies[f"/{path}"] = page()
    fetch = fetcher(world, delay_s=2.5)
    for path in "abc":
        fetch.get(f"{site.url}/{path}")
    assert world.slept == [2.5] * 3  # after robots.txt, /a and /b


def test_time_that_passes_anyway_is_not_waited_again(site, world):
    site.replies["/a"] = page()
    fetch = fetcher(world, delay_s=2.0)
    fetch.get(f"{site.url}/a")
    world.time += 1.5
    fetch.get(f"{site.url}/a")
    assert world.slept == [2.0, 0.5]


def test_hosts_do_not_wait_for_one_another(site, world):
    site.replies["/a"] = page()
    fetch = fetcher(world, delay_s=2.0)
    fetch.get(f"http://one.example:{site.port}/a")
    fetch.get(f"http://two.example:{site.port}/a")
    assert world.slept == [2.0, 2.0]  # each after its own robots.txt


@pytest.mark.parametrize(("asked", "given"), [(4, 4.0), (3600, MAX_CRAWL_DELAY_S), (0.1, 1.0)])
def test_a_crawl_delay_is_kept_up_to_a_bound(site, world, asked, given):
    robots(site, f"User-agent: *\nCrawl-delay: {asked}")
    site.replies["/a"] = page()
    fetch = fetcher(world, delay_s=1.0)
    fetch.get(f"{site.url}/a")
    fetch.get(f"{site.url}/a")
    assert world.slept[-1] == given


# ------------------------------------------------------------------ trying again


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("header", "wait_s"), [("7", 7.0), ("Tue, 05 Mar 2024 12:00:09 GMT", 9.0), ("soon", 2.0), ("0", 2.0)]
)
def test_a_busy_server_is_asked_again_when_it_says(site, world, status, header, wait_s):
    site.replies["/a"] = [Reply(status=status, headers={"Retry-After": header}), page()]
    assert fetcher(world, delay_s=0.0).get(f"{site.url}/a").status == 200
    assert world.slept == [wait_s]


def test_a_server_that_wants_an_hour_gets_the_next_run(site, world):
    site.replies["/a"] = Reply(status=429, headers={"Retry-After": "3600"})
    error = refusal(fetcher(world, delay_s=0.0), f"{site.url}/a")
    assert (error.reason, error.status, world.slept) == ("not_ok", 429, [])


def test_the_pauses_grow_and_end(site, world):
    site.replies["/a"] = Reply(status=503)
    assert refusal(fetcher(world, delay_s=0.0), f"{site.url}/a").reason == "not_ok"
    assert (world.slept, len(site.paths)) == ([2.0, 4.0], MAX_TRIES)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "not_found"),
        (410, "not_found"),
        (403, "not_ok"),
        (500, "not_ok"),
        (204, "not_ok"),
        (206, "not_ok"),
        (304, "not_ok"),
    ],
)
def test_other_answers_are_final(site, world, status, reason):
    site.replies["/a"] = Reply(status=status)
    error = refusal(fetcher(world), f"{site.url}/a")
    assert (error.reason, error.status) == (reason, status)
    assert site.paths == ["/a"]


def test_a_connection_that_breaks_is_tried_again(site, world):
    count = []

    def breaking(handler):
        count.append(1)
        if len(count) < 3:
            return
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    site.replies["/a"] = breaking
    assert fetcher(world, delay_s=0.0).get(f"{site.url}/a").stream().read() == b"ok"


def test_a_body_shorter_than_it_says_is_not_taken_for_whole(site, world):
    site.replies["/a"] = lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf")
    assert refusal(fetcher(world), f"{site.url}/a").reason == "unreachable"


def test_a_host_that_never_answers_is_given_up_for_the_run(world):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
    fetch = fetcher(world, delay_s=0.0)
    assert refusal(fetch, f"{url}/a").reason == "unreachable"
    slept = list(world.slept)
    assert refusal(fetch, f"{url}/b").reason == "unreachable"
    assert world.slept == slept


def test_nonsense_instead_of_http_is_no_answer(site, world):
    site.replies["/a"] = lambda handler: handler.wfile.write(b"\x00\xff nonsense\r\n\r\n")
    assert refusal(fetcher(world), f"{site.url}/a").reason == "unreachable"


# ------------------------------------------------------------------ asking only for what is new


def test_what_an_earlier_visit_was_told_is_sent_back(site, world):
    site.replies["/a"] = Reply(status=304)
    earlier = visit(site, "/a", etag='W/"7"', last_modified="Tue, 05 Mar 2024 10:00:00 GMT")
    found = fetcher(world).get(f"{site.url}/a", earlier)
    assert found.is_unchanged
    assert site.headers("/a")["if-none-match"] == 'W/"7"'
    assert site.headers("/a")["if-modified-since"] == "Tue, 05 Mar 2024 10:00:00 GMT"


def test_a_tag_is_sent_only_to_the_address_that_gave_it(site, world):
    site.replies["/a"] = Reply(status=302, headers={"Location": "/b"})
    site.replies["/b"] = Reply(status=304)
    fetcher(world).get(f"{site.url}/a", visit(site, "/a", final_url=f"{site.url}/b", etag='"7"'))
    assert "if-none-match" not in site.headers("/a")
    assert site.headers("/b")["if-none-match"] == '"7"'


@pytest.mark.parametrize("tag", ['"' + "x" * 2000 + '"', '"a\u00e9"'])
def test_a_tag_that_is_none_is_not_kept(site, world, tag):
    site.replies["/a"] = page(ETag=tag)
    assert fetcher(world).get(f"{site.url}/a").etag == ""
