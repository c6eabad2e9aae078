"""An article laid out for attribution: its runs in marks, the cues outside them, where sentences begin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.cues import Cue, find_cues
from wiredesk.flow.annotations.marks import Marked, find_marked, outer_runs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STOPS = frozenset(".!?…")
CLOSING = "\"'”’“»)]"


@dataclass(frozen=True, slots=True)
class Scene:
    """An article's cues and runs in marks, ready to be looked up by place."""

    doc: Doc
    text: str
    runs: tuple[Marked, ...]  # outer ones
    nested: tuple[Marked, ...]
    quoted: bytearray  # by token: 1 inside marks
    cues: tuple[Cue, ...]  # outside marks
    cue_starts: tuple[int, ...]  # characters
    breaks: tuple[int, ...]  # characters at which sentences begin
    closing: tuple[Cue | None, ...] = ()  # by run: the clause that closes it

    def cues_within(self, start: int, end: int) -> tuple[Cue, ...]:
        """The cues whose heads stand in start..end."""
        return self.cues[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)]

    def sentence_start(self, at: int) -> int:
        """Where the sentence begins that holds the character before `at`."""
        place = bisect_left(self.breaks, at)
        return self.breaks[place - 1] if place else 0

    def sentence_end(self, at: int) -> int:
        """Where the sentence ends that holds the character `at`."""
        place = bisect_right(self.breaks, at)
        return self.breaks[place] if place < len(self.breaks) else len(self.text)


def scene_of(doc: Doc) -> Scene:
    """The scene of an article's parse."""
    runs = find_marked(doc.text)
    outer = outer_runs(runs)
    quoted = quoted_tokens(doc, outer)
    cues = tuple(cue for cue in find_cues(doc) if not quoted[cue.head])
    return Scene(
        doc=doc,
        text=doc.text,
        runs=outer,
        nested=tuple(run for run in runs if run.depth == 1),
        quoted=quoted,
        cues=cues,
        cue_starts=tuple(doc[cue.head].idx for cue in cues),
        breaks=tuple(sentence_breaks(doc, quoted)),
    )


def quoted_tokens(doc: Doc, runs: tuple[Marked, ...]) -> bytearray:
    """1 for each token that lies in marks, the marks included."""
    quoted = bytearray(len(doc))
    for run in runs:
        span = doc.char_span(run.outer_start, run.outer_end, alignment_mode="expand")
        if span is None:
            continue
        first = span.start + (doc[span.start].idx < run.outer_start)
        quoted[first : span.end] = b"\x01" * (span.end - first)
    return quoted


def sentence_breaks(doc: Doc, quoted: bytearray) -> list[int]:
    """Where sentences begin: after a stop or at a paragraph, never at a word in lower case or inside marks."""
    found = [0]
    last, is_after_marks = "\n", False
    for token in doc:
        if token.is_space:
            last = "\n" if "\n" in token.text else last
            continue
        starts = token.is_sent_start and not (quoted[token.i] and is_after_marks)
        starts = starts or (is_after_marks and not quoted[token.i] and last in ".…")
        if last == "\n" or (starts and last in STOPS and not token.text[0].islower()):
            found.append(token.idx)
        is_after_marks = bool(quoted[token.i])
        stripped = token.text.rstrip(CLOSING)
        last = stripped[-1] if stripped else last
    return found


def token_before(scene: Scene, at: int) -> Token | None:
    """The last word or mark before a character, white space apart."""
    while at and scene.text[at - 1].isspace():
        at -= 1
    span = scene.doc.char_span(at - 1, at, alignment_mode="expand") if at else None
    return span[0] if span else None


def before_space(text: str, at: int) -> int:
    """`at`, moved back over white space."""
    while at and text[at - 1].isspace():
        at -= 1
    return at
