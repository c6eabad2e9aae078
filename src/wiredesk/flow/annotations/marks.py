"""Words between quotation marks: which mark opens, which closes, and what to do when one is missing.

The neighbours of a mark decide its role, its shape only where they do not: “Fine,“ he said. ”We go on.” holds
two runs, although each is closed by the wrong mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

Family = Literal["double", "angle", "corner", "single"]
Role = Literal["open", "close", "either"]

DOUBLE_OPEN, DOUBLE_CLOSE = "“„‟", "”"
ANGLE = "«»"
SINGLE = "'‘’‚‹›`´"
FAMILIES: dict[str, Family] = {
    **dict.fromkeys(('"', "“", "”", "„", "‟", "″", "＂", "''", "``", "’’", "‘‘", ",,"), "double"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("「」『』", "corner"),
    **dict.fromkeys(("'", "‘", "’", "‚", "‹", "›"), "single"),
}
OPENERS = frozenset(("“", "„", "‟", "``", "‘‘", ",,", "«", "「", "『", "‘", "‚", "‹"))
CLOSERS = frozenset(("”", "’’", "»", "」", "』", "’", "›"))
MARK = re.compile(r"''|``|’’|‘‘|,,(?=\w)|[\"“”„‟″＂«»「」『』'‘’‚‹›]")
PARAGRAPH = re.compile(r"[^\n]+")
BEFORE_OPEN = frozenset("([{—–-―:/…\u200b")  # what stands before an opening mark, besides white space
AFTER_CLOSE = frozenset(".,;:!?)]}—–-―…/")  # what stands after a closing mark, besides white space
ELISION = re.compile(r"['’‘](?:\d\ds?\b|(?:em|til|tis|twas|cause|bout|round|n|cos|s|t|ll|re|ve|d|m)\b)", re.I)
END_OF_SPEECH = frozenset(".,!?…;:—–)")  # what stands before a mark that surely closes
MAX_CONTENT = 20_000  # characters; a longer run is a lost mark


class Marked(NamedTuple):
    """A run of words in marks: `start..end` is the content, `outer_start..outer_end` with its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    depth: int  # 0: not inside another run
    is_closed: bool
    family: Family


class Mark(NamedTuple):
    """One quotation mark in the text."""

    start: int
    end: int
    glyph: str
    family: Family
    role: Role


class Open(NamedTuple):
    """A mark that waits for its closing one, and the weak candidate seen since."""

    mark: Mark
    weak: Mark | None = None  # a ' after s: a plural possessive, or the end of the run
    inner: int | None = None  # where the first run inside begins: the end, if no closing mark comes


def find_marked(text: str) -> tuple[Marked, ...]:
    """The runs of words in marks, in text order, nested ones after the one that holds them.

    Takes    any text; a run never passes the end of its paragraph.
    Cost     linear: every mark is looked at once, at most one run of each family is open.
    """
    found: list[Marked] = []
    is_carried = False
    for number, paragraph in enumerate(PARAGRAPH.finditer(text)):
        runs, is_carried = runs_of(text, paragraph.start(), paragraph.end(), number, is_carried)
        found.extend(runs)
    found.sort(key=lambda run: (run.outer_start, -run.outer_end))
    return tuple(with_depth(found))


def runs_of(text: str, start: int, end: int, number: int, is_carried: bool) -> tuple[list[Marked], bool]:
    """The runs of one paragraph, and whether its last words stand in marks that it does not close."""
    pending: list[Open] = []
    runs: list[Marked] = []
    for mark in marks_of(text, start, end):
        place = innermost(pending, mark.family)
        if place is None:
            if mark.role == "close" and is_carried and not runs and mark.family != "single":
                runs.append(trimmed(text, Marked(start, mark.start, start, mark.end, number, 0, True, mark.family)))
            elif mark.role == "open" or (mark.role == "either" and mark.glyph not in CLOSERS):
                pending.append(Open(mark))
            is_carried = is_carried and mark.family == "single"
            continue
        waiting = pending[place]
        if mark.role == "open" and is_nested(text, pending, place, mark):
            pending[place] = waiting._replace(inner=waiting.inner or mark.start)
            pending.append(Open(mark))
        elif mark.role == "open":
            runs.extend(given_up(text, waiting, mark.start, number))
            pending[place:] = [Open(mark)]
        elif mark.family == "single" and is_possessive(text, mark):
            pending[place] = waiting._replace(weak=waiting.weak or mark)
        else:
            runs.append(between(text, waiting.mark, mark, number))
            del pending[place:]
    for waiting in pending:
        runs.extend(given_up(text, waiting, waiting.inner or end, number))
    is_open = any(one.mark.family != "single" for one in pending)
    return [one for one in runs if one.start < one.end], is_open


