"""The story in five to eight sentences that stand in its pages, each with its place."""

from __future__ import annotations

import math
from collections.abc import Sequence

from wiredesk.flow.dossiers.claims import weight
from wiredesk.flow.dossiers.material import Material, Passage
from wiredesk.flow.dossiers.wording import clarity, is_dangling, is_whole
from wiredesk.records import BriefSentence, Claim

MAX_SENTENCES = 8
MIN_SENTENCES = 5
MAX_WORDS = 200
ENOUGH_WORDS = 150
REPEATS = 0.45  # shared content words from which on a sentence tells nothing new
MIN_CLARITY = 0.6


def write_brief(material: Material, claims: Sequence[Claim]) -> tuple[BriefSentence, ...]:
    """The sentences of the brief, in the order in which to read them."""
    pool = [(passage, claim) for claim in claims if (passage := lead_of(claim, material)) and is_fit(passage)]
    pool.sort(key=lambda row: (-value(row[0], row[1], material), row[0].key))
    chosen: list[tuple[Passage, Claim]] = []
    words = 0
    for passage, claim in pool:
        count = len(passage.text.split())
        if words + count > MAX_WORDS or any(overlap(passage, other) > REPEATS for other, _ in chosen):
            continue
        chosen.append((passage, claim))
        words += count
        if len(chosen) == MAX_SENTENCES or (words >= ENOUGH_WORDS and len(chosen) >= MIN_SENTENCES):
            break
    chosen.sort(key=lambda row: reading_order(row[0]))
    return tuple(make_sentence(passage, claim) for passage, claim in chosen)


def lead_of(claim: Claim, material: Material) -> Passage | None:
    """The sentence whose words a claim's text is."""
    for statement in claim.statements:
        if statement.span.words == claim.text:
            return material.passage_at(statement.span)
    return None


def is_fit(passage: Passage) -> bool:
    """True for a sentence that an editor would print without its neighbours."""
    return is_whole(passage.text) and not is_dangling(passage.text) and clarity(passage) >= MIN_CLARITY


def value(passage: Passage, claim: Claim, material: Material) -> float:
    """How much a sentence belongs in the brief: agreed, new, disputed, near the top of its article."""
    newest = passage.rank / max(1, len(material.articles) - 1) if not material.is_single else 0.0
    disputed = 0.5 if claim.state == "contested" else 0.0
    return weight(passage, material) + 0.5 * math.log2(1 + claim.origins) + 0.6 * newest + disputed + clarity(passage)


def overlap(left: Passage, right: Passage) -> float:
    """The share of the shorter sentence's content words that the other has too."""
    shorter = min(len(left.lemmas), len(right.lemmas)) or 1
    return len(left.lemmas & right.lemmas) / shorter


def reading_order(passage: Passage) -> tuple[int, int]:
    """Newest article first, then as the article has them."""
    return (-passage.rank, passage.place)


def make_sentence(passage: Passage, claim: Claim) -> BriefSentence:
    """The record of one sentence, its own span first, then those of the others that say it."""
    others = [one.span for one in claim.statements if one.stance == "says" and one.span != passage.span]
    return BriefSentence(text=passage.text, spans=(passage.span, *others), origins=claim.origins)
