"""How far an act got: happened, planned, hypothetical or denied, from modals, negation and the verbs above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from wiredesk.flow.annotations.plover import lexicon
from wiredesk.flow.annotations.plover.grammar import children, is_verb, lemma
from wiredesk.records import EventStatus

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_CHAIN = 6
FUTURE = frozenset(("will", "'ll", "shall", "wo"))
MAYBE = frozenset(("could", "may", "might", "can", "ca", "should", "must"))
NEGATIVE = frozenset(("not", "n't", "never", "neither", "no", "hardly", "nobody", "none", "nor"))
CONDITION = frozenset(("if", "unless", "whether", "lest"))
PLANNED_WORDS = frozenset(
    "planned upcoming forthcoming scheduled impending imminent intended future looming expected next".split()
)
MAYBE_WORDS = frozenset(
    "possible potential proposed alleged suspected hypothetical purported eventual threatened".split()
)
FAR_WORDS = frozenset(
    "possibility likelihood risk prospect danger chance fear threat hope idea speculation prevention".split()
)
PLAN_NOUNS = frozenset("plan preparation intention schedule timetable agenda invitation date arrangement".split())
ANNOUNCE = frozenset("announce schedule call organise organize".split())
OCCUR = frozenset(
    "be take happen occur begin start go come hold end follow conclude last continue open proceed schedule plan "
    "expect".split()
)
LINKS = frozenset(
    (
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "advcl",
        "conj",
        "dobj",
        "pobj",
        "nsubj",
        "nsubjpass",
        "prep",
        "attr",
        "oprd",
        "acomp",
    )
)
REPORT = frozenset(
    "say tell report announce state note add claim declare confirm explain write predict indicate signal".split()
)


class Operator(NamedTuple):
    """A word above an act that says how far it got."""

    token: Token
    kind: str  # of operators.tsv


def operators_above(token: Token) -> Iterator[Operator]:
    """The operators over an act, nearest first: "plans", "agreed" over "to meet"."""
    below, steps = token, 0
    while below.head != below and below.dep_ in LINKS and steps < MAX_CHAIN:
        above, steps = below.head, steps + 1
        if below.dep_ == "conj" and children(below, ("nsubj", "nsubjpass", "aux")):
            return
        if (below.dep_ == "advcl" and not is_purpose(below)) or (
            below.dep_ in ("nsubj", "nsubjpass") and not governs_its_subject(above)
        ):
            return
        kind = lexicon.operators().get(lemma(above))
        if kind and below.dep_ != "conj" and takes_act(above, below, kind):
            yield Operator(above, kind)
        elif is_verb(above) and lemma(above) not in REPORT | OCCUR and below.dep_ in ("ccomp", "dobj", "prep", "acl"):
            return
        below = above


def is_called_for(call: Token, below: Token) -> bool:
    """True for "called for X", "called on X to act"; False for a phone call "on Friday to discuss Y"."""
    if below.dep_ == "prep":
        return bool(below.lower_ == "for")
    asked = [one for word in children(call, ("prep",)) if word.lower_ in ("on", "upon", "for") for one in word.children]
    return any(one.dep_ == "pobj" and one.ent_type_ not in ("DATE", "TIME") for one in asked)


def is_purpose(verb: Token) -> bool:
    """True for "to meet X" in "will travel to meet X"."""
    return bool(verb.tag_ == "VB" and children(verb, ("aux",)) and children(verb, ("aux",))[-1].lower_ == "to")


def governs_its_subject(verb: Token) -> bool:
    """True where the status of a noun is that of its verb: "the visit will take place", "talks are planned"."""
    return lemma(verb) in OCCUR or lexicon.operators().get(lemma(verb)) in ("plan", "maybe", "deny", "refuse")


def takes_act(above: Token, below: Token, kind: str) -> bool:
    """False where the word stands above the act by accident: "a plan" beside, "press" of newspapers."""
    if above.pos_ not in ("VERB", "ADJ", "NOUN", "AUX"):
        return False
    if above.pos_ == "NOUN":
        return below.dep_ in ("acl", "prep", "ccomp")
    if below.dep_ in ("nsubj", "nsubjpass"):
        return kind in ("plan", "maybe")
    if lemma(above) == "call" and above.pos_ == "VERB":
        return is_called_for(above, below)
    if kind == "maybe":
        return below.dep_ in ("xcomp", "ccomp", "pcomp", "dobj", "acomp")
    return True


def is_negated(token: Token) -> bool:
    """True for "did not meet", "never met", "no attack", "neither side met"."""
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "det", "preconj", "cc") and child.lower_ in NEGATIVE):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and any(
            one.lower_ in NEGATIVE for one in (child, *children(child, ("det", "preconj", "cc")))
        ):
            return True
    return False


def modal(verb: Token) -> str:
    """The verb's modal in lower case, or "" ; a verb joined by "and" shares the one before it."""
    for child in children(verb, ("aux",)):
        if child.tag_ == "MD" or child.lower_ in FUTURE:
            return str(child.lower_)
    if verb.dep_ == "conj" and is_verb(verb.head) and not children(verb, ("nsubj", "aux")):
        return modal(verb.head)
    return ""


