"""A page read character by character as a reader sees it: tags and white space set aside, entities resolved.

So clean words can be laid upon the characters of the page that they were made of, whatever stands between them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from wiredesk.text.decoding import clean

TAG: Final = re.compile(r"</?[A-Za-z!?](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>|</?[A-Za-z!?][^<>]*>")
TOKEN: Final = re.compile(
    rf"(?P<tag><!--|{TAG.pattern})|"
    r"(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)|"
    r"[^<&]{1,400}+[^<&\s]{0,99}|[<&]"  # in portions: a page may hold its whole text between two tags
)
PLAIN: Final = re.compile(r"[^\n]{1,400}+[^\s]{0,99}")
UNSHOWN: Final = re.compile(
    r"<(script|style|noscript|template|svg|button|select|textarea|iframe|object)\b", re.IGNORECASE
)
SLACK: Final = 20_000  # characters of mark-up that may stand within words beyond three times their own length
VISIBLE: Final = re.compile(r"\S+")


class Piece(NamedTuple):
    """Characters start..end of a page that show these words, white space left out."""

    start: int
    end: int
    words: str
    is_entity: bool


def bare(words: str) -> str:
    """Words without white space: what is compared."""
    return "".join(words.split())


def pieces(page: str, start: int, end: int, *, is_marked: bool) -> Iterator[Piece]:
    """The visible pieces of a stretch of a page; `is_marked` for HTML."""
    at = start
    while at < end:
        match = (TOKEN if is_marked else PLAIN).match(page, at, end)
        if match is None:
            at += 1
            continue
        at = match.end()
        if match.lastgroup == "tag":
            at = past_unshown(page, match.group(), at, end)
        elif words := bare(clean(html.unescape(match.group()) if match.lastgroup else match.group())):
            yield Piece(match.start(), at, words, match.lastgroup is not None)


def past_unshown(page: str, tag: str, at: int, end: int) -> int:
    """Where to go on after a tag: behind what a reader does not see, such as scripts."""
    if tag == "<!--":
        closed = page.find("-->", at, end)
        return closed + 3 if closed >= 0 else at
    if opened := UNSHOWN.match(tag):
        closed = page.find(f"</{opened[1]}", at, end)
        return closed if closed >= 0 else at
    return at


def walk(page: str, start: int, wanted: str, *, is_marked: bool) -> list[Piece] | None:
    """The pieces from `start` on that show the wanted words to their end; None where the page goes on otherwise."""
    found: list[Piece] = []
    at = 0
    for piece in pieces(page, start, min(len(page), start + 3 * len(wanted) + SLACK), is_marked=is_marked):
        found.append(piece)
        rest = len(wanted) - at
        if len(piece.words) >= rest:
            return found if piece.words.startswith(wanted[at:]) else None
        if not wanted.startswith(piece.words, at):
            return None
        at += len(piece.words)
    return None


def end_of(page: str, found: list[Piece], size: int) -> int:
    """Where in the page the first `size` visible characters of the pieces end."""
    for piece in found:
        if size == len(piece.words) or (piece.is_entity and size < len(piece.words)):
            return piece.start + len(page[piece.start : piece.end].rstrip())
        if size < len(piece.words):
            return piece.start + offset(page[piece.start : piece.end], size)
        size -= len(piece.words)
    return found[-1].end


def start_of(page: str, found: list[Piece], size: int) -> int:
    """Where in the page the visible character stands that `size` others come before."""
    for piece in found:
        if size < len(piece.words):
            if piece.is_entity:
                return piece.start
            raw = page[piece.start : piece.end]
            after = offset(raw, size)
            return piece.start + after + len(raw[after:]) - len(raw[after:].lstrip())
        size -= len(piece.words)
    return found[-1].end


def offset(raw: str, size: int) -> int:
    """How many raw characters hold the first `size` visible ones."""
    if not size:
        return 0
    for match in VISIBLE.finditer(raw):
        shown = len(clean(match.group()))
        if size > shown:
            size -= shown
        elif shown == len(match.group()):
            return match.start() + size
        else:
            cuts = range(1, len(match.group()) + 1)
            return match.start() + next((cut for cut in cuts if len(clean(match.group()[:cut])) >= size), cuts[-1])
    return len(raw)


def back(page: str, end: int, wanted: str, *, reach: int, is_marked: bool) -> int | None:
    """Where words start that end right before `end`; None where something else stands there."""
    for piece in reversed([*pieces(page, max(0, end - reach), end, is_marked=is_marked)]):
        if len(piece.words) >= len(wanted):
            return start_of(page, [piece], len(piece.words) - len(wanted)) if piece.words.endswith(wanted) else None
        if not wanted.endswith(piece.words):
            return None
        wanted = wanted[: len(wanted) - len(piece.words)]
    return None
