"""Trains the reported-speech model on polnear's training part and writes quotes_en.npz.

    python bench/train_quotes.py [--held-out]      # --held-out: trains on six sevenths, prints the rest's figures

Parses are kept in /tmp/wiredesk-train; the same data and versions give the same weights.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.cluster import MiniBatchKMeans
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_curve
from spacy.tokens import Doc, DocBin, Token

from harness import DATA, ROOT, read_rows
from wiredesk.flow.annotations import features
from wiredesk.flow.annotations.features import (
    branch_features,
    branches_of,
    cue_features,
    cue_key,
    may_be_cue,
    word_features,
)
from wiredesk.flow.annotations.parse import chunks, english
from wiredesk.flow.annotations.reports import MASK, WINDOW, bucket
from wiredesk.flow.annotations.scene import scene_of

CACHE = Path("/tmp/wiredesk-train")
MODEL = ROOT / "src" / "wiredesk" / "flow" / "annotations" / "quotes_en.npz"
GROUPS = 256  # of like words, by their vectors
C = 0.3  # inverse strength of the penalty, best of .1, .3, 1 on the held-out seventh
NAMES = ("cue", "content", "source", "part", "word")

Spans = Sequence[Sequence[int]]
Rows = tuple[list[list[int]], list[int]]


def parsed(rows: list[dict[str, Any]]) -> Iterator[Doc]:
    """The parses of the articles, from the cache where they are in it."""
    CACHE.mkdir(exist_ok=True)
    for row in rows:
        place = CACHE / f"{row['id']}.spacy"
        if not place.exists():
            docs = [english()(chunk) for chunk in chunks(row["text"])]
            doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
            DocBin(["TAG", "POS", "DEP", "HEAD", "LEMMA", "ENT_IOB", "ENT_TYPE", "SENT_START"], docs=[doc]).to_disk(
                place
            )
        yield next(iter(DocBin().from_disk(place).get_docs(english().vocab)))


def word_groups() -> Any:
    """For each row of the word vectors, the group that k-means puts it in."""
    vectors = english().vocab.vectors.data
    vectors = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return MiniBatchKMeans(GROUPS, random_state=7, batch_size=4096, n_init=2).fit(vectors).labels_.astype(np.uint8)


def tokens_of(doc: Doc, spans: Spans | None) -> list[int]:
    """The numbers of the tokens that the spans touch."""
    found = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans or ())
    return [token.i for span in found if span is not None for token in span if not token.is_space]


def head_of(doc: Doc, places: list[int], quoted: bytearray) -> Token | None:
    """The word of a cue that governs the others."""
    inside = set(places)
    tops = [at for at in places if doc[at].head.i not in inside or doc[at].head.i == at]
    fit = [at for at in (*tops, *places) if may_be_cue(doc[at], quoted)]
    return doc[fit[0]] if fit else None


def collect(rows: list[dict[str, Any]], known: frozenset[str]) -> dict[str, Rows]:
    """For each model the features (as buckets) and answers of every decision."""
    data: dict[str, Rows] = {name: ([], []) for name in ("cue", "branch", "word")}
    for row, doc in zip(rows, parsed(rows), strict=True):
        quoted = scene_of(doc).quoted
        golds: dict[int, list[dict[str, Any]]] = {}
        for one in row["annotations"][0]["attributions"]:
            head = head_of(doc, tokens_of(doc, one["cue"]), quoted)
            if head is not None:
                golds.setdefault(head.i, []).append(one)
        for token in doc:
            if may_be_cue(token, quoted) and (token.pos_ == "VERB" or cue_key(token) in known):
                add(data["cue"], cue_features(token, quoted), int(token.i in golds))
        for at, attributions in golds.items():
            learn_cue(doc, at, attributions, quoted, data)
    return data


def known_words(rows: list[dict[str, Any]]) -> list[str]:
    """The words other than verbs that head a cue at least twice."""
    counts: Counter[str] = Counter()
    for row, doc in zip(rows, parsed(rows), strict=True):
        quoted = scene_of(doc).quoted
        heads = (head_of(doc, tokens_of(doc, one["cue"]), quoted) for one in row["annotations"][0]["attributions"])
        counts.update(cue_key(head) for head in heads if head is not None and head.pos_ != "VERB")
    return sorted(word for word, count in counts.items() if count >= 2)


def learn_cue(doc: Doc, at: int, attributions: list[dict[str, Any]], quoted: bytearray, data: dict[str, Rows]) -> None:
    """The decisions around one cue."""
    marked = [
        {place for one in attributions for place in tokens_of(doc, one[name])} for name in ("content", "source", "cue")
    ]
    branches = list(branches_of(doc[at]))
    siblings = frozenset(branch.way.split()[-1] for branch in branches if branch.way.startswith("down"))
    for branch in branches:
        size = branch.last - branch.first + 1
        shares = [sum(place in one for place in range(branch.first, branch.last + 1)) / size for one in marked]
        answer = next((number for number, share in enumerate(shares, 1) if share >= 0.5), 0)
        add(data["branch"], branch_features(doc[at], branch, siblings, quoted), answer)
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(doc) and abs(place - at) <= WINDOW:
            add(data["word"], word_features(doc[at], place), int(place in marked[2]))
            if place not in marked[2]:
                break
            place += step


def add(rows: Rows, names: list[str], answer: int) -> None:
    """One decision."""
    rows[0].append(sorted({bucket(name) for name in names}))
    rows[1].append(answer)


def matrix(rows: list[list[int]]) -> csr_matrix:
    """The features as a sparse matrix."""
    ends = np.cumsum([0, *(len(row) for row in rows)])
    flat = np.fromiter((place for row in rows for place in row), dtype=np.int32)
    return csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(rows), MASK + 1))


def fitted(data: dict[str, Rows], held: dict[str, Rows] | None) -> tuple[Any, Any]:
    """The weights of the five models, one row each, and their biases."""
    weights, bias = [], []
    for name in NAMES:
        kind = name if name in data else "branch"
        number = {"content": 1, "source": 2, "part": 3}.get(name, 1)
        x, y = matrix(data[kind][0]), np.array(data[kind][1]) == number
        regression = LogisticRegression(C=C, solver="liblinear", random_state=7).fit(x, y)
        weights.append(regression.coef_[0])
        bias.append(regression.intercept_[0])
        if held is not None:
            report(name, regression, matrix(held[kind][0]), np.array(held[kind][1]) == number)
    return np.array(weights).astype(np.float16), np.array(bias, np.float32)


def report(name: str, regression: Any, x: csr_matrix, y: Any) -> None:
    """The best F1 on the held-out part, and the limit that gives it."""
    precision, recall, limits = precision_recall_curve(y, regression.decision_function(x))
    score = 2 * precision * recall / (precision + recall + 1e-9)
    best = int(score[:-1].argmax())
    print(f"{name:8s} F1 {score[best]:.3f}  P {precision[best]:.3f}  R {recall[best]:.3f}  at {limits[best]:+.2f}")


def main() -> None:
    """Trains and writes the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    path = DATA / "polnear" / "train.jsonl"
    if not path.exists():
        sys.exit(f"The training set is not here ({path}).")
    rows = [row for row in read_rows(path) if row["text"].strip()]
    groups = word_groups()
    features.groups = lambda: groups
    kept = [row for at, row in enumerate(rows) if at % 7] if arguments.held_out else rows
    known = known_words(kept)
    held = collect(rows[::7], frozenset(known)) if arguments.held_out else None
    weights, bias = fitted(collect(kept, frozenset(known)), held)
    np.savez_compressed(MODEL, weights=weights, bias=bias, groups=groups, known=np.array(known))
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1e6:.1f} MB from {len(kept)} articles")


if __name__ == "__main__":
    main()
