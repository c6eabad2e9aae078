"""One act a trigger: its root as PLOVER counts it once promise, threat, demand or refusal is taken into account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.plover.grammar import children, is_verb, lemma, subjects
from wiredesk.flow.annotations.plover.judge import judge, judged_root
from wiredesk.flow.annotations.plover.roles import actor_heads, is_mutual, recipient_heads
from wiredesk.flow.annotations.plover.status import (
    REPORT,
    Operator,
    is_negated,
    modal,
    noun_status,
    operators_above,
    status_of,
)
from wiredesk.flow.annotations.plover.triggers import Trigger, find_triggers
from wiredesk.records import EventStatus

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COOPERATIVE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE"))
HOSTILE = frozenset(("SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST"))
WITHHELD = frozenset(("grant", "allow", "accept"))  # "did not give permission" is a refusal
VERBAL = {"commit": "AGREE", "want": "REQUEST", "threat": "THREATEN", "refuse": "REJECT", "order": "REQUEST"}


@dataclass(frozen=True, slots=True)
class Act:
    """A trigger with its root and mode, who acts and who is acted on (heads of noun phrases), and how far it got."""

    trigger: Trigger
    root: str
    mode: str
    actors: tuple[Token, ...]
    recipients: tuple[tuple[Token, ...], ...]  # guesses, best first
    status: EventStatus
    operator: Token | None = None  # "agreed" of "agreed to meet"
    is_demanded: bool = False  # the content of a demand or an order

    @property
    def word(self) -> Token:
        """The word that names the act: the operator's where there is one."""
        return self.operator or self.trigger.token


def find_acts(doc: Doc, *, judged: bool = True) -> list[Act]:
    """The acts of a text in order; "agreed to meet" is one, not two.

    Takes    judged: whether the model has a say in their roots; False: the tables alone.
    """
    triggers = find_triggers(doc)
    acts = [act_of(trigger) for trigger in triggers]
    if judged:
        acts = [with_root(act, judged_root(act, judge())) for act in acts]
    merged = {act.operator.i for act in acts if act.operator is not None}
    return [act for act in acts if act.operator is not None or act.trigger.token.i not in merged]


def with_root(act: Act, root: str) -> Act:
    """The act with another root; the mode goes with the root that it belongs to."""
    return act if root == act.root else replace(act, root=root, mode="")


def act_of(trigger: Trigger) -> Act:
    """The act that a trigger names."""
    token, sense = trigger.token, trigger.sense
    status = noun_status(token) if trigger.is_noun and sense.root == "HAPPENING" else status_of(token)
    speaking = speaking_operator(trigger)
    root = root_of(trigger, status, speaking)
    actors = actor_heads(trigger)
    if speaking is not None and is_verb(speaking.token):
        actors = subjects(speaking.token) or actors
    recipients = [tuple(guess) for guess in recipients_of(trigger, speaking) if guess]
    if is_mutual(trigger) and len(actors) > 1:
        recipients.append(tuple(actors))
    return Act(
        trigger=trigger,
        root=root,
        mode=sense.mode,
        actors=tuple(actors),
        recipients=tuple(recipients),
        status=status,
        operator=speaking.token if speaking else None,
        is_demanded=is_demanded(trigger),
    )


def is_demanded(trigger: Trigger) -> bool:
    """True where somebody asks for the act or orders it; a promise, plan or threat between the two ends the reach."""
    if must_operator(trigger.token) is not None:
        return True
    above = next(iter(operators_above(trigger.token)), None)
    return above is not None and above.kind in ("want", "order")


def recipients_of(trigger: Trigger, speaking: Operator | None) -> list[list[Token]]:
    """Who is acted on; for a demand the one who shall act."""
    own = list(recipient_heads(trigger))
    if speaking is not None and speaking.kind == "want":
        asked = [one for one in actor_heads(trigger) if one not in subjects(speaking.token)]
        return [asked, *own]
    return own


def speaking_operator(trigger: Trigger) -> Operator | None:
    """The promise, demand, threat or refusal that the act is the content of; None where it stands by itself."""
    if trigger.sense.root == "HAPPENING":
        return None
    must = must_operator(trigger.token)
    if must is not None:
        return must
    for operator in operators_above(trigger.token):
        if operator.kind == "order" and trigger.sense.root not in COOPERATIVE - {"CONCEDE"}:
            return None
        if operator.kind in VERBAL:
            return operator
        if operator.kind not in ("begin", "fail"):
            return None
    return None


def must_operator(verb: Token) -> Operator | None:
    """The reporting verb over "X must leave": a demand by whoever says so."""
    is_said = verb.dep_ == "ccomp" and lemma(verb.head) in REPORT
    if is_said and any(child.lower_ == "must" for child in children(verb, ("aux",))):
        return Operator(verb.head, "want")
    return None


def root_of(trigger: Trigger, status: EventStatus, speaking: Operator | None) -> str:
    """The PLOVER root: of the promise, threat, demand or refusal where there is one, else of the act."""
    root = trigger.sense.root
    if speaking is not None:
        if speaking.kind == "commit":
            if is_negated(speaking.token):
                return "REJECT"
            return "THREATEN" if root in HOSTILE else "AGREE"
        return VERBAL[speaking.kind]
    if trigger.is_noun or not subjects(trigger.token):
        return root
    if any(operator.kind in ("order", "decide") for operator in operators_above(trigger.token)):
        return root
    if status == "planned" or modal(trigger.token) == "would":
        return "AGREE" if root in COOPERATIVE else "THREATEN" if root in HOSTILE else root
    is_refused = will_not(trigger.token) or trigger.sense.mode in WITHHELD
    if status == "denied" and root in COOPERATIVE and is_refused:
        return "REJECT"
    return root


def will_not(verb: Token) -> bool:
    """True for "will not meet", "would not accept"."""
    return is_negated(verb) and any(child.tag_ == "MD" for child in children(verb, ("aux",)))
