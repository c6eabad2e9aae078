"""Dates counted from another: last month, two weeks ago, the following year, Wednesday, tomorrow."""

from __future__ import annotations

from wiredesk.text.timex import calendar
from wiredesk.text.timex.absolute import nearest_month, part_of_day, weekday_on
from wiredesk.text.timex.calendar import Reference
from wiredesk.text.timex.durations import amount, duration_value, unit_of
from wiredesk.text.timex.phrase import Answer, Phrase, date_answer, vague

JUST_PAST = 5  # days to the coming weekday, from which the one just gone is meant in "could", "would"
STEPS = {"<": -1, ">": 1, "l": -1, "v": -1, "n": 1, "F": 1, "t": 0, "h": 0, "z": 0}


def _base(phrase: Phrase) -> Reference | None:
    """What the phrase is counted from: "following", "previous", "that" from the date named last."""
    return phrase.setting.latest if phrase.find("vFh") else phrase.setting.anchor


def relative(phrase: Phrase) -> Answer | None:
    """Last month; next week; this year; the following day; that quarter."""
    word, unit = phrase.find("lntvzFh<>"), phrase.find("us")
    if word is None or unit is None or unit.letter == "s":
        return None
    if unit.value in ("TS", "TM", "TH", "2W"):
        return Answer(None, None, "duration", duration_value(1, unit.value))
    base = _base(phrase)
    step = -1 if word.letter == "z" and unit.value != "Q" else STEPS[word.letter]
    if word.letter == "z" and unit.value == "Q":
        return the_unit(phrase)
    if word.letter == "h" and unit.value == "Q":
        return the_unit(phrase)
    value = calendar.unit_at(base, unit.value, step) if base else None
    if value is None:
        return Answer(None, None, "date", None)
    return date_answer(value, base, part_of_day(phrase))


def the_unit(phrase: Phrase) -> Answer | None:
    """The quarter, the year, the end of the year: the one named last, else the one that a report speaks of."""
    unit = phrase.find("u")
    if unit is None or unit.value not in ("Q", "Y", "M", "W", "DE", "CE"):
        return None
    if phrase.find("k"):
        return _current(phrase, unit.value)
    if unit.value != "Q" and not (unit.value == "Y" and phrase.word_around(-1) in ("of", "for")):
        return None
    named, anchor = phrase.setting.quarter, phrase.setting.anchor
    if unit.value == "Y" and phrase.word_around(1) == "ended":
        return Answer(None, None, "duration", "P1Y")
    if unit.value == "Q" and named:
        return date_answer(named.value, anchor)
    return date_answer(calendar.unit_at(anchor, unit.value, -1 if unit.value == "Q" else 0) if anchor else None, anchor)


def _current(phrase: Phrase, unit: str) -> Answer:
    anchor = phrase.setting.anchor
    return date_answer(calendar.unit_at(anchor, unit, 0) if anchor else None, anchor)


def relative_post(phrase: Phrase) -> Answer | None:
    """La semana pasada, le mois prochain, lunedì scorso: the word that tells which stands last."""
    if phrase.find("u"):
        return relative(phrase)
    if phrase.find("K"):
        return weekend(phrase)
    if phrase.find("W"):
        return weekday(phrase)
    number = phrase.number("M")
    if number:
        return date_answer(nearest_month(phrase, number), phrase.setting.anchor)
    return season(phrase)


def before_now(phrase: Phrase) -> Answer | None:
    """Hace dos semanas, il y a trois mois, vor zwei Jahren."""
    count = amount(phrase)
    if count is None:
        return vague("PAST_REF")
    return _stepped(phrase, phrase.setting.anchor, unit_of(phrase), -count)


