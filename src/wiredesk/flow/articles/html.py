"""HTML → reading: the body of the page, its captions, and what was left out.

Every block of the page is weighed by some hundred pieces of evidence. Where these leave the page unsure, trafilatura
reads it too, and what it kept is more evidence. So paragraphs that it misses come back, and headlines, teasers and
appeals that it keeps go; four pages of five are read without it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Any, Final, NamedTuple

import lxml.html
import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.articles.authors import is_full_name
from wiredesk.flow.articles.blocks import Block, find_blocks
from wiredesk.flow.articles.evidence import YEAR, Columns, Known, find_evidence
from wiredesk.flow.articles.head import Head
from wiredesk.flow.articles.phrases import reason_of
from wiredesk.flow.articles.publication import read_moment
from wiredesk.flow.articles.readers import of_reader, read_by_trafilatura
from wiredesk.flow.articles.reading import Reading
from wiredesk.records import Removed

MAX_CHARACTERS: Final = 4_000_000  # of HTML read; the rest of longer pages is data, not text
MAX_BYTES: Final = 3 * MAX_CHARACTERS
MAX_TAGS: Final = 150_000  # opened or closed; the largest pages of newspapers have a tenth of that
MAX_ASKED: Final = 20_000  # elements of a page that trafilatura is still asked about: it is slow on large trees
MAX_BLOCKS: Final = 10_000
DEEP: Final = re.compile(
    r"</?(?!(?:p|h[1-6]|li|a|br|script|style|noscript|meta|title|head|time|html|body)\b)[a-z][^<>]*>", re.IGNORECASE
)  # the tags dropped from pages nested so deep that the parser gives up: it stops at 256 open ones
ONE_CLASS: Final = lxml.etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)  # lxml's own asks for each tag
UNSURE: Final = 0.1  # doubtful words a word kept, from which on trafilatura is asked: a page of five
SURE_SCORE: Final = 30.0  # a higher one is as good
KIND_SHARE: Final = 0.4  # of the kept words, from which on a kind of block is the body's own
KIND_WORDS: Final = 8  # shorter blocks of that kind are labels
AGAINST_PROSE: Final = ("hidden", "in_aside", "caption", "promo", "phrase", "title", "repeated")
UNLIKELY: Final = -2.0  # texts of a lower score are no body, even where the page has nothing better
NEAR_BEST: Final = 0.5
NEAR_LAST: Final = -0.7  # the score that a paragraph right below the body must pass; lower adds teasers
TWICE: Final = 0.3  # of the kept text said before, from which on a page shows its article twice
CAPTION_WORDS: Final = 2.5  # shorter ones are labels
LONGEST_NAME: Final = 40  # characters; longer authors are sentences
MAX_TITLES: Final = 8  # a page that lists others names many
FRAME: Final = frozenset({"nav", "footer"})  # the same on every page of a site, and as old as the visit
LONGEST_DATE: Final = 45  # characters: weekday, date and time
AROUND: Final = 15  # blocks before and after the body that are listed as left out


class Look(NamedTuple):
    """A page's blocks with their evidence and the score that each got from it."""

    blocks: list[Block]
    evidence: Columns
    scores: NDArray[np.float64]  # above 0: body

    def has(self, name: str, index: int) -> bool:
        """True where a piece of evidence holds for a block."""
        return bool(self.evidence[name][index])


def bounded(content: bytes) -> bytes:
    """The bytes of a page that are read: of one without end only the start, cut where no character is."""
    if len(content) <= MAX_BYTES:
        return content
    end = max(content.rfind(b">", 0, MAX_BYTES) + 1, content.rfind(b" ", 0, MAX_BYTES))
    return content[: end or MAX_BYTES]


def parse_html(text: str) -> Any | None:
    """The page as an lxml tree; None where there is no page in it."""
    text = text[:MAX_CHARACTERS].replace("\x00", "")
    if text.count("<") > MAX_TAGS:
        text = "<".join(text.split("<", MAX_TAGS)[:MAX_TAGS])
    tree, is_whole = parse_once(text)
    if is_whole:
        return tree
    return parse_once(DEEP.sub("\n", text))[0]


