"""Learns the weights of src/wiredesk/flow/articles/body_weights.json from the tuning half of two sets of pages.

Logistic regression over the evidence of each block, once without and once with what trafilatura kept; the report
half is not read. `--check` cross-validates by outlet inside the tuning half instead, which is how the settings were
chosen. Boosted trees over the same evidence were no better there (mean F1 of both sets .966 against .965); the mean
of both models was (.968).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from body_html import WORD, Case, counts, fundus, scores, scrapinghub, shingles
from harness import ROOT
from wiredesk.flow.articles.blocks import Block, find_blocks
from wiredesk.flow.articles.evidence import Columns
from wiredesk.flow.articles.head import read_head
from wiredesk.flow.articles.html import UNSURE, Look, Weights, choose, doubt, evidence_of, parse_html
from wiredesk.flow.articles.readers import of_reader, read_by_trafilatura
from wiredesk.text.decoding import decode
from wiredesk.text.mojibake import mend

PATH = ROOT / "src" / "wiredesk" / "flow" / "articles" / "body_weights.json"
REGULAR = 0.3  # of 0.01 … 0.5; flat between 0.1 and 0.5
SHORT = 4  # words; below, a block has no shingle of its own
EASY_KEPT = 4  # of so many menu entries one is learnt from, at the weight of all
FOLDS = 5
Numbers = NDArray[np.float64]


class Example(NamedTuple):
    """A page's blocks with their evidence, and which of them are its body."""

    case: Case
    blocks: list[Block]
    alone: Columns
    with_reader: Columns
    is_body: Numbers
    weights: Numbers  # a page counts much the same whatever its length
    used: NDArray[np.bool_]  # to learn from


def labels(case: Case, blocks: Sequence[Block]) -> Numbers:
    """For each block whether the page's gold body holds it; a repeated one only as often as the body does.

    Blocks too short for a shingle are of the body where it holds them and they stand within it: menus share words.
    """
    left = Counter(shingles(case.body))
    found = []
    for block in blocks:
        own = shingles(block.text)
        is_body = len(words_in(block)) >= SHORT and sum((own & left).values()) > sum(own.values()) / 2
        if is_body:
            left -= own
        found.append(is_body)
    inside = np.flatnonzero(found)
    joined = f" {' '.join(WORD.findall(case.body))} "
    for at in range(max(inside[0] - 1, 0), min(inside[-1] + 2, len(blocks))) if len(inside) else ():
        words = words_in(blocks[at])
        if 0 < len(words) < SHORT and f" {' '.join(words)} " in joined and len(blocks[at].text) > 2:
            found[at] = True
    return np.array(found, dtype=np.float64)


def words_in(block: Block) -> list[str]:
    """The words of a block, as the measure counts them."""
    return WORD.findall(block.text)


def example_of(case: Case) -> Example | None:
    """A page as an example; None where it has no blocks."""
    tree = parse_html(mend(decode(case.html)))
    blocks = find_blocks(tree) if tree is not None else []
    if not blocks:
        return None
    alone = evidence_of(blocks, read_head(tree))
    with_reader = alone | of_reader(blocks, read_by_trafilatura(tree), "read")
    is_body = labels(case, blocks)
    sizes = np.maximum(alone["size"], 1)
    weights = sizes**0.7 / sizes.sum() ** 0.5
    is_easy = (alone["links"] > 0.8) & (alone["long"] < 2.5) & (is_body == 0)
    turn = np.arange(len(blocks)) % EASY_KEPT == 0
    return Example(
        case, blocks, alone, with_reader, is_body, weights * np.where(is_easy, EASY_KEPT, 1), ~is_easy | turn
    )


def learn(examples: Sequence[Example], table_of: Callable[[Example], Columns]) -> Weights:
    """The bias and weights that tell the blocks of these pages best."""
    names = sorted(name for name in table_of(examples[0]) if name != "size")
    table = np.vstack([np.stack([table_of(one)[name] for name in names], axis=1)[one.used] for one in examples])
    truths = np.concatenate([one.is_body[one.used] for one in examples])
    weights = np.concatenate([one.weights[one.used] for one in examples])
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=REGULAR, max_iter=300, tol=1e-3)
    model.fit(scaler.transform(table), truths, sample_weight=weights)
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    found = {name: round(float(slope), 4) for name, slope in zip(names, slopes, strict=True)}
    return Weights(round(bias, 4), {name: slope for name, slope in found.items() if slope})


def learn_both(examples: Sequence[Example]) -> dict[str, Weights]:
    """The weights without and with the other reader."""
    return {
        "alone": learn(examples, lambda one: one.alone),
        "with_reader": learn(examples, lambda one: one.with_reader),
    }


def fold_of(case: Case) -> int:
    """The fold of a page's outlet."""
    return hashlib.sha256(case.outlet.encode()).digest()[1] % FOLDS


def check(examples: Sequence[Example]) -> None:
    """Prints F1 a set under cross-validation by outlet."""
    found: dict[str, dict[str, list[tuple[float, float, float]]]] = {}
    unsure = []
    for fold in range(FOLDS):
        learnt = learn_both([one for one in examples if fold_of(one.case) != fold])
        for one in examples:
            if fold_of(one.case) == fold:
                looks = looks_at(one, learnt)
                unsure.append(doubt(looks["alone"].scores, one.alone))
                looks["as used"] = looks["with_reader" if unsure[-1] > UNSURE else "alone"]
                for name, look in looks.items():
                    body = "\n".join(look.blocks[index].text for index in choose(look))
                    of_set = "fundus" if "/" in one.case.outlet else "scrapinghub"
                    found.setdefault(name, {}).setdefault(of_set, []).append(counts(one.case.body, body))
    for name, by_set in found.items():
        print(name, {of_set: [round(score, 4) for score in scores(pages)] for of_set, pages in sorted(by_set.items())})
    print("doubt of pages, tenths:", np.round(np.quantile(unsure, np.linspace(0.1, 0.9, 9)), 3).tolist())


def looks_at(one: Example, learnt: dict[str, Weights]) -> dict[str, Look]:
    """A page with its scores under either set of weights."""
    return {
        "alone": Look(one.blocks, one.alone, learnt["alone"].score(one.alone)),
        "with_reader": Look(one.blocks, one.with_reader, learnt["with_reader"].score(one.with_reader)),
    }


def main(path: Path = PATH) -> None:
    """Writes the weights, or checks what such weights are worth."""
    cases = [case for case in (*scrapinghub(), *fundus()) if case.part == "tune"]
    examples = [one for one in map(example_of, cases) if one is not None]
    if "--check" in sys.argv[1:]:
        check(examples)
        return
    stored = {name: {"bias": one.bias, "weights": one.by_name} for name, one in learn_both(examples).items()}
    path.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
