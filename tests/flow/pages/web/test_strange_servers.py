"""Whatever a server sends, it is an answer or a FetchError with a documented reason; never a crash, never a hang."""

from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from local_site import Site
from wiredesk.flow.pages.web.failing import FetchError
from wiredesk.flow.pages.web.fetching import Fetcher
from wiredesk.flow.pages.web.outside import Outside
from wiredesk.records import Fetching
from wiredesk.text.reasons import REASONS

HERE = Fetching(allow_private=True, delay_s=0.0, timeout_s=1.0)
NAMES = st.sampled_from(
    "content-type content-length content-encoding transfer-encoding location etag last-modified set-cookie retry-after "
    "connection x".split()
)
VALUES = st.one_of(
    st.sampled_from(
        [
            b"text/html; charset=\xff\xfe", b"text/html;charset=", b"-1", b"99999999999999999999999", b"gzip", b"br",
            b"chunked", b"chunked, gzip", b"//", b"http://[::1", b"?" * 9000, b"a=b; Expires=never; Domain=.", b"1e9",
            b"close", b"Mon, 32 Foo 0000 99:99:99", b"http://\xff\xfe/", b"\xc3\xa9", b"", b"0",
        ]
    ),
    st.binary(max_size=30).filter(lambda value: not {10, 13} & set(value)),
)  # fmt: skip
BODIES = st.one_of(
    st.binary(max_size=99), st.binary(max_size=99).map(gzip.compress), st.just(b"5\r\nhello\r\n0\r\n\r\n")
)
STATUS = st.sampled_from(
    [b"200 OK", b"304 Not", b"301 Moved", b"500", b"999 ?", b"100 Continue", b"101 Up", b"0", b"x"]
)


@pytest.fixture(scope="module")
def site():
    with Site() as made:
        yield made


def outcome(site: Site, raw: bytes) -> str:
    site.replies["/a"] = lambda handler: handler.wfile.write(raw)
    fetcher = Fetcher(HERE, Outside(sleep=lambda seconds: None))
    try:
        return fetcher.get(f"{site.url}/a").final_url
    except FetchError as error:
        assert error.reason in REASONS
        return error.reason


@settings(max_examples=60, deadline=5000, suppress_health_check=[HealthCheck.too_slow])
@given(STATUS, st.lists(st.tuples(NAMES, VALUES), max_size=5), BODIES)
def test_any_headers_and_any_body_are_an_answer_or_a_reason(site, status, headers, body):
    lines = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in headers)
    assert outcome(site, b"HTTP/1.1 " + status + b"\r\n" + lines + b"\r\n" + body)


@settings(max_examples=50, deadline=5000)
@given(st.binary(max_size=300))
def test_any_bytes_are_an_answer_or_a_reason(site, raw):
    assert outcome(site, raw)


def test_headers_without_an_end_are_given_up(site):
    started = time.monotonic()
    assert outcome(site, b"HTTP/1.1 200 OK\r\n" + b"X-Filling: words\r\n" * 500_000) == "unreachable"
    assert time.monotonic() - started < 5.0