def ago(phrase: Phrase) -> Answer | None:
    """Two weeks ago; a year earlier; three days later: the unit that lies so far from the base."""
    unit, word = unit_of(phrase), phrase.find("gxG")
    count = amount(phrase)
    if phrase.find("b") or word is None:
        return vague("PAST_REF")
    back = word.words.lower() in ("ago", "earlier", "before") or (word.letter == "g")
    base = phrase.setting.anchor if word.letter in "gG" else phrase.setting.latest
    has_count = phrase.find("DNfi") is not None or "-" in [token.letter for token in phrase]
    if not has_count and word.letter == "x":
        return None
    if count is None and not has_count:
        return vague("PAST_REF") if word.letter == "g" else None
    if word.letter == "x" and (unit.startswith("T") or phrase.find("f")):
        return None
    if count is None and phrase.find("f"):
        return vague("PAST_REF" if back else "FUTURE_REF")
    steps = (count or 1) * (-1 if back else 1)
    return _stepped(phrase, base, unit, steps)


def year_ago(phrase: Phrase) -> Answer | None:
    """The year-ago quarter; the year-earlier period; the 1988 period; the quarter a year ago."""
    setting, number, year = phrase.setting, phrase.number("Os"), phrase.number("Y")
    if not year and not phrase.find("gx"):
        return None
    if not phrase.find("E") and not any(token.value in ("Q", "M") for token in phrase.all("u")):
        return None
    value = setting.quarter.value if setting.quarter else setting.anchor and calendar.unit_at(setting.anchor, "Q", -1)
    if not value:
        return date_answer(None)
    shown = f"{year or int(value[:4]) - 1:04}{value[4:]}"
    if number and 1 <= number <= 4:
        shown = f"{shown[:4]}-{calendar.FIRST_QUARTER + number - 1}"
    return date_answer(shown, None if year else setting.anchor)


def _stepped(phrase: Phrase, base: Reference | None, unit: str, steps: float) -> Answer:
    if unit == "Y" and steps == -1 and phrase.setting.quarter:
        base, unit, steps = phrase.setting.quarter, "Q", -4
    if base is None or unit.startswith("T"):
        return Answer(None, None, "date" if base is None else "duration", duration_value(abs(steps), unit))
    if unit == "2W":
        unit, steps = "W", steps * 2
    if steps != int(steps):
        unit, steps = ("M", steps * 12) if unit == "Y" else (unit, steps)
    return date_answer(calendar.unit_at(base, unit, round(steps)), base, part_of_day(phrase))


def span(phrase: Phrase) -> Answer | None:
    """The past two weeks; the next few years; the coming months; last three days."""
    word, unit = phrase.find("lnzFvt<>"), unit_of(phrase)
    count = amount(phrase)
    if word is None:
        return None
    future = word.letter in "nF>" or any(token.letter == "n" for token in phrase)
    if phrase.find("K"):
        return None
    if phrase.find("DNfi") is None:
        return vague("FUTURE_REF" if future else "PAST_REF")
    timex3 = duration_value(count, unit)
    base = _base(phrase)
    if count is None or base is None:
        return Answer(None, None, "duration", timex3)
    value = calendar.interval(base, unit, count if future else -count)
    return Answer(value, base.value if value else None, "duration", timex3)


def vague_span(phrase: Phrase) -> Answer | None:
    """Recent days; future quarters."""
    return vague("PAST_REF" if phrase.find("b") else "FUTURE_REF")


def weekend(phrase: Phrase) -> Answer | None:
    """The weekend; this weekend; last weekend: Saturday and Sunday."""
    anchor, word = phrase.setting.anchor, phrase.find("ln<>")
    if phrase.last - phrase.first == 1 and phrase.around(-1) not in "PV":
        return None
    if anchor is None or anchor.day is None:
        return date_answer(None)
    future = word.letter in "n>" if word else phrase.direction == "future" or bool(phrase.find("t"))
    saturday = weekday_on(anchor.day, 6, 1 if future else 0)
    if not future and not word and anchor.day.isoweekday() == 6 and not phrase.find("t"):
        saturday = weekday_on(anchor.day, 6, -1)
    sunday = calendar.moved(saturday, "D", 1)
    year, week, _ = saturday.isocalendar()
    value = f"{saturday.isoformat()}/{sunday.isoformat()}"
    return Answer(value, anchor.value, "date", f"{year:04}-W{week:02}-WE")


