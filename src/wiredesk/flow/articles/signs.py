"""What the lines of a text dump show: size and end, first and last character, a tell-tale phrase, a date, a credit …

Signs are coded: of each group every line has one. Figures say how many characters of each kind a line has, and what
stands around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from wiredesk.flow.articles.agencies import agencies
from wiredesk.flow.articles.authorship import byline_names
from wiredesk.flow.articles.captions import LABEL, ends_in_credit, is_image_credit
from wiredesk.flow.articles.characters import (
    BRACKET,
    COLON,
    DIGIT,
    KIND_COUNT,
    KINDS,
    LOWER_FIRST,
    RIGHTS,
    SEPARATOR,
    UPPER_FIRST,
    Array,
)
from wiredesk.flow.articles.phrases import CREDIT_WORDS, reasons_of
from wiredesk.flow.articles.removals import REASONS
from wiredesk.flow.articles.sheet import Sheet

SIZES: Final = (4, 8, 12, 16, 20, 25, 32, 40, 50, 65, 90, 130, 200, 300, 450)  # the steps between kinds of length
SHORT: Final = 60  # characters; headings of sections, stamps and names of speakers are shorter
CAPTION_SIZE: Final = 350  # characters; captions are shorter
MIN_CAPTION: Final = 25  # characters
CREDIT_SIZE: Final = 70
MANY: Final = 8.0  # of one kind of character in a line: more says no more
MAIN_SIZE: Final = 80  # characters of the lines that show the page's indent
SECTION: Final = 5  # lines over which a heading like "Comments" is felt
MIN_REPEAT: Final = 12  # characters; shorter words repeat by chance
STAMP = re.compile(  # begins with a plain set, so that the search passes quickly over other characters
    r"[0-9]{1,4}(?:(?<=19[0-9][0-9])\b|(?<=20[0-9][0-9])\b|[:.h][0-9][0-9]\b| (?:\w+ )?ago\b|[ -]min|"
    r" (?:Std|Stunden|Minuten|heures|horas|ore)\b)"
)
SPEAKER_ENDS = (" says:", " said:", " schrieb:", " dit :", " dit:", " dice:", " disse:", " пишет:", "reply", "Reply")
AT_TIME = re.compile(r" at \d{1,2}[:.]\d\d")
RESPONSES = re.compile(
    r"^\d+ (?:responses?|comments?|thoughts?|replies|kommentare?|commentaires?|comentarios?) "
    r"(?:to|on|for|zu|à|a|sur)\b",
    re.IGNORECASE,
)
RIGHTS_END = re.compile(r"\s*[\[(]\s?(?:Copyright|©)[^\[\]()]{0,100}[\])]$")
RIGHTS_TAIL: Final = 120  # characters at the end of a paragraph in which its rights stand
CREDIT_TAIL: Final = 60  # characters at the end of a caption in which its credit stands
BY: Final = frozenset(
    form for word in ("by ", "von", "par", "por", "di ", "door", "av ", "af ", "авт", "тек", "tek", "ole", "aut", "wri",
                      "pos", "rep", "sto") for form in (word[:3], word[:3].title(), word[:3].upper())
)  # fmt: skip
LABEL_STARTS: Final = frozenset("im ph me bi ca le fo fi in pi lé cr ma фо 写真 사진".split())
LOOKS: Final = ("plain", "stamp", "speaker", "responses", "byline", "image credit", "caption", "credited")
PLAIN, STAMPED, SPEAKER, RESPONSE, BYLINE, IMAGE_CREDIT, CAPTIONED, CREDITED = range(8)
TOLD: Final = ("", *REASONS)
TOLD_PLACE: Final = {reason: place for place, reason in enumerate(TOLD)}
HEADINGS: Final = ("related", "newsletter", "advertisement", "comments", "comment_form", "bio", "share", "image_label")


def has_stamp(words: str) -> bool:
    """True for a line with a year, a time of day, or "5 hours ago"."""
    return bool(STAMP.search(words))


def is_speaker(words: str) -> bool:
    """True for the line over a reader's comment: "someone says:", "May 3, 2024 at 9:15"."""
    return words.endswith(SPEAKER_ENDS) or (" at " in words and bool(AT_TIME.search(words)))


def is_response_count(words: str) -> bool:
    """True for the line over all comments: "34 responses to …"."""
    return words[0].isdigit() and bool(RESPONSES.match(words))


