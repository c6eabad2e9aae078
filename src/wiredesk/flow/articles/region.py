"""Where in a dump the article stands: its lines, soft wraps joined, and the stretch with the largest sum of scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.flow.articles.lines import LAST, Line

GAP_COST = 0.15  # of a short line between two body lines
MAX_GAP = 20  # short lines; a longer list between paragraphs costs no more
LINE_BONUS = 1.5  # a line inside the article may look less like one than a line alone
FULL_SIZE, SIZE_STEP, FLOOR = 400, 200, 0.5  # a paragraph counts more than a teaser: FLOOR + size / SIZE_STEP
WRAPPED = 40  # characters; a shorter line was not wrapped
NO_WORD = "*+•·|"


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of a dump that are not empty."""

    raws: list[str]
    after_blank: list[bool]  # whether an empty line, or nothing, stands above

    @property
    def tight(self) -> list[bool]:
        """For each line whether it stands between two others without an empty line."""
        below = [*self.after_blank[1:], True][: len(self.raws)]
        return [not (above or under) for above, under in zip(self.after_blank, below, strict=True)]


def split_lines(text: str) -> Rows:
    """The lines of a dump; a line that goes on in lower case right below is joined with what follows."""
    raws: list[str] = []
    after_blank: list[bool] = []
    blank = True
    for line in text.replace("\xa0", " ").split("\n"):
        if not line or line.isspace():
            blank = True
            continue
        if not blank and len(raws[-1]) >= WRAPPED and goes_on(raws[-1], line):
            raws[-1] = f"{raws[-1].rstrip()} {line.strip()}"
            continue
        raws.append(line)
        after_blank.append(blank)
        blank = False
    return Rows(raws, after_blank)


def goes_on(line: str, below: str) -> bool:
    """True where a line ends amid a sentence and the one below begins with a small letter."""
    end, start = line.rstrip(), below.lstrip()
    if end[-1] in LAST or not start[0].islower() or (len(start) > 1 and start[1] == " "):
        return False
    return end.lstrip()[0] not in NO_WORD and len(line) - len(line.lstrip()) == len(below) - len(start)


def body_region(lines: Sequence[Line]) -> tuple[int, int]:
    """The stretch of lines (first, one past the last) in which the article stands: the largest sum of scores."""
    best, best_range = 0.0, (0, 0)
    total, start = 0.0, 0
    for place, line in enumerate(lines):
        if place:
            total -= GAP_COST * min(MAX_GAP, line.index - lines[place - 1].index - 1)
        if total <= 0:
            total, start = 0.0, place
        total += (line.score + LINE_BONUS) * (FLOOR + min(line.size, FULL_SIZE) / SIZE_STEP)
        if total > best:
            best, best_range = total, (start, place + 1)
    return best_range
