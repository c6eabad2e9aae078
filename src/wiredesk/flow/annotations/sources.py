"""Who stands behind a cue: the subject of "said", the owner of a claim, the noun after "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wiredesk.flow.annotations.cues import Cue, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
OBJECTS = ("dobj", "dative", "obj")
INHERITING = ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "acl", "prep", "relcl")
MAX_CLIMB = 6  # clauses up to the subject that a participle shares
MAX_DISTANCE = 150  # tokens from a source to its cue
MAX_SIDE = 60  # tokens of a source on either side of its head
RELATIVES = frozenset(("who", "which", "that", "whom"))
INVERTED = ("PROPN", "PRON", "NOUN")


class Source(NamedTuple):
    """The words of a source, and the noun phrase that says who it is ("who" points back to it)."""

    start: int
    end: int
    head_start: int  # the noun that names the source; for "who" the noun that it points back to
    head_end: int


def source_of(doc: Doc, cue: Cue, quoted: bytearray) -> Source | None:
    """The source of a cue; None where the text names none. `quoted` is 1 for tokens in marks."""
    head = head_of_source(doc, cue, quoted)
    if head is None or not is_same_paragraph(doc, head.i, cue):
        head = doc[cue.first - 1] if is_subject_like(doc, cue, quoted) else None
    return None if head is None else source_from(doc, head, cue, quoted)


def is_same_paragraph(doc: Doc, at: int, cue: Cue) -> bool:
    """True where no line ends between a word and its cue, and both are near."""
    low, high = min(at, cue.first), max(at, cue.last)
    return high - low <= MAX_DISTANCE and not any("\n" in doc[place].text for place in range(low, high))


def is_subject_like(doc: Doc, cue: Cue, quoted: bytearray) -> bool:
    """True where a noun stands right before a finite verb, whatever the parser makes of it."""
    before = doc[cue.first - 1] if cue.first else None
    if before is None or quoted[before.i] or doc[cue.head].tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    return before.pos_ in INVERTED or before.tag_ == "DT"


def source_from(doc: Doc, head: Token, cue: Cue, quoted: bytearray) -> Source:
    """The source that a head noun stands for."""
    first, last = phrase(doc, head, cue, quoted)
    noun = head
    if head.lower_ in RELATIVES and head.head.dep_ == "relcl":
        noun = head.head.head
    return Source(doc[first].idx, end_of(doc[last]), noun.idx, end_of(noun))


def end_of(token: Token) -> int:
    """The character after a token."""
    end: int = token.idx + len(token.text)
    return end


def head_of_source(doc: Doc, cue: Cue, quoted: bytearray) -> Token | None:
    """The head noun of the source."""
    token = doc[cue.head]
    if "according" in cue.takes:
        return object_of(doc[cue.last])
    if "noun" in cue.takes:
        return owner_of(token)
    if token.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in token.lefts):
        return agent_of(token)
    found = subject_of(token, quoted)
    return found if found is not None else inverted_subject(doc, cue, quoted)


def object_of(preposition: Token) -> Token | None:
    """The noun after a preposition."""
    for child in preposition.rights:
        if child.dep_ in ("pobj", "pcomp", "dobj"):
            return child
    following = preposition.nbor() if preposition.i + 1 < len(preposition.doc) else None
    if following is None or following.is_punct or following.is_space:
        return None
    while following.head.i > following.i and following.head.left_edge.i <= preposition.i + 1:
        if following.head.pos_ not in INVERTED:
            break
        following = following.head
    return following


def owner_of(noun: Token) -> Token | None:
    """Whose claim it is: Smith's claim, the claim by Smith; else who makes it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            return object_of(child)
    verb = noun.head
    if noun.dep_ in OBJECTS and verb.pos_ == "VERB":
        return next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    return None


def agent_of(verb: Token) -> Token | None:
    """The "by" of a passive."""
    for child in verb.rights:
        if child.dep_ == "agent":
            return object_of(child)
    return None


def subject_of(verb: Token, quoted: bytearray) -> Token | None:
    """The subject of a verb, its own or the one it shares with the clause above."""
    below, token = None, verb
    for _ in range(MAX_CLIMB):
        if below is not None and is_tense_clash(below, token):
            below, token = token, token.head
            continue
        found = own_subject(token, below, quoted)
        if found is not None and not is_reported_again(below, token, found):
            return found
        if token.dep_ == "xcomp" or (token.dep_ == "ccomp" and has_to(token)):
            given = [child for child in token.head.children if child.dep_ in OBJECTS and child.i < token.i]
            if given:
                return name_before(token) or given[-1]
        if token.dep_ == "acl" and is_issued(token.head):
            return owner_of(token.head)
        if token.dep_ == "acl" and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return None if quoted[token.head.i] else token.head
        is_passed = found is not None or is_noun_between(below, token) or (token.dep_ in INHERITING and shares(token))
        if token.head is token or not is_passed:
            return None
        below, token = token, token.head
    return None


