"""The lines of a text dump, each told apart in its context: a sentence of the article or the page around it.

Only lines that could be sentences are looked at closely (`Line`); the many short ones of menus and lists count
as the gaps between those. A line is scored twice with logistic weights (line_weights.json, made by
bench/train_lines.py): by its own signs, then by these together with its neighbours' scores.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from operator import itemgetter

from wiredesk.flow.articles.phrases import AROUND, phrases, reason_of

ENDS = frozenset(".!?…。！？।؟۔։።")
CLOSERS = "\"'”’»)]›」』》“ *"  # what may stand behind the end of a sentence; “ closes German quotes
LAST = ENDS | frozenset(CLOSERS)
MIN_SENTENCE = 40  # characters; a shorter line is looked at only when it ends a sentence
BULLET = re.compile(r"(?:[*+•·▪●–-]|o(?=\s)|\d{1,2}\.)\s+")
BULLETS = frozenset("*+•·▪●–-o0123456789")  # how a bullet begins
WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")
WIDE_FACTOR = 3  # a Chinese or Japanese character carries about as much as three Latin ones
SIZES = (25, 40, 60, 90, 130, 200, 350)  # characters; the steps between kinds of length
CREDIT_WORDS = frozenset(
    "foto fotos photo photos image images bild bilder credit crédit immagine imagen getty via reuters ap afp epa dpa "
    "archiv".split()
)
WORDS = re.compile(r"\w+")
CREDIT_TAIL = 60  # characters at the end of a caption in which its credit stands
INNER_ENDS = (". ", "? ", "! ", ".” ", '." ', "?” ", "!” ", ".« ", ".» ", ".“ ", "。", "！", "？")
SEPARATORS = (" | ", " › ", " » ", " → ", " • ", " · ", " / ", " > ")
YOU = frozenset("you your you'll you’ll you're you’re yours dein deine vous votre vos usted você вас ваш вам".split())
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
RIGHTS = re.compile(r"\s*[\[(]\s?(?:Copyright|©)[^\[\]()]{0,100}[\])]$")
RIGHTS_TAIL = 120  # characters at the end of a paragraph in which its rights stand
OPENERS = "\"“„«'‘「『—–"
TITLED_SHARE = 0.6  # of the words begin with a capital: headlines of English links, lists of names
FIRST = itemgetter(0)
NEAR, FAR = 1, 5  # lines between two candidates: beside each other, near, far
SECTION = 5  # lines over which a heading like "Related" is felt
CLIP = 4.0  # a score beyond this says no more
MIN_REPEAT = 12  # characters; shorter words repeat by chance
LASTING = frozenset({"comments", "comment_form"})  # the others may stand between two paragraphs
FINALS = {":": "colon", "…": "ellipsis", "?": "question", "!": "call", ")": "bracket", ".": "stop"}
HEADINGS = frozenset(
    {"related", "newsletter", "advertisement", "comments", "comment_form", "bio", "share", "image_label"}
)


@dataclass(slots=True)
class Line:
    """A line that could be a sentence, with what surrounds it."""

    index: int  # among the page's lines that are not empty
    words: str  # without indent and bullet
    size: int  # characters, wide ones counted thrice
    ends: bool  # as a sentence does
    indent: int
    reason: str  # why it is no body line, "" where its words do not say
    signs: list[str] = field(default_factory=list)
    own: float = 0.0  # the score of its own signs
    score: float = 0.0  # the score with its neighbours; above 0: a body line


class Weights(dict[str, float]):
    """Weights by name; a name without one weighs nothing."""

    def __missing__(self, name: str) -> float:
        return 0.0


@cache
def weights() -> tuple[Weights, Weights]:
    """The weights of a line's own signs, and those in context."""
    read = json.loads(files(__package__).joinpath("line_weights.json").read_text("utf-8"))
    return Weights(read["own"]), Weights(read["context"])


def ends_sentence(line: str) -> bool:
    """True for a line that ends as a sentence does."""
    last = line[-1]
    return last in ENDS or (last in CLOSERS and line.rstrip(CLOSERS)[-1:] in ENDS)


def find_lines(raws: Sequence[str], tight: Sequence[bool]) -> list[Line]:
    """The lines of a page (none of them empty) that could be sentences.

    Takes    the lines as they stand; for each whether neither neighbour is an empty line.
    """
    found: list[Line] = []
    around = Around()
    for index, raw in enumerate(raws):
        words = raw.strip()
        if len(words) < MIN_SENTENCE and words.isascii() and words[-1] not in LAST:
            around.pass_short(index, words)
            continue
        line = look_at(index, raw, words)
        if line.size < MIN_SENTENCE and not line.ends:
            around.pass_short(index, words)
            continue
        if tight[index]:
            line.signs.append("tight")
        around.mark(line)
        found.append(line)
    return found


class Around:
    """What was passed on the way down the page: headings of sections, stamps, words seen before."""

    def __init__(self) -> None:
        self.heading, self.heading_at = "", -SECTION - 1
        self.stamp_at = self.speaker_at = -SECTION - 1
        self.is_past_comments = False
        self.seen: set[str] = set()

    def pass_short(self, index: int, words: str) -> None:
        """A line that is no sentence: perhaps a heading, perhaps the date over a comment."""
        reason = phrases()[0].get(words.lower().strip(AROUND), "")
        if reason in HEADINGS:
            self.pass_heading(index, reason)
        elif is_speaker(words):
            self.speaker_at = index
        elif STAMP.search(words):
            self.stamp_at = index
        elif is_response_count(words):
            self.is_past_comments = True

    def pass_heading(self, index: int, reason: str) -> None:
        """The head of a section that is not the article."""
        self.heading, self.heading_at = reason, index
        if reason == "comment_form":
            self.is_past_comments = True

    def mark(self, line: Line) -> None:
        """Adds to a line's signs what stands above it."""
        signs = line.signs
        if self.is_past_comments:
            signs.append("past comments")
        if line.index - self.heading_at == 1:
            signs.append("under " + self.heading)
        elif line.index - self.heading_at <= SECTION and self.heading in LASTING:
            signs.append("in " + self.heading)
        if self.speaker_at == line.index - 1:
            signs.append("under speaker")
        elif self.stamp_at == line.index - 1:
            signs.append("under stamp")
        if line.size >= MIN_REPEAT:
            if line.words in self.seen:
                signs.append("repeated")
            self.seen.add(line.words)
        if line.reason in HEADINGS:
            self.pass_heading(line.index, line.reason)
        elif is_response_count(line.words):
            self.is_past_comments = True


