"""The story in five to eight sentences that stand in its pages, each with its place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wiredesk.flow.dossiers.claims import weight
from wiredesk.flow.dossiers.days import is_background
from wiredesk.flow.dossiers.likeness import Likeness
from wiredesk.flow.dossiers.material import Material, Passage
from wiredesk.flow.dossiers.wording import clarity, is_dangling, is_first_person, is_whole
from wiredesk.records import BriefSentence, Claim
from wiredesk.text import edtf

MAX_SENTENCES = 8
MIN_SENTENCES = 5
MIN_WORDS = 80
MAX_WORDS = 200
ENOUGH_WORDS = 150
MAX_LONG = 45  # words of one sentence
REPEATS = 0.45  # shared content words from which on a sentence tells nothing new
ALIKE = 0.5  # likeness from which on it does not either
MIN_CLARITY = 0.6
LEDE = 0.4  # what the first sentences of an article are worth more
LEDE_SENTENCES = 2
FURTHER_DOWN = 0.3  # of the worth of being new: the newest details are not the news
FOREIGN = 2.0  # taken off a sentence that most readers of the story's articles cannot read
NEWEST, AGREED, DISPUTED, PAST = 0.8, 0.5, 0.4, 0.7  # what counts for and against a sentence, beside its weight


class Choice(NamedTuple):
    """A sentence that the brief may take, with its claim and its worth."""

    passage: Passage
    claim: Claim
    value: float


def write_brief(material: Material, claims: Sequence[Claim]) -> tuple[BriefSentence, ...]:
    """The sentences of the brief, in the order in which to read them."""
    rated = list(choices(material, claims))
    best = {claim.id: one for one in sorted(rated, key=by_value, reverse=True) for claim in [one.claim]}
    pool = sorted(best.values(), key=by_value)
    first = lead(rated)
    chosen = choose([first, *(one for one in pool if one.claim.id != first.claim.id)] if first else pool, material)
    return tuple(make_sentence(one) for one in sorted(chosen, key=lambda one: reading_order(one, first)))


def by_value(one: Choice) -> tuple[float, tuple[int, int]]:
    """The worthiest first; of equals the earliest in known order."""
    return -one.value, one.passage.key


def lead(rated: Iterable[Choice]) -> Choice | None:
    """What the newest article says first, if it can stand alone; else the article before it, and so on."""
    ledes = [one for one in rated if one.passage.place == 0]
    newest = max((day_of(one) for one in ledes), default="")
    return min((one for one in ledes if day_of(one) == newest), key=by_value, default=None)


def day_of(one: Choice) -> str:
    """When the sentence's article was published, to the day; empty when unknown."""
    return edtf.date_part(one.passage.article.published.value) or ""


def choices(material: Material, claims: Sequence[Claim]) -> Iterator[Choice]:
    """The sentences that make the claims and can stand alone."""
    newest = newness(material)
    for claim in claims:
        for statement in claim.statements:
            passage = material.passage_at(statement.span) if statement.stance == "says" else None
            if passage and is_fit(passage):
                yield Choice(passage, claim, value(passage, claim, newest[passage.rank], material))


def newness(material: Material) -> list[float]:
    """For each article, 0 of the first day to 1 of the last."""
    days = sorted({edtf.date_part(one.published.value) or "" for one in material.articles})
    return [days.index(edtf.date_part(one.published.value) or "") / max(1, len(days) - 1) for one in material.articles]


def is_fit(passage: Passage) -> bool:
    """True for a sentence that an editor would print without its neighbours."""
    text = passage.text
    if not is_whole(text) or is_dangling(text) or is_first_person(text) or len(text.split()) > MAX_LONG:
        return False
    return clarity(passage) >= MIN_CLARITY


def value(passage: Passage, claim: Claim, newest: float, material: Material) -> float:
    """How much a sentence belongs in the brief: agreed, new, disputed, near the top of its article."""
    found = weight(passage, material) + AGREED * math.log2(1 + claim.origins) + clarity(passage)
    if passage.place < LEDE_SENTENCES:
        found += LEDE + NEWEST * newest
    else:
        found += FURTHER_DOWN * NEWEST * newest
    if passage.article.language != material.language:
        found -= FOREIGN
    if claim.state == "contested":
        found += DISPUTED
    if is_background(passage):
        found -= PAST
    return found


def choose(pool: Sequence[Choice], material: Material) -> list[Choice]:
    """The best sentences of which none repeats another, within the length of a brief."""
    likeness = None if material.is_single else Likeness([one.passage for one in pool], material.embedded)
    chosen: list[int] = []
    words = 0
    for index, one in enumerate(pool):
        count = len(one.passage.text.split())
        alike = {} if likeness is None else dict(likeness.neighbours[index])
        is_told = any(
            overlap(one.passage, pool[other].passage) > REPEATS or alike.get(other, 0.0) >= ALIKE for other in chosen
        )
        if is_told or words + count > MAX_WORDS:
            continue
        chosen.append(index)
        words += count
        if len(chosen) == MAX_SENTENCES or (words >= ENOUGH_WORDS and len(chosen) >= MIN_SENTENCES):
            break
    return [pool[index] for index in chosen]


def overlap(left: Passage, right: Passage) -> float:
    """The share of the shorter sentence's content words that the other has too."""
    shorter = min(len(left.lemmas), len(right.lemmas)) or 1
    return len(left.lemmas & right.lemmas) / shorter


def reading_order(one: Choice, first: Choice | None) -> tuple[bool, tuple[int, ...], int, int]:
    """The lead; then the newest day first, each day as its articles have it."""
    newest_first = tuple(-ord(letter) for letter in day_of(one))
    return one is not first, newest_first, one.passage.place, one.passage.rank


def make_sentence(one: Choice) -> BriefSentence:
    """The record of one sentence, its own span first, then those of the others that say it."""
    own = one.passage.span
    others = [statement.span for statement in one.claim.statements if statement.stance == "says"]
    return BriefSentence(
        text=one.passage.text, spans=(own, *(span for span in others if span != own)), origins=one.claim.origins
    )
