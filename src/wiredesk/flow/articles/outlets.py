"""Who published a page: outlets by domain and by name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from wiredesk.records import Outlet

DOMAIN: Final = re.compile(r"^(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,24})(?:[:/].*)?$", re.IGNORECASE)

SOLD_ABROAD: Final = frozenset("AI CC CO EU FM GG IO LA LY ME NU SH TK TO TV VC WS".split())  # used for their letters


class Known(NamedTuple):
    """A row of outlets.tsv."""

    domain: str
    name: str
    country: str
    language: str


@cache
def table() -> tuple[Known, ...]:
    """Well-known outlets; our own list, for names and spellings only: no outlet is treated in its own way."""
    lines = files(__package__).joinpath("outlets.tsv").read_text("utf-8").splitlines()
    return tuple(Known(*line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def by_domain() -> dict[str, Known]:
    """The table by registered domain."""
    return {known.domain: known for known in table()}


@lru_cache(maxsize=10_000)  # the same names come with every page of an outlet
def key_of(name: str) -> str:
    """A name for comparison: letters and digits only, no article in front."""
    key = "".join(char for char in name.casefold() if char.isalnum() or char == " ").strip()
    return key.removeprefix("the ").replace(" ", "")


@cache
def splitter() -> Any:
    """Splits host names by the list of public suffixes that ships with tldextract; nothing is fetched."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), fallback_to_snapshot=True, cache_dir=None)


@lru_cache(maxsize=10_000)
def domain_of(url: str | None) -> str | None:
    """The domain of an address: the registered one, or a longer one that the table knows as an outlet's own."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    found = splitter()(host)
    if not found.domain or not found.suffix:
        return None
    return longest_known(host) or f"{found.domain}.{found.suffix}"


def longest_known(host: str) -> str | None:
    """The longest end of a host's name that stands in the table ("m.example.co.uk" → "example.co.uk")."""
    parts = host.split(".")
    ends = (".".join(parts[at:]) for at in range(len(parts) - 1))
    return next((end for end in ends if end in by_domain()), None)


def find_outlet(given: str | None, sites: tuple[str, ...], urls: tuple[str, ...]) -> Outlet:
    """The outlet, from what was given beside the page, what the page calls itself, and its address.

    A name alone gives no domain: two papers may bear it.
    """
    named = next((site for site in sites if is_name(site)), None)
    if given and (match := DOMAIN.match(given.strip())):
        domain = domain_of(match[1])
        return Outlet(name=known_name(domain) or named, domain=domain)
    domain = next((found for found in map(domain_of, urls) if found), None)
    return Outlet(name=given or known_name(domain) or named, domain=domain)


def known_name(domain: str | None) -> str | None:
    """The name of a well-known domain."""
    known = by_domain().get(domain or "")
    return known.name if known else None


def country_of(domain: str | None) -> str | None:
    """The country of a domain: by the table, else by its last part where that is a country's."""
    if known := by_domain().get(domain or ""):
        return known.country
    end = (domain or "").rpartition(".")[2].upper()
    if len(end) != 2 or end in SOLD_ABROAD:
        return None
    return "GB" if end == "UK" else end


def is_name(site: str) -> bool:
    """True for what can be an outlet's name: no address, no handle, not a sentence."""
    return not site.startswith(("http", "@", "/")) and len(site) <= 60 and not DOMAIN.match(site)
