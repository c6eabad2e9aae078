"""What a number counts, as far as two articles must agree on it: the injured are the same whether workers or people."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from wiredesk.records import Quantity, Span

REACH = 60  # characters between a number and the word that says what became of those counted
WORDS_AROUND = 9  # of the sentence that a question takes over
CLAUSE = re.compile(r"[,;.:!?]\s|[.!?\"”]*$")
BACKWARDS = 12  # characters added: what becomes of people mostly stands after their number
DANGLING = frozenset("a an the of on in at to for from by with and or as than that which who its his her their".split())
CLAUSE_END = re.compile(r"[;,]|\band\b|\bwhile\b|\bbut\b")
ADJACENT = re.compile(
    r"\w*\s+(?:(?:at least|about|some|up to|more than|nearly)\s+)?"
)  # "killed two", "injured about nine"
PART_OF = re.compile(r"\S+ of (?:the|those|these|them|whom)\b", re.IGNORECASE)  # "two of the detained"
THE_REST = re.compile(
    r"\b(?:others?|another|additional|further|more(?! than))\b", re.IGNORECASE
)  # beside some counted before
PEOPLE = frozenset(
    "people person man woman child worker employee miner soldier officer resident student passenger protester "
    "demonstrator marcher civilian firefighter victim supporter visitor passer-by patient other official troop "
    "personne personnes persona personas menschen".split()
)


PLAIN = frozenset("people person personne personnes persona personas menschen victim".split())
APART = PEOPLE - PLAIN  # counted apart from the people: three students may be among the forty injured
GRAVITY = re.compile(
    r"\b(?:serious(?:ly)?|severe(?:ly)?|critical(?:ly)?|grave(?:ly|ment)?|life-threatening|slight(?:ly)?|minor|light(?:ly)?)\b",
    re.IGNORECASE,
)
GRAVITY_REACH = 45  # characters behind the number in which its gravity is told, if the clause goes so far
ADJECTIVE = re.compile(r"\S+-\w+$")  # an "18-yard pass" counts no yards


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
    return tuple(
        Topic(name, question, tuple(stem.replace("\u00a0", " ") for stem in stems.split(" ")))
        for name, question, stems in rows
    )


def counted(quantity: Quantity, sentence: Span) -> Counted | None:
    """What a number counts; None where that is not said, or where it counts some of those counted before."""
    words = quantity.span.words
    if PART_OF.match(words) or THE_REST.search(words) or (quantity.unit != "count" and ADJECTIVE.match(words)):
        return None
    named = stem_of(quantity.of)
    if quantity.unit == "count" and (not quantity.of or quantity.of in PEOPLE or named):
        topic = named or nearest_topic(quantity, sentence)
        if topic:
            start = quantity.span.start - sentence.start
            clause = CLAUSE_END.split(sentence.words[start : start + len(words) + GRAVITY_REACH], maxsplit=1)[0]
            grave = GRAVITY.search(clause)
            whom = [quantity.of] if quantity.of in APART else []
            how = [grave.group().lower().removesuffix("ly")] if grave else []
            return Counted(" ".join([topic, *how, *whom]), quantity.unit)
    return Counted(quantity.of, quantity.unit) if quantity.of else None


def is_topic(what: Counted) -> bool:
    """True for the killed, the injured …; False for a plain noun, which may be counted for many reasons."""
    return what.unit == "count" and any(what.what.split(" ")[0] == topic.name for topic in topics())


def stem_of(word: str) -> str:
    """The topic that a word itself names: "dead", "marcher"; empty when none."""
    return next((topic.name for topic in topics() if word and word.casefold().startswith(topic.stems)), "")


def nearest_topic(quantity: Quantity, sentence: Span) -> str:
    """The topic whose word stands nearest to the number, in its own clause; empty when none is near."""
    text = sentence.words.lower()
    start, end = quantity.span.start - sentence.start, quantity.span.end - sentence.start
    found = []
    for topic in topics():
        for stem in topic.stems:
            after = text.find(stem, start, end + REACH)
            if after >= 0 and not CLAUSE_END.search(text[end:after]):
                found.append((max(after - end, 0), topic.name))
            before = text.rfind(stem, max(0, start - REACH), start)
            if before >= 0 and not CLAUSE_END.search(text[before:start]):
                gap = text[before + len(stem) : start]
                found.append((0 if ADJACENT.fullmatch(gap) else start - before + BACKWARDS, topic.name))
    return min(found)[1] if found else ""


def question_of(what: Counted, quantity: Quantity, sentence: Span) -> str:
    """How one asks for the number: the topic's question, else in the words that stand around the number."""
    topic = next((one for one in topics() if one.name == what.what.split(" ")[0]), None)
    if topic is not None:
        noun = noun_of(quantity) if quantity.of in APART else "people"
        how = next((word for word in what.what.split(" ")[1:] if word != quantity.of), "")
        question = topic.question.replace("people", noun, 1)
        return question.replace("injured", f"{how}ly injured", 1) if how and how.isalpha() else question
    before = sentence.words[: quantity.span.start - sentence.start].split()[-WORDS_AROUND:]
    after = CLAUSE.split(sentence.words[quantity.span.end - sentence.start :], maxsplit=1)[0].split()[:WORDS_AROUND]
    while after and after[-1].lower() in DANGLING:
        after.pop()
    if quantity.unit == "count":
        return " ".join(["How many", noun_of(quantity), *after]) + "?"
    return "How much: “" + " ".join([*before, "…", *after]) + "”?"


def noun_of(quantity: Quantity) -> str:
    """What is counted, as the text writes it: "workers" for the lemma "worker"."""
    words = quantity.span.words.split()
    stem = quantity.of[:4].casefold()
    return next((word for word in words if stem and word.casefold().startswith(stem)), quantity.of)