def parse_once(text: str) -> tuple[Any | None, bool]:
    """The tree, and whether the parser read the page to its end: it stops where tags are nested too deep."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(ONE_CLASS)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return None, not has_depth_error(parser)
    return tree, not has_depth_error(parser)


def has_depth_error(parser: Any) -> bool:
    """True where the parser gave up because of depth."""
    return any("depth" in entry.message for entry in parser.error_log)


def read_html(tree: Any, head: Head) -> Reading:
    """The article of a parsed page; the tree is used up.

    Takes    an lxml tree, and what the page's head says.
    Gives    a Reading; without paragraphs where the page has no article.
    Cost     about what trafilatura takes by itself, over many pages; half of that where it is not asked.
    Source   weights learnt by logistic regression on half of the outlets of two sets, bench/train_body.py.
    """
    look = look_at(tree, head)
    kept = choose(look)
    captions = {index: look.blocks[index].text for index in captions_in(look, kept)}
    return Reading(
        title=shown_title(look),
        paragraphs=tuple(look.blocks[index].text for index in kept),
        captions=tuple(dict.fromkeys(captions.values())),
        removed=tuple(left_out(look, set(kept), set(captions))),
        authors=tuple(signed_below(look, kept)),
        published=shown_date(look, kept),
    )


def look_at(tree: Any, head: Head) -> Look:
    """A page's blocks with what speaks for and against each."""
    blocks = find_blocks(tree)[:MAX_BLOCKS]
    if not blocks:
        return Look([], {}, np.zeros(0))
    evidence = evidence_of(blocks, head)
    scores = weights()["alone"].score(evidence)
    if doubt(scores, evidence) > UNSURE and tree.xpath("count(//*)") <= MAX_ASKED:
        evidence |= of_reader(blocks, read_by_trafilatura(tree), "read")
        scores = weights()["with_reader"].score(evidence)
    return Look(blocks, evidence, scores)


def evidence_of(blocks: Sequence[Block], head: Head) -> Columns:
    """The evidence of the page itself: its blocks and its head."""
    known = Known(
        titles=head.titles[:MAX_TITLES],
        description=head.description,
        bodies=head.bodies,
        names=tuple(name for name in head.authors if len(name) < LONGEST_NAME),
    )
    return find_evidence(blocks, known) | of_reader(blocks, known.bodies, "body")


class Weights(NamedTuple):
    """What each piece of evidence counts for or against a block."""

    bias: float
    by_name: dict[str, float]

    def score(self, evidence: Columns) -> NDArray[np.float64]:
        """The score of each block; above 0 it is likelier than not of the body."""
        table = np.stack([evidence[name] for name in self.by_name])
        return np.asarray(self.bias + np.array(list(self.by_name.values())) @ table, dtype=np.float64)


@cache
def weights() -> dict[str, Weights]:
    """The weights without what another reader kept ("alone"), and with it ("with_reader")."""
    stored = json.loads(files(__package__).joinpath("body_weights.json").read_text("utf-8"))
    return {name: Weights(one["bias"], one["weights"]) for name, one in stored.items()}


def doubt(scores: NDArray[np.float64], evidence: Columns) -> float:
    """How unsure a page's scores leave what its body is: expected words told wrong for each word of the body."""
    chances = 1 / (1 + np.exp(-np.clip(scores, -SURE_SCORE, SURE_SCORE)))
    wrong = float((evidence["size"] * np.minimum(chances, 1 - chances)).sum())
    return wrong / max(float((evidence["size"] * chances).sum()), 1.0)


def choose(look: Look) -> list[int]:
    """The blocks that are the article's body, in order."""
    least = least_score(look)
    likely = [score > least for score in look.scores.tolist()]
    own = kinds_of_body(look, likely)
    kept = [
        index
        for index, block in enumerate(look.blocks)
        if likely[index] or (block.context.path in own and is_prose(look, index))
    ]
    return without_twins(look, with_last(look, kept))


def with_last(look: Look, kept: list[int]) -> list[int]:
    """The kept blocks, and below them running words that come near: a last paragraph stands apart at times."""
    last = kept[-1] if kept else len(look.blocks)
    near = takewhile(
        lambda index: look.scores[index] > NEAR_LAST and is_prose(look, index), range(last + 1, len(look.blocks))
    )
    return [*kept, *near]


