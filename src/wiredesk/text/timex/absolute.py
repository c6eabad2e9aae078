"""Dates that name their month, quarter, season or year; what is left out is filled from the text's own date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from wiredesk.text import edtf
from wiredesk.text.timex import calendar
from wiredesk.text.timex.holidays import holiday_of
from wiredesk.text.timex.phrase import Answer, Phrase, date_answer

FIRST_QUARTER = 33
FAR = 9  # months: a month farther away on the side that the tense asks for is named with its year or with "last"
CLOSE_DAYS = 21  # a holiday so near is meant, whatever the tense of the sentence
NEXT_DOOR = -1  # "last February", said in March, is the one of a year ago


def part_of_day(phrase: Phrase) -> str:
    """The part of day that the phrase names, "" for none."""
    token = phrase.find("p")
    return token.value if token else ""


def iso(phrase: Phrase) -> Answer | None:
    """2023-02-22, 22/02/2023, 22.2.23; day and month of slashed dates by what is possible, month first in English."""
    words = phrase.tokens[phrase.first].words
    if re.match(r"\d{4}", words):
        return date_answer(words) if edtf.is_valid(words) else None
    first, second, year = (int(part) for part in re.split(r"[./]", words))
    day_first = "." in words or first > 12 or phrase.setting.language != "en"
    month, day = (second, first) if day_first else (first, second)
    year += 0 if year > 99 else 1900 if year > 40 else 2000
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> Answer | None:
    value = f"{year:04}-{month:02}-{day:02}"
    return date_answer(value) if edtf.is_valid(value) else None


def month_day(phrase: Phrase) -> Answer | None:
    """March 3; March 3, 2023; Friday, March 3: the nearest sensible year where none is given."""
    month, day = phrase.number("MJ"), phrase.number("DOs")
    if month is None or day is None or not 1 <= day <= 31:
        return None
    year = phrase.number("Y")
    if year:
        answer = _day(year, month, day)
        return answer and date_answer(answer.value, None, part_of_day(phrase))
    return _day_of_some_year(phrase, month, day)


def _day_of_some_year(phrase: Phrase, month: int, day: int) -> Answer | None:
    if day > monthrange(2000, month)[1]:
        return None
    value = _nearest_day(phrase, month, day)
    return date_answer(value, phrase.setting.anchor, part_of_day(phrase))


def _nearest_day(phrase: Phrase, month: int, day: int) -> str | None:
    month_value = nearest_month(phrase, month, day)
    if month_value is None:
        return None
    value = f"{month_value}-{day:02}"
    weekday = phrase.number("Ww")
    return _with_weekday(value, weekday) if weekday else value if edtf.is_valid(value) else None


def _with_weekday(value: str, weekday: int) -> str:
    """The same day in the nearest year in which it falls on the weekday; unchanged where none does."""
    span = edtf.bounds(value)
    if span is None:
        return value
    for step in (0, -1, 1):
        try:
            moved = span[0].replace(year=span[0].year + step)
        except ValueError:
            continue
        if moved.isoweekday() == weekday:
            return moved.isoformat()
    return value


def nearest_month(phrase: Phrase, month: int, day: int = 0) -> str | None:
    """The month in the year that the sentence most likely means; `day` 0 where only the month is named."""
    anchor = phrase.setting.anchor
    if anchor is None:
        return _month_of_mentioned_year(phrase, month)
    if not anchor.fixes("M"):
        return f"{anchor.first.year:04}-{month:02}" if anchor.fixes("Y") else None
    ahead = month - anchor.first.month
    if day and anchor.day and ahead == 0:
        ahead_days = day - anchor.day.day
        return f"{anchor.first.year + _same_month_step(phrase, ahead_days):04}-{month:02}"
    return f"{anchor.first.year + year_step(phrase, ahead):04}-{month:02}"


def _same_month_step(phrase: Phrase, ahead_days: int) -> int:
    """A day of the current month is this year's, unless the words say "last" or "next"."""
    word = phrase.find("ln")
    if word is None:
        return 0
    return -1 if word.letter == "l" and ahead_days >= 0 else 1 if word.letter == "n" and ahead_days <= 0 else 0


def _month_of_mentioned_year(phrase: Phrase, month: int) -> str | None:
    mentioned = phrase.setting.mentioned
    if mentioned is None or not mentioned.fixes("Y"):
        return None
    return f"{mentioned.first.year:04}-{month:02}"


