"""Makes src/wiredesk/flow/articles/line_weights.json: logistic weights of the signs of a dump's lines.

Learned from the tune half of the scrapinghub and fundus pages, each dumped five ways (as inscriptis writes
it, without indents and bullets, without empty lines too, and cut down to little more than the body), so that
no one dumper's habits are relied on.
Run: .venv/bin/python bench/train_lines.py
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from body_dump import Dump, read_dumps, shingles, tokens
from harness import ROOT, half
from wiredesk.flow.articles import lines as line_module
from wiredesk.flow.articles.lines import BULLET, Line, contexts, find_lines
from wiredesk.flow.articles.region import split_lines

TARGET = ROOT / "src" / "wiredesk" / "flow" / "articles" / "line_weights.json"
IN_BODY = 0.6  # share of a line's shingles that the gold body must hold
TYPICAL_LINES = 40
STRENGTH = 0.3  # inverse of the L2 penalty


def bare(text: str) -> str:
    """A dump without indents and bullets."""
    return "\n".join(BULLET.sub("", line.strip(), count=1) for line in text.split("\n"))


def dense(text: str) -> str:
    """A dump without indents, bullets and empty lines."""
    return "\n".join(line for line in bare(text).split("\n") if line)


def trimmed(text: str, body: str, spare: int) -> str:
    """A dump from a few lines above its body to a few below: what a scraper with some sense leaves."""
    gold = set(shingles(body))
    lines = text.split("\n")
    inside = [at for at, line in enumerate(lines) if len(line) > 60 and gold.issuperset(shingles(line))]
    if not inside:
        return text
    return "\n".join(lines[max(0, inside[0] - 3 * spare) : inside[-1] + 1 + spare])


def labelled(dump: Dump, text: str) -> tuple[list[Line], list[int], list[float]]:
    """The lines of a dump, whether each is of the body, and how much each weighs."""
    rows = split_lines(text)
    lines = find_lines(rows.raws, rows.tight)
    gold = set(shingles(dump.body)) | {one for words in dump.summary for one in shingles(words)}
    whole = " " + " ".join(tokens(dump.body)) + " "
    labels, sizes = [], []
    for line in lines:
        words = tokens(line.words)
        own = shingles(line.words)
        if len(words) >= 4:
            inside = sum(one in gold for one in own) / max(1, len(own)) >= IN_BODY
        else:
            inside = bool(words) and f" {' '.join(words)} " in whole
        labels.append(int(inside))
        sizes.append(len(words) + 4.0)
    total = sum(sizes) or 1.0
    share = min(1.0, (TYPICAL_LINES / max(1, len(lines))) ** 0.5)  # a page of lists is still one page
    return lines, labels, [share * (0.5 * size / total * len(lines) + 0.5) for size in sizes]


def fit(rows: Iterable[dict[str, float]], labels: list[int], weights: list[float]) -> dict[str, float]:
    """Logistic weights by name."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(matrix, labels, sample_weight=weights)
    names: Any = vectorizer.get_feature_names_out()
    found = {str(name): round(float(value), 3) for name, value in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 3), **{name: found[name] for name in sorted(found)}}


def main() -> None:
    """Reads the pages, fits both tables, writes the file."""
    pages, labels, weights = [], [], []
    for dump in read_dumps():
        if half(dump.key) != "tune":
            continue
        texts = [change(dump.text) for change in (str, bare, dense)]
        texts += [trimmed(bare(dump.text), dump.body, spare) for spare in (1, 4)]
        for text in texts:
            lines, own_labels, own_weights = labelled(dump, text)
            pages.append(lines)
            labels += own_labels
            weights += own_weights
    own = fit((dict.fromkeys(line.signs, 1.0) for lines in pages for line in lines), labels, weights)
    rows = []
    for lines in pages:
        for line in lines:
            line.own = own["bias"] + sum(own.get(sign, 0.0) for sign in line.signs)
        for signs, values in contexts(lines):
            row: Counter[str] = Counter(dict.fromkeys(signs, 1.0))
            for name, value in values:
                row[name] += value
            rows.append(dict(row))
    context = fit(rows, labels, weights)
    TARGET.write_text(json.dumps({"own": own, "context": context}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    right = np.mean([(score > 0) == label for score, label in zip(scores(pages), labels, strict=True)])
    print(f"{len(labels)} lines, {right:.3f} of them told right where they were learned")


def scores(pages: list[list[Line]]) -> list[float]:
    """The scores of all lines under the new weights."""
    line_module.weights.cache_clear()
    for lines in pages:
        line_module.score_lines(lines)
    return [line.score for lines in pages for line in lines]


if __name__ == "__main__":
    main()
