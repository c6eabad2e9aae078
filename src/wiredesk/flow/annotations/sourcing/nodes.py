"""What kind of source a noun phrase is: a medium, somebody named, a body, a group, nobody named, a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.sources import RELATIVES
from wiredesk.flow.annotations.speakers import pointed_at
from wiredesk.records import EntityId, SourceKind
from wiredesk.text.media import Named

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GENERIC = "media reports"  # the name of media without a name
MEDIA_WORDS = frozenset("media press outlets newspapers channels websites".split())
NEVER_ALONE = frozenset("agency site website wire network station channel program programme".split())
ON_AIR = re.compile(r"\b(?:News|TV|Television|Radio|CNN|[A-Z]?NBC|CBS|ABC|BBC|NPR|Reuters|Agency)\b")  # no newspapers
BACK = 1500  # characters back to the outlet that "the newspaper" means
OWNERS = ("by", "in", "from", "on", "of", "with")
STOPS = frozenset("who whom whose which that when where because while although but as".split())
MAX_WORDS = 14  # of a source's own words
PERSONS = ("he", "she", "they")
HOLDS = frozenset("see obtain review view hear acquire get receive leak verify examine inspect publish".split())
OFFICES = frozenset(
    "minister president mayor governor ambassador commander general chancellor premier king queen editor director "
    "chief head chairman chairwoman secretary".split()
)


@cache
def kinds() -> Mapping[str, frozenset[str]]:
    """Kind → the lemmas of its head nouns, from kinds.tsv; read once."""
    rows = files(__package__).joinpath("kinds.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {kind: frozenset(words.split()) for kind, words in pairs}


class Node(NamedTuple):
    """A source: what it is called, its kind, its characters, the entity behind it."""

    name: str
    kind: SourceKind
    start: int
    end: int
    entity: EntityId | None = None


@dataclass(frozen=True)
class Stage:
    """One article's parse, with the media that it names and who is in it."""

    doc: Doc
    cast: Cast
    media: tuple[Named, ...]
    quoted: bytearray  # by token: 1 inside marks
    known: dict[int, Node | None] = field(default_factory=dict)  # by token: what was read before

    def node(self, token: Token | None) -> Node | None:
        """The source that a head noun stands for; None for what is no source."""
        if token is None or self.quoted[token.i]:
            return None
        if token.lower_ in RELATIVES and token.head.dep_ == "relcl":
            token = token.head.head
        if token.pos_ == "ADJ":  # "three current and two former officials": the noun comes last
            token = next((child for child in token.conjuncts if child.pos_ == "NOUN"), token)
        if token.i not in self.known:
            self.known[token.i] = read(self, token)
        return self.known[token.i]

    def medium_at(self, start: int, end: int) -> Named | None:
        """The medium that the text names within start..end or around it."""
        place = bisect_left(self.media, end, key=lambda one: one.start)
        near = self.media[max(0, place - 2) : place]
        return next((one for one in near if start < one.end), None)


def read(stage: Stage, token: Token) -> Node | None:
    """The source that a head noun stands for, the medium first, then names, then what the noun itself says."""
    return medium(stage, token) or named(stage, token) or described(stage, token)


def medium(stage: Stage, token: Token) -> Node | None:
    """The outlet or agency that a noun names; "a Post report", "a report in the Post" are the Post's word."""
    if (one := stage.medium_at(token.idx, token.idx + len(token.text))) is not None:
        return Node(one.name, "outlet", one.start, one.end)
    lemma = token.lemma_.lower()
    for owner in owners(token, lemma):
        if (one := stage.medium_at(owner.idx, owner.idx + len(owner.text))) is not None:
            return Node(one.name, "outlet", one.start, one.end)
    return media_at_large(stage, token, lemma) or unnamed_medium(stage, token, lemma)


def owners(token: Token, lemma: str) -> Iterator[Token]:
    """Words beside a noun that may name its medium: a Post report, a report in the Post, CNN's Ada Berg."""
    is_person, is_work = token.ent_type_ == "PERSON", lemma in kinds()["work"]
    for child in token.children if is_person or is_work or lemma in kinds()["outlet"] else ():
        if child.dep_ == "poss" or (child.dep_ in ("compound", "appos", "nmod") and not is_person):
            yield child
        elif child.dep_ in ("prep", "agent") and child.lower_ in OWNERS and is_work:
            yield from (one for one in child.children if one.dep_ == "pobj")


def media_at_large(stage: Stage, token: Token, lemma: str) -> Node | None:
    """ "media reports", "local media", "published reports": media of which none is named."""
    words = modifiers(token)
    is_report = lemma in kinds()["work"] and not words.isdisjoint(("media", "press", "news", "newspaper"))
    if not is_report and token.lower_ == "reports":
        is_owned = any(child.dep_ in ("poss", "compound", "prep") for child in token.children)
        is_report = not is_owned and words.isdisjoint(("the", "these", "those"))
    return Node(GENERIC, "outlet", *extent(stage, token)) if is_report or token.lower_ in MEDIA_WORDS else None


