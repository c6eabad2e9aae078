"""Cue words of languages without a parser, and which of them belongs to words in marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from importlib import resources
from typing import NamedTuple

from wiredesk.flow.annotations.marks import Marked

MAX_REACH = 300  # characters from a run to its cue


class Word(NamedTuple):
    """A cue word in the text: verb, or on which side its source stands."""

    start: int
    end: int
    side: str


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """Language → cue word → verb, after or before, from cues_other.tsv; read once."""
    file = resources.files("wiredesk.flow.annotations") / "cues_other.tsv"
    found: dict[str, dict[str, str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, word, side = line.split("\t")
            found.setdefault(language, {})[word] = side
    return found


@cache
def pattern(language: str) -> re.Pattern[str] | None:
    """Any cue word of the language."""
    words = lexicon().get(language)
    if not words:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")(?!\w)", re.I)


def cue_words(text: str, language: str) -> list[Word]:
    """The cue words of the text."""
    found = pattern(language)
    if found is None:
        return []
    sides = lexicon()[language]
    return [Word(match.start(), match.end(), sides[match.group().lower()]) for match in found.finditer(text)]


def nearest_cue(run: Marked, words: list[Word], breaks: list[int]) -> Word | None:
    """The cue word of the run's sentence that stands nearest to it; behind the run wins."""
    low = max(breaks[max(bisect_right(breaks, run.outer_start) - 1, 0)], run.outer_start - MAX_REACH)
    place = min(bisect_left(breaks, run.outer_end), len(breaks) - 1)
    high = min(breaks[place], run.outer_end + MAX_REACH)
    first, behind = bisect_left(words, (low, 0, "")), bisect_left(words, (run.outer_end, 0, ""))
    after = words[behind] if behind < len(words) and words[behind].start < high else None
    before = words[behind - 1] if behind > first else None
    if after is None or before is None:
        return after or before
    return after if after.start - run.outer_end <= run.outer_start - before.end else before
