"""What names tell: who has which family name, which spellings are one name, which short forms fit which long ones.

`same_person("Volodymyr Zelensky", "Zelenskyy")` is true, `same_person("Wang Yi", "Wang Wenbin")` is not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof sir dame lord lady madam madame mme monsieur herr frau señor señora senor senora sr "
    "sra don doña sheikh sheik shaikh sayyid hajj rev reverend fr father sister brother saint judge justice sgt capt "
    "cpl col gen lt maj adm cmdr pfc pvt sen rep gov pres hon rt amb supt det insp".split()
)
SUFFIXES = frozenset("jr sr ii iii iv esq phd md mp mep qc kc obe mbe cbe dds jd".split())
PARTICLES = frozenset(
    "van von der den de del della di da dos das du la le el al bin ibn ben bint abu ter ten af av zu zum zur st".split()
)
MAX_WORD = 40  # characters; longer "words" are no names and would only cost time

EAST_ASIAN = re.compile(
    r"(?:(?:zh|ch|sh|ts|hs|hw|gy|hy|ky|my|ry|ny|by|py|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|yeong|eong|young|yung|ang|eng|ing|ong|ung|ian|iao|uai|uan|yeol|yeon|eol|eon|eun|euk|yuk|"
    r"ook|eok|iuk|an|en|in|on|un|am|im|om|um|ai|ei|ao|ou|ia|ie|iu|ua|ue|ui|uo|er|ae|oo|ee|eo|ye|yo|yu|wa|we|wi|wo|"
    r"ah|eh|oh|ol|ul|il|al|ok|uk|ek|ak|ik|op|ap|ip|eul|eui|a|e|i|o|u)){1,3}"
)
TRANSLITERATED = (
    ("tsch", "ch"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("cz", "ch"),
    ("dzh", "j"),
    ("zh", "z"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("ks", "x"),
    ("qu", "k"),
    ("q", "k"),
    ("w", "v"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ij", "i"),
    ("y", "i"),
    ("j", "i"),
    ("z", "s"),
)
DOUBLES = re.compile(r"(.)\1+")
VOWELS = str.maketrans("", "", "aeiou")
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
APOSTROPHES = str.maketrans("", "", "'’ʼ`´‘")
NAME_WORD = re.compile(r"[^\W\d_](?:[\w'’ʼ.&-]*[\w.])?|[^\W\d_]")


class PersonName(NamedTuple):
    """A person's name taken apart; every part folded, for comparing."""

    given: tuple[str, ...]
    family: str  # with its particles: "von der leyen"; "" for an empty name
    title: str  # the honorific, if any
    is_junior: bool = False

    @property
    def is_whole(self) -> bool:
        """True where given and family name stand both."""
        return bool(self.given and self.family)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in lower case, without diacritics and apostrophes: `fold("Núñez")` is "nunez"."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(APOSTROPHES)


@lru_cache(maxsize=65536)
def sound_key(word: str) -> str:
    """One key for the spellings of a transliterated name: Zelensky, Zelenskyy, Zelenskiy, Selenskyj."""
    key = fold(word[:MAX_WORD])
    if key.startswith(("el-", "al-")):
        key = key[3:]
    if key.endswith(("iy", "yi", "yy", "ii", "yj", "ij", "iyy")) and len(key) > 4:
        key = key.rstrip("iyj") + "i"
    for spelling, letter in TRANSLITERATED:
        key = key.replace(spelling, letter)
    key = DOUBLES.sub(r"\1", key)
    return key[:-1] if len(key) > 5 and key.endswith("e") else key


@cache
def family_first() -> frozenset[str]:
    """Family names that come first in Chinese and Korean names."""
    return frozenset(fold(word) for word in read_words("family_first.txt"))


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """For each given name the groups of forms that it belongs to."""
    groups: dict[str, set[int]] = {}
    text = resources.files("wiredesk.text").joinpath("nicknames.txt").read_text("utf-8")
    for number, line in enumerate(text.splitlines()):
        for word in line.split() if not line.startswith("#") else ():
            groups.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def read_words(name: str) -> list[str]:
    """The words of one of this package's lists."""
    text = resources.files("wiredesk.text").joinpath(name).read_text("utf-8")
    return [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]


def words_of(name: str) -> list[str]:
    """The words of a name, punctuation at their edges gone; initials keep their dot off, too."""
    return [word.strip(".,") for word in NAME_WORD.findall(name[:200]) if word.strip(".,")]


