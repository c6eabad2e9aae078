"""Words that put other words in someone's mouth: said, told, according to, the claim that."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Cue(NamedTuple):
    """A cue: its head token, the tokens first..last that it spans, and what it takes."""

    head: int  # token numbers
    first: int
    last: int
    takes: frozenset[str]  # of say, tell, call, think, noun, according


PARTS = ("VERB", "AUX", "NOUN")
ACCORDING = frozenset(("according",))
NOUN = frozenset(("noun",))


@cache
def lexicon() -> dict[tuple[str, str], frozenset[str]]:
    """(lemma, VERB or NOUN) → what the cue takes, from cues_en.tsv; read once."""
    file = resources.files("wiredesk.flow.annotations") / "cues_en.tsv"
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        lemma, part, takes = line.split("\t")
        found[(lemma, part.upper())] = frozenset(takes.split(",")) if part == "verb" else NOUN
    return found


def find_cues(doc: Doc) -> list[Cue]:
    """The cues of a text in order; one pass."""
    found = (cue_at(doc, doc[at]) for at in tokens_like(doc, PARTS, ("according",)))
    return [cue for cue in found if cue is not None]


def tokens_like(doc: Doc, parts: Iterable[str], words: Iterable[str]) -> list[int]:
    """The tokens of these parts of speech, and these words in lower case; far faster than a look at each token."""
    from spacy.attrs import LOWER, POS  # spaCy takes a second to import

    columns = doc.to_array([POS, LOWER])
    if not len(columns):
        return []
    ids = doc.vocab.strings
    is_like = np.isin(columns[:, 0], np.array([ids.add(name) for name in sorted(parts)], dtype=columns.dtype))
    is_like |= np.isin(columns[:, 1], np.array([ids.add(word) for word in sorted(words)], dtype=columns.dtype))
    return [int(at) for at in np.flatnonzero(is_like)]


def cue_at(doc: Doc, token: Token) -> Cue | None:
    """The cue whose head is this token, if it is one."""
    if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        return Cue(token.i, token.i, token.i + 1, ACCORDING)
    part = "VERB" if token.pos_ in ("VERB", "AUX") else token.pos_
    takes = lexicon().get((token.lemma_.lower(), part))
    if takes is None:
        return None
    if part == "NOUN":
        return Cue(token.i, token.i, token.i, takes)
    return Cue(token.i, first_of_verb(token), token.i, takes)


def first_of_verb(verb: Token) -> int:
    """Where the verb group begins: "has" of "has said", "did" of "did not say"."""
    first: int = verb.i
    for token in reversed(list(verb.lefts)):
        is_part = token.dep_ in ("aux", "auxpass", "neg", "advmod") and not token.text[0].isupper()
        if token.i == first - 1 and is_part:
            first = token.i
        else:
            break
    return first