def is_issued(noun: Token) -> bool:
    """True for the statement of "she issued a statement saying": she says it."""
    return (
        noun.dep_ in OBJECTS
        and ("noun" in lexicon().get((noun.lemma_.lower(), "NOUN"), ()))
        and owner_of(noun) is not None
    )


def own_subject(verb: Token, below: Token | None, quoted: bytearray) -> Token | None:
    """The subject that hangs on the verb itself, outside marks."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and child is not below and not quoted[child.i]:
            return child
    return None


def is_reported_again(below: Token | None, token: Token, subject: Token) -> bool:
    """True for "it" in "the bank says it grows but stated that …": the bank says both."""
    return (
        below is not None
        and below.dep_ == "conj"
        and token.dep_ == "ccomp"
        and subject.pos_ == "PRON"
        and subject.i < token.i
    )


def is_noun_between(below: Token | None, token: Token) -> bool:
    """True for "point" in "he made a point of saying": who makes it also says it."""
    return below is not None and below.dep_ == "prep" and token.pos_ == "NOUN" and token.dep_ in OBJECTS


def name_before(verb: Token) -> Token | None:
    """The name right before an infinitive, as in "leading Smith to warn"."""
    to = next((child for child in verb.lefts if child.tag_ == "TO"), None)
    if to is None or not to.i:
        return None
    before: Token = to.nbor(-1)
    return before if before.pos_ == "PROPN" and before.ent_type_ == "PERSON" else None


def is_tense_clash(below: Token, token: Token) -> bool:
    """True where "added that they would join, and pointed …" hangs a past tense on a bare infinitive."""
    return below.dep_ == "conj" and below.tag_ == "VBD" and token.tag_ == "VB" and token.head is not token


def has_to(verb: Token) -> bool:
    """True for an infinitive."""
    return any(child.tag_ == "TO" for child in verb.lefts)


def shares(verb: Token) -> bool:
    """True where a verb may take its subject from the clause above: conjuncts, participles, infinitives."""
    return verb.dep_ in ("conj", "xcomp", "prep", "pcomp") or verb.tag_ in ("VBG", "VBN") or has_to(verb)


def inverted_subject(doc: Doc, cue: Cue, quoted: bytearray) -> Token | None:
    """The noun right after a verb that stands after a quote: said Putin."""
    verb = doc[cue.head]
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or cue.last + 1 >= len(doc):
        return None
    before = doc[cue.first - 1] if cue.first else verb
    if before.pos_ in INVERTED and not quoted[before.i]:  # the parser lost the subject: Smith told …
        return before
    token = doc[cue.last + 1]
    if quoted[token.i] or token.is_punct or token.is_space or token.ent_type_ in ("DATE", "TIME"):
        return None
    for _ in range(MAX_CLIMB):
        if token.head is token or token.head.i <= verb.i or token.head.pos_ not in INVERTED:
            break
        token = token.head
    is_someone = token.pos_ in INVERTED or token.lower_ in ("one", "another")
    return token if is_someone and not quoted[token.i] else None


def phrase(doc: Doc, head: Token, cue: Cue, quoted: bytearray) -> tuple[int, int]:
    """First and last token of a noun's phrase; it holds neither the cue nor words in marks."""
    first = last = head.i
    lowest = max(head.left_edge.i, head.i - MAX_SIDE)
    highest = min(head.right_edge.i, head.i + MAX_SIDE)
    while first > lowest and not is_border(doc, first - 1, cue, quoted):
        first -= 1
    while last < highest and not is_border(doc, last + 1, cue, quoted):
        last += 1
    while last > head.i and (doc[last].is_punct or doc[last].is_space) and doc[last].text not in (")", "]"):
        last -= 1
    while first < head.i and (doc[first].is_punct or doc[first].is_space) and doc[first].text not in ("(", "["):
        first += 1
    while first < head.i and doc[first].tag_ == "VBG":  # "leading Smith to warn"
        first += 1
    if "noun" in cue.takes and last > head.i and doc[last].lower_ in ("'s", "’s", "'", "’"):
        last -= 1
    return first, last


def is_border(doc: Doc, at: int, cue: Cue, quoted: bytearray) -> bool:
    """True where a source's words must end."""
    return cue.first <= at <= cue.last or bool(quoted[at]) or "\n" in doc[at].text
