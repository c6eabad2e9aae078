"""A page's visible text as a scraper left it → the article in it, and why everything else is not."""

from __future__ import annotations

import re

from wiredesk.flow.articles.lines import Line, find_lines, reason_of, score_lines
from wiredesk.flow.articles.reading import Reading
from wiredesk.records import Removed

GAP_COST = 0.25  # of a short line between two body lines
WORD = re.compile(r"\w{4,}")


def clean_dump(text: str) -> Reading:
    """The article in a page's visible text, and every other line with a reason."""
    raws = [line for line in text.replace("\xa0", " ").split("\n") if line and not line.isspace()]
    lines = find_lines(raws)
    score_lines(lines)
    first, last = body_region(lines)
    kept = {line.index: line for line in lines[first:last] if line.score > 0}
    paragraphs = tuple(line.words for line in kept.values())
    title = find_title(raws, min(kept, default=len(raws)), paragraphs)
    removed = []
    for index, raw in enumerate(raws):
        words = raw.strip()
        if index not in kept:
            removed.append(Removed(words=words, reason=why_removed(words, index, kept, title)))
    return Reading(title=title, paragraphs=paragraphs, removed=tuple(removed))


def why_removed(words: str, index: int, kept: dict[int, Line], title: str) -> str:
    """The reason of a line that is not kept."""
    if words == title:
        return "headline"
    found = reason_of(words)
    if found:
        return found
    if kept and min(kept) < index < max(kept):
        return "cross_promotion" if words.isupper() and len(words) > 25 else "subheading"
    return "menu" if len(words) < 30 else "related"


def body_region(lines: list[Line]) -> tuple[int, int]:
    """The stretch of lines (first, one past the last) in which the article stands: the largest sum of scores."""
    best, best_range = 0.0, (0, 0)
    total, start = 0.0, 0
    for place, line in enumerate(lines):
        if place:
            total -= GAP_COST * (line.index - lines[place - 1].index - 1)
        if total <= 0:
            total, start = 0.0, place
        total += line.score
        if total > best:
            best, best_range = total, (start, place + 1)
    return best_range


def find_title(raws: list[str], body_start: int, paragraphs: tuple[str, ...]) -> str:
    """The headline: the line above the body that shares most words with it."""
    body = set(WORD.findall(" ".join(paragraphs[:6]).lower()))
    best, title = 0.0, ""
    for index in range(min(body_start, len(raws))):
        words = raws[index].strip().lstrip("*+• ")
        if not 15 <= len(words) <= 200 or reason_of(words):
            continue
        own = set(WORD.findall(words.lower()))
        shared = len(own & body)
        score = shared * shared / (len(own) + 1) + 1.0 / (body_start - index)
        if score > best:
            best, title = score, words
    return title
