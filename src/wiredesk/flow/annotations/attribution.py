"""Which cue and source belong to a run of words in marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from spacy.tokens import Doc, Token

from wiredesk.flow.annotations.cues import Cue, find_cues
from wiredesk.flow.annotations.marks import Marked, find_marked, outer_runs
from wiredesk.flow.annotations.sources import SUBJECTS, Source, end_of, own_subject, source_from, source_of

STOPS = frozenset(".!?…")
CLOSING = "\"'”’“»)]"
DIRECT = frozenset(("say", "tell", "call", "according"))
SPEECH = frozenset(("say", "tell"))
LINKS = frozenset("that : , to a an the of as in on by it is was".split())  # between a cue and the quote it opens
ANY = frozenset(("any",))
MAX_CLAUSE = 120  # characters from a quote to its verb
SIGNATURE = re.compile(r"\s{0,3}[-–—]\s?(?P<name>[A-Z][^\n.]{1,80})")  # -Ada Fenwick, Port Ellery
RELAYS = frozenset("report cite quote relay publish broadcast".split())
INNER_MARKS = "'’\"” \u00a0"  # of a quote that ends inside the quote
LEADS = frozenset("but and now indeed so still then yet plus instead also or because moreover".split())
MAX_LEAD = 25  # characters of "But indeed, " before the marks
MAX_LINK = 3  # tokens
MAX_AFTER = 400  # characters after a quote in which its cue stands
MAX_BEFORE = 600  # and before it


Attributed = tuple[Cue, Source | None]


class Attribution(NamedTuple):
    """Who says a run, by which cue; `is_inside` where other reported words stand beside the marks."""

    run: Marked
    cue: Cue | None
    source: Source | None
    is_inside: bool


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
    scene = Scene(
        doc=doc,
        text=doc.text,
        runs=outer,
        nested=tuple(run for run in runs if run.depth == 1),
        quoted=quoted,
        cues=cues,
        cue_starts=tuple(doc[cue.head].idx for cue in cues),
        breaks=tuple(sentence_breaks(doc, quoted)),
    )
    return replace(scene, closing=closing_cues(scene))


def quoted_tokens(doc: Doc, runs: tuple[Marked, ...]) -> bytearray:
    """1 for each token that lies in marks, the marks included."""
    quoted = bytearray(len(doc))
    at = 0
    for token in doc:
        while at < len(runs) and runs[at].outer_end <= token.idx:
            at += 1
        if at < len(runs) and runs[at].outer_start <= token.idx:
            quoted[token.i] = 1
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


def attribute(scene: Scene, reported: Sequence[Attributed | None]) -> list[Attribution]:
    """Each outer run with its cue and source, in text order; the runs in the chain take the last speaker on.

    `reported` holds for each run the cue and source of the report that the run is part of.
    """
    found: list[Attribution] = []
    for place, run in enumerate(scene.runs):
        cue, is_inside = cue_of(scene, place)
        if cue is None or not is_strong(cue):
            one = reported[place]
            if one is not None and one[1] is not None:
                found.append(Attribution(run, one[0], one[1], True))
                continue
        if cue is None:
            found.append(carried_on(scene, place, found))
            continue
        found.append(Attribution(run, cue, source_in(scene, cue) or beside(scene, run, cue), is_inside))
    return found


def signed(scene: Scene, run: Marked) -> Source | None:
    """The name under a quote: "…" and on the next line a dash and who said it."""
    match = SIGNATURE.match(scene.text, run.outer_end)
    if match is None:
        return None
    start, end = match.span("name")
    comma = scene.text.find(",", start, end)
    return Source(start, end if comma < 0 else comma, start, start + 1)


def source_in(scene: Scene, cue: Cue) -> Source | None:
    """The source of a cue; a participle behind a comma takes that of the cue before it in the sentence."""
    token = scene.doc[cue.head]
    if token.tag_ == "VBG" and token.dep_ == "advcl" and token.i and scene.doc[cue.first - 1].text == ",":
        start = scene.sentence_start(token.idx)
        for other in reversed(scene.cues_within(max(start, token.idx - MAX_BEFORE), token.idx)):
            if is_strong(other) and scene.doc[other.head].tag_ in ("VBD", "VBZ", "VBP"):
                return source_of(scene.doc, other, scene.quoted)
    return source_of(scene.doc, cue, scene.quoted)


def beside(scene: Scene, run: Marked, cue: Cue) -> Source | None:
    """The words between a run and the verb behind it, where the parser finds no subject."""
    head = scene.doc[cue.head]
    if not run.outer_end < head.idx or head.pos_ not in ("VERB", "AUX") or head.idx - run.outer_end > MAX_CLAUSE:
        return None
    first, last = cue.first - 1, cue.first - 1
    while first > 0 and scene.doc[first - 1].idx >= run.outer_end:
        first -= 1
    while first < last and (scene.doc[first].is_punct or scene.doc[first].is_space):
        first += 1
    while last > first and (scene.doc[last].is_punct or scene.doc[last].is_space):
        last -= 1
    if scene.doc[first].idx < run.outer_end or not scene.doc[first].text[0].isalnum():
        return None
    name = next((at for at in range(first, last) if scene.doc[at + 1].text == ","), last)
    noun = scene.doc[name]
    return Source(scene.doc[first].idx, end_of(scene.doc[last]), noun.idx, end_of(noun))


def cue_of(scene: Scene, place: int) -> tuple[Cue | None, bool]:
    """The cue in a run's own sentence, and whether the run is only a part of what is reported."""
    chosen = chosen_cue(scene, place)
    return chosen, chosen is not None and is_part(scene, place, chosen)


