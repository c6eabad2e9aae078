"""The model that judges the roots of acts: how it is fitted, and how well it does on sentences it did not see."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC
from spacy.tokens import Doc

from wiredesk.flow.annotations.plover.acts import Act
from wiredesk.flow.annotations.plover.judge import Judge, features_of, judged_root

FOLDS = 5
SHARED = 0.3  # of the shorter sentence's content trigrams: from here on two sentences are variants of one
COST = 0.2  # best of .1 and .2, cross-validated by group
MIN_SEEN = 2  # acts that a feature stands with


def fitted(items: Sequence[dict[str, float]], gold: Sequence[str]) -> tuple[DictVectorizer, LinearSVC]:
    """The model of these acts; features seen once are left out."""
    seen = Counter(name for item in items for name in item)
    kept = [{name: value for name, value in item.items() if seen[name] >= MIN_SEEN} for item in items]
    words = DictVectorizer(sparse=False)
    matrix = words.fit_transform(kept)
    return words, LinearSVC(C=COST, class_weight="balanced", random_state=0).fit(matrix, gold)


def as_judge(words: DictVectorizer, model: LinearSVC) -> Judge:
    """The fitted model as the product reads it."""
    places = {str(name): place for place, name in enumerate(words.get_feature_names_out())}
    roots = tuple(str(root) for root in model.classes_)
    return Judge(places, roots, model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


def cross_validated(acts: Sequence[Act | None], docs: Sequence[Doc], gold: Sequence[str]) -> list[str | None]:
    """The root of each act by a model that saw no variant of its sentence; None where there is no act."""
    found: list[str | None] = [None] * len(acts)
    items = [features_of(act) if act is not None else {} for act in acts]
    for train, test in GroupKFold(FOLDS).split(gold, gold, groups(docs)):
        seen = [number for number in train if acts[number] is not None]
        model = as_judge(*fitted([items[number] for number in seen], [gold[number] for number in seen]))
        for number in test:
            act = acts[number]
            found[number] = judged_root(act, model) if act is not None else None
    return found


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
