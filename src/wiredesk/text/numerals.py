"""Numbers as words and figures as numbers: "twenty-four" → 24, "2.3 billion" → 2.3e9, 24 → "twenty-four"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "fr", "es", "de")
JOINERS = {"en": "and", "fr": "et", "es": "y", "de": "und"}
DECIMAL_COMMA = frozenset(LANGUAGES) - {"en"} | {"it", "pt"}
PARTS = re.compile(r"[\s-]+")
FIGURE = re.compile(r"\d+(?:[.,  \u202f]\d+)*", re.ASCII)
GROUPED = re.compile(r"\d{1,3}(?:([.,  \u202f])\d{3})(?:\1\d{3})*", re.ASCII)
MULTIPLIERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
ORDINAL_ROOTS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}


@cache
def words_of(language: str) -> dict[str, int]:
    """The number words of a language, with their values; of English for a language that we don't know."""
    text = files("wiredesk.text").joinpath("numerals.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    wanted = language if language in LANGUAGES else "en"
    return {word: int(value) for row_language, word, value in rows if row_language == wanted}


def number_of(words: str, language: str = "en") -> float | None:
    """The number that words or figures state; None for anything else.

    "twenty-four" → 24, "two hundred and six" → 206, "1,200" → 1200, "2.3 billion" → 2.3e9, "3m" → 3e6.
    """
    words = words.strip().lower()
    match = FIGURE.match(words)
    if match:
        return _figure_with_scale(match.group(), words[match.end() :].strip(" -\u00a0"), language)
    return _spelled(words, language)


def _figure_with_scale(figure: str, scale: str, language: str) -> float | None:
    number = figure_of(figure, language)
    if not scale or number is None:
        return number
    factor = MULTIPLIERS.get(scale) or words_of(language).get(scale, 0)
    return round(number * factor, 6) if factor >= 100 else None


def figure_of(figure: str, language: str = "en") -> float | None:
    """The number of a figure, by the language's marks: "1,200" is 1200 in English; "1.200" is in German."""
    mark, group = (",", ".") if language in DECIMAL_COMMA else (".", ",")
    grouped = GROUPED.fullmatch(figure)
    if grouped and grouped.group(1) != mark:
        return float(re.sub(r"\D", "", figure))
    plain = figure.replace(group, "").replace(mark, ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _spelled(words: str, language: str) -> float | None:
    known = words_of(language)
    if words in known:
        return float(known[words])
    if language == "de":
        return _german(words)
    words = words.replace("quatre vingt", "quatre-vingt")
    return _sum_of(_parts(words, language), known)


def _parts(words: str, language: str) -> list[str]:
    parts = [part for part in PARTS.split(words) if part and part != JOINERS.get(language)]
    for index in range(len(parts) - 1):
        if parts[index] == "quatre" and parts[index + 1].startswith("vingt"):
            parts[index : index + 2] = ["quatre-vingt"]
            break
    return parts


def _sum_of(parts: list[str], known: dict[str, int]) -> float | None:
    """The value of number words in a row, None where they are not one number ("two three")."""
    total = below_thousand = 0
    room = 1000  # what the next word may add must be smaller
    for part in parts:
        value = known.get(part)
        if value is None:
            return None
        if value >= 1000:
            total, below_thousand, room = total + (below_thousand or 1) * value, 0, 1000
        elif value == 100 and below_thousand < 100:
            below_thousand, room = (below_thousand or 1) * 100, 100
        elif value < room:
            below_thousand, room = below_thousand + value, _room_after(value)
        else:
            return None
    return float(total + below_thousand) if parts else None


def _room_after(value: int) -> int:
    """After "sixty" only units fit (in French up to "seize": soixante-quinze); after a hundred, tens and units."""
    if value >= 100:
        return 100
    return 20 if value in (60, 80) else 10 if value >= 20 and value % 10 == 0 else 1 if value != 10 else 10


def _german(words: str) -> float | None:
    match = re.fullmatch(r"(?:(\w*?)tausend)?(?:(\w*?)hundert)?(?:und)?(?:(\w+?)und(?=\w+zig|dreißig))?(\w*)", words)
    if match is None or not words:
        return None
    known = words_of("de")
    total = 0
    for group, factor, mark in zip(match.groups(), (1000, 100, 1, 1), ("tausend", "hundert", "", ""), strict=True):
        if not group:
            total += factor if group == "" and mark and mark in words else 0
            continue
        value = known.get(group) if factor < 1000 else _german(group)
        if value is None:
            return None
        total += int(value) * factor
    return float(total)


def ordinal_of(words: str) -> int | None:
    """The number of an English ordinal: "twenty-second" → 22, "3rd" → 3; None for anything else."""
    words = words.strip().lower()
    figure = re.fullmatch(r"(\d{1,6})(?:st|nd|rd|th)", words, re.ASCII)
    if figure:
        return int(figure.group(1))
    *before, last = PARTS.split(words)
    value = ORDINAL_ROOTS.get(last) or _cardinal_of(last)
    base = _sum_of(before, words_of("en")) if before else 0
    return None if value is None or base is None else int(base) + value


def _cardinal_of(ordinal: str) -> int | None:
    stem = ordinal.removesuffix("th")
    known = words_of("en")
    value = known.get(stem) or (known.get(stem[:-2] + "y") if stem.endswith("ie") else None)
    return value if stem != ordinal else None


def in_words(number: int, language: str = "en") -> str:
    """A whole number in words, as far as 999; figures beyond: 24 → "twenty-four"."""
    by_value = {value: word for word, value in reversed(words_of(language).items())}
    if language not in LANGUAGES or not 0 <= number < 1000:
        return str(number)
    if number in by_value and number != 100:
        return by_value[number]
    return _composed(number, by_value, language)


def _composed(number: int, by_value: dict[int, str], language: str) -> str:
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return _hundreds(hundreds, by_value, language) + (_gap(language) + in_words(rest, language) if rest else "")
    tens, unit = number // 10 * 10, number % 10
    if language == "de":
        return f"{'ein' if unit == 1 else by_value[unit]}und{by_value[tens]}"
    if language == "fr":
        tens -= 10 if tens in (70, 90) else 0
        joiner = " et " if (number - tens) in (1, 11) and tens != 80 else "-"
        return f"{by_value[tens]}{joiner}{in_words(number - tens, 'fr')}"
    return f"{by_value[tens]}{' y ' if language == 'es' else '-'}{by_value[unit]}"


def _gap(language: str) -> str:
    return {"en": " and ", "de": ""}.get(language, " ")


def _hundreds(hundreds: int, by_value: dict[int, str], language: str) -> str:
    if language == "es":
        return by_value[hundreds * 100] if hundreds > 1 else "ciento"
    lead = by_value[hundreds]
    if hundreds == 1:
        return {"en": "one hundred", "fr": "cent", "de": "einhundert"}[language]
    return lead + {"en": " hundred", "fr": " cent", "de": "hundert"}[language]
