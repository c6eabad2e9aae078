"""Whether the words around a date speak of the past or of the future, told by cue words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.text.timex.phrase import Direction
from wiredesk.text.timex.tokens import Token

REACH = 10  # words to each side
FUTURE = frozenset(
    "will shall wo ll due scheduled upcoming slated expected planned until by opens begins starts resumes "
    "wird werden soll sollen sera seront doit devra va vont será serán habrá sarà saranno".split()
)
PAST = frozenset(
    "was were had did been said told met came went took began made held saw gave fell rose lost won found left sent "
    "shot hit ran became got fought broke flew drove spoke wrote felt grew kept led paid read sold stood thought "
    "since has have last ago brought bought wore hid died cut put knew gave hurt let met spent set threw built "
    "sent slept swept taught tore woke won sank rang rose rode sang shook shut struck swore swam drew drove fled "
    "flew forgave hung laid lent lay lit meant paid proved sought sold sent".split()
)
# future tenses of Spanish and Portuguese, Italian, French: "viajará", "andrà", "partiront"
FUTURE_FORM = re.compile(
    r"\w{2,}[aei]r(?:á|ás|án|ão|emos|éis|ei)|\w{2,}[ei]r(?:à|anno|emo)|\w{3,}(?:er|ir|dr)(?:a|ont|ons)"
)
AHEAD = frozenset("until till through effective payable due starting upcoming maturing".split())
IS_ON = [["is", "on"], ["are", "on"]]  # "the vote is on Tuesday"
AS_EARLY_AS = [["as", "early", "as"], ["as", "soon", "as"]]
STOPS = ".|"


def direction_in(tokens: Sequence[Token], first: int, last: int) -> Direction:
    """Past or future by the nearest cue before the date in its sentence, else after it; None without a cue."""
    for index in range(first - 1, max(first - 1 - REACH, -1), -1):
        if tokens[index].letter in STOPS:
            break
        cue = _cue(tokens, index)
        if cue:
            return cue
    for index in range(last, min(last + REACH, len(tokens))):
        if tokens[index].letter in STOPS:
            break
        cue = _cue(tokens, index)
        if cue:
            return cue
    return None


def _cue(tokens: Sequence[Token], index: int) -> Direction:
    word = tokens[index].words.lower()
    if word in FUTURE or FUTURE_FORM.fullmatch(word):
        return "future"
    if word in PAST or (len(word) > 4 and word.endswith("ed")):
        if index and tokens[index - 1].words.lower() in ("be", "is", "are", "to"):
            return "future" if word in ("set", "due") else None
        return "past"
    return None


def is_ahead(tokens: Sequence[Token], first: int) -> bool:
    """True after words that make any date a coming one: "until Tuesday", "effective Feb. 1", "as early as May"."""
    words = [token.words.lower() for token in tokens[max(first - 3, 0) : first]]
    return bool(words) and (words[-1] in AHEAD or words in AS_EARLY_AS or words[-2:] in IS_ON)
