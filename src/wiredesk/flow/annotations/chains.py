"""Runs in marks without a cue of their own: announced by a colon, signed, owned, or the speaker goes on."""

from __future__ import annotations

import re
from typing import NamedTuple

from wiredesk.flow.annotations.choice import DIRECT, MAX_BEFORE
from wiredesk.flow.annotations.cues import Cue
from wiredesk.flow.annotations.marks import Marked
from wiredesk.flow.annotations.scene import Scene, before_space, token_before
from wiredesk.flow.annotations.sources import SUBJECTS, Source, object_of, source_from, source_of

SIGNATURE = re.compile(r"\s{0,3}[-–—]\s?(?P<name>[A-Z][^\n.]{1,80})")  # -Ada Fenwick, Port Ellery
LEADS = frozenset("but and now indeed so still then yet plus instead also or because moreover".split())
WORDS_OF = re.compile(r"\b[Ii]n the words? of(?=\s)(?!.*\b[Ii]n the words? of\s)")
MAX_WORDS_OF = 120  # characters from "in the words of" to the marks
MAX_LEAD = 25  # characters of "But indeed, " before the marks


Attributed = tuple[Cue, Source | None]


class Attribution(NamedTuple):
    """Who says a run, by which cue; `is_inside` where other reported words stand beside the marks."""

    run: Marked
    cue: Cue | None
    source: Source | None
    is_inside: bool


def carried_on(scene: Scene, place: int, found: list[Attribution]) -> Attribution:
    """A run without a cue of its own: a colon announces it, or the speaker before it goes on."""
    run = scene.runs[place]
    start = scene.sentence_start(run.outer_start + 1)
    owned = owner_before(scene, run)
    if owned is not None:
        return Attribution(run, None, owned, True)
    is_whole = start >= run.outer_start or is_lead(scene.text[start : run.outer_start])
    worded = in_words_of(scene, run)
    if worded is not None:
        return Attribution(run, None, worded, True)
    signature = signed(scene, run)
    if signature is not None:
        return Attribution(run, None, signature, False)
    announced = announcing(scene, run, run.outer_start)
    if announced is not None:
        return announced
    if is_whole and found and (found[-1].source or found[-1].cue) and goes_on(scene, found[-1].run, run):
        return found[-1]._replace(run=run, is_inside=False)
    if is_whole:
        near = spoken_before(scene, run)
        if near is not None:
            return near
    return Attribution(run, None, None, not is_whole)


def owner_before(scene: Scene, run: Marked) -> Source | None:
    """The name before the marks that owns the words in them: Smith's "never again"."""
    token = token_before(scene, run.outer_start)
    if token is None or token.tag_ != "POS" or not token.i:
        return None
    empty = Cue(token.i, token.i, token.i, frozenset())
    head = token.head if token.head.i < token.i else token.nbor(-1)
    return source_from(scene.doc, head, empty, scene.quoted)


def in_words_of(scene: Scene, run: Marked) -> Source | None:
    """Whose words they are: in the words of one delegate, "…"."""
    match = WORDS_OF.search(
        scene.text, max(scene.sentence_start(run.outer_start + 1), run.outer_start - MAX_WORDS_OF), run.outer_start
    )
    if match is None:
        return None
    span = scene.doc.char_span(match.start(), match.end(), alignment_mode="contract")
    head = object_of(span[-1]) if span else None
    if head is None or scene.quoted[head.i] or head.idx >= run.outer_start:
        return None
    return source_from(scene.doc, head, Cue(span[-1].i, span[-1].i, span[-1].i, frozenset()), scene.quoted)


def is_lead(words: str) -> bool:
    """True for the word or two by which a writer links a quote to the one before: But “…”."""
    return len(words) <= MAX_LEAD and all(word in LEADS for word in words.lower().replace(",", " ").split())


def goes_on(scene: Scene, last: Marked, run: Marked) -> bool:
    """True where speech follows speech: in the same paragraph, or at the start of the next one."""
    if last.paragraph == run.paragraph:
        return True
    between = scene.text[last.outer_end : run.outer_start]
    if last.paragraph == run.paragraph - 1:
        return scene.sentence_start(before_space(scene.text, run.outer_start)) <= last.outer_end
    return not any(letter.isalnum() for letter in between)


def spoken_before(scene: Scene, run: Marked) -> Attribution | None:
    """The sentence before reports someone: "She said it in a letter. “We stay.”"."""
    end = run.outer_start
    while end and scene.text[end - 1].isspace():
        end -= 1
    if not end:
        return None
    start = max(scene.sentence_start(end), end - MAX_BEFORE)
    for cue in reversed(scene.cues_within(start, end)):
        if "noun" in cue.takes or not (DIRECT & cue.takes):
            continue
        source = source_of(scene.doc, cue, scene.quoted)
        if source is not None:
            return Attribution(run, cue, source, False)
    subject = subject_near(scene, start, end)
    return Attribution(run, None, subject, False) if subject and is_someone(scene, subject) else None


def is_someone(scene: Scene, source: Source) -> bool:
    """True for persons: names, he and she."""
    token = token_before(scene, source.head_end)
    return token is not None and (token.ent_type_ == "PERSON" or token.lower_ in ("he", "she", "i"))


def announcing(scene: Scene, run: Marked, end: int) -> Attribution | None:
    """The words before end with a colon: their last cue, the name at the colon, or their subject speaks here."""
    while end and (scene.text[end - 1].isspace() or scene.text[end - 1] in "\u200b"):
        end -= 1
    if not end or scene.text[end - 1] != ":":
        return None
    start = scene.sentence_start(end)
    for cue in reversed(scene.cues_within(max(start, end - MAX_BEFORE), end)):
        source = source_of(scene.doc, cue, scene.quoted) if DIRECT & cue.takes else None
        if source is not None:
            return Attribution(run, cue, source, False)
    return Attribution(run, None, named_at(scene, end - 1) or subject_near(scene, start, end), False)


def named_at(scene: Scene, colon: int) -> Source | None:
    """The name that ends right before a colon: Ada Fenwick: "…"."""
    token = token_before(scene, colon)
    if token is None or token.ent_type_ not in ("PERSON", "ORG"):
        return None
    empty = Cue(token.i + 1, token.i + 1, token.i + 1, frozenset())
    while token.dep_ in ("compound", "flat") and token.head.i > token.i:
        token = token.head
    return source_from(scene.doc, token, empty, scene.quoted)


def subject_near(scene: Scene, start: int, end: int) -> Source | None:
    """The first subject of a sentence as a source."""
    span = scene.doc.char_span(start, end, alignment_mode="contract")
    for token in span or ():
        if token.dep_ in SUBJECTS and not scene.quoted[token.i]:
            empty = Cue(token.head.i, token.head.i, token.head.i, frozenset())
            return source_of(scene.doc, empty, scene.quoted)
    return None


def signed(scene: Scene, run: Marked) -> Source | None:
    """The name under a quote: "…" and on the next line a dash and who said it."""
    match = SIGNATURE.match(scene.text, run.outer_end)
    if match is None:
        return None
    start, end = match.span("name")
    comma = scene.text.find(",", start, end)
    return Source(start, end if comma < 0 else comma, start, start + 1)
