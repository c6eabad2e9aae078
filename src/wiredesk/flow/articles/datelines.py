"""Datelines: the place, the date and the agency before a story's first words ("PARIS, 3 May (AFP) —")."""

from __future__ import annotations

import re

from wiredesk.flow.articles.agencies import known

LONGEST_PLACE = 80  # characters before the agency
MOST_PLACE_WORDS = 10
BRACKETED = re.compile(r"(?P<place>[^()\[\]\n]{0,80}?)[(\[](?P<inside>[^()\[\]]{2,40})[)\]](?P<after>\s*)(?P<next>\S)")
SLASHED = re.compile(r"(?P<place>[^()/\n]{0,60}?[\s.,])?/\s?(?P<inside>[\w .-]{2,30}?)\s?/\s*[.,:—–-]")
DASHED = re.compile(r"(?P<inside>[^\W\d][\w .-]{1,30}?)\s*[—–]\s|(?P<inside2>[A-Z][\w ]{1,20}?) --? ")
PLACED = re.compile(r"(?P<place>[^()\n]{2,60}?)\s*[—–-]+\s*(?P<inside>[^\W\d][\w «»\".-]{1,30}?)(?:\.|,|:|\s[—–-]+)\s")
AFTER_AGENCY = frozenset("—–−‑-:.,|")  # what may stand between the agency and the story
OPENERS = frozenset("\"“„«'‘¿¡")
SMALL_WORDS = frozenset(
    "de la del las los el di da do dos das of and the upon on in aan den der dem im bei am le les sur y e et und "
    "à sous".split()
)
MONTH_STEMS = (
    "jan gen ene janv sty янв feb fév fev лют luty lut fevr фев mar mär mrz mars maa kwi апр apr abr avr mai may "
    "maj mei mag май мая "
    "jun jui juin giu cze июн jul lug juil lip июл aug ago aoû sie авг sep set wrz сен oct okt out ott paź окт "
    "nov lis ноя dec dez déc dic gru дек"
).split()
INITIALS = re.compile(r"[a-zäöü]{1,4}\d?$")


def dateline(paragraph: str) -> tuple[tuple[str, ...], str]:
    """The agencies of the dateline that a paragraph begins with, and its words; none where it has no such "
    "dateline."""
    for pattern in (BRACKETED, SLASHED, DASHED, PLACED):
        match = pattern.match(paragraph)
        if match and (found := agencies_of(match)):
            end = match.start("next") if "next" in match.re.groupindex else match.end()
            if "next" in match.re.groupindex and match["next"] in AFTER_AGENCY:
                end = match.end()
            return found, paragraph[:end].strip()
    return (), ""


def agencies_of(match: re.Match[str]) -> tuple[str, ...]:
    """The agencies of what looks like a dateline; none where it is no dateline."""
    parts = match.groupdict()
    if not is_place(parts.get("place") or ""):
        return ()
    if "next" in parts and not is_start(match):
        return ()
    return inside(parts["inside"] or parts.get("inside2") or "")


def is_start(match: re.Match[str]) -> bool:
    """True where a story begins after the brackets: a dash, or at once with a capital ("(CNN)The mayor")."""
    char = match["next"]
    return char in AFTER_AGENCY or char in OPENERS or char.isupper() or not (char.islower() or char in "()/")


def inside(words: str) -> tuple[str, ...]:
    """The agencies named between brackets, where nothing but agencies and an editor's initials stand there."""
    found: dict[str, None] = {}
    if name := known(words):
        return (name,)
    for part in re.split(r"\s*[/|,;+&]\s*|\s+[-–]\s+", words):
        if name := known(part):
            found[name] = None
        elif not INITIALS.match(part):
            return ()
    return tuple(found)


def is_place(words: str) -> bool:
    """True for names of places and dates, or nothing at all."""
    parts = words.replace("/", " ").split()
    return len(parts) <= MOST_PLACE_WORDS and all(map(is_place_word, parts))


def is_place_word(part: str) -> bool:
    """True for a word that a place or date can hold."""
    bare = part.strip(".,:;-–—−")
    return not bare or not bare[0].islower() or bare in SMALL_WORDS or bare.startswith(tuple(MONTH_STEMS))
