"""News agencies by all the names that bylines, captions and credit lines give them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

# What newspapers, agencies and stations are called, for names that agencies.tsv does not hold.
PRESS_WORD = re.compile(
    r"\b(?:News|Press|Times|Post|Journal|Agency|Agencia|Agenzia|Newswire|Tribune|Herald|Telegraph|Gazette|Chronicle|"
    r"Guardian|Observer|Courier|Examiner|Radio|TV|Television|Broadcasting|Media)\b"
)


@cache
def agencies() -> dict[str, str]:
    """Every known name of an agency → the name we use."""
    names: dict[str, str] = {}
    for row in files(__package__).joinpath("agencies.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            name, _, others = row.partition("\t")
            names[name] = name
            names.update({other: name for other in others.split("|") if other})
    return names


def known(words: str) -> str:
    """The agency that words name exactly, "" when none."""
    bare = words.strip(" .,:;()[]/—–-")
    table = agencies()
    return table.get(bare) or table.get(bare.removeprefix("The ").removeprefix("the "), "")


def named(words: str) -> str:
    """The agency or outlet that words name, by table or by shape; "" when they name none."""
    bare = words.strip(" .,:;()[]/—–-")
    return known(bare) or (bare.removeprefix("the ") if PRESS_WORD.search(bare) else "")
