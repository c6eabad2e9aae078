"""Makes src/wiredesk/flow/articles/line_weights.json: logistic weights of the signs of a dump's lines.

Learned from the tune half of the scrapinghub and fundus pages, each dumped several ways (as inscriptis writes
it, without indents and bullets, without empty lines too, and cut down to little more than the body), so that
no one dumper's habits are relied on. The second score is learned from first scores that other pages taught.
Run: .venv/bin/python bench/train_lines.py
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from body_dump import Dump, read_dumps, shingles, tokens
from harness import ROOT, half
from wiredesk.flow.articles.lines import (
    AROUND,
    FULL_SIZE,
    KERNELS,
    NEIGHBOURS,
    REACH,
    WINDOWS,
    chances,
    surroundings,
)
from wiredesk.flow.articles.phrases import scanner
from wiredesk.flow.articles.sheet import Sheet, read_sheet
from wiredesk.flow.articles.signs import FIGURES, SIGNS, Signs, find_signs

TARGET = ROOT / "src" / "wiredesk" / "flow" / "articles" / "line_weights.json"
IN_BODY = 0.5  # share of a line's shingles that the gold body must hold
SHINGLED, SURE = 4, 8  # words; lines of fewer are looked up as they stand, and only about lines that are surely body
ABOUT = 3  # lines around the body in which a short line may be of it
SMALL_BODY = 30  # words; a smaller one weighs no more
STRENGTH = 0.003  # inverse of the L2 penalty
RARE = 0.3  # a sign with a smaller spread is rare, and its weight is held back
PARTS = 4  # into which the pages are cut for the first scores
EVEN, BY_WORDS, TYPICAL_LINES = 0.15, 8.0, 40  # a line's weight: even among lines, and by its share of the page's words
BULLETS = "*+•·▪● "
Array = Any


@dataclass
class Labelled:
    """A dumped page with what is to be learned from it."""

    key: str
    sheet: Sheet
    signs: Signs
    labels: Array
    weights: Array


def bare(text: str) -> str:
    """A dump without indents and bullets."""
    return "\n".join(line.strip().lstrip(BULLETS) for line in text.split("\n"))


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


def dumped(dump: Dump) -> list[str]:
    """One page, dumped several ways."""
    short = bare(dump.text)
    return [dump.text, short, dense(dump.text), *(trimmed(short, dump.body, spare) for spare in (1, 4))]


def labelled(dump: Dump, text: str) -> Labelled:
    """A page, which of its lines are of the body, and how much each line weighs."""
    sheet = read_sheet([text], scanner())
    gold, whole = set(shingles(dump.body)), " " + " ".join(tokens(dump.body)) + " "
    words = [tokens(line) for line in sheet.lines]
    inside = np.array([is_in_body(line, own, gold, whole) for line, own in zip(sheet.lines, words, strict=True)], bool)
    counts = np.array([len(own) for own in words], float)
    sure = np.flatnonzero(inside & (counts >= SURE))
    if len(sure):
        places = np.arange(len(words))
        inside &= (counts >= SHINGLED) | ((places >= sure[0] - ABOUT) & (places <= sure[-1] + ABOUT))
    share = counts / max(SMALL_BODY, len(tokens(dump.body)))
    page = 1 / max(TYPICAL_LINES, len(words)) ** 0.5  # a page of lists is still one page
    return Labelled(
        dump.key, sheet, find_signs(sheet), inside, page * (EVEN + BY_WORDS * share / max(share.sum(), 1.0))
    )


def is_in_body(line: str, words: Sequence[str], gold: set[tuple[str, ...]], whole: str) -> bool:
    """True for a line of which the gold body holds most, or, of a short one, all."""
    if len(words) < SHINGLED:
        return bool(words) and f" {' '.join(words)} " in whole
    own = shingles(line)
    return sum(one in gold for one in own) >= IN_BODY * len(own)


def first_table(page: Labelled) -> Array:
    """A page's signs and figures: a row a line, a column for each name and neighbour."""
    count = len(page.sheet.lines)
    own = np.zeros((count, len(SIGNS) + len(FIGURES)), np.float32)
    for codes in page.signs.coded:
        own[np.arange(count), codes] = 1
    own[:, len(SIGNS) :] = page.signs.figures.T
    above, below = np.zeros_like(own), np.zeros_like(own)
    above[1:], below[:-1] = own[:-1], own[1:]
    return np.hstack((own, above, below))


