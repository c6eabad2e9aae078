"""Who does what to whom in a parsed sentence: subjects, objects and prepositions through the usual detours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
OBJECTS = frozenset(("dobj", "obj", "attr", "oprd"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
CLAUSES = frozenset(("ccomp", "advcl", "relcl", "parataxis", "csubj"))
OBJECT_CONTROL = frozenset(
    "ask tell order urge invite allow permit force press call beg encourage persuade warn advise want expect enable "
    "help request authorize authorise compel summon lead accuse blame suspect prompt instruct push".split()
)
MAX_CLIMB = 5  # verbs between an act and its subject; longer chains are misparsed lists


def is_verb(token: Token) -> bool:
    """True for main verbs and auxiliaries that stand for one."""
    return token.pos_ in ("VERB", "AUX")


def lemma(token: Token) -> str:
    """The lower-case lemma."""
    return str(token.lemma_).lower()


def children(token: Token, deps: Iterable[str]) -> list[Token]:
    """The token's children with one of these dependencies, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def with_conjuncts(tokens: Iterable[Token]) -> list[Token]:
    """The heads and what is joined to each by "and"."""
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        listed = [child for child in children(token, ("appos",)) if child.pos_ == token.pos_ == "PROPN"]
        found.extend(child for child in listed if child.conjuncts)  # "A, B and C acted": B is misread as another A
        found.extend(child for child in token.conjuncts if child.i > token.i and not is_verb(child))
    return found[:8]


def is_passive(verb: Token) -> bool:
    """True for "was arrested", "arrested by police", "people killed in …"."""
    if children(verb, ("nsubjpass", "auxpass", "agent")):
        return True
    return bool(verb.dep_ == "acl" and verb.tag_ == "VBN")


def objects(verb: Token) -> list[Token]:
    """The heads of what the act is done to: the object, the subject of a passive, the noun of a relative clause."""
    own = children(verb, OBJECTS)
    if is_passive(verb) and verb.dep_ != "xcomp":
        own = children(verb, ("nsubjpass",)) + own
        if not own and verb.dep_ == "acl":
            own = [verb.head]
        if not own and verb.dep_ == "conj" and is_verb(verb.head) and is_passive(verb.head):
            return objects(verb.head)
        own = [relative_head(verb) if one.lower_ in RELATIVE else one for one in own]
    elif verb.dep_ == "relcl" and has_own_subject(verb) and not [one for one in own if one.lower_ not in RELATIVE]:
        own = [verb.head]
    elif not own and verb.dep_ != "conj":
        own = shared_object(verb)
    return with_conjuncts(own)


def shared_object(verb: Token) -> list[Token]:
    """The object of the next verb in "arrested and jailed two men"."""
    for child in children(verb, ("conj",)):
        if is_verb(child) and not children(child, SUBJECTS):
            return children(child, OBJECTS)
    return []


def has_own_subject(verb: Token) -> bool:
    """True where the clause names its subject by more than a relative pronoun."""
    return any(child.lower_ not in RELATIVE for child in children(verb, ("nsubj",)))


def relative_head(verb: Token) -> Token:
    """The noun that a relative clause hangs on."""
    return verb.head if verb.dep_ == "relcl" else verb


def subjects(verb: Token, climbed: int = 0) -> list[Token]:
    """The heads of who acts, through passives, infinitives, participles, relative clauses and shared subjects."""
    if climbed > MAX_CLIMB:
        return []
    if is_passive(verb):
        return with_conjuncts(agents(verb))
    own = children(verb, ("nsubj",))
    if own:
        return with_conjuncts(relative_head(verb) if one.lower_ in RELATIVE else one for one in own)
    return inherited_subjects(verb, climbed)


def agents(verb: Token) -> list[Token]:
    """The "by" of a passive."""
    return [one for by in children(verb, ("agent",)) for one in children(by, ("pobj",))]


