"""HTML → reading: the body of the page, its captions, and what was left out.

trafilatura reads the page first; what it kept is one piece of evidence among some sixty by which every block of
the page is weighed. So paragraphs that it missed come back, and headlines, teasers and appeals that it kept go.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import lxml.html
from trafilatura import bare_extraction

from wiredesk.flow.articles.blocks import Block, find_blocks
from wiredesk.flow.articles.evidence import Features, Known, find_evidence
from wiredesk.flow.articles.head import Head
from wiredesk.flow.articles.phrases import reason_of
from wiredesk.flow.articles.publication import read_moment
from wiredesk.flow.articles.reading import Reading
from wiredesk.records import Removed
from wiredesk.text.decoding import clean

KEPT_BLOCKS: Final = frozenset({"p", "head", "quote", "item", "cell", "code", "ab"})
MAX_CHARACTERS: Final = 4_000_000  # of HTML read; the rest of longer pages is data, not text
MAX_BLOCKS: Final = 10_000
DEEP: Final = re.compile(
    r"</?(?!(?:p|h[1-6]|li|a|br|script|style|noscript|meta|title|head|time|html|body)\b)[a-z][^<>]*>", re.IGNORECASE
)  # the tags dropped from pages nested so deep that the parser gives up: it stops at 256 open ones
KIND_SHARE: Final = 0.4  # of the kept words, from which on a kind of block is the body's own
KIND_WORDS: Final = 8  # shorter blocks of that kind are labels
MAX_TITLES: Final = 8  # a page that lists others names many
FRAME: Final = frozenset({"nav", "footer"})  # the same on every page of a site, and as old as the visit
LONGEST_DATE: Final = 45  # characters: weekday, date and time
YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
AROUND: Final = 15  # blocks before and after the body that are listed as left out


class Look(NamedTuple):
    """A page's blocks with their evidence."""

    blocks: list[Block]
    evidence: list[Features]


def parse_html(text: str) -> Any | None:
    """The page as an lxml tree; None where there is no page in it."""
    text = text[:MAX_CHARACTERS].replace("\x00", "")
    tree, is_whole = parse_once(text)
    if is_whole:
        return tree
    return parse_once(DEEP.sub("\n", text))[0]


def parse_once(text: str) -> tuple[Any | None, bool]:
    """The tree, and whether the parser read the page to its end: it stops where tags are nested too deep."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
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
    Cost     about 1.5 times that of trafilatura alone.
    Source   weights learnt by logistic regression on half of the outlets of two sets, bench/train_body.py.
    """
    look = look_at(tree, head)
    kept = choose(look)
    paragraphs = tuple(look.blocks[index].text for index in kept)
    captions = {index: look.blocks[index].text for index in captions_in(look, kept)}
    return Reading(
        title=shown_title(look),
        paragraphs=paragraphs,
        captions=tuple(dict.fromkeys(captions.values())),
        removed=tuple(left_out(look, set(kept), set(captions))),
        published=shown_date(look, kept),
    )


def look_at(tree: Any, head: Head) -> Look:
    """A page's blocks with what speaks for and against each."""
    blocks = find_blocks(tree)[:MAX_BLOCKS]
    known = Known(
        titles=head.titles[:MAX_TITLES],
        description=head.description,
        bodies=head.bodies,
        read=read_by_trafilatura(tree),
        names=tuple(name for name in head.authors if len(name) < 40),
    )
    return Look(blocks, find_evidence(blocks, known))


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


@cache
def weights() -> tuple[float, Features]:
    """The bias and the weight of each piece of evidence."""
    stored = json.loads(files(__package__).joinpath("body_weights.json").read_text("utf-8"))
    return stored["bias"], stored["weights"]


def choose(look: Look) -> list[int]:
    """The blocks that are the article's body, in order."""
    bias, by_name = weights()
    kept = [
        bias + sum(by_name.get(name, 0.0) * value for name, value in features.items() if value) > 0
        for features in look.evidence
    ]
    own = kinds_of_body(look, kept)
    return [
        index
        for index, block in enumerate(look.blocks)
        if kept[index] or (block.context.path in own and is_prose(block, look.evidence[index]))
    ]


def kinds_of_body(look: Look, kept: Sequence[bool]) -> set[tuple[str, ...]]:
    """The kinds of block that hold most of what was kept: others of such a kind belong with them."""
    counts: Counter[tuple[str, ...]] = Counter()
    for block, is_kept in zip(look.blocks, kept, strict=True):
        counts[block.context.path] += len(block.text.split()) if is_kept else 0
    total = sum(counts.values())
    return {path for path, count in counts.items() if total and count >= KIND_SHARE * total}


def is_prose(block: Block, features: Features) -> bool:
    """True for sentences with nothing against them."""
    against = ("hidden", "in_aside", "caption", "promo", "phrase", "title", "repeated")
    return (
        bool(features["sentence"])
        and block.links < 0.3
        and len(block.text.split()) >= KIND_WORDS
        and not any(features[name] for name in against)
    )


def captions_in(look: Look, kept: Sequence[int]) -> Iterator[int]:
    """The captions of pictures that stand in or just before the body."""
    if not kept:
        return
    within = set(kept)
    for index in range(max(kept[0] - AROUND, 0), kept[-1] + 1):
        block = look.blocks[index]
        is_caption = look.evidence[index]["caption"] and block.links < 0.5 and not look.evidence[index]["hidden"]
        if is_caption and index not in within and len(block.text.split()) >= 3:
            yield index


def left_out(look: Look, kept: set[int], captions: set[int]) -> Iterator[Removed]:
    """The other blocks in and around the body, each with the reason against it; the site's frame is not listed."""
    if not kept:
        return
    for index in range(max(min(kept) - AROUND, 0), min(max(kept) + AROUND + 1, len(look.blocks))):
        block, features = look.blocks[index], look.evidence[index]
        is_frame = bool(block.context.around & FRAME)
        if index not in kept and index not in captions and not is_frame:
            yield Removed(words=block.text[:1000], reason=why_left_out(block, features))


def why_left_out(block: Block, features: Features) -> str:
    """The plainest reason against a block."""
    if features["title"] or features["h1"]:
        return "headline"
    if features["hidden"]:
        return "hidden"
    if found := reason_of(block.text):
        return found
    if features["byline"]:
        return "byline"
    if features["promo"] or block.links > 0.5:
        return "related"
    if features["heading"]:
        return "subheading"
    return "menu" if features["few"] else "related"


def shown_title(look: Look) -> str:
    """The headline that the page shows: its first main heading, where it agrees with the page's head."""
    for block, features in zip(look.blocks, look.evidence, strict=True):
        if features["h1"] and features["title"]:
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