def without_rights(words: str) -> str:
    """A line without "[Copyright 2023 …]" at its end."""
    match = RIGHTS_END.search(words, max(0, len(words) - RIGHTS_TAIL)) if words[-1] in "])" else None
    return words[: match.start()] if match and match.start() else words


@dataclass(slots=True)
class Signs:
    """What the lines of a page show; one value a line."""

    told: dict[int, str]  # why some lines' words say that they are no body lines, by the lines' places
    looks: Array  # place in LOOKS
    coded: tuple[Array, ...]  # the places of each line's signs in SIGNS
    figures: Array  # a column for each of FIGURES
    stamps: Array  # 1.0 for lines with a date or time
    repeats: Array  # 1.0 for lines that stand on the page more than once


def named(group: str, names: Sequence[str]) -> tuple[str, ...]:
    """The signs of one group."""
    return tuple(f"{group} {name}" for name in names)


STEPS: Final = ("0", *map(str, SIZES))
GROUPS: Final = (
    named("open", STEPS) + named("ends", STEPS),
    named("first", (*KINDS, "space")),
    named("last", (*KINDS, "space")),
    named("told short", TOLD) + named("told long", TOLD),
    named("look", LOOKS),
)
OFFSETS: Final = tuple(np.cumsum([0, *map(len, GROUPS)])[:-1].tolist())
SIGNS: Final = tuple(sign for group in GROUPS for sign in group)
FIGURES: Final = (
    *named("many", KINDS),
    *named("some", KINDS),
    *named("share", KINDS),
    "titled",
    "word length",
    "blank above",
    "blank below",
    "tight",
    "off indent",
    "indent",
    "bullet",
    "repeated",
    "in comments",
    "past comments",
    "past responses",
)
TITLED: Final = 3 * KIND_COUNT


def find_signs(sheet: Sheet) -> Signs:
    """What the lines of a page show.

    Cost     O(n) time; no line is looked at closely that cannot have the sign.
    """
    size, count = sheet.size, len(sheet.lines)
    is_short = size < SHORT
    told = reasons_of(sheet)
    told_place = np.zeros(count, np.int64)
    told_place[[*told]] = [TOLD_PLACE[reason] for reason in told.values()]
    looks = find_looks(sheet)
    steps = np.searchsorted(SIZES, size, "right")
    repeats = find_repeats(sheet)
    coded = (
        steps + len(STEPS) * sheet.ends,
        sheet.first + np.int64(OFFSETS[1]),
        sheet.last + np.int64(OFFSETS[2]),
        told_place + np.where(is_short, OFFSETS[3], OFFSETS[3] + len(TOLD)),
        looks + OFFSETS[4],
    )
    figures = figures_of(sheet, told_place * is_short, looks, repeats)
    return Signs(told, looks, coded, figures, (looks == STAMPED).astype(np.float32), repeats)


def find_repeats(sheet: Sheet) -> Array:
    """1.0 for the lines that stand on the page more than once."""
    counted = Counter(sheet.lines)
    repeats = np.zeros(len(sheet.lines), np.float32)
    if len(counted) < len(sheet.lines):
        again = {line for line, count in counted.items() if count > 1 and len(line) >= MIN_REPEAT}
        repeats[[place for place, line in enumerate(sheet.lines) if line in again]] = 1
    return repeats


def figures_of(sheet: Sheet, heading: Array, looks: Array, repeats: Array) -> Array:
    """The figures of every line."""
    size = sheet.size.astype(np.float32)
    counts = sheet.counts.astype(np.float32)
    figures = np.empty((len(size), len(FIGURES)), np.float32)
    figures[:, :KIND_COUNT] = np.minimum(counts, MANY) / MANY
    figures[:, KIND_COUNT : 2 * KIND_COUNT] = counts > 0
    figures[:, 2 * KIND_COUNT : TITLED] = counts * (1 / size)[:, None]
    lower, upper = counts[:, LOWER_FIRST], counts[:, UPPER_FIRST]
    words = np.maximum(1, lower + upper)
    below = np.concatenate((sheet.after_blank[1:], [True]))[: len(size)]
    comments = (heading == TOLD_PLACE["comments"]) | (heading == TOLD_PLACE["comment_form"])
    columns = (
        upper / words,
        np.minimum(size / words, 16) / 8,
        sheet.after_blank,
        below,
        ~(sheet.after_blank | below),
        sheet.indent != main_indent(sheet),
        np.minimum(sheet.indent, 16) / 8,
        sheet.bullet,
        repeats,
    )
    for place, column in enumerate(columns, TITLED):
        figures[:, place] = column
    figures[:, TITLED + len(columns) :] = 0
    if comments.any():
        figures[:, -3] = in_reach(comments)
        figures[:, -2] = above_any(heading == TOLD_PLACE["comment_form"])
    if RESPONSE in looks:
        figures[:, -1] = above_any(looks == RESPONSE)
    return figures


