"""A linear model over a whole sentence and its act, cross-validated: what the tables leave on the table.

Not in the product: over the words of one clause, as a news text needs it, it gives nothing beyond the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC
from spacy.tokens import Doc

from wiredesk.flow.annotations.plover.acts import Act
from wiredesk.text.vectors import SCALE, embed

FOLDS = 5
SHARED = 0.3  # of the shorter sentence's content trigrams: from here on two sentences are variants of one
COST, VECTOR_WEIGHT, WORD_WEIGHT, ROOT_WEIGHT = 0.2, 4.0, 0.6, 1.5  # best of a dozen on the tuned half


def features(doc: Doc, act: Act | None, parties: int) -> dict[str, float]:
    """Words, pairs of words, and what the tables say of the act."""
    lemmas = ["ENT" if token.ent_type_ else token.lemma_.lower() for token in doc if not token.is_space]
    found = {f"u:{one}": WORD_WEIGHT for one in lemmas}
    found |= {f"b:{one}_{two}": WORD_WEIGHT for one, two in pairwise(lemmas)}
    if act is None:
        return {**found, "root:NONE": 1.0}
    names = (
        f"sense:{act.trigger.sense.root}",
        f"mode:{act.mode}",
        f"word:{act.word.lemma_.lower()}",
        f"trigger:{act.trigger.token.lemma_.lower()}",
        f"status:{act.status}",
        f"{act.status}:{act.root}",
        f"{parties}:{act.root}",
    )
    return {**found, f"root:{act.root}": ROOT_WEIGHT, **dict.fromkeys(names, 1.0)}


def cross_validated(
    items: Sequence[dict[str, float]], docs: Sequence[Doc], rows: Sequence[dict[str, Any]]
) -> list[str]:
    """The root of each sentence by a model that saw no variant of it."""
    gold = np.array([row["gold_root"] for row in rows])
    vectors = np.array([embed(row["text"]) for row in rows]) / (4 * SCALE) * VECTOR_WEIGHT * 4
    found = gold.copy()
    for train, test in GroupKFold(FOLDS).split(gold, gold, groups(docs)):
        words = DictVectorizer(sparse=False)
        known = np.hstack([words.fit_transform([items[one] for one in train]), vectors[train]])
        model = LinearSVC(C=COST, class_weight="balanced", random_state=0).fit(known, gold[train])
        found[test] = model.predict(np.hstack([words.transform([items[one] for one in test]), vectors[test]]))
    return [str(one) for one in found]


def groups(docs: Sequence[Doc]) -> list[int]:
    """Which sentences are variants of one another, by the trigrams of their content words without names."""
    grams = [content_trigrams(doc) for doc in docs]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(grams):
        for gram in sorted(own):
            holders[gram].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        for pair in combinations(numbers, 2):
            shared[pair] += 1
    parent = list(range(len(docs)))
    for (one, two), count in shared.items():
        if count / min(len(grams[one]), len(grams[two])) >= SHARED:
            parent[top(parent, one)] = top(parent, two)
    return [top(parent, number) for number in range(len(docs))]


def content_trigrams(doc: Doc) -> set[tuple[str, ...]]:
    """Three content words in a row, names left out."""
    words = [token.lemma_.lower() for token in doc if token.is_alpha and not token.is_stop and not token.ent_type_]
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}


def top(parent: list[int], number: int) -> int:
    """The first of a group."""
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number
