"""What a headline says: who, and what of them, read with the capitals that the body gives its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.parse import english
from wiredesk.flow.annotations.plover.grammar import CLAUSES, children, is_verb, lemma, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_TITLE = 300  # characters; a longer "title" is no headline
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
PARTS = re.compile(r"(?<=[^\s\d]): |(?<=[^\s\d]) ?[|] | [-–—] |; ")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
SAYING = frozenset("say tell claim report warn announce".split())
NOT_HEADS = ("relcl", "advcl", "acl", "appos", "cc", "punct")


@dataclass(frozen=True, slots=True)
class Clause:
    """Who and what of one clause, as characters of the text that was parsed."""

    verb: Token
    who: tuple[int, int] | None
    what: tuple[int, int]


def read_headline(title: str, body: Doc) -> Doc | None:
    """The title's parse, character for character; None where there is none.

    Words that the body writes small are small here too, so that "Tram Derails" has a verb.
    """
    if not title.strip() or len(title) > MAX_TITLE:
        return None
    small, large = set(), set()
    for token in body:
        if token.is_lower:
            small.add(token.text)
        elif token.is_title and not token.is_sent_start:
            large.add(token.lower_)
    parsed: Doc = english()(with_body_case(title, small, large))
    return parsed


def with_body_case(title: str, small: set[str], large: set[str]) -> str:
    """The title with the capitals of a running sentence; every character keeps its place."""
    words = WORD.findall(title)
    capitals = sum(word[0].isupper() for word in words if len(word) > 3)
    if capitals * 2 < sum(len(word) > 3 for word in words):
        return title

    def lowered(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        is_plain = lower in small and lower not in large and (word.istitle() or word.isupper())
        return lower if is_plain and match.start() and len(lower) == len(word) else word

    return WORD.sub(lowered, title)


def headline_clause(doc: Doc) -> Clause | None:
    """The clause that tells the news: the first part of the title with a verb and who does or undergoes it."""
    found = [clause for token in doc if (clause := clause_of(token))]
    parts = [0, *(match.end() for match in PARTS.finditer(doc.text)), len(doc.text)]
    for start, end in zip(parts, parts[1:], strict=False):
        inside = [clause for clause in found if start <= clause.verb.idx < end]
        if inside:
            return held_to(best_of(inside), start, end)
    return None


def best_of(clauses: list[Clause]) -> Clause:
    """The clause that stands highest; of "X did it, says Y" the one that is said."""
    ranked = sorted(clauses, key=lambda one: (depth(one.verb), one.verb.i))
    first = ranked[0]
    said = [one for one in ranked if one.verb.head == first.verb and one.verb.dep_ == "ccomp"]
    is_tail = said and lemma(first.verb) in SAYING and said[0].verb.i < first.verb.i
    return said[0] if is_tail else first


def depth(token: Token) -> int:
    """How many heads stand above a token, four at most."""
    count = 0
    while token.head != token and count < 4:
        token, count = token.head, count + 1
    return count


def held_to(clause: Clause, start: int, end: int) -> Clause:
    """The clause without what stands in another part of the title."""
    who = clause.who
    if who is not None:
        kept = max(who[0], start), min(who[1], end)
        who = kept if kept[0] < kept[1] else None
    what = max(clause.what[0], start), min(clause.what[1], end)
    return Clause(clause.verb, who, what if what[0] < what[1] else clause.what)


def clause_of(verb: Token) -> Clause | None:
    """The clause of a finite verb, or of a participle that stands for one ("Seven killed as …")."""
    if not is_verb(verb):
        return None
    subjects = children(verb, SUBJECTS)
    if subjects:
        return Clause(verb, phrase_bounds(subjects[0]), predicate_bounds(verb, subjects[0]))
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "ROOT" and verb.head.i < verb.i:
        return Clause(verb, phrase_bounds(verb.head), predicate_bounds(verb, verb.head))
    return None


def phrase_bounds(noun: Token) -> tuple[int, int]:
    """The noun phrase of a head with all that is joined to it, without its clauses."""
    heads = with_conjuncts([noun])
    first, last = noun.idx, noun.idx + len(noun)
    for head in heads:
        for child in head.lefts:
            if child.dep_ not in NOT_HEADS:
                first = min(first, child.left_edge.idx)
        last = max(last, head.idx + len(head))
    return first, last


def predicate_bounds(verb: Token, subject: Token) -> tuple[int, int]:
    """From the verb's first auxiliary to the last word before a clause of its own."""
    parts = [child for child in verb.children if child.i > subject.i]
    helpers = [child.idx for child in parts if child.dep_ in ("aux", "auxpass", "neg", "advmod") and child.i < verb.i]
    first = min([verb.idx, *helpers])
    last = verb.idx + len(verb)
    for child in sorted(parts, key=lambda one: one.i):
        if child.i < verb.i:
            continue
        is_aside = child.dep_ in CLAUSES - {"ccomp"} or (child.dep_ == "conj" and children(child, SUBJECTS))
        if is_aside:
            break
        if child.dep_ not in ("punct", "cc", "mark"):
            edge = child.right_edge
            last = max(last, edge.idx + len(edge))
    return first, last