def year_step(phrase: Phrase, ahead: int) -> int:
    """Last year's, this year's or next year's: for a month so many months ahead of the text's own."""
    word = phrase.find("lnt<>")
    if word:
        return {
            "<": -1 if ahead >= NEXT_DOOR else 0,
            ">": 1 if ahead <= 0 else 0,
            "l": -1 if ahead >= NEXT_DOOR else 0,
            "n": 1 if ahead <= 0 else 0,
            "t": 0,
        }[word.letter]
    direction = phrase.direction
    if ahead > 0:
        return -1 if 12 - ahead <= (FAR if direction == "past" else 0 if direction == "future" else 6) else 0
    return 1 if 12 + ahead <= (FAR if direction == "future" else 0 if direction == "past" else 5) else 0


def month(phrase: Phrase) -> Answer | None:
    """April; last April; this September; the beginning of October."""
    number = phrase.number("M")
    if number is None or _is_no_month(phrase):
        return None
    return date_answer(nearest_month(phrase, number), phrase.setting.anchor)


def _is_no_month(phrase: Phrase) -> bool:
    """True for "May said", "March on": words that are months only beside a preposition or "last"."""
    token = phrase.tokens[phrase.last - 1]
    if token.words.lower() not in ("may", "march", "august"):
        return False
    if phrase.last - phrase.first > 1:
        return False
    return phrase.around(-1) not in "PrToe&-,(d" or phrase.around(1) == "N"


def month_year(phrase: Phrase) -> Answer | None:
    """March 2023; late March 2023."""
    return date_answer(f"{phrase.number('Y'):04}-{phrase.number('MJ'):02}")


def month_day_range(phrase: Phrase) -> Answer | None:
    """March 20-22; 20 to 22 March 2023."""
    month_number, year = phrase.number("MJ"), phrase.number("Y")
    days = [int(token.value) for token in phrase.all("DO")]
    if month_number is None or days[0] >= days[1] or days[1] > 31:
        return None
    month_value = f"{year:04}-{month_number:02}" if year else nearest_month(phrase, month_number, days[0])
    if month_value is None:
        return date_answer(None)
    value = f"{month_value}-{days[0]:02}/{month_value}-{days[1]:02}"
    return date_answer(value, None if year else phrase.setting.anchor) if edtf.is_valid(value) else None


def another_day(phrase: Phrase) -> Answer | None:
    """The 25 of "April 24 and 25"."""
    mentioned, day = phrase.setting.mentioned, phrase.number("D")
    if mentioned is None or mentioned.day is None or day is None or day <= mentioned.day.day:
        return None
    value = f"{mentioned.value[:7]}-{day:02}"
    return date_answer(value, phrase.setting.anchor) if edtf.is_valid(value) else None


def week_of(phrase: Phrase) -> Answer | None:
    """The week of March 6."""
    answer = month_day(phrase)
    found = calendar.reference(answer.value) if answer else None
    if found is None or answer is None:
        return answer
    return date_answer(calendar.unit_at(found, "W", 0), phrase.setting.anchor if answer.anchor else None)


def season_year(phrase: Phrase) -> Answer | None:
    """Spring 2023; the spring of 2023."""
    return date_answer(f"{phrase.number('Y'):04}-{phrase.number('S')}")


def quarter(phrase: Phrase) -> Answer | None:
    """The third quarter of 1990; this year's third quarter; fourth-quarter; third century."""
    number, unit = phrase.number("Os"), phrase.find("u")
    units = phrase.all("u")
    unit = next((token for token in units if token.value in ("Q", "CE")), None)
    if number is None or unit is None:
        return None
    if unit.value == "CE":
        return date_answer(f"{number - 1:02}XX") if 1 <= number <= 30 else None
    return _quarter_of(phrase, number) if 1 <= number <= 4 else None


def _quarter_of(phrase: Phrase, number: int) -> Answer:
    year = phrase.number("Y")
    if year:
        return date_answer(f"{year:04}-{FIRST_QUARTER + number - 1}")
    anchor = phrase.setting.anchor
    if anchor is None or not anchor.fixes("Y"):
        return Answer(None, None, "date", f"XXXX-Q{number}")
    named_year = any(token.value == "Y" for token in phrase.all("u"))
    relative = phrase.find("ltn")
    step = int(relative.value) if relative and named_year else _quarter_step(phrase, number)
    return date_answer(f"{anchor.first.year + step:04}-{FIRST_QUARTER + number - 1}", anchor)


def _quarter_step(phrase: Phrase, number: int) -> int:
    anchor = phrase.setting.anchor
    if anchor is None or not anchor.fixes("Q"):
        return 0
    ahead = number - (anchor.first.month - 1) // 3 - 1
    direction = phrase.direction
    if ahead > 0 and direction != "future":
        return -1 if ahead >= 2 else 0
    return 1 if ahead < -2 and direction == "future" else 0