def chosen_cue(scene: Scene, place: int) -> Cue | None:
    """The best cue: the one that opens the run, the clause that closes it or its sentence, then any around it."""
    run = scene.runs[place]
    before = cues_before(scene, place)
    opener = (
        before[-1] if before and (opens_quote(scene, before[-1], run) or opens_clause(scene, before[-1], run)) else None
    )
    closing = scene.closing[place]
    is_said_behind = closing is not None and "say" in closing.takes and is_bare_close(scene, run, closing)
    if opener is not None and is_strong(opener) and not (is_said_behind and not SPEECH & opener.takes):
        return opener
    strong = [cue for cue in before if is_strong(cue)]
    if opener is not None and "noun" in opener.takes and scene.text[run.outer_start - 5 : run.outer_start] == "that ":
        return opener
    if closing is not None and not (strong and is_relay(scene, closing)):
        return closing
    return next(reversed(strong or before), None)


def is_strong(cue: Cue) -> bool:
    """True for cues that nearly always report: not "discuss", not "view"."""
    return "weak" not in cue.takes and "noun" not in cue.takes


def is_relay(scene: Scene, cue: Cue) -> bool:
    """True for cues by which an outlet passes on what another said."""
    return "according" in cue.takes or scene.doc[cue.head].lemma_.lower() in RELAYS


def closing_cues(scene: Scene) -> tuple[Cue | None, ...]:
    """For each run the clause that closes it, or that closes the sentence which the run is part of."""
    found: list[Cue | None] = [None] * len(scene.runs)
    for place in reversed(range(len(scene.runs))):
        after = cues_after(scene, place)
        if after and closes(scene, scene.runs[place], after[0]):
            found[place] = after[0]
        elif place + 1 < len(scene.runs) and is_same_sentence(scene, place):
            found[place] = found[place + 1]
    return tuple(found)


def is_bare_close(scene: Scene, run: Marked, cue: Cue) -> bool:
    """True where the clause of a cue begins right behind a run that ends with a comma."""
    return scene.doc[cue.head].idx - run.outer_end < MAX_CLAUSE and closes_with_comma(scene, run)


def has_object_behind(scene: Scene, verb: Token) -> bool:
    """True where a verb goes on to say something else: "…," Smith cut the ribbon."""
    if not any(child.dep_ in SUBJECTS for child in verb.lefts):  # said Smith: the parser takes him for the object
        return False
    return any(child.dep_ in ("dobj", "ccomp") and not scene.quoted[child.i] for child in verb.rights)


def is_same_sentence(scene: Scene, place: int) -> bool:
    """True where a run and the next stand in one sentence."""
    start = scene.runs[place + 1].outer_start
    return scene.sentence_start(start + 1) <= scene.runs[place].outer_start


def closes(scene: Scene, run: Marked, cue: Cue) -> bool:
    """True for a clause behind a run that says who said it: "…," Smith said; …, according to Smith."""
    token = scene.doc[cue.head]
    if "according" in cue.takes:
        return True
    if token.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return False
    start = min(token.left_edge.i, cue.first)
    while start < cue.first and (scene.quoted[start] or scene.doc[start].idx < run.outer_end):
        start += 1
    while start < cue.first and (scene.doc[start].is_punct or scene.doc[start].is_space):
        start += 1
    if any(child.dep_ in ("mark", "cc") or child.tag_ in ("WRB", "WDT", "WP") for child in token.lefts):
        return False
    if "tell" not in cue.takes and has_object_behind(scene, token):
        return False
    between = scene.text[run.outer_end : scene.doc[start].idx]
    if any(letter.isalnum() for letter in between):
        return is_strong(cue) and between.rstrip().endswith((",", "—", "–"))
    return closes_with_comma(scene, run)


def cues_before(scene: Scene, place: int) -> list[Cue]:
    """The cues between the last break, or run, and this run."""
    run = scene.runs[place]
    start = max(scene.sentence_start(run.outer_start + 1), run.outer_start - MAX_BEFORE)
    return [cue for cue in scene.cues_within(start, run.outer_start) if DIRECT & cue.takes or "noun" in cue.takes]


