"""Where the places of one article are, and in which country those that no table knows."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wiredesk.flow.annotations.gazetteer import country_in, known, plain_name
from wiredesk.flow.annotations.mention import Mention
from wiredesk.flow.annotations.places import Spot, find_spot, spots
from wiredesk.records import EntityType
from wiredesk.text.names import fold

PLACES: tuple[EntityType, ...] = ("GPE", "LOC", "FAC")
Key = tuple[EntityType, str]

MAX_TAIL = 40  # characters behind a place's name that can tell its region
MAX_LOOK = 20  # mentions of a place that are looked at
NEAR = 200  # characters around an unknown place in which known ones tell its country
MIN_PREFIX_PEOPLE = 50_000  # of a city that tells where "Northfield General Hospital" is


def locate(text: str, groups: Mapping[Key, Sequence[Mention]]) -> dict[Key, Spot]:
    """Where the places of an article are, told by their names, the words behind them and the other places.

    Takes    the mentions of each entity.
    Gives    a Spot a place; one without id and coordinates where only the country is plain.
    Cost     linear in the mentions.
    """
    told = {key: known(key[1]) for key in groups if key[0] in ("GPE", "NORP")}
    near = shares(
        entry.country for key, entry in told.items() if entry for _ in groups[key] if len(spots(fold(key[1]))) < 2
    )
    found: dict[Key, Spot] = {}
    for key, mentions in groups.items():
        if key[0] in PLACES:
            tails = dict.fromkeys(text[one.end : one.end + MAX_TAIL] for one in mentions[:MAX_LOOK])
            spot = find_spot(key[1], near=near, tails=tails)
            if spot is not None:
                found[key] = spot
    return found | dict(by_neighbours(groups, found))


def by_neighbours(groups: Mapping[Key, Sequence[Mention]], found: Mapping[Key, Spot]) -> Iterator[tuple[Key, Spot]]:
    """Unknown places of which all known ones around lie in one country."""
    around = sorted((one.start, found[key].country) for key in found for one in groups[key])
    starts = [start for start, _ in around]
    for key, mentions in groups.items():
        if key[0] not in PLACES or key in found or country_of_place(key[1], None) is not None:
            continue
        countries: set[str] = set()
        for one in mentions[:MAX_LOOK]:
            first, last = bisect_left(starts, one.start - NEAR), bisect_left(starts, one.end + NEAR)
            countries.update(country for _, country in around[first : min(last, first + MAX_LOOK)])
        if len(countries) == 1:
            yield key, Spot(key[1], "named", countries.pop(), "", None, None, None, 0)


def country_of_place(name: str, spot: Spot | None) -> str | None:
    """The country of a place: the spot's, else the one that its name tells ("Southern California")."""
    if spot is not None:
        return spot.country
    listed = known(name)
    if listed is not None:
        return listed.country
    return country_in(name) or next(countries_within(name), None)


def countries_within(name: str) -> Iterator[str]:
    """Countries of the regions and large cities in a longer name, the longest and last first."""
    words = plain_name(name).replace("'s", "").split()
    for size in (3, 2, 1):
        for start in range(len(words) - size, -1, -1):
            part = " ".join(words[start : start + size])
            listed = known(part)
            if listed is not None and listed.country and listed.type in ("GPE", "LOC"):
                yield listed.country
            elif start == 0 and size < len(words):
                yield from (one.country for one in spots(fold(part))[:1] if one.people >= MIN_PREFIX_PEOPLE)


def shares(countries: Iterable[str | None]) -> dict[str, float]:
    """For each country its share of these, 0..1."""
    counts = Counter(one for one in countries if one)
    total = max(sum(counts.values()), 1)
    return {country: count / total for country, count in counts.items()}
