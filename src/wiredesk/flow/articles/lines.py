"""The lines of a text dump, each told apart in its context: a sentence of the article or the page around it.

Only lines that could be sentences are looked at closely (`Line`); the many short ones of menus and lists are
counted as the gaps between those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ENDS = frozenset(".!?…。！？।؟۔։።")
CLOSERS = "\"'”’»)]›」』》“ *"  # what may stand behind the end of a sentence; “ closes German quotes
MIN_SENTENCE = 40  # characters; a shorter line is looked at only when it ends a sentence
BULLET = re.compile(r"(?:[*+•·▪●–-]|\d{1,2}\.)\s+")
WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")
WIDE_FACTOR = 3  # a Chinese or Japanese character carries about as much as three Latin ones


@dataclass(slots=True)
class Line:
    """A line that could be a sentence, with what surrounds it."""

    index: int  # among the page's lines that are not empty
    words: str  # without indent and bullet
    size: int  # characters, wide ones counted thrice
    ends: bool  # as a sentence does
    bullet: bool
    indent: int
    reason: str  # why it is no body line, "" where its words do not say
    score: float = 0.0  # above 0: a body line


@cache
def phrases() -> tuple[dict[str, str], dict[str, tuple[tuple[str, str], ...]], dict[str, str]]:
    """The tell-tale words: of whole lines, of starts (by first word), and anywhere."""
    whole: dict[str, str] = {}
    starts: dict[str, tuple[tuple[str, str], ...]] = {}
    inside: dict[str, str] = {}
    for row in files(__package__).joinpath("phrases.tsv").read_text("utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        reason, where, words = row.split("\t")
        if where == "whole":
            whole[words] = reason
        elif where == "start":
            first = words.split(" ", 1)[0]
            starts[first] = (*starts.get(first, ()), (words, reason))
        else:
            inside[words] = reason
    return whole, starts, inside


@cache
def inside_pattern() -> re.Pattern[str]:
    """All tell-tale words that give a line away wherever they stand in it."""
    return re.compile("|".join(re.escape(words) for words in sorted(phrases()[2], key=len, reverse=True)))


def reason_of(line: str) -> str:
    """Why the words of a line say that it is no body line; "" where they do not."""
    whole, starts, inside = phrases()
    low = line.lower().rstrip()
    found = whole.get(low.rstrip(":.!* "))
    if found:
        return found
    for words, reason in starts.get(low.split(" ", 1)[0], ()):
        if low.startswith(words):
            return reason
    hit = inside_pattern().search(low)
    return inside[hit.group()] if hit else ""


def ends_sentence(line: str) -> bool:
    """True for a line that ends as a sentence does."""
    last = line[-1]
    return last in ENDS or (last in CLOSERS and line.rstrip(CLOSERS)[-1:] in ENDS)


def find_lines(raws: list[str]) -> list[Line]:
    """The lines of a page (none of them empty) that could be sentences."""
    found = []
    for index, raw in enumerate(raws):
        if len(raw) < MIN_SENTENCE and raw.isascii() and not (raw[-1] in ENDS or raw[-1] in CLOSERS):
            continue
        line = look_at(index, raw)
        if line.size >= MIN_SENTENCE or line.ends:
            found.append(line)
    return found


def look_at(index: int, raw: str) -> Line:
    """One line by itself."""
    words = raw.strip()
    bullet = BULLET.match(words)
    if bullet and bullet.end() < len(words):
        words = words[bullet.end() :]
    size = len(words)
    if not words.isascii():
        size += (WIDE_FACTOR - 1) * len(WIDE.findall(words))
    reason = reason_of(words) if size < LONGEST_FURNITURE else ""
    return Line(index, words, size, ends_sentence(words), bool(bullet), len(raw) - len(raw.lstrip()), reason)


LONGEST_FURNITURE = 400  # characters; a longer line is not given away by a phrase


def score_lines(lines: list[Line]) -> None:
    """Gives each line its score, from itself and its neighbours."""
    indent = body_indent(lines)
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        after = lines[place + 1] if place + 1 < len(lines) else None
        line.score = alone(line) + (0.5 if line.indent == indent else -0.5)
        line.score += beside(line, before) + beside(line, after)


def alone(line: Line) -> float:
    """What a line's own words speak for."""
    score = 1.5 if line.ends else -2.0
    score += min(line.size / 100, 2.0) - 0.5
    if line.bullet:
        score -= 1.0
    if line.reason:
        score -= 5.0
    return score


def beside(line: Line, other: Line | None) -> float:
    """What a neighbour speaks for: sentences stand by sentences."""
    if other is None:
        return -0.5
    gap = abs(line.index - other.index) - 1
    near = 1.0 if gap <= 1 else 0.5 if gap <= 4 else 0.0
    good = other.ends and not other.reason and other.size >= 80
    return near if good else -near


def body_indent(lines: list[Line]) -> int:
    """The indent under which most of the page's sentences stand."""
    weight: dict[int, int] = {}
    for line in lines:
        if line.ends and not line.reason:
            weight[line.indent] = weight.get(line.indent, 0) + line.size
    return max(weight, key=lambda indent: (weight[indent], -indent), default=0)
