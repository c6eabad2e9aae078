"""What speaks for and against each block of a page being part of its article, as named columns of numbers."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.articles.blocks import KINDS, Block
from wiredesk.flow.articles.phrases import reason_of

Column = NDArray[np.float64]
Columns = dict[str, Column]  # by name, a number a block

WORD: Final = re.compile(r"\w+")
SENTENCE_END: Final = re.compile(r"[.!?…。！？؟।:;][\"'”’»›“」』)\]]*$")
MARK: Final = re.compile(r"[,;.!?،؛。，、！？]")
YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
PROMO_START: Final = re.compile(
    r"(?:read (?:more|also|next)|more:|see also|related|also read|recommended|don.t miss|sign up|subscribe|click here|"
    r"follow (?:us|@)|watch:|listen:|share this|advert|get the|download|join |lesen sie|mehr zum|lire aussi|à lire|"
    r"lee también|leia (?:mais|também)|leggi anche|lees (?:ook|meer)|läs (?:mer|också)|les også|læs også|czytaj|"
    r"читайте|baca juga|>|»|▶|→)"
)
PROMO: Final = re.compile(
    r"newsletter|all rights reserved|©|\bcookies?\b|\bsubscri|whatsapp|@\w+\.\w|"
    r"(?:on|via) (?:twitter|facebook|instagram)"
)
PROMO_KEYS: Final = (
    "newsletter", "all rights", "©", "cookie", "subscri", "whatsapp", "@", " twitter", " facebook", " instagram",
)  # fmt: skip
# scripts that set no spaces: Thai, Lao, Burmese, Khmer, kana, Chinese characters, Hangul
WIDE: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
WORD_LENGTH: Final = 6  # characters of a word with its space: what sizes are counted in
WIDE_EXTRA: Final = 1.5  # a wide character says as much as 2.5 others
QUOTE_MARKS: Final = frozenset("\"“„«»‘'「『—–-")
FEW: Final = 5  # words: labels and buttons
SOME: Final = 10
MANY: Final = 25
LONGEST_DATE: Final = 60  # characters
LONGEST_BYLINE: Final = 90
SHORTEST_SUMMARY: Final = 25
ALIKE: Final = 0.6  # of the words of both, from which on a block is the title
LIKE_SUMMARY: Final = 0.8  # of a block's word runs, from which on it is the summary
RUN: Final = 3  # words
NEAR: Final = 4  # blocks on either side that count as neighbours
HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
OWN_TAGS: Final = {
    "p": ("p",),
    "li": ("li",),
    "h1": ("h1",),
    "heading": HEADINGS,
    "cell": ("td", "th"),
    "box": ("div", "section", "span", "article", "body", "main"),
}
TAGS_AROUND: Final = {
    "quote": ("blockquote",),
    "caption": ("figcaption", "figure"),
    "in_article": ("article",),
    "in_main": ("main",),
    "in_aside": ("aside",),
    "in_edge": ("nav", "footer", "header", "form"),
    "in_table": ("table",),
    "in_list": ("li",),
}
KEPT_ANSWERS: Final = 2_000  # blocks: each is asked about up to four times
FAR: Final = 99  # steps to a name that no tag around bears


@dataclass(frozen=True, slots=True)
class Known:
    """What the page's head says, to hold the blocks against."""

    titles: tuple[str, ...] = ()
    description: str = ""
    bodies: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # authors


def find_evidence(blocks: Sequence[Block], known: Known) -> Columns:
    """Named numbers for each block, its neighbours' included.

    Takes    one block or more.
    Gives    columns of the same length; the same names for every page.
    """
    columns = {**of_size(blocks), **of_words(blocks), **of_head(blocks, known), **of_tags(blocks), **of_names(blocks)}
    columns |= of_kin(blocks, columns)
    columns |= of_order(blocks, columns)
    return columns | of_neighbours(blocks, columns)


def column(values: Iterable[Any]) -> Column:
    """Values as a column of numbers."""
    return np.array(list(values), dtype=np.float64)


def flag(holds: NDArray[np.bool_]) -> Column:
    """1 where something holds, else 0."""
    return holds.astype(np.float64)


def size_of(text: str) -> float:
    """How much a text says, in words; by its characters, so that scripts without spaces count the same."""
    wide = 0 if text.isascii() else len(WIDE.findall(text))
    return (len(text) + WIDE_EXTRA * wide) / WORD_LENGTH


