"""The word tables: which verbs and nouns name an event, and what must stand beside them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

FOLDER = "wiredesk.flow.annotations.plover"


class Need(NamedTuple):
    """One condition of a row: its kind (o, p, s, t, a, c, n, r) and the lemmas or @TYPES that meet it."""

    kind: str
    words: frozenset[str]


class Sense(NamedTuple):
    """One row for one lemma: what it means when all its needs are met."""

    lemma: str
    needs: tuple[Need, ...]
    root: str
    mode: str

    @property
    def object_words(self) -> frozenset[str]:
        """The words that the row asks of the object; empty when any object will do."""
        return frozenset().union(*(need.words for need in self.needs if need.kind == "o"))


def rows(name: str) -> Iterator[list[str]]:
    """The fields of a table's lines; comments and empty lines passed over."""
    for line in (resources.files(FOLDER) / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("# ") and not line.startswith("# ---"):
            yield line.split("\t")


@cache
def classes() -> dict[str, frozenset[str]]:
    """Class name → its lemmas."""
    return {name: frozenset(words.split()) for name, words in rows("classes.tsv")}


def read_needs(text: str) -> tuple[Need, ...]:
    """The conditions of one row: "o:CURB|sanction&p:on" is two."""
    if text == "-":
        return ()
    return tuple(read_need(part) for part in text.split("&"))


def read_need(text: str) -> Need:
    """One condition, its classes spelt out."""
    kind, _, listed = text.partition(":")
    words: set[str] = set()
    for word in listed.split("|") if listed else ():
        words |= classes().get(word, frozenset((word,)))
    return Need(kind, frozenset(words))


def read_senses(name: str) -> dict[str, tuple[Sense, ...]]:
    """Lemma → its senses, in the order of the table."""
    found: dict[str, list[Sense]] = {}
    for lemmas, needs, root, mode in rows(name):
        conditions = read_needs(needs)
        for lemma in lemmas.split():
            found.setdefault(lemma, []).append(Sense(lemma, conditions, root, mode))
    return {lemma: tuple(senses) for lemma, senses in found.items()}


@cache
def verbs() -> dict[str, tuple[Sense, ...]]:
    """Verb lemma → senses, the narrowest first."""
    return read_senses("verbs.tsv")


@cache
def nouns() -> dict[str, tuple[Sense, ...]]:
    """Noun lemma → senses."""
    return read_senses("nouns.tsv")


@cache
def operators() -> dict[str, str]:
    """Lemma → what it makes of the act below it, one of the kinds that the head of operators.tsv explains."""
    return {lemma: kind for lemmas, kind in rows("operators.tsv") for lemma in lemmas.split()}


@cache
def cameo_roots() -> dict[tuple[str, str], str]:
    """PLOVER root and mode ("-" for any) → the two digits of CAMEO's root."""
    return {(root, mode): digits for root, mode, digits in rows("cameo.tsv")}


def cameo_of(root: str, mode: str) -> str:
    """The CAMEO root of a PLOVER root; "" where CAMEO has none."""
    known = cameo_roots()
    return known.get((root, mode)) or known.get((root, "-"), "")
