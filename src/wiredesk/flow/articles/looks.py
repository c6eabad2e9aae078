"""Lines told by their look: dates, bylines, captions, credits, the lines over readers' comments."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import numpy as np

from wiredesk.flow.articles.agencies import agencies
from wiredesk.flow.articles.authorship import byline_names
from wiredesk.flow.articles.captions import LABEL, ends_in_credit, is_image_credit
from wiredesk.flow.articles.characters import BRACKET, COLON, DIGIT, RIGHTS, SEPARATOR, Array
from wiredesk.flow.articles.phrases import CREDIT_WORDS
from wiredesk.flow.articles.scan import GRAM, slots_of
from wiredesk.flow.articles.sheet import WIDE_FACTOR, Sheet

SHORT: Final = 60  # characters; headings of sections, stamps and names of speakers are shorter
CAPTION_SIZE: Final = 350  # characters; captions are shorter
MIN_CAPTION: Final = 25  # characters
CREDIT_SIZE: Final = 70
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
BY: Final = tuple("by |von|par|por|di |doo|av |af |авт|тек|tek|ole|aut|wri|pos|rep|sto".split("|"))  # three characters
LABEL_STARTS: Final = frozenset("im ph me bi ca le fo fi in pi lé cr ma vi фо 写真 사진".split())
LOOKS: Final = ("plain", "stamp", "speaker", "responses", "byline", "image credit", "caption", "credited")
PLAIN, STAMPED, SPEAKER, RESPONSE, BYLINE, IMAGE_CREDIT, CAPTIONED, CREDITED = range(8)


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


@cache
def agency_slots() -> Array:
    """Whether an agency's name begins with four characters of a hash, for every hash."""
    return slots_of(name.lower() for name in agencies() if len(name) >= GRAM)


@cache
def label_slots() -> Array:
    """The same for labels that stand before a caption without a colon."""
    return slots_of(("image", "media", "video"))


@cache
def by_slots() -> Array:
    """Whether a byline begins with three characters of a hash, for every hash."""
    return slots_of(BY)


def find_looks(sheet: Sheet) -> Array:
    """Which lines are dates, bylines, captions … by their look."""
    lines, size = sheet.lines, sheet.size
    found = find_captions(sheet)
    for place in by_slots().take(sheet.opening).nonzero()[0].tolist():
        if byline_names(lines[place]):
            found[place] = BYLINE
    has_digit = sheet.counts[:, DIGIT] > 0
    for place in ((size < SHORT) & (has_digit | (sheet.last == COLON))).nonzero()[0].tolist():
        words = lines[place]
        if is_speaker(words):
            found[place] = SPEAKER
        elif STAMP.search(words):
            found[place] = STAMPED
    for place in ((sheet.first == DIGIT) & (size < CAPTION_SIZE)).nonzero()[0].tolist():
        if is_response_count(lines[place]):
            found[place] = RESPONSE
    looks = np.zeros(len(lines), np.int64)
    looks[[*found]] = [*found.values()]
    return looks


def find_captions(sheet: Sheet) -> dict[int, int]:
    """Which lines are captions or image credits."""
    lines, size, counts = sheet.lines, sheet.size, sheet.counts
    has_colon = counts[:, COLON] > 0
    found = {place: CAPTIONED if ends_in_credit(lines[place]) else CREDITED for place in credited_lines(sheet)}
    may_be_label = (size < CAPTION_SIZE) & (has_colon | label_slots().take(sheet.head))
    labels = [(place, lines[place]) for place in may_be_label.nonzero()[0].tolist()]
    found |= {place: CAPTIONED for place, words in labels if words[:2].lower() in LABEL_STARTS and LABEL.match(words)}
    names = agencies()
    may_be_agency = ((size < GRAM * WIDE_FACTOR) | agency_slots().take(sheet.head)) & (size < CREDIT_SIZE)
    found |= {place: IMAGE_CREDIT for place in may_be_agency.nonzero()[0].tolist() if lines[place] in names}
    is_marked = (sheet.first == BRACKET) | (counts[:, RIGHTS] > 0)
    is_signed = (is_marked | has_colon | (counts[:, SEPARATOR] > 0)) & (size < CREDIT_SIZE)
    for place, marked in zip(is_signed.nonzero()[0].tolist(), is_marked[is_signed].tolist(), strict=True):
        words = lines[place]
        if (marked or words[:2].lower() in LABEL_STARTS) and is_image_credit(words):
            found[place] = IMAGE_CREDIT
    return found


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
