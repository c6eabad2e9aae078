"""What the words of a name and those before it tell of its type: "Harlan Street", "in Maidan Shahr", "Mr. Doe".

The recogniser knows English names well and others badly; these rules overrule it only where the text itself tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.gazetteer import known
from wiredesk.flow.annotations.joining import BODY_NOUNS
from wiredesk.flow.annotations.mention import Mention
from wiredesk.flow.annotations.places import spots
from wiredesk.flow.annotations.roles import GENDER_OF_TITLE, given_genders
from wiredesk.flow.annotations.words import Words
from wiredesk.records import EntityType
from wiredesk.text.names import fold, is_family_first

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BUILT = frozenset(
    "street road avenue boulevard lane highway airport airfield airbase bridge tunnel square stadium arena shrine "
    "temple mosque cathedral palace castle prison jail tower plaza mall checkpoint dam station".split()
)
NATURAL = frozenset(
    "river lake mountain mountains island islands valley beach bay coast canal peninsula desert creek sea ocean strait "
    "gulf hills county province governorate district".split()
)
FIRST_BUILT = frozenset("rue calle fort camp plaza via avenida".split())
FIRST_NATURAL = frozenset("lake mount mt cape".split())
BODIES = frozenset(fold(word) for word in BODY_NOUNS - {"Times", "Post", "Center", "Centre", "Church", "School"}) | {
    "brigade", "gang", "militia", "regiment", "battalion", "militants", "laboratories", "university",
}  # fmt: skip
WHERE = frozenset("in near outside from at around inside across throughout to of into toward towards".split())
SURELY_WHERE = frozenset("in near outside around throughout".split())
SETTLED = frozenset("city town village province district region capital suburb port governorate".split())
PLURAL_PLACES = frozenset(
    "counties districts provinces heights falls springs plains rapids states shores oaks woods gardens "
    "acres fields".split()
)
MIN_TEAM_PEOPLE = 100_000  # of a city that has a team
UNNAMED = frozenset(
    "allah god jesus qur'an quran koran bible torah christmas easter ramadan hanukkah islam christianity judaism "
    "hinduism buddhism catholicism".split()
)
# "DataHarlan", not "McDoe", "DeDoe"
INNER_CAPITAL = re.compile(
    r"(?!(?:Mc|Mac|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|El|Al|St|San|Del|O)[A-Z])[A-Z][a-z]+[A-Z][a-z]+"
)
MIN_SHARE = 0.5  # of a name's mentions that must stand behind "in", "near" …


@dataclass(slots=True)
class Votes:
    """What stands before the mentions of one name."""

    every: int = 0
    where: int = 0  # behind "in", "from", "the town of"
    surely: int = 0  # behind "in", "near", "the town of"
    titled: int = 0  # behind "Mr.", "Mrs."
    articled: int = 0  # behind "the"


def by_evidence(words: Words, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, retyped where their own words or those before them tell; what no name is, left out."""
    kept = [one for one in mentions if fold(one.name) not in UNNAMED]
    votes: dict[str, Votes] = defaultdict(Votes)
    for one in kept:
        if one.start in words.at:
            count(votes[one.name], words.doc, words.at[one.start])
    families = {fold(one.name.split()[-1]) for one in kept if one.type == "PERSON" and " " in one.name}
    return [one._replace(type=told_type(one, votes[one.name], families)) for one in kept]


def count(votes: Votes, doc: Doc, index: int) -> None:
    """Adds what stands before the mention that begins at a token."""
    before = before_article(doc, index)
    word = str(before.lower_).strip(".") if before is not None else ""
    settled = word == "of" and before is not None and before.i > 0 and doc[before.i - 1].lower_ in SETTLED
    votes.every += 1
    votes.articled += index > 0 and doc[index - 1].lower_ == "the"
    votes.where += word in WHERE
    votes.surely += word in SURELY_WHERE or settled
    votes.titled += word in GENDER_OF_TITLE and word not in ("king", "queen", "don", "lord", "lady", "miss")


def before_article(doc: Doc, index: int) -> Token | None:
    """The token before a name and its article."""
    index -= 1
    while index >= 0 and doc[index].lower_ in ("the", "a"):
        index -= 1
    return doc[index] if index >= 0 else None


def told_type(mention: Mention, votes: Votes, families: set[str]) -> EntityType:
    """The type that the evidence gives, else the mention's own."""
    kind, name = mention.type, mention.name
    if kind not in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP") or known(name) is not None:
        return kind
    words = [fold(word) for word in name.split()]
    if kind in ("PERSON", "GPE") and INNER_CAPITAL.fullmatch(name) and not votes.titled and fold(name) not in families:
        return "ORG"
    if votes.titled and kind in ("ORG", "GPE", "NORP", "LOC"):
        return "PERSON"
    if kind == "GPE" and len(words) == 2 and is_given(words[0]) and not spots(fold(name)):
        return "PERSON"
    if len(words) > 1:
        if kind in ("PERSON", "GPE", "LOC", "FAC") and is_team(name, words):
            return "ORG"
        if kind in ("PERSON", "GPE", "LOC", "FAC") and words[-1] in BODIES and not is_family_first(name.split()):
            return "ORG"
        if kind in ("PERSON", "GPE", "NORP") or (kind == "ORG" and words[-1] in ("street", "avenue", "river")):
            built = words[-1] in BUILT or words[0] in FIRST_BUILT
            natural = words[-1] in NATURAL or words[0] in FIRST_NATURAL
            if (built or natural) and not (kind == "PERSON" and is_given(words[0])):
                return "FAC" if built else "LOC"
    if kind == "PERSON" and len(words) == 1 and is_band(votes, words[0], families):
        return "ORG"
    if kind in ("PERSON", "ORG", "NORP") and is_settlement(mention, votes, words):
        return "GPE"
    return kind


def is_team(name: str, words: list[str]) -> bool:
    """True for a city and the plural of what its team calls itself: "Port Calder Lakers"."""
    if not words[-1].endswith("s") or words[-1] in PLURAL_PLACES or words[-1] in NATURAL:
        return False
    return any(one.people >= MIN_TEAM_PEOPLE for one in spots(fold(name.rpartition(" ")[0])))


def is_band(votes: Votes, word: str, families: set[str]) -> bool:
    """True for a plural mostly behind "the" that is no family's name: "the Harlans" who sing or play."""
    if not word.endswith("s") or {word, word[:-1], word.removesuffix("es")} & families:
        return False
    return votes.articled >= MIN_SHARE * votes.every and not votes.titled


def is_given(word: str) -> bool:
    """True for common given names."""
    return word in given_genders()


def is_settlement(mention: Mention, votes: Votes, words: list[str]) -> bool:
    """True for a name of the table of places that the article mostly puts behind "in", "near", "the town of"."""
    if votes.titled or not votes.surely or votes.where < MIN_SHARE * votes.every:
        return False
    if mention.type == "PERSON" and len(words) > 1 and is_given(words[0]):
        return False
    if mention.name.isupper() and len(mention.name) < 6:
        return False
    return bool(spots(fold(mention.name)))