def main_indent(sheet: Sheet) -> int:
    """The indent under which most of the page's long lines stand."""
    long = sheet.indent[sheet.size > MAIN_SIZE]
    return int(np.bincount(np.minimum(long, SIZES[-1])).argmax()) if len(long) else 0


def in_reach(flags: Array) -> Array:
    """Whether one of the few lines above has a flag."""
    summed = np.concatenate(([0], np.cumsum(flags)))
    return summed[:-1] > np.concatenate((np.zeros(min(SECTION, len(flags)), np.int64), summed[: -SECTION - 1]))


def above_any(flags: Array) -> Array:
    """Whether any line above has a flag."""
    return np.cumsum(flags) > flags


def find_looks(sheet: Sheet) -> Array:
    """Which lines are dates, bylines, captions … by their look."""
    lines, size = sheet.lines, sheet.size
    looks = np.zeros(len(lines), np.int64)
    mark_captions(sheet, looks)
    for place in [place for place, words in enumerate(lines) if words[:3] in BY]:
        if byline_names(lines[place]):
            looks[place] = BYLINE
    has_digit = sheet.counts[:, DIGIT] > 0
    for place in ((size < SHORT) & (has_digit | (sheet.last == COLON))).nonzero()[0].tolist():
        words = lines[place]
        if is_speaker(words):
            looks[place] = SPEAKER
        elif has_stamp(words):
            looks[place] = STAMPED
    for place in ((sheet.first == DIGIT) & (size < CAPTION_SIZE)).nonzero()[0].tolist():
        if is_response_count(lines[place]):
            looks[place] = RESPONSE
    return looks


def mark_captions(sheet: Sheet, looks: Array) -> None:
    """Notes in `looks` which lines are captions or image credits."""
    lines, size, counts = sheet.lines, sheet.size, sheet.counts
    has_colon = counts[:, COLON] > 0
    for place in credited_lines(sheet):
        looks[place] = CAPTIONED if ends_in_credit(lines[place]) else CREDITED
    for place in ((size < CAPTION_SIZE) & has_colon).nonzero()[0].tolist():
        if lines[place][:2].lower() in LABEL_STARTS and LABEL.match(lines[place]):
            looks[place] = CAPTIONED
    names = agencies()
    looks[[place for place, words in enumerate(lines) if words in names]] = IMAGE_CREDIT
    is_marked = (sheet.first == BRACKET) | (counts[:, RIGHTS] > 0)
    is_signed = is_marked | has_colon | (counts[:, SEPARATOR] > 0)
    for place in ((size < CREDIT_SIZE) & is_signed).nonzero()[0].tolist():
        words = lines[place]
        if (is_marked[place] or words[:2].lower() in LABEL_STARTS) and is_image_credit(words):
            looks[place] = IMAGE_CREDIT


def credited_lines(sheet: Sheet) -> list[int]:
    """The lines of a caption's size with a photographer's or agency's name at their end."""
    lines, names = sheet.lines, agencies()
    is_marked = (sheet.counts[:, RIGHTS] > 0) | (sheet.counts[:, SEPARATOR] > 0)
    found = {
        place
        for place in ((sheet.size < CAPTION_SIZE) & is_marked).nonzero()[0].tolist()
        if "©" in lines[place][-CREDIT_TAIL:] or "/" in lines[place][-CREDIT_TAIL:]
    }
    for place, left, phrase in sheet.found:
        if phrase in CREDIT_WORDS and left <= CREDIT_TAIL and sheet.size[place] < CAPTION_SIZE:
            around = lines[place][-left - 1 : -left] + lines[place][-left:][len(phrase) : len(phrase) + 1]
            if not any(map(str.isalnum, around)):
                found.add(place)
    for place in ((sheet.size > MIN_CAPTION) & (sheet.size < CAPTION_SIZE) & ~sheet.ends).nonzero()[0].tolist():
        if lines[place].rpartition(" ")[2] in names:
            found.add(place)
    return sorted(found)