def is_family_first(words: list[str]) -> bool:
    """True for names built as Chinese and Korean ones: a known family name, then syllables of those languages."""
    if not 2 <= len(words) <= 4 or fold(words[0]) not in family_first():
        return False
    syllables = [part for word in words[1:] for part in fold(word).split("-")]
    return all(len(part) <= 14 and EAST_ASIAN.fullmatch(part) for part in syllables)


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """The name taken apart: `person_name("Ursula von der Leyen")` has the family "von der leyen"."""
    words = words_of(name)
    title = ""
    while len(words) > 1 and fold(words[0]) in HONORIFICS:
        title, words = fold(words[0]), words[1:]
    is_junior = any(fold(word) == "jr" for word in words[2:])
    while len(words) > 1 and fold(words[-1]).replace(".", "") in SUFFIXES:
        words = words[:-1]
    if not words:
        return PersonName((), "", title)
    if is_family_first(words):
        return PersonName(("".join(fold(word) for word in words[1:]).replace("-", ""),), fold(words[0]), title)
    cut = len(words) - 1
    while cut > 0 and fold(words[cut - 1]) in PARTICLES and (cut > 1 or words[0].islower()):
        cut -= 1
    given = tuple(fold(word) for word in words[:cut])
    return PersonName(given, " ".join(fold(word) for word in words[cut:]), title, is_junior)


def short_forms(name: str) -> tuple[str, ...]:
    """The keys of the single words by which the person may be called: family name first, then given name."""
    parts = person_name(name)
    whole = parts.family
    bare = whole.split()[-1] if whole else ""
    pieces = [piece for piece in bare.split("-") if len(piece) > 2] if "-" in bare else []
    forms = [whole, bare, *pieces, *parts.given[:1]]
    return tuple(dict.fromkeys(sound_key(form) for form in forms if form))


def family_keys(name: str) -> tuple[str, ...]:
    """The keys by which the family name alone is known: "von der leyen" and "leyen"."""
    whole = person_name(name).family
    bare = whole.split()[-1] if whole else ""
    return tuple(dict.fromkeys(sound_key(form) for form in (whole, bare) if form))


def is_same_given(one: str, other: str) -> bool:
    """True for forms of one given name: the same sound, an initial, a nickname, the same consonants."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    first, second = sound_key(one), sound_key(other)
    if first == second:
        return True
    groups = nicknames()
    if groups.get(one, frozenset()) & groups.get(other, frozenset()):
        return True
    skeleton = first.translate(VOWELS)
    return len(skeleton) >= 3 and first[0] == second[0] and skeleton == second.translate(VOWELS)


def same_person(one: str, other: str) -> bool:
    """True where both names can be one person's; a lone word fits a family name, or a given name exactly.

    `same_person("Xi", "Xi Jinping")`; not `same_person("Wang Yi", "Wang Wenbin")`.
    """
    first, second = person_name(one), person_name(other)
    if not first.family or not second.family:
        return False
    if first.is_whole and second.is_whole:
        if first.is_junior != second.is_junior and first.given == second.given:
            return False  # father and son; "Joseph R. Doe Jr." and "Joe Doe" are one
        return is_same_family(one, other) and is_same_givens(first.given, second.given)
    lone, whole = (first, other) if second.is_whole else (second, one)
    if not person_name(whole).is_whole:
        return is_same_family(one, other)
    forms = family_keys(whole) if lone.title else short_forms(whole)
    return sound_key(lone.family) in forms


def is_same_family(one: str, other: str) -> bool:
    """True where the names share a form of the family name."""
    return bool(set(family_keys(one)) & set(family_keys(other)))


def is_same_givens(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where the first given names agree, or one's first is the other's middle name."""
    if is_same_given(one[0], other[0]):
        return True
    return (len(other) > 1 and len(one[0]) > 1 and one[0] in other[1:]) or (
        len(one) > 1 and len(other[0]) > 1 and other[0] in one[1:]
    )


def acronyms_of(name: str) -> tuple[str, ...]:
    """The short forms that a body's name gives: "Chinese Communist Party" gives CCP; with and without small words."""
    words = [word for part in words_of(name) for word in part.split("-") if word]
    capitals = "".join(word[0] for word in words if word[0].isupper())
    every = "".join(word[0] for word in words).upper()
    return tuple(dict.fromkeys(form for form in (capitals, every) if len(form) >= 2)) if len(words) > 1 else ()
