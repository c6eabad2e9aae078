"""A page as blocks: pieces of text between block-level tags, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from wiredesk.text.decoding import clean

SKIPPED: Final = frozenset(
    "script style noscript template svg iframe object embed head select textarea button canvas audio video map "
    "math dialog datalist meter progress nav".split()
)
BLOCK: Final = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption title "
    "amp-img picture".split()
)
EMPHASIS: Final = frozenset("b strong em i u mark".split())
FAVOUR: Final = re.compile(
    r"(?:article|story|post|entry|content|page|main|news)-?_?-?(?:body|content|text|copy|main)|storytext|paragraph|"
    r"rich-?text|body-?text|prose|zn-body"
)  # names of what holds an article's text
NAMES: Final = {  # what other names tell: the words of a name, or their beginnings where a * follows
    "promo": "ad ads advert* sponsor* promo* newsletter* subscri* signup outbrain taboola cookie* consent banner* "
    "modal* popup* overlay* paywall* login register donat* support* disclaimer copyright",
    "related": "relat* recommend* popular trending most* more* teaser* card* also linkbox widget* toc further latest "
    "next similar carousel slider",
    "social": "share* sharing social* comment* disqus print tool* rating* vote* poll* quiz*",
    "meta": "bio byline* author* meta* tag tags taglist topics keywords timestamp dateline date dates time breadcrumb*",
    "caption": "caption* credit* gallery* figure* image* photo* tooltip* infobox factbox pullquote* player video*",
    "frame": "footer* sidebar* nav navi* navbar menu* aside header masthead",
    "lead": "lead lede intro* summary standfirst dek subtitle subhead* chapeau abstract excerpt description strapline "
    "sapo vorspann perex",
    "hidden": "hidden visuallyhidden sr screenreader offscreen",
}
KINDS: Final = ("favour", *NAMES)
NAMED: Final = tuple(
    (
        frozenset(word for word in words.split() if not word.endswith("*")),
        tuple(word.rstrip("*") for word in words.split() if word.endswith("*")),
    )
    for words in NAMES.values()
)  # for each kind its whole words, and the beginnings of others
NAME_WORD: Final = re.compile("[A-Z]?[a-z]+|[A-Z]+")
HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
LINE_BREAK: Final = "\x00"  # stands for <br>; pages hold no zero bytes once parsed
BREAKS: Final = re.compile(r"\x00\s*\x00[\x00\s]*")
HINTS: Final = ("class", "id", "itemprop", "role", "data-component", "data-testid", "data-type")
TELLING: Final = frozenset("article main aside nav footer header figure figcaption table li blockquote form".split())
MAX_HINT: Final = 300  # characters of class and id looked at; frameworks write thousands
KEPT_ANSWERS: Final = 30_000  # names; those of one outlet are the same on every page
MAX_BLOCK: Final = 100_000  # characters of one block
NOWHERE: Final = -1  # the depth of a name that no tag around bears


@dataclass(slots=True)
class Context:
    """Where in the tree a piece of text stands: its own tag, and what the tags around it say."""

    tag: str
    number: int
    parent: int
    grandparent: int
    depth: int  # block-level tags around
    around: frozenset[str]  # the telling tags that it is inside of
    names: tuple[int, ...]  # for each of KINDS the depth of the innermost tag so named; NOWHERE without one
    hidden: bool
    path: tuple[str, ...] = ()  # its tag and class and those of the two tags around: pieces of one kind share it


@dataclass(slots=True)
class Block:
    """One piece of text with its place."""

    text: str
    links: float  # share of it inside links, 0..1
    emphasis: float  # share of it in bold or italics, 0..1
    context: Context


def find_blocks(tree: Any) -> list[Block]:
    """The pieces of text of a page, in order.

    Takes    an lxml tree; it is not changed.
    Gives    blocks, none of them empty; scripts, buttons and the like are left out.
    Cost     O(n), whatever the depth: nothing recurses.
    """
    walker = Walker()
    walker.walk(tree)
    return walker.blocks


class Walker:
    """Goes through a tree and gathers its blocks: the text since the last block-level tag is one."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.context = Context("html", 0, 0, 0, 0, frozenset(), (NOWHERE,) * len(KINDS), False)
        self.outer: list[Context] = []  # of the block-level tags around
        self.count = 0
        self.pieces: list[str] = []
        self.linked = 0  # characters of the pieces that stand in links
        self.emphasised = 0
        self.links = 0  # open now
        self.emphases = 0

    def walk(self, tree: Any) -> None:
        """Goes through the tree, children in order, without recursion."""
        steps = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in steps:
            tag = element.tag
            if tag in SKIPPED:
                if event == "start":
                    steps.skip_subtree()
                else:
                    self.add(element.tail)
            elif event == "start":
                self.open(element, tag)
            elif event == "end":
                self.shut(tag)
                self.add(element.tail)
            else:
                self.add(element.tail)

    def open(self, element: Any, tag: str) -> None:
        """A tag begins."""
        if tag in BLOCK:
            if self.pieces:
                self.close()
            self.count += 1
            self.outer.append(self.context)
            self.context = enter(element, tag, self.context, self.count)
        elif tag == "a":
            self.links += 1
        elif tag == "br":
            self.pieces.append(LINE_BREAK)
        elif tag in EMPHASIS:
            self.emphases += 1
        self.add(element.text)

    def shut(self, tag: str) -> None:
        """A tag ends."""
        if tag in BLOCK:
            if self.pieces:
                self.close()
            self.context = self.outer.pop()
        elif tag == "a":
            self.links -= 1
        elif tag in EMPHASIS:
            self.emphases -= 1

    def add(self, text: str | None) -> None:
        """More text, inside a link or not."""
        if not text or (not self.pieces and text.isspace()):
            return
        self.pieces.append(text)
        if self.links or self.emphases:
            size = len(text.strip())
            self.linked += size if self.links else 0
            self.emphasised += size if self.emphases else 0

    def close(self) -> None:
        """The pieces become a block, or several where two line breaks part them; the next one starts."""
        text = "".join(self.pieces)
        linked, emphasised = self.linked, self.emphasised
        self.pieces, self.linked, self.emphasised = [], 0, 0
        if self.context.tag == "pre":
            text = text.replace("\n", LINE_BREAK)
        if LINE_BREAK in text:
            parts = [part.replace(LINE_BREAK, " ") for part in BREAKS.split(text[:MAX_BLOCK])]
        else:
            parts = [text[:MAX_BLOCK]]
        words = [" ".join(clean(part).split()) for part in parts]
        total = sum(map(len, words)) or 1
        links, emphasis = min(linked / total, 1.0), min(emphasised / total, 1.0)
        self.blocks.extend(Block(one, links, emphasis, self.context) for one in words if one)


