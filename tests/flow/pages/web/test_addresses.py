"""Which addresses are fetched: public ones, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.flow.pages.web import addresses
from wiredesk.flow.pages.web.addresses import is_public, normal, parsed
from wiredesk.flow.pages.web.failing import FetchError
from wiredesk.flow.pages.web.outside import addresses_of

PUBLIC = ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
PRIVATE = [
    "127.0.0.1", "127.255.0.3", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254",
    "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "203.0.113.9", "224.0.0.251", "239.255.255.250",
    "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
    "2002:7f00:1::", "2001:0:7f00:1::1", "2001:db8::1", "3fff::1", "5f00::1", "fc00::1", "fd12::1", "fe80::1",
    "fe80::1%lo", "2606:4700::1111%lo", "fec0::1", "ff02::1", "not an address",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_machines_networks_and_groups_are_not(address):
    assert not is_public(address)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_other_ways_to_write_this_machine_lead_to_it(host):
    assert not any(is_public(address) for address in addresses_of(host, 80))


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("HTTP://Example.ORG:80/a/../b#part", "http://example.org/b"),
        (" https://example.org ", "https://example.org/"),
        ("http://exämple.org/ü?q=ö", "http://xn--exmple-cua.org/%C3%BC?q=%C3%B6"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
    ],
)
def test_addresses_have_one_normal_form(url, form):
    assert str(parsed(url)) == normal(url) == form


@given(st.from_regex(addresses.PLAIN, fullmatch=True))
def test_what_is_taken_for_normal_at_a_glance_is_normal(url):
    try:
        assert normal(url) == str(parsed(url))
    except FetchError:
        assert normal(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a", "file:///etc/passwd", "javascript:alert(1)", "//example.org/a", "http:///a", "http://",
        "http://example.org@127.0.0.1/", "http://a:b@example.org/", "http://a.org\\@127.0.0.1/",
        "http://ex ample.org/", "http://example.org:99999/", "http://example.org:0/", "http://example.org/\x00",
        "http://①②⑦.0.0.1/", "http://[::1", "http://example.org/" + "a" * 9000, "", "http://exa%2fmple.org/",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_of_the_web_is_refused(url):
    with pytest.raises(FetchError) as refusal:
        parsed(url)
    assert refusal.value.reason == "bad_address"


def test_a_redirect_is_read_against_the_address_that_gives_it():
    base = parsed("https://example.org/a/b")
    assert str(parsed("../c", base=base)) == "https://example.org/c"
    assert str(parsed("//other.example/c", base=base)) == "https://other.example/c"


def test_a_name_that_nobody_has_is_unreachable():
    with pytest.raises(FetchError) as refusal:
        addresses_of("a" * 70 + ".invalid", 80)
    assert refusal.value.reason == "unreachable"