def least_score(look: Look) -> float:
    """The score that the body exceeds: 0, or less where no longer text of the page reaches that and some comes near."""
    scores = [
        float(look.scores[index])
        for index, block in enumerate(look.blocks)
        if look.has("many", index) and block.links < 0.3 and not look.has("hidden", index)
    ]
    best = max(scores, default=0.0)
    return best - NEAR_BEST if UNLIKELY < best <= 0 else 0.0


def without_twins(look: Look, kept: list[int]) -> list[int]:
    """The kept blocks, each text once on a page that shows its article twice; else all of them."""
    texts = [look.blocks[index].text for index in kept]
    first = dict(zip(reversed(texts), reversed(kept), strict=True))
    once = [index for index, text in zip(kept, texts, strict=True) if first[text] == index]
    spared = sum(map(len, texts)) - sum(map(len, first))
    return once if spared > TWICE * sum(map(len, texts)) else kept


def kinds_of_body(look: Look, kept: Sequence[bool]) -> set[tuple[str, ...]]:
    """The kinds of block that hold most of what was kept: others of such a kind belong with them."""
    counts: Counter[tuple[str, ...]] = Counter()
    for block, is_kept in zip(look.blocks, kept, strict=True):
        counts[block.context.path] += len(block.text) if is_kept else 0
    total = sum(counts.values())
    return {path for path, count in counts.items() if total and count >= KIND_SHARE * total}


def is_prose(look: Look, index: int) -> bool:
    """True for sentences with nothing against them."""
    block = look.blocks[index]
    return (
        look.has("sentence", index)
        and block.links < 0.3
        and look.evidence["size"][index] >= KIND_WORDS
        and not any(look.has(name, index) for name in AGAINST_PROSE)
    )


def signed_below(look: Look, kept: Sequence[int]) -> Iterator[str]:
    """The name that stands by itself right below the body: a signature, where it is one."""
    below = kept[-1] + 1 if kept else len(look.blocks)
    if below < len(look.blocks):
        block = look.blocks[below]
        if block.links < 0.5 and len(block.text) <= LONGEST_NAME and is_full_name(block.text):
            yield block.text


def captions_in(look: Look, kept: Sequence[int]) -> Iterator[int]:
    """The captions of pictures that stand in or just before the body."""
    if not kept:
        return
    within = set(kept)
    for index in range(max(kept[0] - AROUND, 0), kept[-1] + 1):
        is_caption = look.has("caption", index) and look.blocks[index].links < 0.5 and not look.has("hidden", index)
        if is_caption and index not in within and look.evidence["size"][index] >= CAPTION_WORDS:
            yield index


def left_out(look: Look, kept: set[int], captions: set[int]) -> Iterator[Removed]:
    """The other blocks in and around the body, each with the reason against it; the site's frame is not listed."""
    if not kept:
        return
    for index in range(max(min(kept) - AROUND, 0), min(max(kept) + AROUND + 1, len(look.blocks))):
        block = look.blocks[index]
        is_frame = bool(block.context.around & FRAME)
        if index not in kept and index not in captions and not is_frame:
            yield Removed(words=block.text[:1000], reason=why_left_out(look, index))


def why_left_out(look: Look, index: int) -> str:
    """The plainest reason against a block."""
    block = look.blocks[index]
    if look.has("title", index) or look.has("h1", index):
        return "headline"
    if look.has("hidden", index):
        return "hidden"
    if found := reason_of(block.text):
        return found
    if look.has("byline", index):
        return "byline"
    if look.has("promo", index) or block.links > 0.5:
        return "related"
    if look.has("heading", index):
        return "subheading"
    if look.has("at_lead", index):
        return "standfirst"
    return "menu" if look.has("few", index) else "related"


def shown_title(look: Look) -> str:
    """The headline that the page shows: its first main heading, where it agrees with the page's head."""
    for index, block in enumerate(look.blocks):
        if look.has("h1", index) and look.has("title", index):
            return block.text
    return ""


def shown_date(look: Look, kept: Sequence[int]) -> str | None:
    """The date that stands alone just above the body or as its first line."""
    if not kept:
        return None
    for block in look.blocks[max(kept[0] - AROUND, 0) : kept[0] + 2]:
        if len(block.text) <= LONGEST_DATE and YEAR.search(block.text) and (found := read_moment(block.text)):
            return found
    return None
