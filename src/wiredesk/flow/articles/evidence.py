"""What speaks for and against each block of a page being part of its article, as named numbers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from wiredesk.flow.articles.blocks import Block
from wiredesk.flow.articles.phrases import reason_of

Features = dict[str, float]
Run = set[tuple[str, ...]]

WORD: Final = re.compile(r"\w+")
SENTENCE_END: Final = re.compile(r"[.!?…。！？؟।:;][\"'”’»›“」』)\]]*$")
PROMO: Final = re.compile(
    r"^(?:read (?:more|also|next)|more:|see also|related|also read|recommended|don.t miss|sign up|subscribe|click here|"
    r"follow (?:us|@)|watch:|listen:|share this|advert|get the|download|join |lesen sie|mehr zum|lire aussi|à lire|"
    r"lee también|leia (?:mais|também)|leggi anche|lees (?:ook|meer)|läs (?:mer|också)|les også|læs også|czytaj|"
    r"читайте|baca juga|>|»|▶|→)|newsletter|all rights reserved|©|\bcookies?\b|\bsubscri|whatsapp|@\w+\.\w|"
    r"(?:on|via) (?:twitter|facebook|instagram)",
    re.IGNORECASE,
)
CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
NEAR: Final = 4  # blocks on either side that count as neighbours
SHINGLE: Final = 3
MANY: Final = 25
LONGEST_TITLE: Final = 60  # words; characters in scripts without spaces


@dataclass(frozen=True, slots=True)
class Known:
    """What the page's head and another reader say, to hold the blocks against."""

    titles: tuple[str, ...] = ()
    description: str = ""
    bodies: tuple[str, ...] = ()
    read: tuple[str, ...] = ()  # paragraphs as trafilatura reads them
    names: tuple[str, ...] = ()  # authors


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; characters, in scripts that set no spaces."""
    found = WORD.findall(text.lower())
    return list("".join(found)) if CJK.search(text) else found


def shingles_of(words: Sequence[str]) -> Run:
    """The runs of three words; what is shorter is one run."""
    if len(words) <= SHINGLE:
        return {tuple(words)} if words else set()
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def find_evidence(blocks: Sequence[Block], known: Known) -> list[Features]:
    """Named numbers for each block, its neighbours' included."""
    words = [words_of(block.text) for block in blocks]
    runs = [shingles_of(one) for one in words]
    titles = [shingles_of(words_of(title)) for title in known.titles]
    summary = shingles_of(words_of(known.description))
    names = [name.lower() for name in known.names]
    seen: set[str] = set()
    found: list[Features] = []
    for block, one, own in zip(blocks, words, runs, strict=True):
        features = alone(block, len(one))
        features["title"] = float(len(one) < LONGEST_TITLE and any(is_like(own, title) for title in titles))
        features["summary"] = float(bool(own) and len(own & summary) / len(own) > 0.8)
        features["byline"] = float(len(one) < 12 and any(name in block.text.lower() for name in names))
        features["repeated"] = float(block.text in seen)
        seen.add(block.text)
        found.append(features)
    add_reader(found, held(runs, known.read), "read")
    body = held(runs, known.bodies)
    if any(share > 0.5 for share in body):
        add_reader(found, body, "body")
    add_places(found, blocks, words)
    return found


def is_like(own: Run, title: Run) -> bool:
    """True for words that are mostly the title's, and have most of it."""
    return bool(own) and len(own & title) > 0.6 * len(own | title)


def held(runs: Sequence[Run], texts: Iterable[str]) -> list[float]:
    """For each block the share of it that some texts hold."""
    others: Run = set()
    for text in texts:
        words = words_of(text)
        others |= shingles_of(words)
        if SHINGLE < len(words) < 8:
            others |= {tuple(words[:count]) for count in range(1, SHINGLE + 1)}
    return [len(own & others) / len(own) if own else 0.0 for own in runs] if others else [0.0] * len(runs)


def alone(block: Block, count: int) -> Features:
    """What a block says by itself and by its tags."""
    context = block.context
    is_sentence = bool(SENTENCE_END.search(block.text[-9:]))
    heading = context.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
    return {
        "long": math.log1p(count),
        "sentence": float(is_sentence),
        "long_sentence": math.log1p(count) * is_sentence,
        "few": float(count < 5),
        "many": float(count >= MANY),
        "links": block.links,
        "all_links": float(block.links > 0.8),
        "long_links": block.links * math.log1p(count),
        "p": float(context.tag == "p"),
        "li": float(context.tag == "li"),
        "h1": float(context.tag == "h1"),
        "heading": float(heading),
        "box": float(context.tag in ("div", "section", "span", "article", "body")),
        "cell": float(context.tag in ("td", "th")),
        "quote": float("blockquote" in context.around),
        "caption": float("figcaption" in context.around or "figure" in context.around),
        "in_article": float("article" in context.around),
        "in_main": float("main" in context.around),
        "in_aside": float("aside" in context.around),
        "in_edge": float(bool(context.around & {"nav", "footer", "header", "form"})),
        "in_table": float("table" in context.around),
        "in_list": float("li" in context.around),
        "against_0": float(context.against == 0),
        "against_1": float(context.against == 1),
        "against_2": float(2 <= context.against <= 3),
        "against_far": float(4 <= context.against < 99),
        "favour_0": float(context.favour <= 1),
        "favour_2": float(2 <= context.favour <= 4),
        "favour_far": float(5 <= context.favour < 99),
        "hidden": float(context.hidden),
        "promo": float(bool(PROMO.search(block.text[:400]))),
        "phrase": float(bool(reason_of(block.text[:1000]))),
    }


def add_reader(found: list[Features], shares: list[float], name: str) -> None:
    """What another reader kept: this block, the ones around it, and whether it stands between kept ones."""
    kept = [float(share > 0.5) for share in shares]
    total = list(accumulate(kept, initial=0.0))
    count = total[-1] or 1.0
    for index, features in enumerate(found):
        low, high = max(index - NEAR, 0), min(index + NEAR + 1, len(found))
        features[f"{name}_kept"] = kept[index]
        features[f"{name}_dropped"] = 1 - kept[index]
        features[f"{name}_share"] = shares[index]
        features[f"{name}_before"] = kept[index - 1] if index else 0.0
        features[f"{name}_after"] = kept[index + 1] if index + 1 < len(found) else 0.0
        features[f"{name}_near"] = (total[high] - total[low] - kept[index]) / max(high - low - 1, 1)
        features[f"{name}_inside"] = float(0 < total[index] < total[-1])
        features[f"{name}_early"] = float(total[index] == 0 and not kept[index])
        features[f"{name}_late"] = float(total[index] / count > 0.95)


def add_places(found: list[Features], blocks: Sequence[Block], words: Sequence[Sequence[str]]) -> None:
    """How much running text shares a block's parent, grandparent and tag."""
    by_parent: Counter[int] = Counter()
    by_grandparent: Counter[int] = Counter()
    for block, features, one in zip(blocks, found, words, strict=True):
        weight = len(one) if features["sentence"] and block.links < 0.5 else 0
        by_parent[block.context.parent] += weight
        by_grandparent[block.context.grandparent] += weight
    total = sum(by_parent.values()) or 1
    most = max(by_parent.values(), default=1) or 1
    for index, (block, features) in enumerate(zip(blocks, found, strict=True)):
        features["siblings"] = by_parent[block.context.parent] / total
        features["is_most"] = float(by_parent[block.context.parent] == most)
        features["cousins"] = by_grandparent[block.context.grandparent] / total
        features["place"] = index / len(blocks)
