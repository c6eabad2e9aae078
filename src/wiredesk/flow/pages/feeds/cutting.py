"""XML text → its entries, one by one as the text comes, and the frame around them.

Cut at the tags' names before anything is parsed, so that an entry that is broken costs only itself, that a file cut
in the middle gives all that came before, and that no more than an entry is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from wiredesk.flow.pages.finds import MAX_PAGE_BYTES

MAX_FRAME: Final = 2**20  # characters around the entries that are kept: a feed's own title, link, language
MAX_TAG: Final = 2**16  # characters of one tag; a longer one is taken to end at the next ">"
MAX_BEFORE: Final = 4096  # characters before an entry in which the <content> that holds it is looked for
MAX_NAME: Final = 80  # characters of "</prefix:name": as much of a piece's end may be the start of a tag
END_OF_TAG: Final = re.compile(r"""(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""")
NAMESPACE: Final = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""")
CLOSERS: Final = {"<!--": "-->", "<![CDATA[": "]]>"}


def roots_of(names: Iterable[str]) -> re.Pattern[str]:
    """The start tag of what holds entries."""
    return re.compile(rf"<(?:[\w.-]{{1,30}}:)?(?:{'|'.join(names)})(?:\s[^<>]*)?(?<!/)>", re.IGNORECASE)


def marks_of(names: Iterable[str], roots: Iterable[str]) -> re.Pattern[str]:
    """What the cutter stops at: comments, CDATA, tags of entries, ends of what holds entries."""
    prefix = r"(?P<prefix>[\w.-]{1,30}+:)?+"
    return re.compile(
        rf"<(?:!--|!\[CDATA\[|(?P<end>/?){prefix}(?P<name>{'|'.join(names)})(?=[\s/>])"
        rf"|/(?:[\w.-]{{1,30}}+:)?+(?P<root>{'|'.join(roots)})(?=[\s>]|\Z))",
        re.IGNORECASE,
    )


def prefix_of(name: str) -> str:
    """The prefix of a tag's name."""
    return name.rpartition(":")[0]


@dataclass(slots=True)
class Cutter:
    """Takes text piece by piece, gives the entries that are complete; None for one that is too large."""

    marks: re.Pattern[str]  # of `marks_of`
    root: re.Pattern[str]  # of `roots_of`
    is_wanted: Callable[[str, str], bool] | None = None  # asked with the prefix and the start tag of an entry
    frame: list[str] = field(default_factory=list)
    is_closed: bool = False  # the end of what holds the entries has come
    held: str = ""
    position: int = 0  # in `held`, from which marks are looked for
    start: int | None = None  # in `held`, of the entry that is open
    name: str = ""  # of the entry that is open, as written
    depth: int = 0
    closer: str = ""  # of the comment or CDATA section that is open
    framed: int = 0  # in `held`, up to which the frame is kept
    kept: int = 0  # characters of the frame

    def feed(self, piece: str) -> list[str | None]:
        """The entries that end in this piece."""
        self.held += piece
        entries: list[str | None] = []
        while self.step(entries):
            pass
        self.trim(entries)
        return entries

    def around(self) -> str:
        """The frame as far as it has come."""
        return "".join(self.frame) + (self.held if self.start is None else "")

    def is_cut(self) -> bool:
        """True where the text ends before what it began: asked once all of it has come."""
        return self.start is not None or (not self.is_closed and bool(self.root.search(self.around())))

    def step(self, entries: list[str | None]) -> bool:
        """Passes one mark; False where more text is needed."""
        if self.closer:
            return self.pass_closer()
        match = self.marks.search(self.held, self.position)
        if not match:
            self.position = max(self.position, len(self.held) - MAX_NAME)
            return False
        if match["name"]:
            return self.pass_tag(match, entries)
        self.position = match.end()
        if match["root"]:
            self.break_off(entries, match.start())
            self.is_closed = True
        else:
            self.closer = CLOSERS.get(match[0], "")  # "<![cdata[" opens nothing
        return True

    def pass_closer(self) -> bool:
        """Passes the end of a comment or CDATA section, if it has come."""
        found = self.held.find(self.closer, self.position)
        if found < 0:
            self.position = max(self.position, len(self.held) - len(self.closer) + 1)
            return False
        self.position, self.closer = found + len(self.closer), ""
        return True

    def pass_tag(self, match: re.Match[str], entries: list[str | None]) -> bool:
        """Passes the start or end tag of an entry, if all of it has come."""
        end = self.end_of_tag(match.end())
        if not end:
            self.position = match.start()
            return False
        self.position = end
        name, tag = (match["prefix"] or "") + match["name"], self.held[match.start() : end]
        if match["end"]:
            self.end_entry(name, end, entries)
        elif self.start is not None and self.is_inside_content(match):
            self.depth += not tag.endswith("/>")
        elif self.is_entry(name, tag):
            self.break_off(entries, match.start())
            self.start, self.name, self.depth, self.is_closed = match.start(), name, 1, False
            self.keep(match.start())
            if tag.endswith("/>"):
                self.end_entry(name, end, entries)
        return True

    def is_entry(self, name: str, tag: str) -> bool:
        """True for the start tag of an entry, not of what another vocabulary calls so."""
        prefix = prefix_of(name)
        if self.start is not None and prefix != prefix_of(self.name):
            return False
        return not prefix or self.is_wanted is None or self.is_wanted(prefix, tag)

    def end_of_tag(self, position: int) -> int:
        """Where a tag ends; 0 where that has not come yet."""
        if match := END_OF_TAG.match(self.held, position, position + MAX_TAG):
            return match.end()
        found = self.held.find(">", position)
        following = self.held.find("<", position)
        if found >= 0 and (0 <= following < len(self.held) or len(self.held) - position > MAX_TAG):
            return found + 1
        return 0

    def is_inside_content(self, match: re.Match[str]) -> bool:
        """True for an entry that another holds as its content."""
        before = (max(self.start or 0, match.start() - MAX_BEFORE), match.start())
        return self.held.rfind("<content", *before) > self.held.rfind("</content", *before)

    def end_entry(self, name: str, end: int, entries: list[str | None]) -> None:
        """Takes an end tag for the entry that is open."""
        if self.start is None or (name != self.name and prefix_of(name) != prefix_of(self.name)):
            return
        self.depth -= 1
        if self.depth < 1:
            entries.append(self.held[self.start : end])
            self.start, self.framed = None, end

    def break_off(self, entries: list[str | None], end: int) -> None:
        """Ends an entry whose own end is missing where the next one or the end of all begins."""
        if self.start is not None:
            entries.append(f"{self.held[self.start : end]}</{self.name}>")
            self.start, self.framed = None, end

    def keep(self, end: int) -> None:
        """Adds to the frame what stands between two entries."""
        if self.kept < MAX_FRAME:
            self.frame.append(self.held[self.framed : end])
            self.kept += end - self.framed
        self.framed = end

    def trim(self, entries: list[str | None]) -> None:
        """Lets go of text that is done; an entry larger than a page may be is given up."""
        if self.start is not None and len(self.held) - self.start > MAX_PAGE_BYTES:
            entries.append(None)
            self.start, self.framed = None, self.position
        if self.start is None:
            self.keep(self.position)
        done = self.position if self.start is None else self.start
        self.held = self.held[done:]
        self.position -= done
        self.framed = 0
        self.start = None if self.start is None else 0
