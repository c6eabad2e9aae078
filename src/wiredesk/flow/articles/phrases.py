"""Words that give a line away, whatever the page: "share this", "leave a reply", "all rights reserved"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from wiredesk.flow.articles.characters import Array
from wiredesk.flow.articles.scan import GRAM, Scanner

LONGEST_FURNITURE = 400  # characters; a longer line is not given away by a phrase
LONGEST_START = 160  # characters; longer lines that merely begin like a button are sentences
LONGEST_WHOLE = 60  # characters of a phrase that is a whole line

KEPT_ANSWERS = 20_000  # lines; menus of one outlet are the same on every page
AROUND = " :.,;!?*›»→()[]\"'“”‘’|"  # what may stand around a button's words
EDGES = frozenset(AROUND)
LAST_ASCII = "\x7f"
START = 3  # characters by which phrases that begin a line are found
CREDIT_WORDS = frozenset("foto photo image imagen bild bilder credit crédit immagine getty reuters archiv".split())
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


@cache
def scanner() -> Scanner:
    """Finds the phrases that count anywhere in a line, and the words by which captions end."""
    return Scanner(words for words in {*phrases()[2], *CREDIT_WORDS} if len(words) >= GRAM)


@cache
def by_start() -> dict[str, tuple[tuple[str, str], ...]]:
    """The phrases that begin a line with their reasons, by their first characters in small and in capital letters."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for pairs in phrases()[1].values():
        for words, reason in pairs:
            key = words[:START]
            for form in {key, key[:1].upper() + key[1:], key.upper()}:
                found[form] = (*found.get(form, ()), (words, reason))
    return found


def reasons_of(lines: Sequence[str], sizes: Array, found: Iterable[tuple[int, int, str]]) -> list[str]:
    """For every line of a page why its words say that it is no body line, as `reason_of` gives it.

    Takes    the lines; their sizes; the phrases that `scanner` found in them: line, place from its end, phrase.
    """
    whole, _, inside = phrases()
    starts = by_start()
    reasons = [""] * len(lines)
    for place, _, phrase in found:
        if phrase in inside and not reasons[place] and len(lines[place]) <= LONGEST_FURNITURE:
            reasons[place] = inside[phrase]
    for place, head in enumerate([line[:START] for line in lines]):
        pairs = starts.get(head) or (starts.get(head[:1]) or starts.get(head[:2]) if head[0] > LAST_ASCII else None)
        if pairs and len(lines[place]) <= LONGEST_START:
            low = lines[place].lower()
            for words, reason in pairs:
                if low.startswith(words):
                    reasons[place] = reason
                    break
    for place in np.flatnonzero(sizes <= LONGEST_WHOLE).tolist():
        low = lines[place].lower()
        if reason := whole.get(low) or (low[0] in EDGES or low[-1] in EDGES) and whole.get(low.strip(AROUND)):
            reasons[place] = reason
    return reasons
