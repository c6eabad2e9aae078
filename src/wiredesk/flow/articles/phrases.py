"""Words that give a line away, whatever the page: "share this", "leave a reply", "all rights reserved"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from wiredesk.flow.articles.characters import DIGIT, UPPER, Array
from wiredesk.flow.articles.scan import GRAM, Scanner, slots_of
from wiredesk.flow.articles.sheet import Sheet

LONGEST_FURNITURE = 400  # characters; a longer line is not given away by a phrase
LONGEST_START = 160  # characters; longer lines that merely begin like a button are sentences
LONGEST_CALL = 300  # characters of a dump's line that begins like a button: those that ask for more are longer
LONGEST_WHOLE = 60  # characters of a phrase that is a whole line

KEPT_ANSWERS = 20_000  # lines; menus of one outlet are the same on every page
AROUND = " :.,;!?*›»→()[]\"'“”‘’|"  # what may stand around a button's words
SHORTEST_HASHED = 6  # characters; shorter lines may be a word of three letters with marks around it
START = 5  # characters by which phrases that begin a line are found
CREDIT_WORDS = tuple("foto photo image imagen bild bilder credit crédit immagine getty reuters archiv".split())
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
    return Scanner(words for words in dict.fromkeys((*phrases()[2], *CREDIT_WORDS)) if len(words) >= GRAM)


@cache
def by_start() -> dict[str, tuple[tuple[str, str], ...]]:
    """The phrases that begin a line with their reasons, by their first characters however written; short ones by ""."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for pairs in phrases()[1].values():
        for words, reason in pairs:
            key = words[:START] if len(words) >= START else ""
            for form in dict.fromkeys((key, key[:1].upper() + key[1:], key.upper(), key.title())):
                found[form] = (*found.get(form, ()), (words, reason))
    return found


def reasons_of(sheet: Sheet) -> dict[int, str]:
    """Why the words of some lines say that they are no body lines, by the lines' places, as `reason_of` gives it.

    Cost     O(n) time; only lines that begin as a phrase does are looked at.
    """
    lines = sheet.lines
    whole, _, inside = phrases()
    found: dict[int, str] = {}
    for place, _, phrase in sheet.found:
        if phrase in inside and len(lines[place]) <= LONGEST_FURNITURE:
            found.setdefault(place, inside[phrase])
    starts, slots, wholes = by_start(), start_slots(), whole_slots()
    for place in slots.take(sheet.head).nonzero()[0].tolist():
        pairs = starts.get(lines[place][:START])
        if pairs and (reason := reason_at_start(lines[place], pairs)):
            found[place] = reason
    is_edged = (sheet.first > UPPER) & (sheet.first != DIGIT)
    is_like = wholes.take(sheet.head) | is_edged | (sheet.size <= SHORTEST_HASHED)
    for place in ((sheet.size <= LONGEST_WHOLE) & is_like).nonzero()[0].tolist():
        low = lines[place].lower()
        if reason := whole.get(low) or whole.get(low.strip(AROUND), ""):
            found[place] = reason
    firsts = short_starts()
    for place in is_edged.nonzero()[0].tolist():
        pairs = firsts.get(lines[place][0])
        if pairs and place not in found and (reason := reason_at_start(lines[place], pairs)):
            found[place] = reason
    return found


@cache
def short_starts() -> dict[str, tuple[tuple[str, str], ...]]:
    """The short phrases that begin a line, none with a letter of a script that sets spaces, by first character."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for words, reason in by_start()[""]:
        found[words[0]] = (*found.get(words[0], ()), (words, reason))
    return found


@cache
def start_slots() -> Array:
    """Whether a phrase that begins a line has a hash, for every hash."""
    return slots_of(words for pairs in phrases()[1].values() for words, _ in pairs if len(words) >= START)


@cache
def whole_slots() -> Array:
    """The same for phrases that are a whole line."""
    return slots_of(words for words in phrases()[0] if len(words) >= GRAM)


def reason_at_start(line: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The reason of the phrase with which a line begins; "" where it begins with none."""
    if len(line) > LONGEST_CALL:
        return ""
    low = line.lower()
    return next((reason for words, reason in pairs if low.startswith(words)), "")
