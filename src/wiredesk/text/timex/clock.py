"""Times of day: 10 p.m., 7:15, noon."""

from __future__ import annotations

import re

from wiredesk.text.numerals import number_of
from wiredesk.text.timex.phrase import Answer, Phrase

AT = ("at", "until", "by", "from", "à", "las", "um", "alle", "às")


def clock(phrase: Phrase) -> Answer | None:
    """A time of day, of the text's day or the day named last in the sentence."""
    token = phrase.find("CDNc")
    hour_minute = _hour_minute(phrase)
    if token is None or hour_minute is None:
        return None
    base = phrase.setting.latest
    if base is None or base.day is None:
        return Answer(None, None, "time", f"XXXX-XX-XXT{hour_minute}")
    value = f"{base.value}T{hour_minute}"
    is_midnight = hour_minute.startswith("24")
    return Answer(base.value if is_midnight else value, base.value, "time", value)


def _hour_minute(phrase: Phrase) -> str | None:
    noon = phrase.find("c")
    if noon:
        return (
            noon.value
            if phrase.last - phrase.first > 1 or phrase.around(-1) in "Pr" or phrase.around(1) in "WRM"
            else None
        )
    token, half = phrase.find("CDN"), phrase.find("m")
    if token is None or not (half or phrase.find("BZ") or phrase.word_around(-1) in AT):
        return None
    digits = [int(part) for part in re.findall(r"\d+", token.words)] or [int(number_of(token.value) or 99)]
    hour, minute = digits[0], digits[1] if len(digits) > 1 else 0
    if half and half.words.lower().startswith("p") and hour < 12:
        hour += 12
    if half and half.words.lower().startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
