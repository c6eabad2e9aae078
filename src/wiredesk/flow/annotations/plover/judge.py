"""A second opinion on an act's root: a linear model over the words of its clause and what the tables say of it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.annotations.plover.grammar import clause_tokens, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from wiredesk.flow.annotations.plover.acts import Act

MODEL = "plover_en.npz"  # made by bench/train_events.py from the sentences of plv_train
WORD_WEIGHT, ROOT_WEIGHT = 0.6, 1.5  # of a word, and of the tables' own root; the rest weighs 1
MAX_WORDS = 60  # of a clause; longer ones are lists
SURE = 0.2  # margin from which the model is heard, if it holds for the root at all
YIELD = frozenset(("CONCEDE", "RETREAT"))  # one class in the model


class Judge(NamedTuple):
    """The model's weights: a row a feature, a column a root."""

    places: dict[str, int]
    roots: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


@cache
def judge() -> Judge:
    """The weights, loaded once a process; plain arrays, nothing in them is run."""
    with files("wiredesk.flow.annotations.plover").joinpath(MODEL).open("rb") as file, np.load(file) as kept:
        places = {str(name): place for place, name in enumerate(kept["names"])}
        roots = tuple(str(root) for root in kept["roots"])
        return Judge(places, roots, kept["weights"].astype(np.float32), kept["bias"].astype(np.float32))


def judged_root(act: Act, model: Judge) -> str:
    """The act's root, by the model where it is sure; by the tables where it isn't or nobody acts on anybody."""
    if act.root == "HAPPENING" or not (act.actors and act.recipients):
        return act.root
    scores = model.bias.copy()
    for name, weight in sorted(features_of(act).items()):
        place = model.places.get(name)
        if place is not None:
            scores += weight * model.weights[place]
    second, first = np.argsort(scores)[-2:]
    best = model.roots[first]
    if scores[first] < 0 or scores[first] - scores[second] < SURE or (best == "YIELD" and act.root in YIELD):
        return act.root
    return "CONCEDE" if best == "YIELD" else best


def features_of(act: Act) -> dict[str, float]:
    """Words and pairs of words of the clause, what hangs on the trigger, and what the tables say."""
    listed = [token for token in clause_tokens(act.word) if not (token.is_space or token.is_punct)][:MAX_WORDS]
    words = [plain(token) for token in listed]
    found = {f"u:{word}": WORD_WEIGHT for word in words}
    found |= {f"b:{one}_{two}": WORD_WEIGHT for one, two in pairwise(words)}
    trigger = act.trigger.token
    found |= {f"d:{child.dep_}:{plain(child)}": WORD_WEIGHT for child in trigger.children}
    names = (
        f"sense:{act.trigger.sense.root}",
        f"mode:{act.mode}",
        f"word:{lemma(act.word)}",
        f"trigger:{lemma(trigger)}",
        f"status:{act.status}",
        f"{act.status}:{act.root}",
        f"{act.operator is not None}:{act.root}",
    )
    return {**found, f"root:{act.root}": ROOT_WEIGHT, **dict.fromkeys(names, 1.0)}


def plain(token: Token) -> str:
    """A word's lemma; one word for all names."""
    return "ENT" if token.ent_type_ else lemma(token)
