"""What units and currencies are called: "kilometres" → km, "€" → eur."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit of measure, a currency, or a share of a whole."""

    name: str
    kind: str  # "money", "share", "measure"


@cache
def units() -> dict[str, Unit]:
    """The units by their words and signs, in lower case."""
    lines = files("wiredesk.text").joinpath("units.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {word.replace("_", " "): Unit(name, kind) for name, kind, words in rows for word in words.split()}


def unit_of(word: str) -> Unit | None:
    """The unit that a word or sign names; None for any other word."""
    return units().get(word.lower())


@cache
def signs() -> tuple[str, ...]:
    """The signs that stand before a sum, the longest first."""
    found = [word for word, unit in units().items() if unit.kind == "money" and not word[-1].isalnum()]
    return tuple(sorted(found, key=lambda sign: (-len(sign), sign)))
