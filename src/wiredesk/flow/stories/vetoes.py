"""What tells two look-alike events apart: the 12th package is not the 13th, a robbery in one town not that in another.

Only what the title numbers, and where title and lede put the news. A clash needs both sides to be explicit, and neither
to mention what the other says: an article that names both packages clashes with nobody. Read in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.stories.sparse import hash_of
from wiredesk.flow.stories.words import LEDE, stems_of, stops_of

OTHER_NUMBER = 10.0  # log-odds lost: never one story by itself; other articles may still hold the two together
OTHER_PLACE = 7.0  # enough for the surest pair, and yet of pairs that clash so a third tell one story after all
ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
LABELS = "flight game round match race stage test episode season part chapter volume phase proposition prop apollo"
NUMBER_WORDS = {word: str(number) for number, word in enumerate(ORDINALS.split(), start=3)}  # "first" says too little
ORDINAL = re.compile(rf"\b(?:(\d{{1,3}})(?:st|nd|rd|th)|({ORDINALS.replace(' ', '|')}))\b", re.IGNORECASE)
LABELLED = re.compile(rf"\b({LABELS.replace(' ', '|')}) (?:no\. ?)?(\d{{1,4}})\b", re.IGNORECASE)
YEAR_BEFORE = re.compile(r"\b((?:19|20)\d\d) (?=[A-Z])")
YEAR_AFTER = re.compile(r"\b([A-Z]\w{2,}) ((?:19|20)\d\d)\b")
NEXT_WORDS = re.compile(r"[\s’'-]*((?:[^\W\d_]+[ ’'-]?){1,3})")
REACH = 60  # characters after a number in which its noun stands
DAYS = "monday tuesday wednesday thursday friday saturday sunday"
MONTHS = "january february march april may june july august september october november december"
NO_NOUN = (
    frozenset(  # stems after a number that count nothing: "the 40th minute", "12th of May", "third of voters"
        "minute second hour day week month year century place floor street avenue percent quarter of half largest time "
        "straigh consecu birthda anniver".split()
    )
    | {month[:7] for month in MONTHS.split()}
)
PLACE = re.compile(r"\b(?:in|near|outside) ((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*)")
LANGUAGES = "arabic chinese english french german hindi italian japanese mandarin portuguese russian spanish turkish"
NO_PLACE = frozenset(f"{DAYS} {MONTHS} {LANGUAGES} congress parliament senate".split())
MOST = 20  # numbers and places kept of an article
LONGEST = 40  # characters of a place's name
Words = NDArray[np.uint32]  # hashes of an article's stems


class Core(NamedTuple):
    """What one article says of the event itself that could clash with another's."""

    numbers: Mapping[str, frozenset[str]]  # stem of what the title numbers → its numbers
    places: Mapping[str, tuple[int, ...]]  # name of a place → hashes of its stems


class Clash(NamedTuple):
    """Why two articles can hardly tell of one event, and what that takes off their log-odds."""

    words: str
    loss: float


def clash_of(one: Core, other: Core, *, one_words: Words, other_words: Words) -> Clash | None:
    """The clash of two articles, if there is one; their words tell which of the other's places they name."""
    nouns = sorted(one.numbers.keys() & other.numbers.keys(), key=lambda stem: (-len(stem), stem))
    if nouns and not any(one.numbers[noun] & other.numbers[noun] for noun in nouns):
        for noun in nouns:
            mine, theirs = one.numbers[noun], other.numbers[noun]
            if are_years(mine) == are_years(theirs):
                return Clash(f"{noun} {', '.join(sorted(mine))} against {', '.join(sorted(theirs))}", OTHER_NUMBER)
    if one.places and other.places and not is_told(one.places, other_words) and not is_told(other.places, one_words):
        return Clash(f"in {', '.join(one.places)} against in {', '.join(other.places)}", OTHER_PLACE)
    return None


def are_years(numbers: frozenset[str]) -> frozenset[bool]:
    """Which kinds of numbers these are: a year does not clash with an ordinal."""
    return frozenset(len(number) == len("2024") for number in numbers)


def is_told(places: Mapping[str, tuple[int, ...]], words: Words) -> bool:
    """True where any of the places stands in full among the words."""
    return any(np.isin(hashes, words).all() for hashes in places.values())


def core_of(numbered: Iterable[str], places: Iterable[str]) -> Core:
    """The core of an article out of its traits."""
    numbers: dict[str, frozenset[str]] = {}
    for one in numbered:
        noun, _, number = one.rpartition(" ")
        numbers[noun] = numbers.get(noun, frozenset()) | {number}
    return Core(numbers, {place: tuple(map(hash_of, stems_of(place, frozenset()))) for place in places})


def numbered_in(title: str, text: str, language: str) -> tuple[str, ...]:
    """What the title speaks of and title or lede number, as "package 12": by ordinal, by label, by year."""
    if language.split("-", maxsplit=1)[0] != "en":
        return ()
    stops = stops_of("en")
    said = set(stems_of(title, stops))
    found = {(noun, number) for part in (title, text[:LEDE]) for noun, number in numbered(part, stops) if noun in said}
    return tuple(sorted(f"{noun} {number}" for noun, number in found)[:MOST])


def numbered(text: str, stops: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each noun, as a stem, with the number beside it."""
    for match in ORDINAL.finditer(text):
        number = match[1] or NUMBER_WORDS[match[2].lower()]
        yield from ((noun, number) for noun in nouns_after(text, match.end(), stops))
    for match in YEAR_BEFORE.finditer(text):
        yield from ((noun, match[1]) for noun in nouns_after(text, match.end(), stops))
    for match in YEAR_AFTER.finditer(text):
        yield from ((noun, match[2]) for noun in stems_of(match[1], stops) if noun not in NO_NOUN)
    for match in LABELLED.finditer(text):
        yield from ((noun, match[2]) for noun in stems_of(match[1], stops))


def nouns_after(text: str, end: int, stops: frozenset[str]) -> list[str]:
    """The stems of the words after a number, as far as no punctuation parts them; none where they count nothing."""
    match = NEXT_WORDS.match(text[end : end + REACH])
    nouns = stems_of(match[1], stops) if match else []
    return [] if nouns and nouns[0] in NO_NOUN else [noun for noun in nouns if noun not in NO_NOUN]


def places_in(title: str, text: str, language: str) -> tuple[str, ...]:
    """The places where title and lede put the news."""
    if language.split("-", maxsplit=1)[0] != "en":
        return ()
    found = [match[1].removesuffix("’s").removesuffix("'s") for match in PLACE.finditer(f"{title}\n{text[:LEDE]}")]
    names = [[word for word in place.split() if word.lower() not in NO_PLACE] for place in found]
    return tuple(sorted({" ".join(name) for name in names if name and len(" ".join(name)) <= LONGEST})[:MOST])
