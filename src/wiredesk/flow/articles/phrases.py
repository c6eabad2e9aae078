"""Words that give a line away, whatever the page: "share this", "leave a reply", "all rights reserved"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from wiredesk.flow.articles.characters import UPPER
from wiredesk.flow.articles.scan import GRAM, Scanner
from wiredesk.flow.articles.sheet import Sheet

LONGEST_FURNITURE = 400  # characters; a longer line is not given away by a phrase
LONGEST_START = 160  # characters; longer lines that merely begin like a button are sentences
LONGEST_WHOLE = 60  # characters of a phrase that is a whole line

KEPT_ANSWERS = 20_000  # lines; menus of one outlet are the same on every page
AROUND = " :.,;!?*›»→()[]\"'“”‘’|"  # what may stand around a button's words
LAST_ASCII = "\x7f"
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
    """Why the words of some lines say that they are no body lines, by the lines' places, as `reason_of` gives it."""
    lines, edged = sheet.lines, edged_lines(sheet)
    whole, _, inside = phrases()
    found: dict[int, str] = {}
    for place, _, phrase in sheet.found:
        if phrase in inside and len(lines[place]) <= LONGEST_FURNITURE:
            found.setdefault(place, inside[phrase])
    heads = [line[:START] for line in lines]
    for place, pairs in enumerate(map(by_start().get, heads)):
        if pairs and (reason := reason_at_start(lines[place], pairs)):
            found[place] = reason
    shorts = (sheet.size <= LONGEST_WHOLE).nonzero()[0].tolist()
    for place, low in zip(shorts, [lines[place].lower() for place in shorts], strict=True):
        if low in whole:
            found[place] = whole[low]
        elif place in edged and (reason := whole.get(low.strip(AROUND), "")):
            found[place] = reason
    for place in sorted(edged - found.keys()):
        if lines[place][0] > LAST_ASCII and (reason := reason_at_start(lines[place], by_start()[""])):
            found[place] = reason
    return found


def edged_lines(sheet: Sheet) -> set[int]:
    """The lines that do not begin and end with letters of a script that sets spaces."""
    return {*((sheet.first > UPPER) | (sheet.last > UPPER)).nonzero()[0].tolist()}


def reason_at_start(line: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The reason of the phrase with which a line begins; "" where it begins with none."""
    if len(line) > LONGEST_START:
        return ""
    low = line.lower()
    return next((reason for words, reason in pairs if low.startswith(words)), "")
