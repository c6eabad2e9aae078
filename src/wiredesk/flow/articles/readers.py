"""What other readers keep of a page, held against its blocks: trafilatura, and the page's own JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from trafilatura import bare_extraction

from wiredesk.flow.articles.blocks import Block
from wiredesk.flow.articles.evidence import RUN, Column, Columns, near_sum, runs_of, shift, words_of
from wiredesk.text.decoding import clean

KEPT_BLOCKS: Final = frozenset({"p", "head", "quote", "item", "cell", "code", "ab"})
SAMPLED: Final = 12  # runs of words by which a block is looked for in a text
SHORT: Final = 8  # words; the beginnings of shorter paragraphs count as well
KEPT: Final = 0.5  # of a block's runs, from which on a reader has kept it


def read_by_trafilatura(tree: Any) -> tuple[str, ...]:
    """The paragraphs that trafilatura keeps."""
    document = bare_extraction(tree, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    return tuple(paragraphs_of(document.body)) if document is not None and document.body is not None else ()


def paragraphs_of(body: Any) -> Iterator[str]:
    """The paragraphs of trafilatura's tree, in order."""
    for element in body.iter(*KEPT_BLOCKS):
        if not any(child.tag in KEPT_BLOCKS for child in element.iterdescendants()):
            words = " ".join(clean("".join(element.itertext())).split())
            if words:
                yield words


def of_reader(blocks: Sequence[Block], texts: Iterable[str], name: str) -> Columns:
    """What a reader kept: this block, the ones around it, and whether it stands between kept ones.

    All columns are 0 where the reader kept none of the blocks.
    """
    share = held(blocks, texts)
    kept = np.asarray((share > KEPT) * 1.0, dtype=np.float64)
    so_far = kept.cumsum()
    before = so_far - kept
    total = so_far[-1]
    span = near_sum(np.ones(len(blocks)))
    found = {
        "kept": kept,
        "dropped": 1 - kept,
        "share": share,
        "before": shift(kept, 1),
        "after": shift(kept, -1),
        "near": near_sum(kept) / np.maximum(span, 1),
        "inside": ((before > 0) & (before < total)) * 1.0,
        "early": (so_far == 0) * 1.0,
        "late": (before > 0.95 * total) * 1.0,
    }
    return {f"{name}_{key}": values * float(total > 0) for key, values in found.items()}


def held(blocks: Sequence[Block], texts: Iterable[str]) -> Column:
    """For each block the share of it that some texts hold."""
    runs: set[str] = set()
    for text in texts:
        words = words_of(text)
        runs |= runs_of(words)
        if RUN < len(words) < SHORT:
            runs |= {" ".join(words[:count]) for count in range(1, RUN + 1)}
    return np.array([share_in(runs, words_of(block.text)) if runs else 0.0 for block in blocks], dtype=np.float64)


def share_in(runs: set[str], words: Sequence[str]) -> float:
    """The share of some words' runs that is among others; told by a dozen of them."""
    count = len(words) - RUN + 1
    if count <= 1:
        return float(bool(words) and " ".join(words) in runs)
    places = range(0, count, max(count // SAMPLED, 1))
    return sum(" ".join(words[at : at + RUN]) in runs for at in places) / len(places)