@lru_cache(maxsize=KEPT_ANSWERS)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; characters, in scripts that set no spaces."""
    found = WORD.findall(text.lower())
    return tuple("".join(found)) if not text.isascii() and WIDE.search(text) else tuple(found)


def runs_of(words: Sequence[str]) -> set[str]:
    """The runs of three words; what is shorter is one run."""
    return {" ".join(words[at : at + RUN]) for at in range(max(len(words) - RUN + 1, 1))} if words else set()


def of_size(blocks: Sequence[Block]) -> Columns:
    """How long a block is, whether it is a sentence, how much of it is links or emphasis."""
    size = column(size_of(block.text) for block in blocks)
    links = column(block.links for block in blocks)
    emphasis = column(block.emphasis for block in blocks)
    sentence = column(bool(SENTENCE_END.search(block.text[-6:])) for block in blocks)
    long = np.log1p(size)
    return {
        "size": size,
        "long": long,
        "sentence": sentence,
        "long_sentence": long * sentence,
        "few": (size < FEW) * 1.0,
        "middling": ((size >= SOME) & (size < MANY)) * 1.0,
        "many": (size >= MANY) * 1.0,
        "links": links,
        "all_links": (links > 0.8) * 1.0,
        "long_links": links * long,
        "unlinked": (links < 0.05) * 1.0,
        "emphasis": emphasis,
        "all_emphasis": (emphasis > 0.9) * 1.0,
    }


def of_words(blocks: Sequence[Block]) -> Columns:
    """What the words of a block look like."""
    texts = [block.text for block in blocks]
    first = {text: at for at, text in reversed(list(enumerate(texts)))}
    return {
        "lower": column(text[0].islower() for text in texts),
        "quote_mark": column(text[0] in QUOTE_MARKS for text in texts),
        "colon": column(text[-1] == ":" for text in texts),
        "marks": np.log1p(column(len(MARK.findall(text[:600])) for text in texts)),
        "digits": column(sum(map(str.isdigit, text[:60])) / min(len(text), 60) for text in texts),
        "upper": column(text[:80].isupper() for text in texts),
        "dated": column(len(text) < LONGEST_DATE and bool(YEAR.search(text)) for text in texts),
        "promo": column(is_promo(text[:400].lower()) for text in texts),
        "phrase": column(bool(reason_of(text)) for text in texts),
        "repeated": column(first[text] < at for at, text in enumerate(texts)),
    }


def is_promo(low: str) -> bool:
    """True for words in lower case that lead elsewhere, or ask for something."""
    if PROMO_START.match(low):
        return True
    return any(key in low for key in PROMO_KEYS) and bool(PROMO.search(low))


def of_head(blocks: Sequence[Block], known: Known) -> Columns:
    """Whether a block is the title, the summary or the byline that the page's head gives."""
    titles = [set(words_of(title)) for title in known.titles]
    longest = 2 * max(map(len, known.titles), default=0) + 20
    summary = runs_of(words_of(known.description))
    names = [name.lower() for name in known.names]
    return {
        "title": column(len(block.text) <= longest and is_like(block.text, titles) for block in blocks),
        "summary": column(is_summary(block.text, known.description, summary) for block in blocks),
        "byline": column(
            len(block.text) < LONGEST_BYLINE and any(name in block.text.lower() for name in names) for block in blocks
        ),
    }


def is_like(text: str, titles: Iterable[set[str]]) -> bool:
    """True for words that are mostly a title's, and have most of it."""
    own = set(words_of(text))
    return bool(own) and any(len(own & title) > ALIKE * len(own | title) for title in titles)


def is_summary(text: str, description: str, runs: set[str]) -> bool:
    """True for words that the page's description holds."""
    if not runs or not SHORTEST_SUMMARY <= len(text) <= 1.3 * len(description) + 10:
        return False
    own = runs_of(words_of(text))
    return len(own & runs) > LIKE_SUMMARY * len(own)


def of_tags(blocks: Sequence[Block]) -> Columns:
    """The tags that a block stands in."""
    contexts = [block.context for block in blocks]
    table = column(tags_told(context.tag, context.around) for context in contexts)
    columns = {name: table[:, at] for at, name in enumerate((*OWN_TAGS, *TAGS_AROUND))}
    columns["hidden"] = column(context.hidden for context in contexts)
    columns["depth"] = np.minimum(column(context.depth for context in contexts), 30) / 10
    return columns


@lru_cache(maxsize=KEPT_ANSWERS)
def tags_told(tag: str, around: frozenset[str]) -> tuple[bool, ...]:
    """Which of OWN_TAGS a tag is, and which of TAGS_AROUND it stands in."""
    own = (tag in tags for tags in OWN_TAGS.values())
    return (*own, *(not around.isdisjoint(tags) for tags in TAGS_AROUND.values()))


