"""What a number counts, as far as two articles must agree on it: the injured are the same whether workers or people."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from wiredesk.flow.dossiers.material import Passage
from wiredesk.records import Quantity

REACH = 60  # characters between a number and the word that says what became of those counted
BACKWARDS = 12  # characters added: what becomes of people mostly stands after their number
PEOPLE = frozenset(
    "people person man woman child worker employee miner soldier officer resident student passenger protester "
    "demonstrator marcher civilian firefighter victim supporter visitor passer-by patient other official troop "
    "personne personnes persona personas menschen".split()
)


class Topic(NamedTuple):
    """Something that happens to people and is counted."""

    name: str
    question: str
    stems: tuple[str, ...]


class Counted(NamedTuple):
    """What a number counts: a topic or a noun, in a unit."""

    what: str
    unit: str


@cache
def topics() -> tuple[Topic, ...]:
    """The topics, the gravest first."""
    lines = files("wiredesk.flow.dossiers").joinpath("counted.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return tuple(Topic(name, question, tuple(stems.split())) for name, question, stems in rows)


def counted(quantity: Quantity, passage: Passage) -> Counted | None:
    """What a number counts; None where that is not said."""
    if quantity.unit == "count" and (not quantity.of or quantity.of in PEOPLE or stem_of(quantity.of)):
        topic = stem_of(quantity.of) or nearest_topic(quantity, passage)
        if topic:
            return Counted(topic, quantity.unit)
    return Counted(quantity.of, quantity.unit) if quantity.of else None


def stem_of(word: str) -> str:
    """The topic that a word itself names: "dead", "marcher"; empty when none."""
    return next((topic.name for topic in topics() if word and word.casefold().startswith(topic.stems)), "")


def nearest_topic(quantity: Quantity, passage: Passage) -> str:
    """The topic whose word stands nearest to the number, in its own sentence; empty when none is near."""
    text = passage.text.casefold()
    start, end = quantity.span.start - passage.span.start, quantity.span.end - passage.span.start
    found = []
    for topic in topics():
        for stem in topic.stems:
            after = text.find(stem, end, end + REACH)
            before = text.rfind(stem, max(0, start - REACH), start)
            if after >= 0 and ";" not in text[end:after]:
                found.append((after - end, topic.name))
            if before >= 0 and ";" not in text[before:start]:
                found.append((start - before - len(stem) + BACKWARDS, topic.name))
    return min(found)[1] if found else ""


def question_of(what: Counted, quantity: Quantity) -> str:
    """How one asks for the number."""
    for topic in topics():
        if topic.name == what.what:
            return topic.question
    noun = noun_of(quantity)
    if quantity.unit == "count":
        return f"How many {noun}?"
    if quantity.unit == "percent":
        return f"What percentage of {noun}?"
    return f"What is the figure for {noun}, in {quantity.unit}?"


def noun_of(quantity: Quantity) -> str:
    """What is counted, as the text writes it: "workers" for the lemma "worker"."""
    words = quantity.span.words.split()
    stem = quantity.of[:4].casefold()
    return next((word for word in words if stem and word.casefold().startswith(stem)), quantity.of)
