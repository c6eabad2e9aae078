"""Which cue and source belong to a run of words in marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wiredesk.flow.annotations.chains import Attributed, Attribution, carried_on, subject_near
from wiredesk.flow.annotations.choice import MAX_BEFORE, MAX_CLAUSE, chosen_cue, closing_cues, is_strong
from wiredesk.flow.annotations.cues import Cue
from wiredesk.flow.annotations.marks import Marked
from wiredesk.flow.annotations.scene import Scene
from wiredesk.flow.annotations.sources import Source, end_of, source_of


def attribute(scene: Scene, reported: Sequence[Attributed | None]) -> list[Attribution]:
    """Each outer run with its cue and source, in text order; the runs in the chain take the last speaker on.

    `reported` holds for each run the cue and source of the report that the run is part of.
    """
    scene = replace(scene, closing=closing_cues(scene))
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
        found.append(
            Attribution(run, cue, source_in(scene, cue) or beside(scene, run, cue) or sharing(scene, cue), is_inside)
        )
    return found


def cue_of(scene: Scene, place: int) -> tuple[Cue | None, bool]:
    """The cue in a run's own sentence, and whether the run is only a part of what is reported."""
    chosen = chosen_cue(scene, place)
    return chosen, chosen is not None and is_part(scene, place, chosen)


def source_in(scene: Scene, cue: Cue) -> Source | None:
    """The source of a cue; a participle behind a comma takes that of the cue before it in the sentence."""
    token = scene.doc[cue.head]
    if token.tag_ == "VBG" and token.dep_ == "advcl" and token.i and scene.doc[cue.first - 1].text == ",":
        start = scene.sentence_start(token.idx)
        for other in reversed(scene.cues_within(max(start, token.idx - MAX_BEFORE), token.idx)):
            if is_strong(other) and scene.doc[other.head].tag_ in ("VBD", "VBZ", "VBP"):
                return source_of(scene.doc, other, scene.quoted)
    return source_of(scene.doc, cue, scene.quoted)


def sharing(scene: Scene, cue: Cue) -> Source | None:
    """The subject of the sentence for an active verb that the parser hung elsewhere: Smith laughed but admitted …"""
    verb = scene.doc[cue.head]
    if verb.pos_ != "VERB" or any(child.dep_ == "auxpass" for child in verb.lefts):
        return None
    return subject_near(scene, max(scene.sentence_start(verb.idx), verb.idx - MAX_BEFORE), verb.idx)


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
