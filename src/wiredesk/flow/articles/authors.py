"""The people who wrote an article: names only, no agencies, roles or outlets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from wiredesk.flow.articles.credits import agencies
from wiredesk.flow.articles.outlets import key_of
from wiredesk.text.decoding import clean

BY: Final = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|от|автор)\s*:?\s+|^(?:written|reported|posted|text)\s+by\s+", re.IGNORECASE
)
BETWEEN: Final = re.compile(r"\s*(?:[;|/•·\n]|,?\s+(?:and|und|et|y|e|och|og|en|with|&)\s+|,)\s*", re.IGNORECASE)
NO_PERSON: Final = re.compile(
    r"[@:/_<>=]|\d|\.\w{3,}$|\.\w{3,}\s|\b(?:staff|editor|editors|desk|team|newsroom|redaktion|rédaction|redacción|redazione|redactie|"
    r"newspaper|correspondent|reporter|writer|admin|agency|agencies|agence|agentur|press|associated|news|media|"
    r"online|magazine|times|post|daily|author|contributor|guest|wire|service|services|bureau|staffers|unknown|"
    r"tv|radio|gmbh|ltd|inc|llc|copyright|published|updated|report|reports)\b",
    re.IGNORECASE,
)
ADDRESS: Final = re.compile(r"https?://\S+|\S+@\S+|www\.\S+", re.IGNORECASE)
MAX_WORDS: Final = 6
MAX_AUTHORS: Final = 20


def people(found: Iterable[str], outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """The people among author fields, each once, in order ("By Ada Lind and Bo Karr" → both)."""
    keys = {key_of(name) for name in outlets if name}
    names = (name for field in found for name in names_of(field) if is_person(name, keys))
    return tuple(dict.fromkeys(names))[:MAX_AUTHORS]


def names_of(field: str) -> Iterator[str]:
    """The names in one field."""
    field = BY.sub("", " ".join(ADDRESS.sub(" ", clean(field)).split()))
    for name in BETWEEN.split(field[:500]):
        yield BY.sub("", name).strip(" .,-–—:()")


def is_person(name: str, keys: set[str]) -> bool:
    """True for what looks like a person's name."""
    if not name or NO_PERSON.search(name) or len(name.split()) > MAX_WORDS or len(name) > 60:
        return False
    if name == name.lower() and name != name.upper():
        return False  # cased, and all lower case: an account or an abbreviation
    return key_of(name) not in keys and not is_agency(name)


def is_agency(name: str) -> bool:
    """True for a news agency's name."""
    return name.casefold() in agencies() or name in agencies()
