"""Which addresses may be fetched: URLs that are plain, and IP addresses that anyone on the internet could reach."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

import httpx

from wiredesk.flow.pages.web.failing import FetchError

MAX_URL_CHARS: Final = 8000  # what RFC 9110 asks servers to take; longer ones are traps
PORTS: Final = range(1, 2**16)
HOST: Final = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")  # no zones (fe80::1%eth0): they lead to neighbours
# in its normal form already; spares the parsing, which takes 50 µs, to site maps of 50,000 addresses
PLAIN: Final = re.compile(r"https?://[a-z0-9.-]+/[\w/~.-]*(?:\?[\w&=.-]*)?", re.ASCII)
UNICAST: Final = ip_network("2000::/3")  # all of IPv6 that was ever given out
DOCUMENTATION: Final = ip_network("3fff::/20")  # younger than the tables of Python 3.11
PROTOCOLS: Final = ip_network("192.0.0.0/24")  # of which Python 3.11 knows only parts
RELAYS: Final = ip_network("192.88.99.0/24")  # 6to4, given up in RFC 7526
NAT64: Final = ip_network("64:ff9b::/96")


def parsed(url: str, *, base: httpx.URL | None = None) -> httpx.URL:
    """A URL in its normal form, without its fragment; FetchError for one that we do not ask for."""
    try:
        found = base.join(url.strip()) if base else httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("bad_address", str(error)[:200]) from error
    if fault := fault_of(found):
        raise FetchError("bad_address", fault)
    return found.copy_with(raw_path=found.raw_path, fragment=None)


def normal(url: str) -> str:
    """The form in which an address is known; one that cannot be fetched, as it is."""
    if len(url) < MAX_URL_CHARS and PLAIN.fullmatch(url) and "/." not in url:
        return url
    try:
        return str(parsed(url))
    except FetchError:
        return url


def fault_of(url: httpx.URL) -> str:
    """What is wrong with a URL; empty when nothing is."""
    if url.scheme not in ("http", "https"):
        return "only http and https are fetched"
    if url.userinfo:
        return "it holds a user name"
    if not HOST.fullmatch(url.raw_host.decode("ascii")):
        return "it names no host"
    if url.port is not None and url.port not in PORTS:
        return "there is no such port"
    return "it is too long" if len(str(url)) > MAX_URL_CHARS else ""


def is_public(address: str) -> bool:
    """True for an address that anyone on the internet could reach: not this machine, not its network, no group."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return ip.is_global and not ip.is_multicast and ip not in RELAYS and ip not in PROTOCOLS
    inner = inner_of(ip)
    return is_public(str(inner)) if inner else is_public_v6(ip)


def is_public_v6(ip: IPv6Address) -> bool:
    """The same for IPv6; 6to4 and Teredo, which lead through a relay to any IPv4 address, are not public."""
    if ip.sixtofour or ip.teredo or ip.scope_id:
        return False
    return ip.is_global and not ip.is_multicast and ip in UNICAST and ip not in DOCUMENTATION


def inner_of(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for: mapped, or behind NAT64."""
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    return IPv4Address(int(ip) & 0xFFFF_FFFF) if isinstance(NAT64, IPv6Network) and ip in NAT64 else None