def cues_after(scene: Scene, place: int) -> list[Cue]:
    """The cues between this run and the next break or run."""
    run = scene.runs[place]
    begin = first_word_after(scene.text, run.outer_end)
    if begin is None:
        return []
    ends_speech = scene.text[run.end - 1] in ".…" and run.is_closed and scene.text[run.outer_end : begin].isspace()
    if ends_speech and not scene.text[begin].islower():
        return []
    end = min(scene.sentence_end(begin), run.outer_end + MAX_AFTER)
    if place + 1 < len(scene.runs):
        end = min(end, scene.runs[place + 1].outer_start)
    found = [cue for cue in scene.cues_within(run.outer_end, end) if DIRECT & cue.takes]
    return found or any_verb_after(scene, run, begin, end)


def any_verb_after(scene: Scene, run: Marked, begin: int, end: int) -> list[Cue]:
    """After a comma and marks any verb with a subject reports: "…," Smith shrugged."""
    if not closes_with_comma(scene, run):
        return []
    span = scene.doc.char_span(begin, min(end, begin + MAX_CLAUSE), alignment_mode="contract")
    for token in span or ():
        if token.tag_ in ("VBD", "VBZ"):
            subject = own_subject(token, None, scene.quoted)
            is_near = subject is not None and begin <= subject.left_edge.idx and subject.left_edge.idx - begin < 3
            return [Cue(token.i, token.i, token.i, ANY)] if is_near or token.idx == begin else []
    return []


def first_word_after(text: str, at: int) -> int | None:
    """The first letter or figure after `at` on the same line."""
    while at < len(text) and text[at] != "\n":
        if text[at].isalnum():
            return at
        at += 1
    return None


def opens_quote(scene: Scene, cue: Cue, run: Marked) -> bool:
    """True where only link words stand between a cue and the run that it opens: he said that "…"."""
    text = scene.text[scene.doc[cue.last].idx + len(scene.doc[cue.last].text) : run.outer_start]
    is_sentence = scene.text[run.end - 1] in ".?!" and scene.text[run.start].isupper()
    if is_sentence and is_strong(cue) and text.rstrip().endswith(","):
        return True
    if len(text) > 40:
        return text.rstrip().endswith(":")
    words = text.replace(":", " : ").replace(",", " , ").lower().split()
    return text.rstrip().endswith(":") or (len(words) <= MAX_LINK and all(word in LINKS for word in words))


def opens_clause(scene: Scene, cue: Cue, run: Marked) -> bool:
    """True for "her claim during the debate that “…”": a noun whose clause begins with the marks."""
    return "noun" in cue.takes and scene.text[max(0, run.outer_start - 5) : run.outer_start] == "that "


def closes_with_comma(scene: Scene, run: Marked) -> bool:
    """True where a run ends as speech does before its cue: with a comma, a question or a call."""
    if not run.is_closed:
        return False
    following = scene.text[run.outer_end : run.outer_end + 1]
    last = scene.text[max(run.start, run.end - 4) : run.end].rstrip(INNER_MARKS)[-1:]
    return last in (",", "?", "!", "…", "—", "–", "-") or following == ","


def is_part(scene: Scene, place: int, cue: Cue) -> bool:
    """True where the sentence reports more than the words in marks."""
    run = scene.runs[place]
    head = scene.doc[cue.head].idx
    if head > run.outer_start:
        start = scene.sentence_start(run.outer_start + 1)
        if place and scene.runs[place - 1].outer_end > start:
            start = scene.runs[place - 1].outer_end
        return any(letter.isalnum() for letter in scene.text[start : run.outer_start])
    between = scene.text[scene.doc[cue.last].idx + len(scene.doc[cue.last].text) : run.outer_start].rstrip()
    if between.endswith((":", ",")):
        return False
    return scene.text[run.start].islower() or any(letter.isalnum() for letter in between)


def carried_on(scene: Scene, place: int, found: list[Attribution]) -> Attribution:
    """A run without a cue of its own: a colon announces it, or the speaker before it goes on."""
    run = scene.runs[place]
    start = scene.sentence_start(run.outer_start + 1)
    owned = owner_before(scene, run)
    if owned is not None:
        return Attribution(run, None, owned, True)
    is_whole = start >= run.outer_start or is_lead(scene.text[start : run.outer_start])
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


def is_lead(words: str) -> bool:
    """True for the word or two by which a writer links a quote to the one before: But “…”."""
    return len(words) <= MAX_LEAD and all(word in LEADS for word in words.lower().replace(",", " ").split())


def owner_before(scene: Scene, run: Marked) -> Source | None:
    """The name before the marks that owns the words in them: Smith's "never again"."""
    token = token_before(scene, run.outer_start)
    if token is None or token.tag_ != "POS" or not token.i:
        return None
    empty = Cue(token.i, token.i, token.i, frozenset())
    head = token.head if token.head.i < token.i else token.nbor(-1)
    return source_from(scene.doc, head, empty, scene.quoted)


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
