"""Words by which a text leans on another's report: "according to", "told", "berichtet", "según".

One table (relaying.tsv) for all who read such words: credits, citations, chains of sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

LONGEST = 4  # small words between a cue and the name: "citing the Russian state news agency"


@cache
def table() -> dict[str, tuple[str, ...]]:
    """Place → its phrases in every language, from relaying.tsv; read once."""
    found: dict[str, list[str]] = {}
    for _, place, phrases in rows():
        found.setdefault(place, []).extend(phrases)
    return {place: tuple(dict.fromkeys(phrases)) for place, phrases in found.items()}


def of_language(language: str, place: str) -> tuple[str, ...]:
    """The phrases of one place in one language; none where the table has none."""
    return tuple(phrase for own, kind, phrases in rows() if (own, kind) == (language, place) for phrase in phrases)


@cache
def rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The table's rows: language, place, phrases."""
    found = []
    for line in files(__package__).joinpath("relaying.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, place, phrases = line.split("\t")
            found.append((language, place, tuple(phrases.split("|"))))
    return tuple(found)


def any_of(*phrases: str) -> str:
    """A pattern for any of the phrases, the longest first; first letters small or large, apostrophes of either form."""
    rests: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        rests.setdefault(phrase[0].lower(), []).append(re.escape(phrase[1:]).replace("'", "['’]"))
    opened = {first: f"[{first}{first.upper()}]" if first.isalpha() else re.escape(first) for first in rests}
    return "|".join(f"{opened[first]}(?:{'|'.join(rest)})" for first, rest in rests.items())


@cache
def before(*, with_as: bool = False) -> str:
    """A pattern for what stands before the name of a medium: a cue or a kind of medium, and small words.

    with_as: also "wie", "as" and their like, which relay only with a verb behind the name.
    """
    places = table()
    cues = any_of(*places["before"], *places["told"], *places["agency"], *(places["as"] if with_as else ()))
    words = (*places["small"], *places["agency"], *places["kind"])  # small letters only: "The" begins a name
    whole = "|".join(sorted((re.escape(word) for word in words if not word.endswith("'")), key=len, reverse=True))
    elided = "|".join(re.escape(word).replace("'", "['’]") for word in words if word.endswith("'"))
    between = rf"(?:(?:{whole})\s+|(?:{elided}))"
    return rf"\b(?:{cues})(?!\w)[\s,:]*{between}{{0,{LONGEST}}}"


@cache
def after() -> str:
    """A pattern for what stands behind the name of a medium and makes a relay of it: "also reported"."""
    places = table()
    between = rf"(?:,? (?:{any_of(*places['adverb'])}|\w+day|\w+ly)){{0,3}}"
    noun = rf"(?:['’]s \w+|\s+(?:{any_of(*places['agency'], *places['kind'])}))?"
    return rf"{noun}{between},? (?:{any_of(*places['after'])})\b"


def key_words(phrases: Iterable[str]) -> frozenset[str]:
    """A word of each phrase, as white space parts a text; a text with none of them holds none of the phrases."""
    words = {max(phrase.split(), key=len) for phrase in phrases}
    forms = {form for word in words for form in (word, word[0].upper() + word[1:])}
    return frozenset(form.replace("'", mark) for form in forms for mark in "'’")
