"""Numbers in running English text, as figures or as words: where they stand, their value, how exact they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from wiredesk.text.numerals import number_of, words_of
from wiredesk.text.units import signs

Qualifier = Literal["exact", "about", "at_least", "at_most"]
MANY = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2e6, "billions": 2e9}
MANY_OF_MANY = {"tens of": 10, "hundreds of": 100}  # "tens of thousands": at least twice so many
DOZENS = {"a dozen": 12, "half a dozen": 6, "half-a-dozen": 6, "dozen": 12}
LONGEST = 8  # digits without a mark; longer ones are telephone or account numbers
LOOK_BACK = 24  # characters before a number in which its qualifier stands
BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (
        "at_most",
        "no more than|not more than|at most|up to|fewer than|less than|under|below|as many as|as much as|a maximum of",
    ),
    (
        "at_least",
        "at least|more than|over|no fewer than|no less than|upwards? of|above|in excess of|a minimum of|beyond",
    ),
    (
        "about",
        "about|around|some|roughly|approximately|nearly|almost|an estimated|estimated|close to|or so|circa"
        "|just under|just over",
    ),
)
QUALIFIED = tuple((name, re.compile(rf"\b(?:{words})(?:\s(?:a|the|another))?\s+$", re.I)) for name, words in BEFORE)
AFTER = re.compile(
    r"\s?(?:(?P<more>\+|or more\b|-?plus\b)|(?P<so>or so\b|-odd\b|-ish\b)|(?P<less>or (?:less|fewer)\b))", re.I
)
NAMED = re.compile(
    r"(?:\b(?:No\.|Nos?|Number|Route|Flight|Highway|Room|Chapter|Article|Section|Page|Phase|Version)\s|#)$"
)
HYPHEN_BEFORE = re.compile(r"(?P<figure>[\d.,]*)\w*[-–]$")
HYPHEN_AFTER = re.compile(r"[-–](?P<figure>\d[\d,]*(?:\.\d+)?)")
LIST_NUMBER = re.compile(r"(?:^|\n)[ \t]*$")


class FoundNumber(NamedTuple):
    """A number of a text: characters start..end, its sign of money included."""

    start: int
    end: int
    value: float
    sign: str
    qualifier: Qualifier
    is_spelled: bool


@cache
def pattern() -> re.Pattern[str]:
    """Figures with sign and scale, runs of number words, dozens and hundreds."""
    words = "|".join(sorted(words_of("en"), key=lambda word: (-len(word), word)))
    sign = "|".join(re.escape(one) for one in signs())
    many = "|".join(MANY)
    return re.compile(
        rf"(?P<sign>(?<!\w)(?:{sign})\s?)?(?<![\w.,:/#’'])(?<!\s-)(?P<figure>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        r"(?P<scale>[ -](?:hundred|thousand|million|billion|trillion|bn|mn|m)\b|(?:bn|mn|tn|m|b|k)\b)?"
        r"(?![\w/:]|[.,:]\d)"
        rf"|\b(?P<many>(?:(?:tens|hundreds) of )?(?:{many}))\b"
        r"|\b(?P<dozen>half[ -]a[ -]dozen|a dozen)\b"
        rf"|\b(?P<words>(?:(?:{words})(?:[\s-](?:and\s)?(?:{words}))*|an?(?=\s(?:hundred|thousand|million|billion)\b)"
        rf"\s(?:{words})(?:\s(?:{words}))*))(?P<dozens>[\s-]dozen)?\b",
        re.IGNORECASE,
    )


def find_numbers(text: str) -> Iterator[FoundNumber]:
    """The numbers of a text that count or measure; not clock times, scores, telephone or list numbers."""
    for match in pattern().finditer(text):
        value = value_of(match)
        if value is None or is_label(text, match):
            continue
        qualifier: Qualifier = "at_least" if match["many"] else qualifier_of(text, match.start(), match.end())
        sign = (match["sign"] or "").strip()
        yield FoundNumber(match.start(), match.end(), float(value), sign, qualifier, not match["figure"])


def value_of(match: re.Match[str]) -> float | None:
    """The number that a match states; None for what is no single number ("twenty twenty-three")."""
    if match["figure"]:
        return _figure_value(match)
    if match["many"]:
        return _many_value(" ".join(match["many"].lower().split()))
    if match["dozen"]:
        return DOZENS["half a dozen" if match["dozen"].lower().startswith("half") else "a dozen"]
    if words_of("en").get(match["words"].lower(), 0) >= 100:
        return None  # the "billion" of "a few billion"
    spelled = re.sub(r"^an?\s", "one ", match["words"].lower())
    value = number_of(" ".join(spelled.split()))
    return value * 12 if value is not None and match["dozens"] else value


def _figure_value(match: re.Match[str]) -> float | None:
    scale = (match["scale"] or "").strip(" -").lower()
    if scale in ("m", "b", "k") and not match["sign"]:
        return None  # "100m" may be metres
    if match["figure"].isdigit() and len(match["figure"]) > LONGEST:
        return None
    return number_of(f"{match['figure']} {scale}".strip())


def _many_value(words: str) -> float:
    first, _, last = words.rpartition(" of ")
    return MANY[last] * MANY_OF_MANY.get(f"{first} of", 1) if first else MANY[last]


def is_label(text: str, match: re.Match[str]) -> bool:
    """True for numbers that name: "No. 5", "Flight 370", "1." before a line of a list, half of a score."""
    before, after = text[max(0, match.start() - LOOK_BACK) : match.start()], text[match.end() : match.end() + 3]
    if NAMED.search(before):
        return True
    if match["figure"] and re.match(r"[.)]\s", after) and LIST_NUMBER.search(before or "\n"):
        return True
    return bool(match["figure"]) and is_score(text, match.start("figure"), match.end("figure"))


def is_score(text: str, start: int, end: int) -> bool:
    """True for figures of "3-1" and "202-555-0143"; False for those of "20-30 houses" and "COVID-19 cases"."""
    left = HYPHEN_BEFORE.search(text[max(0, start - LONGEST) : start])
    right = HYPHEN_AFTER.match(text, end)
    if not left and not right:
        return False
    if (left and right) or (left and not left["figure"]):
        return True
    first, last = (left["figure"], text[start:end]) if left else (text[start:end], right["figure"] if right else "")
    low, high = number_of(first), number_of(last)
    after = text[end if left else right.end() if right else end :][:2]
    return low is None or high is None or low >= high or not re.match(r"[%\s-][^\W\d]|%", after)


def qualifier_of(text: str, start: int, end: int) -> Qualifier:
    """How exact a number is, by the words around it: "at least five", "40 or more"."""
    after = AFTER.match(text, end)
    if after:
        return "at_least" if after["more"] else "about" if after["so"] else "at_most"
    before = text[max(0, start - LOOK_BACK) : start]
    return next((name for name, words in QUALIFIED if words.search(before)), "exact")