def is_speaker(words: str) -> bool:
    """True for the line over a reader's comment: "someone says:", "May 3, 2024 at 9:15"."""
    return words.endswith(SPEAKER_ENDS) or (" at " in words and bool(AT_TIME.search(words)))


def is_response_count(words: str) -> bool:
    """True for the line over all comments: "34 responses to …"."""
    return words[0].isdigit() and bool(RESPONSES.match(words))


def without_rights(words: str) -> str:
    """A line without "[Copyright 2023 …]" at its end."""
    match = RIGHTS.search(words, max(0, len(words) - RIGHTS_TAIL)) if words[-1] in "])" else None
    return words[: match.start()] if match and match.start() else words


def look_at(index: int, raw: str, words: str) -> Line:
    """One line by itself."""
    bullet = BULLET.match(words) if words[0] in BULLETS else None
    if bullet and bullet.end() < len(words):
        words = words[bullet.end() :]
    size = len(words)
    if size < SIZES[-1] and not words.isascii():
        size += (WIDE_FACTOR - 1) * len(WIDE.findall(words))
    line = Line(
        index, words, size, ends_sentence(without_rights(words)), len(raw) - len(raw.lstrip()), reason_of(words)
    )
    line.signs = signs_of(line)
    if bullet:
        line.signs.append("bullet")
    return line


def signs_of(line: Line) -> list[str]:
    """What a line's own words show."""
    words = line.words
    signs = [f"{'ends' if line.ends else 'open'} {bisect_right(SIZES, line.size)}"]
    if line.reason:
        signs += ("phrase", "phrase " + line.reason)
    for end in INNER_ENDS:
        if end in words:
            signs.append("two sentences")
            break
    first = words[0]
    if first in OPENERS:
        signs.append("quote")
    elif first.isdigit():
        signs.append("digit")
    elif first.islower():
        signs.append("lower")
    if line.size < SIZES[-1]:
        signs += signs_of_short(words)
    return signs


def signs_of_short(words: str) -> list[str]:
    """What only a line of less than a paragraph shows."""
    signs = []
    last = words[-1]
    if last in FINALS:
        signs.append("ellipsis" if words.endswith("...") else FINALS[last])
    parts = words.split()
    capitals = sum(map(str.isupper, map(FIRST, parts)))
    if capitals > TITLED_SHARE * len(parts):
        signs.append("capitals" if words.isupper() else "titled")
    if not YOU.isdisjoint(words.lower().split()):
        signs.append("you")
    if "," in words:
        signs.append("comma")
    if is_credited(words):
        signs.append("credited")
    if STAMP.search(words):
        signs.append("clock")
    if "http" in words or "www." in words or "@" in words:
        signs.append("address")
    for separator in SEPARATORS:
        if separator in words:
            signs.append("separators")
            break
    return signs


def is_credited(words: str) -> bool:
    """True for a line with a photographer's or agency's name at its end, as captions have."""
    tail = words[-CREDIT_TAIL:]
    return "©" in tail or "/" in tail or not CREDIT_WORDS.isdisjoint(WORDS.findall(tail.lower()))


def score_lines(lines: list[Line]) -> None:
    """Gives each line its score, from itself and its neighbours."""
    own, context = weights()
    for line in lines:
        line.own = sum(map(own.__getitem__, line.signs), own["bias"])
    for line, (signs, values) in zip(lines, contexts(lines), strict=True):
        line.score = sum(map(context.__getitem__, signs), context["bias"])
        for name, value in values:
            line.score += context[name] * value


def contexts(lines: list[Line]) -> list[tuple[list[str], list[tuple[str, float]]]]:
    """For every line its signs with those of its surroundings, and its and its neighbours' scores by name."""
    indent = body_indent(lines)
    own = [max(-CLIP, min(CLIP, line.own)) for line in lines]
    found = []
    for place, line in enumerate(lines):
        signs = [*line.signs]
        values = [("score own", own[place])]
        if line.indent != indent:
            signs.append("off indent")
        for name, step in (("before ", -1), ("after ", 1)):
            other = place + step
            if 0 <= other < len(lines):
                sign = name + how_far(abs(lines[other].index - line.index) - 1)
                signs.append(sign)
                values.append(("score " + sign, own[other]))
            else:
                signs.append(name + "nothing")
        window = own[max(0, place - 4) : place + 5]
        values.append(("score around", sum(window) / len(window)))
        found.append((signs, values))
    return found


def how_far(gap: int) -> str:
    """How many short lines stand between two lines, in words."""
    return "beside" if gap == 0 else "near" if gap <= NEAR else "apart" if gap <= FAR else "far"


def body_indent(lines: list[Line]) -> int:
    """The indent under which most of the page's sentences stand."""
    weight: dict[int, int] = {}
    for line in lines:
        if line.own > 0:
            weight[line.indent] = weight.get(line.indent, 0) + line.size
    return max(weight, key=lambda indent: (weight[indent], -indent), default=0)
