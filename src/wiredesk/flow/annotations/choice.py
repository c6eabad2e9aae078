"""Which cue a run in marks belongs to: the one before it, the clause behind it, or the sentence's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wiredesk.flow.annotations.cues import Cue
from wiredesk.flow.annotations.marks import Marked
from wiredesk.flow.annotations.scene import Scene, token_before
from wiredesk.flow.annotations.sources import SUBJECTS, own_subject
from wiredesk.text import relaying

if TYPE_CHECKING:
    from spacy.tokens import Token

DIRECT = frozenset(("say", "tell", "call", "according"))
SPEECH = frozenset(("say", "tell"))
LINKS = frozenset("that : , to a an the of as in on by it is was".split())  # between a cue and the quote it opens
ANY = frozenset(("any",))
MAX_CLAUSE = 120  # characters from a quote to its verb
RELAYS = frozenset(relaying.of_language("en", "verb"))
INNER_MARKS = "'’\"” \u00a0"  # of a quote that ends inside the quote
MAX_LINK = 3  # tokens
MAX_SHORT = 4  # tokens from a verb to the comma before the marks
MAX_NAME = 8  # tokens
NAME_PARTS = frozenset(("NOUN", "PROPN", "ADJ", "DET", "PRON", "SPACE", "NUM"))
MAX_AFTER = 400  # characters after a quote in which its cue stands
MAX_BEFORE = 600  # and before it


def chosen_cue(scene: Scene, place: int) -> Cue | None:
    """The best cue: the one that opens the run, the clause that closes it or its sentence, then any around it."""
    run = scene.runs[place]
    before = cues_before(scene, place)
    opener = (
        before[-1] if before and (opens_quote(scene, before[-1], run) or opens_clause(scene, before[-1], run)) else None
    )
    closing = scene.closing[place]
    nearest = any_verb_before(scene, run) if closing is None else None
    if nearest is not None and (opener is None or opener.head < nearest.head):
        return nearest
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
    lefts = [child for child in token.lefts if not scene.quoted[child.i]]
    if any(child.dep_ in ("mark", "cc") or child.tag_ in ("WRB", "WDT", "WP") for child in lefts):
        return False
    if "tell" not in cue.takes and has_object_behind(scene, token):
        return False
    between = scene.text[run.outer_end : scene.doc[start].idx]
    if any(letter.isalnum() for letter in between):
        if not is_strong(cue):
            return False
        return between.rstrip().endswith((",", "—", "–")) or (
            closes_with_comma(scene, run) and is_name(scene, run, start)
        )
    return closes_with_comma(scene, run) or (run.is_closed and is_bare_clause(scene, cue))


def is_name(scene: Scene, run: Marked, end: int) -> bool:
    """True where the few words from a run to a token are part of a name that the parser hung elsewhere."""
    first = end
    while first > 0 and end - first <= MAX_NAME and scene.doc[first - 1].idx >= run.outer_end:
        first -= 1
    return end - first <= MAX_NAME and all(token.pos_ in NAME_PARTS for token in scene.doc[first:end])


def is_bare_clause(scene: Scene, cue: Cue) -> bool:
    """True for a clause of subject and verb alone: "…" Smith said."""
    following = scene.doc[cue.last + 1] if cue.last + 1 < len(scene.doc) else None
    return "say" in cue.takes and is_strong(cue) and (following is None or following.is_punct or following.is_space)


def is_bare_close(scene: Scene, run: Marked, cue: Cue) -> bool:
    """True where the clause of a cue begins right behind a run that ends with a comma."""
    return scene.doc[cue.head].idx - run.outer_end < MAX_CLAUSE and closes_with_comma(scene, run)


def has_object_behind(scene: Scene, verb: Token) -> bool:
    """True where a verb goes on to say something else: "…," Smith cut the ribbon."""
    if not any(child.dep_ in SUBJECTS for child in verb.lefts):  # said Smith: the parser takes him for the object
        return False
    return any(child.dep_ in ("dobj", "ccomp") and not scene.quoted[child.i] for child in verb.rights)


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


def any_verb_before(scene: Scene, run: Marked) -> Cue | None:
    """Before a comma or colon and a whole sentence in marks any verb reports: Smith shot back, "We stay."."""
    if not is_whole_sentence(scene, run):
        return None
    mark = token_before(scene, run.outer_start)
    if mark is None or mark.text not in (",", ":"):
        return None
    for at in range(mark.i - 1, max(mark.i - 1 - MAX_SHORT, -1), -1):
        token = scene.doc[at]
        if token.is_punct or token.is_space or scene.quoted[at]:
            return None
        if token.tag_ in ("VBD", "VBZ") and own_subject(token, None, scene.quoted) is not None:
            return Cue(at, at, at, ANY)
    return None


def is_whole_sentence(scene: Scene, run: Marked) -> bool:
    """True for words in marks that begin and end as a sentence does."""
    return scene.text[run.end - 1] in ".?!" and scene.text[run.start].isupper()


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
    if is_whole_sentence(scene, run) and is_strong(cue) and text.rstrip().endswith(","):
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