def innermost(pending: list[Open], family: Family) -> int | None:
    """The place of the last open mark of a family."""
    return next((at for at in reversed(range(len(pending))) if pending[at].mark.family == family), None)


def is_nested(text: str, pending: list[Open], place: int, mark: Mark) -> bool:
    """True for a mark that opens a run inside a run of the same marks: in mid-sentence, one level deep."""
    if mark.family == "single" or any(one.mark.family == mark.family for one in pending[:place]):
        return False
    before = text[max(pending[place].mark.end, mark.start - 3) : mark.start].rstrip()[-1:]
    return before.isalnum() or before in (",", ":")


def marks_of(text: str, start: int, end: int) -> Iterator[Mark]:
    """The quotation marks of a paragraph; apostrophes are none."""
    found = list(MARK.finditer(text, start, end))
    lefts, right_of = [], {}
    last_end, left = -1, " "
    for match in found:  # the character before a row of marks counts for each mark of the row
        if match.start() != last_end:
            left = text[match.start() - 1] if match.start() > start else "\n"
        lefts.append(left)
        last_end = match.end()
    next_start, right = -1, " "
    for match in reversed(found):
        if match.end() != next_start:
            right = text[match.end()] if match.end() < end else "\n"
        right_of[match.start()] = right
        next_start = match.start()
    is_attribute = False
    for match, left in zip(found, lefts, strict=True):
        glyph, family = match.group(), FAMILIES[match.group()]
        if left == "=" or is_attribute:  # title="…": markup, not speech
            is_attribute = left == "=" and family == "double"
            continue
        if family == "single" and is_apostrophe(text, match.start(), left, right_of[match.start()]):
            continue
        yield Mark(match.start(), match.end(), glyph, family, role_of(glyph, left, right_of[match.start()]))


def is_apostrophe(text: str, at: int, left: str, right: str) -> bool:
    """True inside a word (don't), and where letters are left out before one (’em, ’90s)."""
    if left.isalnum() and right.isalnum():
        return True
    return not left.isalnum() and left not in END_OF_SPEECH and ELISION.match(text, at) is not None


def role_of(glyph: str, left: str, right: str) -> Role:
    """What the neighbours of a mark say of it; its shape where they say nothing."""
    opens = (left.isspace() or left in BEFORE_OPEN) and not right.isspace() and right not in ".,;:!?)]}"
    closes = (right.isspace() or right in AFTER_CLOSE) and not left.isspace() and left not in "([{"
    if opens != closes:
        return "open" if opens else "close"
    if glyph in OPENERS and glyph != "“":
        return "open"
    if glyph in CLOSERS:
        return "close"
    return "either"


def is_possessive(text: str, mark: Mark) -> bool:
    """True for the mark of "the workers' rights": after s, before a word in lower case."""
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 2]
    return before in ("s", "z", "x") and len(after) == 2 and after[0] == " " and after[1].islower()


def given_up(text: str, waiting: Open, end: int, number: int) -> list[Marked]:
    """The run of a mark that was never closed: up to `end`; a single mark needs a closing one."""
    if waiting.weak is not None:
        return [between(text, waiting.mark, waiting.weak, number)]
    mark = waiting.mark
    if mark.family == "single" and not (mark.glyph in OPENERS and text[mark.start - 1 : mark.start] in ("", "\n")):
        return []
    if end - mark.end > MAX_CONTENT:
        return []
    return [trimmed(text, Marked(mark.end, end, mark.start, end, number, 0, False, mark.family))]


def between(text: str, first: Mark, last: Mark, number: int) -> Marked:
    """The run that two marks enclose."""
    return trimmed(text, Marked(first.end, last.start, first.start, last.end, number, 0, True, first.family))


def trimmed(text: str, run: Marked) -> Marked:
    """A run whose content neither starts nor ends with white space."""
    start, end = run.start, run.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return run._replace(start=start, end=end)


def with_depth(runs: list[Marked]) -> Iterator[Marked]:
    """The runs with how many others hold each; runs that cross an earlier one are dropped."""
    holders: list[int] = []
    for one in runs:
        while holders and holders[-1] <= one.outer_start:
            holders.pop()
        if holders and one.outer_end > holders[-1]:
            continue
        yield one._replace(depth=len(holders))
        holders.append(one.outer_end)


def outer_runs(runs: tuple[Marked, ...]) -> tuple[Marked, ...]:
    """The runs that no other holds."""
    return tuple(one for one in runs if one.depth == 0)


def covering(starts: list[int], runs: tuple[Marked, ...], at: int) -> Marked | None:
    """The outer run that the character `at` lies in; `starts` are the runs' outer starts."""
    place = bisect_right(starts, at) - 1
    return runs[place] if place >= 0 and at < runs[place].outer_end else None