def unnamed_medium(stage: Stage, token: Token, lemma: str) -> Node | None:
    """ "the newspaper" is the one named last before it; "a newspaper" has no name."""
    words = modifiers(token)
    if lemma not in kinds()["outlet"] or token.ent_type_ in ("ORG", "GPE"):
        return None
    if lemma == "agency" and words.isdisjoint(("news", "the")):
        return None
    start, end = extent(stage, token)
    if "the" in words and words <= {"the", "news", "state", "daily"}:
        before = [one for one in stage.media if token.idx - BACK <= one.start < token.idx]
        if lemma in ("newspaper", "paper", "magazine", "daily", "weekly"):
            before = [one for one in before if not ON_AIR.search(one.name)]
        if before:
            return Node(before[-1].name, "outlet", start, end)
        return None if lemma in NEVER_ALONE else Node(stage.doc.text[start:end], "outlet", start, end)
    return (
        None if lemma in NEVER_ALONE - {"agency"} | {"paper"} else Node(stage.doc.text[start:end], "outlet", start, end)
    )


def modifiers(token: Token) -> set[str]:
    """The words that stand before a noun and belong to it."""
    return {child.lower_ for child in token.children if child.dep_ in ("compound", "amod", "det", "poss")}


def named(stage: Stage, token: Token) -> Node | None:
    """A person whom the phrase names, or to whom its pronoun points."""
    start, end = extent(stage, token)
    entity = pointed_at(stage.cast, token.idx, token.idx + len(token.text))
    if entity is None:
        near = [child for child in token.children if child.dep_ == "appos" and child.ent_type_ == "PERSON"]
        entity = pointed_at(stage.cast, near[0].idx, near[0].idx + len(near[0].text)) if near else None
    if entity is not None and stage.cast.by_id[entity].type == "PERSON":
        return Node(stage.cast.by_id[entity].name, "named", start, end, entity)
    if token.ent_type_ == "PERSON":
        return Node(stage.doc.text[start:end], "named", start, end, entity)
    return None


def described(stage: Stage, token: Token) -> Node | None:
    """What a noun without a person's name says of the source."""
    start, end = extent(stage, token)
    words, lemma = stage.doc.text[start:end], token.lemma_.lower()
    entity = pointed_at(stage.cast, token.idx, token.idx + len(token.text))
    is_the = any(child.lower_ == "the" for child in token.lefts)
    if is_the and lemma in OFFICES and token.tag_ == "NN":
        return Node(words, "named", start, end)
    for kind in ("document", "anonymous", "collective", "institution"):
        if lemma in kinds()[kind] and token.pos_ != "PROPN":
            return Node(words, kind, start, end)
    if entity is not None and stage.cast.by_id[entity].type in ("ORG", "GPE", "NORP", "FAC"):
        return Node(stage.cast.by_id[entity].name, "institution", start, end, entity)
    if token.ent_type_ in ("ORG", "GPE", "FAC") or (token.pos_ == "PROPN" and token.ent_type_ != "DATE"):
        return Node(words, "institution", start, end)
    if any(word in words.lower().split() for word in ("you", "us", "we", "me", "i")):
        return None
    if token.lower_ in PERSONS:
        return Node(words, "named", start, end)
    if token.lower_ in ("one", "another", "some", "two", "three", "both", "several", "many", "others", "four", "five"):
        return Node(words, "anonymous", start, end)
    return None


def extent(stage: Stage, token: Token) -> tuple[int, int]:
    """A source's own words: its phrase up to a relative clause, a comma or words in marks."""
    doc, first, last = stage.doc, token.i, token.i
    lowest, highest = max(token.left_edge.i, token.i - MAX_WORDS), min(token.right_edge.i, token.i + MAX_WORDS)
    while first > lowest and not is_edge(stage, doc[first - 1]):
        first -= 1
    while last < highest and not is_edge(stage, doc[last + 1]):
        last += 1
    while last > token.i and doc[last].pos_ in ("ADP", "DET", "CCONJ"):
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last].text)


def is_edge(stage: Stage, token: Token) -> bool:
    """True where a source's words must end."""
    if token.is_space or stage.quoted[token.i] or token.text in (",", ";", ":", "—", "–", "-", "(", ")", "."):
        return True
    is_held = token.tag_ == "VBN" and token.dep_ == "acl" and token.lemma_.lower() in HOLDS
    return (
        token.lower_ in STOPS
        or is_held
        or token.dep_ == "relcl"
        or token.pos_ == "AUX"
        or token.tag_ in ("VBD", "VBZ", "VBG")
    )