def weekday(phrase: Phrase) -> Answer | None:
    """Wednesday: the latest one on or before the text's day, unless the words look ahead."""
    number, word = phrase.number("W"), phrase.find("lntvF<>")
    base = _base(phrase)
    if number is None:
        return None
    if phrase.tokens[phrase.last - 1].words.lower().endswith("days"):
        return Answer(None, None, "set", f"XXXX-WXX-{number}")
    if base is None or base.day is None:
        return date_answer(None)
    ahead = (number - base.day.isoweekday()) % 7
    step = _weekday_step(phrase, word.letter if word else "", ahead)
    day = weekday_on(base.day, number, step)
    return date_answer(day.isoformat(), base, part_of_day(phrase))


def _weekday_step(phrase: Phrase, word: str, ahead: int) -> int:
    """Which of the weekdays around is meant; `ahead` days lie between the text's own day and the coming one."""
    if word in ("l", "v", "<"):
        return -1
    if word in ("n", "F", ">") or phrase.find("n"):
        return 2
    if ahead >= JUST_PAST and phrase.is_unsure:
        return 0
    if ahead == 1 and not word and not phrase.find("e"):
        return 1  # a day that has begun where it is told, or tomorrow; nobody names last week's day without "last"
    return 1 if phrase.direction == "future" else 0


def season(phrase: Phrase) -> Answer | None:
    """This summer; last fall; the spring. A bare "spring" or "fall" is no season."""
    number, word, anchor = phrase.number("S"), phrase.find("lnth<>"), phrase.setting.anchor
    token = phrase.tokens[phrase.last - 1].words.lower()
    if number is None or (word is None and (token in ("fall", "falls") or phrase.around(-1) not in "P")):
        return None
    if anchor is None:
        return date_answer(None)
    past = word is not None and (word.letter in "l<" or phrase.find("l") is not None)
    step = -1 if past else 1 if word and word.letter in "n>" else _season_step(phrase)
    return date_answer(calendar.season_at(anchor, number, step), anchor)


def _season_step(phrase: Phrase) -> int:
    if phrase.find("th"):
        return 0
    return {"past": 0, "future": 0}.get(phrase.direction or "", 0)


def part(phrase: Phrase) -> Answer | None:
    """This morning; that evening; the next morning; earlier this afternoon."""
    token, word = phrase.find("p"), phrase.find("ltnFvhe")
    if token is None or word is None:
        return None
    base = _base(phrase) if not phrase.find("n") else phrase.setting.latest
    step = 1 if word.letter in "nF" else -1 if word.letter in "vl" else 0
    return date_answer(calendar.unit_at(base, "D", step) if base else None, base, token.value)


def year_end(phrase: Phrase) -> Answer | None:
    """Year-end; year's end; the end of the year."""
    unit = phrase.find("u")
    token = phrase.find("k")
    if unit is None or token is None or unit.value not in ("Y", "Q", "M", "W") or token.words.lower() != "end":
        return None
    return _current(phrase, unit.value)


def adverb(phrase: Phrase) -> Answer | None:
    """Today; yesterday; tonight; now; recently."""
    token, anchor = phrase.tokens[phrase.last - 1], phrase.setting.anchor
    token = phrase.find("R") or token
    if phrase.around(-1) == "d" and phrase.setting.language != "en":
        return None  # "la mañana", the morning
    if token.value in ("now", "past", "future"):
        return vague({"now": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}[token.value])
    if anchor is None:
        return date_answer(None)
    if token.value in ("night", "eve"):
        return date_answer(calendar.unit_at(anchor, "D", 0), anchor, "NI")
    return date_answer(calendar.unit_at(anchor, "D", int(token.value)), anchor, part_of_day(phrase))


def vague_noun(phrase: Phrase) -> Answer | None:
    """The future; recent years."""
    if phrase.find("j"):
        return vague("FUTURE_REF")
    return vague("PAST_REF")


def past(phrase: Phrase) -> Answer | None:
    """In the past; "in the last" is cut off."""
    return vague("PAST_REF") if phrase.tokens[phrase.last - 1].words.lower() == "past" else None