def of_names(blocks: Sequence[Block]) -> Columns:
    """What the names of the tags around a block tell: at the block itself (`at_`), near it, further out."""
    table = column(block.context.names for block in blocks)
    depth = column(block.context.depth for block in blocks)
    columns: Columns = {}
    for at, kind in enumerate(KINDS):
        steps = np.where(table[:, at] >= 0, depth - table[:, at], FAR)
        columns[f"at_{kind}"] = flag(steps <= 1)
        columns[f"near_{kind}"] = flag((steps > 1) & (steps <= 3))
        columns[f"far_{kind}"] = flag((steps > 3) & (steps < FAR))
    favour, others = table[:, 0], table[:, 1:].max(axis=1)
    columns["favour_nearer"] = ((favour >= 0) & (favour >= others)) * 1.0
    return columns


def of_kin(blocks: Sequence[Block], columns: Columns) -> Columns:
    """How much running text, and how many links, the blocks have with which a block shares a tag around or its kind."""
    contexts = [block.context for block in blocks]
    size, links = columns["size"], columns["links"]
    text = size * columns["sentence"] * (links < 0.5)
    found: Columns = {}
    keys: dict[str, list[Hashable]] = {
        "siblings": [context.parent for context in contexts],
        "cousins": [context.grandparent for context in contexts],
        "kin": [context.path for context in contexts],
        "own": [context.number for context in contexts],
    }
    for name, shared in keys.items():
        group = groups(shared)
        sums = np.bincount(group, weights=text)
        found[name] = sums[group] / (text.sum() or 1)
        found[f"most_{name}"] = (sums == sums.max())[group] * 1.0
        sizes = np.bincount(group, weights=size)
        found[f"links_{name}"] = (np.bincount(group, weights=size * links) / np.maximum(sizes, 1e-9))[group]
        found[f"count_{name}"] = np.log1p(np.bincount(group))[group]
    return found


def groups(keys: Sequence[Hashable]) -> NDArray[np.intp]:
    """The keys as numbers from 0."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)


def of_order(blocks: Sequence[Block], columns: Columns) -> Columns:
    """Where on the page a block stands, counted in blocks, from the title on, and in running text."""
    count = len(blocks)
    index = np.arange(count, dtype=np.float64)
    title = title_at(blocks, columns)
    text = columns["size"] * columns["sentence"] * (columns["links"] < 0.5)
    total = text.sum() or 1.0
    so_far = text.cumsum()
    return {
        "place": index / count,
        "no_title": np.full(count, float(title is None)),
        "before_title": flag(index < (0 if title is None else title)),
        "since_title": np.log1p(np.maximum(index - title, 0)) if title is not None else np.zeros(count),
        "text_before": (so_far - text) / total,
        "text_after": 1 - so_far / total,
    }


def title_at(blocks: Sequence[Block], columns: Columns) -> int | None:
    """The first block that shows the title, in a main heading where there is such; None without one."""
    titles = [int(at) for at in np.flatnonzero(columns["title"])]
    headings = [at for at in titles if blocks[at].context.tag in ("h1", "h2")]
    return next(iter([*headings, *titles]), None)


def of_neighbours(blocks: Sequence[Block], columns: Columns) -> Columns:
    """What stands just before (`_b`) and after (`_a`) a block."""
    good = columns["long_sentence"] * (1 - columns["links"])
    parent = column(block.context.parent for block in blocks)
    found: Columns = {}
    for steps in (1, 2, 3):
        found[f"good_b{steps}"], found[f"good_a{steps}"] = shift(good, steps), shift(good, -steps)
    for steps in (1, 2):
        found[f"links_b{steps}"] = shift(columns["links"], steps)
        found[f"links_a{steps}"] = shift(columns["links"], -steps)
    found["same_b"] = (shift(parent, 1) == parent) * 1.0
    found["same_a"] = (shift(parent, -1) == parent) * 1.0
    found["good_near"] = near_sum(good) / (2 * NEAR)
    found["heading_good"] = columns["heading"] * found["good_a1"]
    found["heading_far"] = columns["heading"] * (found["good_a1"] == 0)
    found["short_p"] = columns["p"] * columns["few"]
    found["li_good"] = columns["li"] * found["good_b1"]
    return found


def shift(values: Column, steps: int) -> Column:
    """For each block the value of the one so many steps before it (after, where negative); 0 beyond the ends."""
    moved = np.zeros_like(values)
    if steps > 0:
        moved[steps:] = values[:-steps]
    else:
        moved[:steps] = values[-steps:]
    return moved


def near_sum(values: Column) -> Column:
    """For each block the sum over its neighbours on either side."""
    total = np.concatenate([[0.0], values.cumsum()])
    index = np.arange(len(values))
    low, high = np.maximum(index - NEAR, 0), np.minimum(index + NEAR + 1, len(values))
    return np.asarray(total[high] - total[low] - values, dtype=np.float64)
