"""Numbers of a sentence whose article came without quantities: people, percentages, sums of money.

The annotations' own quantities, read from the grammar, go first; this reads words alone, in the languages of
the numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Literal

from wiredesk.flow.dossiers.counted import PEOPLE, stem_of
from wiredesk.records import Article, Quantity, Span
from wiredesk.text.numerals import number_of, words_of

Qualifier = Literal["exact", "about", "at_least", "at_most"]
FIGURE = r"\d{1,3}(?:[.,\u202f]\d{3})+|\d+(?:[.,]\d+)?"
SCALE = r"(?:\s(?:thousand|million|billion|trillion|millions?|milliards?|millones|mil))?"
FOLLOWERS = 3  # words after a number among which the counted noun stands
WORD = re.compile(r"[^\W\d_][\w'’-]*")
PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|pour cent\b|por ciento\b|Prozent\b)")
NOT_A_COUNT = re.compile(r"\s?(?:[ap]\.?m\b|-?year|-?jähr|\s?ans\b|th\b|st\b|nd\b|rd\b|:\d|kilomet|metres?\b|miles?\b)")
MONEY_BEFORE = re.compile(r"(US\$|\$|€|£)\s?$")
SIGNS = {"$": "usd", "US$": "usd", "€": "eur", "£": "gbp"}
MONEY_AFTER = re.compile(
    r"\s(dollars?|euros?|pounds?|pesos?|kroner|couronnes|yuan|yen|roubles?|rubles?|francs?)\b", re.I
)
ABOUT = re.compile(r"\b(?:about|some|around|nearly|almost|roughly|environ|quelque|unos|unas|etwa|rund)\s$", re.I)
AT_LEAST = re.compile(r"\b(?:at least|more than|over|plus de|au moins|más de|al menos|mindestens|mehr als)\s$", re.I)
AT_MOST = re.compile(r"\b(?:up to|at most|fewer than|less than|jusqu'à|moins de|hasta|menos de|bis zu)\s$", re.I)
LEFT_OUT = re.compile(r"\b(?:all but|except|the other|of the)\s$", re.IGNORECASE)  # "all but two", "nine of the 12"
LAST_WORD = re.compile(r"(\w+)\s$")
STOP = re.compile(r"[.,;:]|\bof the\b")
IRREGULAR = {"people": "people", "men": "man", "women": "woman", "children": "child", "passers-by": "passer-by"}


@cache
def number_pattern(language: str) -> re.Pattern[str]:
    """Figures, and runs of a language's number words."""
    longest_first = sorted((word for word in words_of(language) if len(word) > 1), key=lambda word: (-len(word), word))
    words = "|".join(re.escape(word) for word in longest_first)
    spelled = rf"\b(?:{words})(?:[\s-](?:and\s)?(?:{words}))*\b"
    return re.compile(rf"(?<![\w.,:/-])(?:{FIGURE}){SCALE}(?![\w/])|{spelled}", re.IGNORECASE)


def find_numbers(article: Article, start: int, end: int, taken: tuple[Span, ...]) -> Iterator[Quantity]:
    """The quantities in a sentence; numbers inside a date stand aside."""
    language = article.language.split("-")[0]
    for match in number_pattern(language).finditer(article.text, start, end):
        if any(span.start < match.end() and match.start() < span.end for span in taken):
            continue
        value = number_of(match.group(), language)
        if value is not None:
            yield from quantity_at(article, match.start(), match.end(), end, value)


def quantity_at(article: Article, start: int, stop: int, end: int, value: float) -> Iterator[Quantity]:
    """What the number at start..stop counts, if that can be read from the words around it."""
    text = article.text
    before, after = text[max(0, start - 20) : start], text[stop : min(end, stop + 40)]
    number = partial(Quantity, value=value, qualifier=qualifier_of(before))
    if percent := PERCENT.match(after):
        yield number(span=article.span(start, stop + percent.end()), unit="percent", of="share")
    elif money := MONEY_BEFORE.search(before):
        yield number(span=article.span(start - len(money.group()), stop), unit=SIGNS[money.group(1)], of="sum")
    elif money := MONEY_AFTER.match(after):
        yield number(span=article.span(start, stop + money.end()), unit=money.group(1).casefold().rstrip("s"), of="sum")
    elif not NOT_A_COUNT.match(after) and not LEFT_OUT.search(before):
        for length, of in people_after(after):
            yield number(span=article.span(start, stop + length), unit="count", of=of)
            return
        verb = LAST_WORD.search(before)
        if verb and stem_of(verb.group(1)):
            yield number(span=article.span(start, stop), unit="count", of=verb.group(1).casefold())


def people_after(after: str) -> Iterator[tuple[int, str]]:
    """The people that a number counts, with how far off they end: "five people", "12 striking miners"."""
    for place, match in enumerate(WORD.finditer(after)):
        word = match.group().casefold()
        lemma = IRREGULAR.get(word) or word.removesuffix("s")
        if STOP.search(after[: match.start()]) or place >= FOLLOWERS:
            return
        if lemma in PEOPLE or stem_of(word):
            yield match.end(), lemma if lemma in PEOPLE else word


def qualifier_of(before: str) -> Qualifier:
    """How exact a number is, by the words before it."""
    if AT_LEAST.search(before):
        return "at_least"
    if AT_MOST.search(before):
        return "at_most"
    return "about" if ABOUT.search(before) else "exact"
