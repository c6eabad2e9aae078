"""A page as blocks: pieces of text between block-level tags, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from wiredesk.text.decoding import clean

SKIPPED: Final = frozenset(
    "script style noscript template svg iframe object embed head select textarea button canvas audio video map "
    "math dialog datalist meter progress".split()
)
BLOCK: Final = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption title "
    "amp-img picture".split()
)
AGAINST: Final = re.compile(
    r"(?:^|[\W_])(?:ad|ads|advert\w*|sponsor\w*|promo\w*|relat\w*|recommend\w*|newsletter\w*|subscri\w*|signup|share\w*|"
    r"sharing|social\w*|comment\w*|disqus|footer\w*|sidebar\w*|nav\w*|menu\w*|breadcrumb\w*|widget\w*|popular|trending|"
    r"most\w*|more\w*|teaser\w*|outbrain|taboola|cookie\w*|consent|banner\w*|modal\w*|popup\w*|overlay\w*|paywall\w*|"
    r"bio|byline\w*|author\w*|meta\w*|tag|tags|taglist|topics|keywords|timestamp|dateline|caption\w*|credit\w*|"
    r"gallery\w*|copyright|disclaimer|print|tool\w*|toolbar|rating\w*|vote\w*|poll\w*|quiz\w*|card\w*|aside|"
    r"read-?also|linkbox|infobox|factbox|toc|login|register|donat\w*|support\w*|hidden|tooltip\w*|pullquote\w*)(?=$|[\W_])",
    re.IGNORECASE,
)
FOR: Final = re.compile(
    r"article-?_?-?(?:body|content|text|copy|main)|(?:story|post|entry|content|page|main|news)-?_?-?(?:body|content|text|copy)"
    r"|articlebody|storytext|paragraph|richtext|rich-text|body-?text|prose|zn-body",
    re.IGNORECASE,
)
CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BREAKS: Final = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*\n\s*")
HINTS: Final = frozenset({"class", "id", "itemprop", "role", "data-component", "data-testid", "data-type"})
TELLING: Final = frozenset("article main aside nav footer header figure figcaption table li blockquote form".split())
MAX_HINT: Final = 300  # characters of class and id looked at; frameworks write thousands
MAX_BLOCK: Final = 100_000  # characters of one block


@dataclass(slots=True)
class Context:
    """Where in the tree a piece of text stands: its own tag, and what the tags around it say."""

    tag: str
    number: int
    parent: int
    grandparent: int
    around: frozenset[str]  # the telling tags that it is inside of
    against: int  # steps out to the next tag whose name speaks against an article's text; 99 and more: none
    favour: int  # steps out to the next tag whose name speaks for it
    hidden: bool
    path: tuple[str, ...] = ()  # its tag and class and those of the two tags around: pieces of one kind share it


@dataclass(slots=True)
class Block:
    """One piece of text with its place."""

    text: str
    links: float  # share of it inside links, 0..1
    context: Context


def find_blocks(tree: Any) -> list[Block]:
    """The pieces of text of a page, in order.

    Takes    an lxml tree; it is not changed.
    Gives    blocks without empty ones; scripts, buttons and the like are left out.
    Cost     O(n), whatever the depth: lxml walks, nothing recurses.
    """
    return [block for block in walk(tree) if block.text]


def walk(tree: Any) -> Iterator[Block]:
    """The blocks of a tree, some of them empty."""
    stack = [Context("html", 0, 0, 0, frozenset(), 99, 99, False)]
    run = Run()
    count = 0
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        is_skipped = not tag or tag in SKIPPED
        if event == "start" and is_skipped:
            walker.skip_subtree()
        elif event == "start":
            if tag in BLOCK:
                yield from run.close(stack[-1])
                count += 1
                stack.append(enter(element, tag, stack[-1], count))
            run.open_inline(tag)
            run.add(element.text)
        else:
            if tag in BLOCK and not is_skipped:
                yield from run.close(stack.pop())
            run.close_inline(tag)
            run.add(element.tail)


class Run:
    """Text gathered since the last block-level tag."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.links = 0
        self.depth = 0  # of open links

    def add(self, text: str | None) -> None:
        """More text, inside a link or not."""
        if text:
            self.pieces.append(text if text.strip("\n") == text else text.replace("\n", " "))
            self.links += len(text.strip()) if self.depth else 0

    def open_inline(self, tag: str) -> None:
        """A tag that does not end the run."""
        if tag == "br":
            self.pieces.append("\n")
        self.depth += tag == "a"

    def close_inline(self, tag: str) -> None:
        """The end of such a tag."""
        self.depth -= tag == "a" and self.depth > 0

    def close(self, context: Context) -> Iterator[Block]:
        """The run as a block, or as several where two line breaks part it; starts the next run."""
        if not self.pieces:
            return
        text = "".join(self.pieces)
        if not text or text.isspace():
            self.pieces, self.links = [], 0
            return
        share = self.links / max(len("".join(text.split())), 1)
        self.pieces, self.links = [], 0
        for part in BREAKS.split(text[:MAX_BLOCK]) if "\n" in text else (text,):
            words = " ".join(clean(part).split())
            if words:
                yield Block(words, min(share, 1.0), context)


def enter(element: Any, tag: str, outer: Context, number: int) -> Context:
    """The place inside a block-level tag."""
    is_against, is_for = verdict(hint_of(element))
    return Context(
        tag=tag,
        number=number,
        parent=outer.number,
        grandparent=outer.parent,
        around=outer.around | {tag} if tag in TELLING else outer.around,
        against=0 if is_against else outer.against + 1,
        favour=0 if is_for else outer.favour + 1,
        hidden=outer.hidden or is_hidden(element),
        path=(*outer.path[-2:], f"{tag} {element.get('class') or ''}"),
    )


def hint_of(element: Any) -> str:
    """What a tag's attributes call it."""
    return " ".join(value for name, value in element.items() if name in HINTS)[:MAX_HINT]


@lru_cache(maxsize=8192)
def verdict(hint: str) -> tuple[bool, bool]:
    """Whether a tag's names speak against an article's text, and whether they speak for it."""
    words = CAMEL.sub("-", hint)
    return bool(AGAINST.search(words)), bool(FOR.search(words))


def is_hidden(element: Any) -> bool:
    """True for what a browser does not show."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and HIDING.search(style))
