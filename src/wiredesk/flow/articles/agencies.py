"""News agencies by all the names that bylines, captions and credit lines give them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

# What newspapers, agencies and stations are called, for names that agencies.tsv does not hold.
PRESS_WORDS = frozenset(
    "News Press Times Post Journal Agency Agencia Agenzia Newswire Tribune Herald Telegraph Gazette Chronicle "
    "Guardian "
    "Observer Courier Examiner Radio TV Television Broadcasting Media".split()
)
PRESS_WORD = re.compile(rf"\b(?:{'|'.join(sorted(PRESS_WORDS))})\b")
OPENING = re.compile(r"^(?:(?:But|And|As|While|When|Where|Yet|On|In|A|An|the) )+")
JOINED = re.compile(rf" (?:and|of) (?=.*(?:{'|'.join(sorted(PRESS_WORDS))}))")
NO_OUTLET = re.compile(
    r"\b(?:Press|News|Media) (?:Secretary|Office|Officer|Minister|Ministry|Conference|Club|Release|Freedom)|"
    r"\b(?!News|Press)\w+ Agency\b|\b(?:Post Office|Fake News)\b"
)
PRESS_NAME = re.compile(PRESS_WORD.pattern + r"(?: (?:Service|Foundation|Network|Corporation|Group|Agency)\b)?")
POSSESSIVE = re.compile(r"['’]s?(?:\s|$)")
EDGES = ' .,:;()[]/—–-"“”„«»'
ARTICLES = ("The ", "the ", "l'", "l’", "L'", "L’", "la ", "die ", "der ", "de ", "het ", "a ")
BETWEEN = re.compile(r"\s*(?:[,;/&+|•·]|(?<!\w)(?:and|und|et|y|e|en|i|и|og|och)(?!\w))\s*")
LONGEST_NAME = 5  # words of an agency's name
PRINTS_PICTURES = frozenset({"Getty Images", "Shutterstock", "Zuma", "NurPhoto", "EPA", "Alamy", "Imago", "Avalon"})


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
    bare = words.strip(EDGES)
    table = agencies()
    if found := table.get(bare):
        return found
    if not bare.startswith(ARTICLES):
        return ""
    return table.get(next(bare[len(article) :] for article in ARTICLES if bare.startswith(article)), "")


def named(words: str) -> str:
    """The agency or outlet that words name, by table or by shape; "" when they name none."""
    bare = words.strip(EDGES)
    return known(bare) or shaped(bare)


def shaped(words: str) -> str:
    """The outlet in capitalised words, told by what outlets are called ("Ann Example of Askvik News" → Askvik "
    "News)."""
    if POSSESSIVE.search(words) or NO_OUTLET.search(words):
        return ""
    for part in JOINED.split(words):
        found = [*PRESS_NAME.finditer(part)]
        name = part[: found[-1].end()] if found else ""
        if name and (" " in name or "-" in name) and ")" not in name.split("(")[0]:
            return OPENING.sub("", name)
    return ""


def leading(words: str) -> tuple[str, str]:
    """The agency that words begin with and what follows it ("AP writer Ann Example" → AP); "" where none does."""
    parts = words.strip(EDGES).split()
    for count in range(min(LONGEST_NAME, len(parts)), 0, -1):
        if found := known(" ".join(parts[:count])):
            return found, " ".join(parts[count:])
    return "", words