def inherited_subjects(verb: Token, climbed: int) -> list[Token]:
    """The subject that a verb without one borrows from what it hangs on."""
    head = verb.head
    if head == verb:
        return []
    if verb.dep_ in ("acl", "relcl") and not is_verb(head):
        return with_conjuncts([head]) if verb.tag_ != "VB" else holders(head, climbed + 1)
    if verb.dep_ == "pcomp":
        return below_preposition(head, climbed + 1)
    if not is_verb(head):
        return subjects(head, climbed + 1) if head.pos_ == "ADJ" else []
    if verb.dep_ in ("xcomp", "ccomp") and lemma(head) in OBJECT_CONTROL:
        return objects(head) or patient(head) or subjects(head, climbed + 1)
    if verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG"):
        return []
    if is_passive(head) and verb.dep_ in ("xcomp", "conj"):
        return objects(head)
    return subjects(head, climbed + 1)


def patient(verb: Token) -> list[Token]:
    """The "on Y" of "call on Y to leave"."""
    return [
        one for word in children(verb, ("prep",)) if word.lower_ in ("on", "for") for one in children(word, ("pobj",))
    ]


def below_preposition(preposition: Token, climbed: int) -> list[Token]:
    """Who acts in "accused X of bombing" (X), "congratulated X on winning" (X), "insisted on leaving" (the subject)."""
    head = preposition.head
    if is_verb(head):
        return (objects(head) if preposition.lower_ in ("of", "from", "for", "on") else []) or subjects(head, climbed)
    return holders(head, climbed)


def holders(noun: Token, climbed: int = 0) -> list[Token]:
    """Whose a noun is: its possessor, its "of" or "by", else the subject of the verb that it completes."""
    found = children(noun, ("poss",)) + [
        one for word in children(noun, ("prep",)) if word.lower_ == "by" for one in children(word, ("pobj",))
    ]
    if found or climbed > MAX_CLIMB:
        return with_conjuncts(found)
    if noun.dep_ in OBJECTS and is_verb(noun.head):
        return subjects(noun.head, climbed + 1)
    return []


def after_preposition(token: Token, words: Iterable[str]) -> list[Token]:
    """The nouns after the token's prepositions of these words, in the order of the words."""
    listed = list(words)
    found = [
        (listed.index(word.lower_), one)
        for word in token.children
        if word.dep_ in ("prep", "dative", "agent") and word.lower_ in listed
        for one in deep_objects(word)
    ]
    return with_conjuncts(one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].i)))


def deep_objects(preposition: Token) -> Iterator[Token]:
    """The noun after a preposition, and after a second one: "from inside the city"."""
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ == "prep":
            yield from children(child, ("pobj",))


def np_words(noun: Token) -> set[str]:
    """The lemmas that a noun phrase offers to a frame: head, compounds, modifiers, and what follows "of"."""
    found = {lemma(noun), str(noun.lower_)}
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod", "quantmod", "nummod"):
            found.add(lemma(child))
        elif child.dep_ == "prep" and child.lower_ == "of":
            found.update(lemma(one) for one in children(child, ("pobj",)))
    if noun.ent_type_:
        found.add("@" + str(noun.ent_type_))
    return found


def np_bounds(noun: Token, *, without: tuple[str, ...] = ()) -> tuple[int, int]:
    """Where the short noun phrase of a head begins and ends: what stands left of it, and itself."""
    skipped = ("relcl", "advcl", "cc", "punct", *without)
    left = [child for child in noun.lefts if child.dep_ not in skipped]
    first = min([noun.idx, *(child.left_edge.idx for child in left)])
    return first, noun.idx + len(noun)


def clause_tokens(head: Token) -> list[Token]:
    """The tokens of a clause without the clauses below it that stand for themselves."""
    found: list[Token] = []
    open_tokens = [head]
    while open_tokens:
        token = open_tokens.pop()
        found.append(token)
        open_tokens.extend(
            child for child in token.children if child.dep_ not in CLAUSES and not is_joined_clause(child)
        )
    return sorted(found, key=lambda token: token.i)


def is_joined_clause(token: Token) -> bool:
    """True for a second clause with its own subject: "… and Y left"."""
    return bool(token.dep_ == "conj" and is_verb(token) and children(token, ("nsubj", "nsubjpass")))
