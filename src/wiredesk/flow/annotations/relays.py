"""Who passed the words on, and to whom they were said: according to an agency, told the board."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.chains import Attribution
from wiredesk.flow.annotations.choice import RELAYS, is_relay
from wiredesk.flow.annotations.cues import Cue
from wiredesk.flow.annotations.scene import Scene
from wiredesk.flow.annotations.sources import OBJECTS, Source, end_of, object_of, source_from, source_of
from wiredesk.flow.annotations.speakers import pointed_at, speaker_of
from wiredesk.records import EntityId

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_CUES = 8  # cues looked at on either side of a quote
HEARERS = frozenset("tell ask inform assure remind notify warn persuade convince brief advise urge call".split())
REPORTS = (RELAYS - {"cite", "quote", "relay"}) | {"say", "write", "announce"}


def via_of(
    scene: Scene, place: tuple[int, int], cue: Cue | None, speaker: EntityId | None, cast: Cast
) -> tuple[EntityId, ...]:
    """The outlets that relay the characters of `place`, other than their speaker, in text order."""
    start, end = place
    found: dict[EntityId, None] = {}
    low, high = scene.sentence_start(start + 1), scene.sentence_end(max(start, end - 1))
    middle = bisect_left(scene.cue_starts, start)
    for other in scene.cues[max(0, middle - MAX_CUES) : middle + MAX_CUES]:
        at = scene.doc[other.head].idx
        if not low <= at < high or not is_relay(scene, other) or (cue is not None and other.head == cue.head):
            continue
        outlet = speaker_of(scene.doc, source_of(scene.doc, other, scene.quoted), cast)
        if outlet is not None and outlet != speaker and cast.by_id[outlet].type == "ORG":
            found.setdefault(outlet)
    return tuple(found)


def cited_by(scene: Scene, cue: Cue) -> Source | None:
    """Whom a report names as its own source: the Post reports, citing two officials."""
    head = scene.doc[cue.head]
    if head.lemma_.lower() not in REPORTS:
        return None
    for child in head.children:
        if child.lower_ != "citing":
            continue
        named = next((one for one in child.rights if one.dep_ in OBJECTS), None)
        if named is not None:
            return source_from(scene.doc, named, Cue(child.i, child.i, child.i, frozenset()), scene.quoted)
    return None


def relayed(scene: Scene, found: list[Attribution], cast: Cast) -> list[tuple[Attribution, tuple[EntityId, ...]]]:
    """The attributions with who relayed each; a run that an outlet reports keeps the speaker of the run before."""
    told: list[tuple[Attribution, tuple[EntityId, ...]]] = []
    for one in found:
        speaker = speaker_of(scene.doc, one.source, cast)
        last = told[-1][0] if told else None
        if last is not None and is_outlet_behind(scene, one, last, speaker, cast):
            told.append((last._replace(run=one.run, is_inside=False), (speaker,) if speaker else ()))
            continue
        told.append((one, via_of(scene, (one.run.outer_start, one.run.outer_end), one.cue, speaker, cast)))
    return told


def is_outlet_behind(scene: Scene, one: Attribution, last: Attribution, speaker: EntityId | None, cast: Cast) -> bool:
    """True for "We stay," reported the Post: behind a whole sentence, after words of a person in the paragraph."""
    if one.cue is None or speaker is None or one.is_inside or not is_relay(scene, one.cue):
        return False
    if cast.by_id[speaker].type != "ORG" or last.run.paragraph != one.run.paragraph or last.source is None:
        return False
    before = speaker_of(scene.doc, last.source, cast)
    return before is None or cast.by_id[before].type == "PERSON"


def addressee_of(scene: Scene, cue: Cue | None, cast: Cast) -> EntityId | None:
    """Whom a cue addresses: told Smith, said to the board."""
    if cue is None:
        return None
    verb = scene.doc[cue.head]
    hearer = hearer_of(verb) if verb.pos_ == "VERB" and verb.lower_ != "according" else None
    if hearer is None or scene.quoted[hearer.i]:
        return None
    found = pointed_at(cast, hearer.idx, end_of(hearer))
    for child in hearer.children if found is None else ():
        if child.dep_ == "appos":
            found = found or pointed_at(cast, child.idx, end_of(child))
    return found if found is not None and cast.by_id[found].type in ("PERSON", "ORG", "GPE") else None


def hearer_of(verb: Token) -> Token | None:
    """The object of "told", or the noun after "said to"."""
    for child in verb.rights:
        if child.dep_ in OBJECTS and verb.lemma_.lower() in HEARERS:
            return child
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return object_of(child)
    return None
