"""What a headline says: who, and what of them, read with the capitals that the body gives its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.parse import english
from wiredesk.flow.annotations.plover.grammar import CLAUSES, children, is_verb, lemma, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_TITLE = 300  # characters; a longer "title" is no headline
MIN_SHOUTED = 4  # letters of a word in capitals that is no acronym
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
PARTS = re.compile(r"(?<=[^\s\d]): |(?<=[^\s\d]) ?[|] | [-–—]+ |; ")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
SAYING = frozenset("say tell claim report warn announce".split())
NOT_HEADS = ("relcl", "advcl", "acl", "appos", "cc", "punct")
FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
PARTICIPLES = frozenset(("VBN", "VBD"))
STATES = frozenset(
    "dead hurt injured killed shot wounded missing held arrested charged trapped jailed feared rescued".split()
)  # "Five shot in …": what befell them, told without a verb
JOINTS = frozenset(("as", "after", "while", "before"))
MIN_PREDICATE = 2  # words that a predicate keeps at least, before it is cut at a clause


@dataclass(frozen=True, slots=True)
class Clause:
    """Who and what of one clause: characters of the title or the text, and the head of who where the grammar has it."""

    verb: Token
    subject: Token | None
    who: tuple[int, int] | None
    what: tuple[int, int]

    def moved(self, by: int) -> Clause:
        """The clause, counted from `by` characters earlier."""
        who = self.who and (self.who[0] + by, self.who[1] + by)
        return Clause(self.verb, self.subject, who, (self.what[0] + by, self.what[1] + by))


@dataclass(frozen=True, slots=True)
class Headline:
    """A title in its parts ("Rome fire: two held" has two), each parsed by itself."""

    parts: tuple[tuple[int, Doc], ...]  # where in the title, and the parse
    clause: Clause | None  # of the first part that has one; characters of the title
    part: int  # the number of the part that tells the news


def read_headline(title: str, body: Doc) -> Headline | None:
    """The title's parts and its clause; None where there is none.

    Words that the body writes small are small here too, so that "Tram Derails" has a verb.
    """
    if not title.strip() or len(title) > MAX_TITLE:
        return None
    cased = with_body_case(title, *cases_of(body))
    places = list(part_bounds(cased))
    docs = english().pipe(f"{cased[start:end]} ." for start, end in places)
    parts = tuple((start, doc[:-1].as_doc()) for (start, _), doc in zip(places, docs, strict=True))
    for number, (start, doc) in enumerate(parts):
        clause = headline_clause(doc)
        if clause is not None:
            return Headline(parts, clause.moved(start), number)
    return Headline(parts, None, len(parts) - 1)


def part_bounds(title: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a title stand, without space around."""
    marks = [match.span() for match in PARTS.finditer(title)]
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(title)]
    for start, end in zip(starts, ends, strict=True):
        words = title[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield first, first + len(words.strip())


def cases_of(body: Doc) -> tuple[set[str], set[str]]:
    """The words that a text writes small, and those that it writes with a capital inside a sentence, both small."""
    small, large = set(), set()
    for token in body:
        if token.is_lower:
            small.add(token.text)
        elif not token.is_sent_start and (token.is_title or len(token) < MIN_SHOUTED):
            large.add(token.lower_)
    return small, large


def with_body_case(title: str, small: set[str], large: set[str]) -> str:
    """The title with the capitals of a running sentence; every character keeps its place."""
    words = [word for word in WORD.findall(title) if len(word) > 3]
    is_headline_style = sum(word[0].isupper() for word in words) * 2 >= len(words)

    def recased(match: re.Match[str]) -> str:
        word, lower = match.group(), match.group().lower()
        is_shouted = word.isupper() and len(word) >= MIN_SHOUTED
        if len(lower) != len(word) or not (is_shouted or (is_headline_style and word.istitle())):
            return word
        if lower in large:
            return word.title() if is_shouted and len(word.title()) == len(word) else word
        return lower if match.start() and lower in small else word

    return WORD.sub(recased, title)


def headline_clause(doc: Doc) -> Clause | None:
    """The clause of one part of a title: by its grammar, else by a verb right behind a name or noun."""
    guessed = guessed_clause(doc)
    found = [clause for token in doc if (clause := clause_of(token))]
    if guessed is not None and (not found or guessed.verb.tag_ in ("NNS", "NNPS")):
        return guessed
    return with_hidden_participle(best_of(found)) if found else None


def with_hidden_participle(clause: Clause) -> Clause:
    """Of "Two rivals named as vote starts", read as "the named rivals start", the naming."""
    subject, verb = clause.subject, clause.verb
    if subject is None:
        return clause
    doc = subject.doc
    for child in children(subject, ("acl",)):
        joint = next((token for token in doc[child.i : verb.i] if token.lower_ in JOINTS), None)
        if child.tag_ in PARTICIPLES and child.i == subject.i + 1 and joint is not None:
            last = joint.nbor(-1)
            return Clause(child, subject, clause.who, (child.idx, last.idx + len(last)))
    return clause


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


def clause_of(verb: Token) -> Clause | None:
    """The clause of a finite verb, or of a participle that stands for one ("Seven killed as …")."""
    if not is_verb(verb):
        return None
    subjects = children(verb, SUBJECTS)
    if subjects:
        bounds = phrase_bounds(subjects[0])
        return Clause(verb, subjects[0], bounds, predicate_bounds(verb, subjects[0].i))
    if verb.dep_ == "acl" and verb.tag_ in PARTICIPLES and verb.head.dep_ == "ROOT" and verb.head.i < verb.i:
        return Clause(verb, verb.head, phrase_bounds(verb.head), predicate_bounds(verb, verb.head.i))
    return None


def guessed_clause(doc: Doc) -> Clause | None:
    """The clause that the parser took for a row of nouns: "Ada Berg stages protest", "Two rivals named"."""
    is_finite = any(token.tag_ in FINITE and not is_hidden_plural(token.nbor(-1)) for token in doc if token.i)
    for token in doc:
        if token.i and token.lower_ in STATES and (token.i == 1 or token.nbor(-1).pos_ == "NUM") and not is_finite:
            return behind(token)
        if not token.i or token.nbor(-1).pos_ not in ("PROPN", "NOUN", "NUM"):
            continue
        is_plural = not is_finite and is_hidden_plural(token)
        if is_plural or (token.tag_ in PARTICIPLES and not is_finite and not children(token, SUBJECTS)):
            return behind(token)
    return None


def behind(verb: Token) -> Clause:
    """The clause of a word that stands for a verb: who is what stands before it, what is it and all behind it."""
    before, last = verb.nbor(-1), verb.doc[-1]
    return Clause(verb, before, (verb.doc[0].idx, before.idx + len(before)), (verb.idx, last.idx + len(last)))


def is_hidden_plural(token: Token) -> bool:
    """True for a plural right behind a name that may as well be a verb: the "stages" of "Ada Berg stages"."""
    if token.tag_ not in ("NNS", "NNPS") or not token.i or not token.is_lower or token.i + 1 == len(token.doc):
        return False
    return token.nbor(-1).pos_ == "PROPN" and bool(verb_stems(token.lower_) & known_verbs())


def verb_stems(word: str) -> frozenset[str]:
    """What a verb in -s may be the third person of."""
    return frozenset((word[:-1], word.removesuffix("es"), word.removesuffix("ies") + "y"))


@cache
def known_verbs() -> frozenset[str]:
    """The verbs that the pipeline's lemmatiser knows."""
    tables = english().get_pipe("lemmatizer").lookups
    return frozenset(tables.get_table("lemma_index").get("verb", ()))


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


def predicate_bounds(verb: Token, after: int) -> tuple[int, int]:
    """From the verb's first auxiliary to the last word before a clause of its own."""
    parts = [child for child in verb.children if child.i > after]
    helpers = [child.idx for child in parts if child.dep_ in ("aux", "auxpass", "neg", "advmod") and child.i < verb.i]
    first = min([verb.idx, *helpers])
    last = verb
    for child in sorted(parts, key=lambda one: one.i):
        if child.i < verb.i or child.dep_ in ("punct", "cc", "mark"):
            continue
        if is_aside(child) and last.i - verb.i + 1 >= MIN_PREDICATE:
            break
        last = max(last, child.right_edge, key=lambda one: one.i)
    while last.is_punct and last.i > verb.i:
        last = last.nbor(-1)
    return first, last.idx + len(last)


def is_aside(child: Token) -> bool:
    """True for a clause that says more than the news: "… as the vote nears", "… and Y left"."""
    if child.dep_ == "conj":
        return bool(children(child, SUBJECTS))
    return child.dep_ in CLAUSES - {"ccomp"} and child.tag_ != "VB"