def second_table(page: Labelled, chance: Array) -> Array:
    """The first table, with what stands around each line."""
    text = chance * np.minimum(page.sheet.size, FULL_SIZE)
    columns = [surroundings(page.sheet, chance, text).T]
    for values in (chance, text / FULL_SIZE, page.signs.stamps, page.signs.repeats):
        columns.append(np.column_stack(windowed(values)))
    return np.hstack((first_table(page), *columns)).astype(np.float32)


def windowed(values: Array) -> list[Array]:
    """A line's own value, then the means over each window above and below it."""
    padded = np.concatenate((np.zeros(REACH), values, np.zeros(REACH)))
    summed = np.concatenate(([0.0], np.cumsum(padded)))
    at = np.arange(len(values)) + REACH
    columns = [values]
    for window in WINDOWS:
        columns.append((summed[at] - summed[at - window]) / window)
        columns.append((summed[at + 1 + window] - summed[at + 1]) / window)
    return columns


def kernel_of(found: Array) -> list[float]:
    """The weight of each distance, from those of the windows."""
    kernel = np.zeros(2 * REACH + 1)
    kernel[REACH] = found[0]
    for place, window in enumerate(WINDOWS):
        kernel[REACH + 1 : REACH + 1 + window] += found[1 + 2 * place] / window
        kernel[REACH - window : REACH] += found[2 + 2 * place] / window
    return rounded(kernel)


def fit(pages: Sequence[Labelled], table: Callable[[Labelled], Array]) -> tuple[float, Array]:
    """The bias and weights of a logistic model."""
    matrix = np.vstack([table(page) for page in pages])
    labels = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([page.weights for page in pages])
    scale = np.maximum(matrix.std(axis=0), RARE)
    matrix /= scale
    model = LogisticRegression(C=STRENGTH, max_iter=200, tol=1e-3)
    model.fit(matrix, labels, sample_weight=weights / weights.mean())
    return float(model.intercept_[0]), model.coef_[0] / scale


def rounded(values: Array) -> list[float]:
    """Numbers as the file holds them."""
    return [round(float(value), 3) for value in values]


def learn(pages: Sequence[Labelled]) -> dict[str, Any]:
    """The weights, as the file holds them."""
    keys = sorted({page.key for page in pages})
    part = {key: place % PARTS for place, key in enumerate(keys)}
    chance: dict[int, Array] = {}
    for number in range(PARTS):
        bias, found = fit([page for page in pages if part[page.key] != number], first_table)
        for page in pages:
            if part[page.key] == number:
                chance[id(page)] = chances(first_table(page) @ found + bias)
    first_bias, first = fit(pages, first_table)
    second_bias, second = fit(pages, lambda page: second_table(page, chance[id(page)]))
    names = (*SIGNS, *FIGURES)
    count = len(names)
    signs = np.concatenate((first, second[: 3 * count])).reshape(2 * len(NEIGHBOURS), count).T
    rest = second[3 * count :]
    around, rest = rest[: len(AROUND)], rest[len(AROUND) :]
    kernels = rest.reshape(len(KERNELS), -1)
    return {
        "bias": rounded((first_bias, second_bias)),
        "signs": {name: rounded(row) for name, row in zip(names, signs, strict=True) if np.abs(row).max() >= 0.0005},
        "around": dict(zip(AROUND, rounded(around), strict=True)),
        "kernels": {name: kernel_of(row) for name, row in zip(KERNELS, kernels, strict=True)},
    }


def written(weights: dict[str, Any]) -> str:
    """The file: a line for each sign."""
    parts = []
    for name, value in weights.items():
        if isinstance(value, dict):
            rows = ",\n".join(f"  {json.dumps(key)}: {json.dumps(row)}" for key, row in value.items())
            parts.append(f" {json.dumps(name)}: {{\n{rows}\n }}")
        else:
            parts.append(f" {json.dumps(name)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Reads the pages, learns the weights, writes the file."""
    pages = [
        page
        for dump in read_dumps()
        if half(dump.key) == "tune"
        for page in (labelled(dump, text) for text in dumped(dump))
        if page.sheet.lines
    ]
    TARGET.write_text(written(learn(pages)), "utf-8")
    print(f"{len(pages)} pages, {sum(len(page.labels) for page in pages)} lines")


if __name__ == "__main__":
    main()
