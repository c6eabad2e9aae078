"""How long and how often: durations (P3D) and sets (every day), in TIMEX3 terms."""

from __future__ import annotations

from wiredesk.text.numerals import number_of
from wiredesk.text.timex.phrase import Answer, Phrase
from wiredesk.text.timex.tokens import Token

UNITS = {"D": "D", "W": "W", "M": "M", "Q": "Q", "Y": "Y", "TS": "S", "TM": "M", "TH": "H"}
MANY = "X"  # the number of "several" and "years"


def amount(phrase: Phrase) -> float | None:
    """How many units the phrase counts: 2 for "about two", 1 for "a"; None for "several"."""
    token = phrase.find("DNfi") if not phrase.find("DN") else phrase.find("DN")
    several = phrase.find("f")
    if several and not phrase.find("DN"):
        return None if several.value == "X" else float(several.value)
    if token is None:
        return None
    if token.letter == "i":
        return 1.0
    return number_of(token.value)


def unit_of(phrase: Phrase) -> str:
    """The unit that the phrase counts in."""
    token = phrase.find("uUs")
    return unit_value(token) if token else "D"


def unit_value(token: Token) -> str:
    """The unit's code; "second" beside a number is the unit of time."""
    return "TS" if token.letter == "s" else token.value


def duration_value(count: float | None, unit: str) -> str:
    """`P2W`, `PT1H`, `PXY`: so many units as a TIMEX3 duration."""
    if unit in ("DE", "CE", "ME"):
        years = {"DE": 10, "CE": 100, "ME": 1000}[unit]
        return f"P{count * years:g}Y" if count is not None else {"DE": "PXE", "CE": "PXC"}.get(unit, "PXL")
    if unit == "2W":
        count, unit = (count * 2 if count is not None else None), "W"
    shown = MANY if count is None else f"{count:g}"
    if unit in ("TM", "TH") and count is not None and count % 1 == 0.5:
        whole = f"{count // 1:g}{unit[1]}" if count >= 1 else ""
        return f"PT{whole}30{'S' if unit == 'TM' else 'M'}"
    return f"P{'T' if unit.startswith('T') else ''}{shown}{UNITS[unit]}"


def duration(phrase: Phrase) -> Answer | None:
    """Two years; about a decade; five-year; a few minutes; a year and a half."""
    token = phrase.find("uUs")
    if token is None or _is_rate(phrase):
        return _rate(phrase)
    is_fraction = token.value == "Q" and ((token.letter == "U" and phrase.find("-")) or phrase.find("i"))
    if is_fraction:
        return None  # "three-quarters", "a quarter"
    count = 1.0 if phrase.tokens[phrase.first].letter == "u" else amount(phrase)
    if phrase.find("½"):
        count = 0.5 + (count or 0) * (phrase.tokens[phrase.first].letter not in "q½")
    return Answer(None, None, "duration", duration_value(count, unit_value(token)))


def _is_rate(phrase: Phrase) -> bool:
    """True for the "a day" of "three times a day" and "$5 a day"."""
    first = phrase.tokens[phrase.first]
    is_bare = first.letter == "i" and phrase.last - phrase.first == 2
    return is_bare and (phrase.around(-1) in "DNYS%" or phrase.word_around(-1) in RATED)


RATED = ("times", "once", "twice", "percent", "million", "billion", "dollars", "barrels", "tons", "%", "people")


def _rate(phrase: Phrase) -> Answer | None:
    token = phrase.find("uUs")
    return Answer(None, None, "set", duration_value(1, unit_value(token))) if token else None


def the_first(phrase: Phrase) -> Answer | None:
    """The first nine months; the six months."""
    token, count = phrase.find("U"), phrase.all("DN")[-1]
    return token and Answer(None, None, "duration", duration_value(number_of(count.value), token.value))


def duration_range(phrase: Phrase) -> Answer | None:
    """Two to three years."""
    numbers = phrase.all("DN")
    count = number_of(numbers[-1].value) if numbers else None
    return Answer(None, None, "duration", duration_value(count, unit_of(phrase)))


def every(phrase: Phrase) -> Answer | None:
    """Every day; each July; every two weeks; every Friday."""
    token = phrase.tokens[phrase.last - 1]
    if token.letter in "uU":
        count = phrase.find("DN")
        return Answer(None, None, "set", duration_value(number_of(count.value) if count else 1, token.value))
    shapes = {"M": f"XXXX-{token.value:0>2}", "W": f"XXXX-WXX-{token.value}", "S": f"XXXX-{token.value}"}
    return Answer(None, None, "set", shapes.get(token.letter, f"XXXX-XX-XXT{token.value}"))


def recurring(phrase: Phrase) -> Answer | None:
    """Daily; weekly; annually; annual is an adjective of any report."""
    if phrase.tokens[phrase.first].words.lower() == "annual":
        return None
    return Answer(None, None, "set", phrase.tokens[phrase.first].value)


def many(phrase: Phrase) -> Answer | None:
    """Years, weeks: where a preposition makes them a length of time."""
    if (
        phrase.word_around(-1) not in ("for", "in", "within", "over", "after", "durante", "pendant", "seit")
        or phrase.word_around(1) == "of"
    ):
        return None
    return Answer(None, None, "duration", duration_value(None, unit_of(phrase)))
