"""Agencies and outlets on whose word a sentence stands: "according to Reuters", "wie dpa meldet", "selon l'AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wiredesk.flow.articles.agencies import PRESS_WORDS, agencies, leading, named
from wiredesk.text import relaying

PLACES = relaying.table()
BEFORE = re.compile(relaying.before(with_as=True))
AFTER = re.compile(
    r"\s(?:has |had |also |earlier |first )?report(?:s|ed)\b|\szufolge\b|,? (?:has )?learned\b",
)
TOKEN = re.compile(r"\w\w+")
REACH = 60  # characters before or after such words in which the name stands
KEY_WORDS = relaying.key_words(
    (*PLACES["before"], *PLACES["told"], *PLACES["as"], *PLACES["agency"], "reports", "reported", "zufolge", "learned")
)
KEYS = frozenset(word + mark for word in KEY_WORDS for mark in ("", ",", "."))  # most paragraphs hold none of them
AMBIGUOUS = frozenset("EPA AA PA CP TT CNA SPA MENA QNA WAM Petra Keystone MTI AGI SDA ATS APA RIA STT".split())
AS = tuple(form + " " for word in PLACES["as"] for form in (word, word.capitalize()))
VERB = re.compile(
    r"[\w ,]{0,30}?\b(?:berichte|melde|schreib|erfuhr|meldt|schrijft|podaje|podała|informuje|pisze|donosi)"
)
NOUN_REACH = 14  # characters after a name in which "news agency" stands
SHORT = 4  # letters and a space: words that begin with PA, AA or CNA are mostly another name
WORD = r"[^\W\d_a-zß-öø-ÿ][\w&-]*(?:\.[\w&-]+)*"
NAME = re.compile(rf"(?:[Tt]he )?{WORD}(?: (?:of |de |for |and )?{WORD}){{0,4}}|dpa\b|ntv\b|epd\b|apa\b|sda\b")
NAME_BEFORE = re.compile(rf"(?:[Tt]he )?(?:{WORD} (?:of |de |for |and )?){{0,4}}(?:{WORD}|dpa)$")


def relays(paragraph: str) -> Iterator[tuple[str, str]]:
    """Each agency or outlet that a paragraph relies on, with the words that say so."""
    if KEYS.isdisjoint(paragraph.split()) or name_keys().isdisjoint(TOKEN.findall(paragraph)):
        return
    for match in BEFORE.finditer(paragraph):
        found = NAME.match(paragraph, match.end(), match.end() + REACH)
        name = named_by(found.group()) if found else ""
        if found and name and is_relay(match.group(), found.group(), paragraph[found.end() : found.end() + REACH]):
            yield name, paragraph[match.start() : found.end()]
    for match in AFTER.finditer(paragraph):
        before = paragraph[max(0, match.start() - REACH) : match.start()]
        found = NAME_BEFORE.search(before)
        if found and (name := named(found.group())):
            yield name, found.group() + match.group()


def is_relay(cue: str, name: str, after: str) -> bool:
    """False for "like AFP" without a verb, and for letters that mostly mean an authority where no "agency" is by."""
    if cue.startswith(AS) and not VERB.match(after):
        return False
    is_ambiguous = name.removeprefix("the ").removeprefix("The ") in AMBIGUOUS
    return not is_ambiguous or "agen" in (cue + after[:NOUN_REACH]).casefold()


@cache
def name_keys() -> frozenset[str]:
    """Words of which a text that names an agency or outlet holds one: each name's longest, "Times" and the like."""
    return frozenset(max(words, key=len) for name in agencies() if (words := TOKEN.findall(name))) | PRESS_WORDS


def named_by(words: str) -> str:
    """The agency or outlet of a run of capitalised words: all of them, or their start ("Reuters White House")."""
    name, rest = leading(words)
    if name and len(words) - len(rest) > SHORT:
        return name
    return named(words)
