"""A text as a string of letters, one a word: "on March 3 last year" → `P M D l u`.

The letter says what a word may do in a temporal expression (M month, W weekday, u unit …, `words.en.tsv`);
every other word is `_`, a paragraph's end `|`. The grammar is then a regular expression over these letters.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from wiredesk.text.numerals import number_of, ordinal_of, words_of

OTHER = "_"
PARAGRAPH = "|"
FIRST_YEAR, LAST_YEAR = 1000, 2199  # a bare figure of four digits between these may be a year
LONGEST_NUMBER = 7  # words: "one hundred and twenty-five thousand"
LONGEST_PHRASE = 4  # words of the longest entry of the word lists, apostrophes not counted

TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?\b|\b\d{1,2}([./])\d{1,2}\2(?:\d{4}|\d\d)\b(?![./]\d))"
    r"|(?P<clock>\b\d{1,2}[:h]\d\d(?::\d\d)?\b)"
    r"|(?P<decade>['’]?\b(?:\d\d)?\d0['’]?s\b)"
    r"|(?P<ordinal>\b\d{1,2}(?:st|nd|rd|th|er|º|ª)\b)"
    r"|(?P<short>(?<!['’])['’]\d\d\b)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<meridiem>\b[ap]\.m\.?|[ap]m\b)"
    r"|(?P<quarter>\bQ[1-4]\b)"
    r"|(?P<word>o['’]clock\b|[^\W\d_]+)"
    r"|(?P<paragraph>\n\s*\n\s*)"
    r"|(?P<mark>[^\w\s])",
    re.IGNORECASE,
)
ORDINAL_ENDINGS = ("first", "third", "th")
NUMERALS = ("en", "fr", "es", "de")
WRITTEN_YEAR = re.compile(
    r"(nineteen|eighteen|seventeen|twenty) (?:hundred (?:and )?)?((?:oh )?[\w -]+)", re.IGNORECASE
)
MARKS = {"-": "-", "–": "-", "—": "~", "‑": "-", ",": ",", ".": ".", "'": "'", "’": "'", "/": "/"}


class Token(NamedTuple):
    """A word with its letter and what it stands for."""

    start: int
    end: int
    letter: str
    value: str
    words: str


class Lexicon(NamedTuple):
    """The words of a language that can be part of a temporal expression."""

    language: str
    entries: dict[str, tuple[str, str, str]]  # word → letter, value, case: "^" needs a capital, "~" a small letter
    phrase_starts: frozenset[str]  # first words of entries of several words
    numbers: dict[str, int]
    known: frozenset[str]  # whatever is more than a plain word


@cache
def lexicon(language: str) -> Lexicon:
    """The word list of a language; of English for a language without one."""
    text = files("wiredesk.text.timex").joinpath(f"words.{language}.tsv").read_text("utf-8")
    entries = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        letter, value, words = line.split("\t")
        for word in words.split():
            case = word[0] if word[0] in "^~" else ""
            entries[word.lstrip("^~").replace("_", " ")] = (letter, value, case)
    starts = frozenset(re.split(r"[ .'’-]", entry)[0] for entry in entries if re.search(r"[ .'’-]", entry))
    numbers = words_of(language) if language in NUMERALS else {}
    return Lexicon(language, entries, starts, numbers, frozenset(entries) | starts | frozenset(numbers))


def tokenise(text: str, words: Lexicon) -> list[Token]:
    """The words and marks of a text with their letters, phrases and written numbers as one."""
    matches = list(TOKEN.finditer(text))
    tokens: list[Token] = []
    index = 0
    while index < len(matches):
        match = matches[index]
        if match.lastgroup == "word" and not _may_count(match.group().lower(), words):
            tokens.append(Token(match.start(), match.end(), OTHER, "", match.group()))
            index += 1
            continue
        token, used = _token(text, matches, index, words)
        if token.letter == "." and words.language == "de" and tokens and _is_ordinal_point(tokens[-1], token):
            tokens[-1] = tokens[-1]._replace(letter="O", end=token.end)
        else:
            tokens.append(token)
        index += used
    return tokens


def _may_count(lower: str, words: Lexicon) -> bool:
    return lower in words.known or lower.endswith(ORDINAL_ENDINGS)


def _is_ordinal_point(number: Token, point: Token) -> bool:
    """True for the point of the German "22. Februar"."""
    return number.letter == "D" and number.end == point.start


def _token(text: str, matches: list[re.Match[str]], index: int, words: Lexicon) -> tuple[Token, int]:
    match = matches[index]
    kind = match.lastgroup or ""
    if kind == "word":
        return _word(text, matches, index, words)
    letter, value = _letter_of(kind, match.group())
    return Token(match.start(), match.end(), letter, value, match.group()), 1


def _letter_of(kind: str, found: str) -> tuple[str, str]:
    if kind == "number":
        return _number_letter(found)
    if kind == "mark":
        return MARKS.get(found, OTHER), found
    if kind == "ordinal":
        return "O", str(ordinal_of(found) or re.sub(r"\D", "", found))
    if kind == "decade":
        return "X", found
    if kind == "short":
        return "Y", _full_year(int(found[1:]))
    letters = {"iso": "I", "clock": "C", "meridiem": "m", "quarter": "Q", "paragraph": PARAGRAPH}
    return letters[kind], found


def _full_year(two_digits: int) -> str:
    return str(two_digits + (1900 if two_digits > 40 else 2000))


def _number_letter(found: str) -> tuple[str, str]:
    if found.isdigit() and found.isascii():
        if len(found) == 4 and FIRST_YEAR <= int(found) <= LAST_YEAR:
            return "Y", found
        if len(found) <= 2 and 1 <= int(found) <= 31:
            return "D", str(int(found))
    return "N", found


def _word(text: str, matches: list[re.Match[str]], index: int, words: Lexicon) -> tuple[Token, int]:
    match = matches[index]
    lower = match.group().lower()
    if lower in words.phrase_starts:
        found = _phrase(text, matches, index, words)
        if found:
            return found
    entry = words.entries.get(lower)
    if entry and _has_case(match.group(), entry[2]):
        return Token(match.start(), match.end(), entry[0], entry[1], match.group()), 1
    if lower in words.numbers:
        return _written_number(text, matches, index, words)
    if words.language == "en" and lower.endswith(ORDINAL_ENDINGS):
        number = ordinal_of(lower)
        if number:
            return Token(match.start(), match.end(), "O", str(number), match.group()), 1
    return Token(match.start(), match.end(), OTHER, "", match.group()), 1


def _has_case(word: str, case: str) -> bool:
    return not case or (word[0].isupper() if case == "^" else word[0].islower())


def _phrase(text: str, matches: list[re.Match[str]], index: int, words: Lexicon) -> tuple[Token, int] | None:
    """The longest entry of several words that begins here: "more than", "Feb.", "New Year's Day"."""
    start = matches[index].start()
    for last in range(min(index + LONGEST_PHRASE + 2, len(matches)) - 1, index, -1):
        found = text[start : matches[last].end()]
        entry = words.entries.get(" ".join(found.lower().split()))
        if entry and _has_case(found, entry[2]):
            return Token(start, matches[last].end(), entry[0], entry[1], found), last - index + 1
    return None


def _written_number(text: str, matches: list[re.Match[str]], index: int, words: Lexicon) -> tuple[Token, int]:
    """The longest run of number words from here: "twenty-four", "nineteen ninety-one"."""
    start = matches[index].start()
    for last in range(min(index + LONGEST_NUMBER, len(matches)) - 1, index - 1, -1):
        if matches[last].lastgroup != "word":
            continue
        found = text[start : matches[last].end()]
        letter, value = _written_value(" ".join(found.lower().split()), words.language)
        if letter:
            return Token(start, matches[last].end(), letter, value, found), last - index + 1
    return Token(start, matches[index].end(), OTHER, "", matches[index].group()), 1


def _written_value(words: str, language: str) -> tuple[str, str]:
    number = number_of(words, language)
    if number is not None:
        return "N", f"{number:g}"
    if language != "en":
        return "", ""
    ordinal = ordinal_of(words)
    if ordinal:
        return "O", str(ordinal)
    match = WRITTEN_YEAR.fullmatch(words)
    rest = number_of(match.group(2).removeprefix("oh ")) if match else None
    if match and rest is not None and rest < 100:
        return "Y", str(int((number_of(match.group(1)) or 0) * 100 + rest))
    return "", ""