def half_year(phrase: Phrase) -> Answer | None:
    """The first half of 1990; the second half: an interval of six months."""
    number, year_number, anchor = phrase.number("Os"), phrase.number("Y"), phrase.setting.anchor
    if number not in (1, 2) or not (phrase.find("YuQ") or phrase.around(-1) in "P"):
        return None
    if year_number is None and (anchor is None or not anchor.fixes("Y")):
        return date_answer(None)
    word = phrase.find("ltn") if phrase.find("u") else None
    shown = year_number or (anchor.first.year + int(word.value if word else 0) if anchor else 0)
    months = ("01", "06") if number == 1 else ("07", "12")
    value = f"{shown:04}-{months[0]}/{shown:04}-{months[1]}"
    counted_from = None if year_number or anchor is None else anchor.value
    return Answer(value, counted_from, "date", f"{shown:04}-H{number}")


def quarter_name(phrase: Phrase) -> Answer | None:
    """Q3; Q3 2023; 2023 Q3."""
    token = phrase.find("Q")
    return _quarter_of(phrase, int(token.words[1])) if token else None


def decade(phrase: Phrase) -> Answer | None:
    """The 1990s; the early '90s; the nineties."""
    token = phrase.find("X")
    digits = re.sub(r"\D", "", token.value if token else "")
    if token is None or not digits:
        return None
    if len(digits) == 2:
        if token.words[0] not in "'’" and phrase.around(-1) != "d" and not phrase.find("d"):
            return None
        digits = ("19" if int(digits) >= 20 else "20") + digits
    return date_answer(f"{digits[:3]}X") if len(digits) in (3, 4) else None


def year(phrase: Phrase) -> Answer | None:
    """1990; early 1991; fiscal 1989. A bare figure of four digits must stand where a year does."""
    token = phrase.find("Y")
    if token is None or not _is_year(phrase, token.words):
        return None
    return date_answer(f"{int(token.value):04}")


def _is_year(phrase: Phrase, words: str) -> bool:
    if not words.isdigit() or phrase.last - phrase.first > 1:
        return True
    if phrase.word_around(-1) in ("$", "€", "£", "#", "no", "number") or phrase.around(1) in "uU%":
        return False
    if not 1700 <= int(words) <= 2100:
        return phrase.around(-1) in "P" and phrase.around(1) in ".,|"
    if phrase.setting.language == "de":
        return True  # German names years without a preposition
    if int(words) % 100 == 0 and phrase.around(1) == "_" and phrase.word_around(1).endswith("s"):
        return False
    return phrase.around(-1) in "PrTo-&,Mehxydi'q" or phrase.word_around(1) in ("(", ")", ",", ".", ";")


def year_range(phrase: Phrase) -> Answer | None:
    """1998-2002."""
    first, second = (int(token.value) for token in phrase.all("Y"))
    return date_answer(f"{first:04}/{second:04}") if 1500 <= first < second <= 2100 else None


def holiday(phrase: Phrase) -> Answer | None:
    """Christmas; last Thanksgiving; Easter 2023."""
    token = phrase.find("H")
    year_number = phrase.number("Y")
    anchor = phrase.setting.anchor
    if token is None:
        return None
    if year_number:
        day = holiday_of(token.value, year_number)
        return date_answer(day.isoformat() if day else None)
    if anchor is None or not anchor.fixes("Y"):
        return date_answer(None)
    found = calendar.reference(_nearest_holiday(phrase, token.value, anchor.first))
    unit = "W" if phrase.find("u") else "D"
    return date_answer(calendar.unit_at(found, unit, 0) if found else None, anchor)


def _nearest_holiday(phrase: Phrase, name: str, today: date) -> str | None:
    days = [day for step in (-1, 0, 1) if (day := holiday_of(name, today.year + step))]
    nearest = min(days, key=lambda day: (abs(day - today), day), default=None)
    word, direction = phrase.find("ln"), phrase.direction
    if word is None and nearest and abs(nearest - today).days <= CLOSE_DAYS:
        return nearest.isoformat()
    if (word and word.letter == "l") or (not word and direction == "past"):
        nearest = max((day for day in days if day <= today), default=None)
    elif (word and word.letter == "n") or direction == "future":
        nearest = min((day for day in days if day >= today), default=None)
    return nearest.isoformat() if nearest else None


def weekday_on(day: date, weekday: int, step: int) -> date:
    """The weekday nearest before (-1, the day itself not), at or before (0), at or after (1), after (2) the day."""
    ahead = (weekday - day.isoweekday()) % 7
    if step == 0:
        return day - timedelta(days=(7 - ahead) % 7)
    if step < 0:
        return day - timedelta(days=7 - ahead)
    return day + timedelta(days=7 if step == 2 and ahead == 0 else ahead)
