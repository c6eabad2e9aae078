"""Learns the weights of src/wiredesk/flow/articles/body_weights.json from the tuning half of two sets of pages.

Logistic regression over the evidence of each block; the report half is not read.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from body_html import WORD, Case, fundus, scrapinghub, shingles
from harness import ROOT
from wiredesk.flow.articles.evidence import Features
from wiredesk.flow.articles.head import read_head
from wiredesk.flow.articles.html import Look, look_at, parse_html
from wiredesk.text.decoding import decode

PATH = ROOT / "src" / "wiredesk" / "flow" / "articles" / "body_weights.json"
REGULAR = 0.03  # of 0.001 … 1 the best by five-fold cross-validation on the tuning half
SHORT = 4  # words; below, a block has no shingle of its own


def labels(case: Case, look: Look) -> list[bool]:
    """For each block whether the page's gold body holds it; a repeated one only as often as the body does."""
    gold = shingles(case.body)
    left = Counter(gold)
    joined = f" {' '.join(WORD.findall(case.body))} "
    found = []
    for block in look.blocks:
        words, own = WORD.findall(block.text), shingles(block.text)
        if len(words) < SHORT:
            found.append(bool(words) and f" {' '.join(words)} " in joined and len(block.text) > 2)
            continue
        total = sum(own.values())
        is_body = sum((own & left).values()) > total / 2
        if is_body:
            left -= own
        found.append(is_body)
    return found


def learn(cases: list[Case]) -> tuple[float, Features]:
    """The bias and weights that tell the blocks of these pages best; a page counts the same whatever its length."""
    rows: list[Features] = []
    truths: list[bool] = []
    weights: list[float] = []
    for case in cases:
        tree = parse_html(decode(case.html))
        if tree is None:
            continue
        look = look_at(tree, read_head(tree))
        sizes = np.array([max(len(WORD.findall(block.text)), 1) for block in look.blocks], float)
        rows += look.evidence
        truths += labels(case, look)
        weights += list(sizes**0.7 / sizes.sum() ** 0.5)
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=REGULAR, max_iter=1000).fit(scaler.transform(table), truths, sample_weight=weights)
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    return bias, {name: round(float(slope), 4) for name, slope in zip(names, slopes, strict=True)}


def main(path: Path = PATH) -> None:
    """Writes the weights."""
    bias, weights = learn([case for case in (*scrapinghub(), *fundus()) if case.part == "tune"])
    path.write_text(json.dumps({"bias": round(bias, 4), "weights": weights}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
