"""By what names an outlet is credited, and which outlets are agencies."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from wiredesk.records import Article, Outlet
from wiredesk.text.media import canonical, plain

DOORS = re.compile(r"^(?:www|m|amp|mobile)\.")
ENDING = re.compile(r"\.(?:com|org|net|co\.\w\w|com\.\w\w|\w\w)$")


class Agencies(NamedTuple):
    """News agencies by the domains and the names of their own pages."""

    by_domain: dict[str, str]
    by_name: dict[str, str]


@cache
def agencies() -> Agencies:
    """The table of agencies."""
    by_domain: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for line in files(__package__).joinpath("agency_sites.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, domains, names = line.split("\t")
            by_domain.update(dict.fromkeys(domains.split("|"), name))
            by_name.update({plain(form): name for form in (name, *names.split("|"))})
    return Agencies(by_domain, by_name)


def agency_of(outlet: Outlet) -> str:
    """The agency whose own page an outlet is; empty for a paper."""
    known = agencies()
    for name in filter(None, (outlet.domain, outlet.name)):
        bare = DOORS.sub("", name.casefold())
        ends = (bare[at:] for at in (0, *(match.end() for match in re.finditer(r"\.", bare))))
        found = next((known.by_domain[end] for end in ends if end in known.by_domain), "")
        if found or (found := known.by_name.get(plain(canonical(name)), "")):
            return found
    return ""


def named_by(words: str) -> str:
    """An agency or outlet as a credit names it, in the form in which outlets are compared."""
    return agencies().by_name.get(plain(canonical(words)), "") or letters(canonical(words))


def names_of(article: Article) -> frozenset[str]:
    """The names under which the article's outlet may be credited, in that form."""
    outlet = article.outlet
    names = {letters(canonical(outlet.name))} if outlet.name else set()
    for domain in filter(None, (outlet.domain, outlet.name if outlet.name and "." in outlet.name else None)):
        names.add(letters(ENDING.sub("", DOORS.sub("", domain.casefold()))))
    return frozenset({*names, agency_of(outlet)} - {""})


def letters(name: str) -> str:
    """A name by its letters and digits: "The Harbour Post" and "harbourpost" are one."""
    return "".join(character for character in plain(name) if character.isalnum())
