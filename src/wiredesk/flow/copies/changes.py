"""What a later version of an article says otherwise, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from wiredesk.flow.copies.passages import Blocks
from wiredesk.flow.copies.prints import tokens_in
from wiredesk.records import Article, Change, ChangeKind
from wiredesk.text.shingles import Tokens

WORDS_COMPARED: Final = 400  # of a gap on either side: beyond, it has changed as a whole
KINDS: Final[dict[str, ChangeKind]] = {"delete": "removed", "insert": "added", "replace": "changed"}


class Gap(NamedTuple):
    """Words between two shared passages: first and end in the earlier and in the later version."""

    first: int
    end: int
    later_first: int
    later_end: int


def find_changes(earlier: Article, later: Article, blocks: Blocks) -> tuple[Change, ...]:
    """The differences of two versions, in order of place.

    Takes    both articles, and their shared blocks, the earlier version's places first.
    Gives    Changes: words removed, added, changed, with their places; a changed comma is none.
    """
    tokens, later_tokens = tokens_in(earlier.text), tokens_in(later.text)
    found = []
    for gap in gaps(blocks, tokens.length, later_tokens.length):
        for kind, part in differences(tokens, later_tokens, gap):
            before = place_of(tokens, part.first, part.end)
            after = place_of(later_tokens, part.later_first, part.later_end)
            found.append(
                Change(
                    kind=kind,
                    before=earlier.span(*before) if before else None,
                    after=later.span(*after) if after else None,
                )
            )
    return tuple(found)


def gaps(blocks: Blocks, length: int, later_length: int) -> Iterator[Gap]:
    """What stands between the shared blocks, before the first and after the last."""
    end = later_end = 0
    for at, to, words in [*blocks, (length, later_length, 0)]:
        over = max(end - at, later_end - to, 0)  # neighbouring blocks may share words
        first, later_first = min(at + over, length), min(to + over, later_length)
        if first > end or later_first > later_end:
            yield Gap(end, first, later_end, later_first)
        end, later_end = max(end, at + words), max(later_end, to + words)


def differences(tokens: Tokens, later: Tokens, gap: Gap) -> Iterator[tuple[ChangeKind, Gap]]:
    """The parts of a gap that differ."""
    mine = tokens.codes[gap.first : gap.end].tolist()
    theirs = later.codes[gap.later_first : gap.later_end].tolist()
    if not mine or not theirs or max(len(mine), len(theirs)) > WORDS_COMPARED:
        yield "changed" if mine and theirs else "removed" if mine else "added", gap
        return
    for kind, first, end, later_first, later_end in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            yield (
                KINDS[kind],
                Gap(gap.first + first, gap.first + end, gap.later_first + later_first, gap.later_first + later_end),
            )


def place_of(tokens: Tokens, first: int, end: int) -> tuple[int, int] | None:
    """The characters of the words; None where there are none."""
    return (int(tokens.starts[first]), int(tokens.ends[end - 1])) if end > first else None