def enter(element: Any, tag: str, outer: Context, number: int) -> Context:
    """The place inside a block-level tag."""
    given = dict(element.items())
    depth = outer.depth + 1
    names, named, hidden = outer.names, "", outer.hidden
    if given:
        named = given.get("class") or ""
        kinds = kinds_named(hint_of(given))
        if kinds:
            names = renamed(names, kinds, depth)
        hidden = hidden or is_hidden(given)
    return Context(
        tag=tag,
        number=number,
        parent=outer.number,
        grandparent=outer.parent,
        depth=depth,
        around=outer.around | {tag} if tag in TELLING else outer.around,
        names=names,
        hidden=hidden,
        path=(*outer.path[-2:], f"{tag} {named}"),
    )


def renamed(names: tuple[int, ...], kinds: Iterable[int], depth: int) -> tuple[int, ...]:
    """The depths of names, those of some kinds replaced."""
    depths = [*names]
    for kind in kinds:
        depths[kind] = depth
    return tuple(depths)


def hint_of(given: Any) -> str:
    """What a tag's attributes call it."""
    return " ".join([given[name] for name in HINTS if name in given])[:MAX_HINT]


@lru_cache(maxsize=KEPT_ANSWERS)
def kinds_named(hint: str) -> frozenset[int]:
    """Which of KINDS a tag's names are, by their place there."""
    return frozenset().union(*map(kinds_of_name, hint.split()))


@lru_cache(maxsize=KEPT_ANSWERS)
def kinds_of_name(name: str) -> frozenset[int]:
    """Which of KINDS one name is ("article-body", "relatedLinks")."""
    found = {kind for word in NAME_WORD.findall(name) for kind in kinds_of(word.lower())}
    return frozenset(found | {0} if FAVOUR.search(name.lower()) else found)


@lru_cache(maxsize=KEPT_ANSWERS)
def kinds_of(word: str) -> tuple[int, ...]:
    """Which of KINDS one word of a name is."""
    return tuple(at for at, (whole, starts) in enumerate(NAMED, 1) if word in whole or word.startswith(starts))


def is_hidden(given: Any) -> bool:
    """True for what a browser does not show."""
    style = given.get("style")
    return "hidden" in given or bool(style and HIDING.search(style))