def tense_status(verb: Token) -> EventStatus:
    """The status that a verb's own auxiliaries give it."""
    word = modal(verb)
    if word in FUTURE:
        return "planned"
    if word == "would":
        return "planned" if is_reported(verb) and not is_conditional(verb) else "hypothetical"
    if word in MAYBE or is_conditional(verb):
        return "hypothetical"
    return "happened"


def is_reported(verb: Token) -> bool:
    """True below "said", "announced": there "would" is a future seen from the past."""
    return bool(verb.dep_ == "ccomp" and lemma(verb.head) in REPORT and not children(verb, ("advcl",)))


def is_conditional(verb: Token) -> bool:
    """True inside "if …", "unless …"."""
    return any(child.lower_ in CONDITION for child in children(verb, ("mark", "advmod")))


def noun_status(noun: Token) -> EventStatus:
    """The status that a noun's modifiers and its verb give it: "planned visit", "the visit will begin"."""
    words = {lemma(child) for child in noun.children} | {child.lower_ for child in noun.children}
    if words & PLANNED_WORDS:
        return "planned"
    if words & MAYBE_WORDS:
        return "hypothetical"
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        above = lemma(noun.head.head)
        if above in PLAN_NOUNS:
            return "planned"
        if above in FAR_WORDS:
            return "hypothetical"
    if noun.dep_ == "dobj" and lemma(noun.head) in ANNOUNCE:
        return "planned"
    if noun.dep_ in ("nsubj", "nsubjpass") and lemma(noun.head) in OCCUR:
        return "denied" if is_negated(noun.head) else tense_status(noun.head)
    return "happened"


BY_KIND: dict[str, EventStatus] = {
    "commit": "planned",
    "plan": "planned",
    "want": "hypothetical",
    "threat": "hypothetical",
    "refuse": "denied",
    "deny": "denied",
    "maybe": "hypothetical",
    "fail": "denied",
    "accuse": "hypothetical",
    "order": "planned",
    "decide": "planned",
}
RANK: dict[EventStatus, int] = {"happened": 0, "planned": 1, "hypothetical": 2, "denied": 3}


def inherited_status(token: Token) -> EventStatus:
    """The status of a bare "to visit": that of the verb that it hangs on, as in "would be the first to visit"."""
    above = token
    for _ in range(MAX_CHAIN):
        if above.head == above:
            return "happened"
        above = above.head
        if is_verb(above):
            return tense_status(above)
    return "happened"


def status_of(token: Token) -> EventStatus:
    """How far the act that this word names got; the most doubtful of all that the sentence says of it."""
    own = tense_status(token) if is_verb(token) else noun_status(token)
    if is_verb(token) and is_purpose(token):
        own = inherited_status(token)
    found: list[EventStatus] = ["denied" if is_negated(token) else own]
    for operator in operators_above(token):
        verb = operator.token
        if operator.kind == "begin":
            found.append(tense_status(verb) if is_verb(verb) else "happened")
            continue
        if operator.kind == "deny" and is_negated(verb):
            continue
        found.append(
            "denied" if is_negated(verb) and operator.kind in ("commit", "plan", "begin") else BY_KIND[operator.kind]
        )
        if operator.kind == "plan" and is_verb(verb) and tense_status(verb) == "hypothetical":
            found.append("hypothetical")
    return max(found, key=RANK.__getitem__)
