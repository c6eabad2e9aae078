"""Words that give a line away, whatever the page: "share this", "leave a reply", "all rights reserved"."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

LONGEST_FURNITURE = 400  # characters; a longer line is not given away by a phrase
LONGEST_START = 160  # characters; longer lines that merely begin like a button are sentences


KEPT_ANSWERS = 20_000  # lines; menus of one outlet are the same on every page
AROUND = " :.,;!?*›»→()[]\"'“”‘’|"  # what may stand around a button's words
MARKS = str.maketrans(dict.fromkeys(AROUND, " "))


@cache
def phrases() -> tuple[dict[str, str], dict[str, tuple[tuple[str, str], ...]], dict[str, str]]:
    """The tell-tale words: of whole lines, of starts (by first word), and anywhere."""
    whole: dict[str, str] = {}
    starts: dict[str, tuple[tuple[str, str], ...]] = {}
    inside: dict[str, str] = {}
    for row in files(__package__).joinpath("phrases.tsv").read_text("utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        reason, where, listed = row.split("\t")
        for words in listed.split(" | "):
            if where == "whole":
                whole.setdefault(words, reason)
            elif where == "start":
                first = words.split(" ", 1)[0]
                starts[first] = (*starts.get(first, ()), (words, reason))
            else:
                inside.setdefault(words, reason)
    return whole, starts, inside


@cache
def inside_by_key() -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The phrases that count anywhere in a line: by their longest word, and those of scripts without spaces."""
    by_key: dict[str, tuple[str, ...]] = {}
    unspaced = []
    for words in phrases()[2]:
        if " " not in words and not words.isascii():
            unspaced.append(words)
            continue
        key = max(words.split(" "), key=len)
        by_key[key] = (*by_key.get(key, ()), words)
    return by_key, tuple(unspaced)


@lru_cache(maxsize=KEPT_ANSWERS)
def reason_of(line: str) -> str:
    """Why the words of a line say that it is no body line; "" where they do not."""
    if len(line) > LONGEST_FURNITURE:
        return ""
    whole, starts, _ = phrases()
    low = line.lower()
    found = whole.get(low) or whole.get(low.strip(AROUND))
    if found:
        return found
    parts = low.split()
    if not parts:
        return ""
    if len(low) <= LONGEST_START and parts[0] in starts:
        for words, reason in starts[parts[0]]:
            if low.startswith(words):
                return reason
    return reason_inside(low, parts)


def reason_inside(low: str, parts: list[str]) -> str:
    """The reason of a phrase that stands somewhere in a line; "" where none does."""
    by_key, unspaced = inside_by_key()
    reasons = phrases()[2]
    if len(parts) > 1:
        bare = low.translate(MARKS).split()
        for part in bare if not by_key.keys().isdisjoint(bare) else ():
            for words in by_key.get(part, ()):
                if words in low:
                    return reasons[words]
    if not low.isascii():
        for words in unspaced:
            if words in low:
                return reasons[words]
    return ""
