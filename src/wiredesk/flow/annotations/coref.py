"""Descriptions and pronouns: the words beside names that point to someone.

"The Ruritanian leader", "the minister", "he": each goes to the one entity that fits, or to nobody.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from wiredesk.flow.annotations.gazetteer import country_in
from wiredesk.flow.annotations.parse import Parse
from wiredesk.flow.annotations.roles import (
    GENDER_OF_TITLE,
    Gender,
    Role,
    given_genders,
    head_of,
    role_head,
    role_heads,
    rulers,
)
from wiredesk.records import Entity, EntityId
from wiredesk.text.names import fold, person_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Point = tuple[int, int, EntityId]

PRONOUNS: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
REACH = 2  # sentences back in which a pronoun's person must be named
BODY_NOUNS = frozenset(
    "ministry party university college court council commission committee agency bank department parliament senate "
    "congress union association institute foundation group club team hospital school church army police".split()
)
COMPANY_NOUNS = frozenset("company firm".split())
OTHERS = frozenset(
    "former next new first second another other late then future previous last fellow same "
    "vice deputy assistant acting ex".split()
)
SUBJECTS = frozenset("nsubj nsubjpass".split())
OBJECTS = frozenset("dobj dative".split())
MAX_AFTER = 10  # words behind a role that can name its country: "of the Republic of …"
MAX_LOOK = 50  # mentions of one body that are looked at; keeps hostile texts from costing more than linear time


class Reference(NamedTuple):
    """Words that point to an entity, and where they stand in the grammar."""

    start: int
    end: int
    entity: EntityId
    sentence: int
    is_subject: bool
    is_quoted: bool


@dataclass(slots=True)
class Setting:
    """What the resolving of one article leans on."""

    doc: Doc
    entities: dict[EntityId, Entity]
    roles: dict[EntityId, list[Role]]
    sentences: list[int]  # where each begins
    quoted: list[tuple[int, int]]  # stretches inside quote marks
    genders: dict[EntityId, Gender]
    seen: list[Reference] = field(default_factory=list)  # people, in text order

    def sentence_of(self, start: int) -> int:
        """The number of the sentence that holds a character."""
        return bisect_right(self.sentences, start) - 1

    def is_quoted(self, start: int) -> bool:
        """True inside quote marks."""
        place = bisect_right(self.quoted, (start, 1 << 60)) - 1
        return place >= 0 and start < self.quoted[place][1]


def find_references(
    parse: Parse, entities: Iterable[Entity], roles: dict[EntityId, list[Role]]
) -> Iterator[tuple[int, int, EntityId]]:
    """Start, end and entity of each description and pronoun whose meaning is plain."""
    known = {entity.id: entity for entity in entities}
    setting = Setting(
        doc=parse.doc,
        entities=known,
        roles=roles,
        sentences=[sentence.start_char for sentence in parse.doc.sents],
        quoted=list(quoted_stretches(parse.article.text)),
        genders=genders_of(parse.doc, known.values(), roles),
    )
    names = sorted((span.start, span.end, entity.id) for entity in known.values() for span in entity.mentions)
    starts = [start for start, _, _ in names]
    place = 0
    for token in parse.doc:
        while place < len(names) and names[place][0] <= token.idx:
            note(setting, names[place], token)
            place += 1
        inside = bisect_right(starts, token.idx) - 1
        if inside >= 0 and token.idx < names[inside][1]:
            continue
        point = pronoun(setting, token) if token.lower_ in PRONOUNS else description(setting, token)
        if point is not None:
            note(setting, point, token)
            yield point


def note(setting: Setting, point: Point, token: Token) -> None:
    """Keeps a reference to a person for the pronouns that follow."""
    start, end, entity = point
    if setting.entities[entity].type != "PERSON":
        return
    sentence, quoted = setting.sentence_of(start), setting.is_quoted(start)
    setting.seen.append(Reference(start, end, entity, sentence, is_subject(token), quoted))


def is_subject(token: Token) -> bool:
    """True where the token, or the noun that it is part of, is a verb's subject."""
    while token.dep_ in ("compound", "nmod", "amod", "poss") and token.head.i > token.i and token.dep_ != "poss":
        token = token.head
    return token.dep_ in SUBJECTS


def quoted_stretches(text: str) -> Iterator[tuple[int, int]]:
    """The stretches inside double quote marks; a mark left open ends with its paragraph."""
    start: int | None = None
    for place, letter in enumerate(text):
        if letter == "\n" and start is not None:
            yield start, place
            start = None
        elif letter in "“„«" or (letter == '"' and start is None):
            start = place if start is None else start
        elif letter in '”"»' and start is not None:
            yield start, place
            start = None


def genders_of(doc: Doc, entities: Iterable[Entity], roles: dict[EntityId, list[Role]]) -> dict[EntityId, Gender]:
    """The gender of people by title, role or given name; those who have none of these are left out."""
    found: dict[EntityId, Gender] = {}
    starts = [token.idx for token in doc]
    for entity in entities:
        if entity.type == "PERSON":
            gender = told_gender(doc, starts, entity, roles.get(entity.id, []))
            if gender is not None:
                found[entity.id] = gender
    return found


def told_gender(doc: Doc, starts: list[int], entity: Entity, roles: list[Role]) -> Gender | None:
    """The gender that the title before a name tells, else a role, else the given name."""
    for span in entity.mentions:
        first = bisect_left(starts, span.start)
        if 0 < first <= len(doc):
            title = GENDER_OF_TITLE.get(fold(doc[first - 1].text).strip("."))
            if title is not None:
                return title
    told = next((gender for role in roles if (gender := role_heads().get(role.head))), None)
    given = person_name(entity.name).given
    return told or (given_genders().get(given[0]) if given else None)


# ------------------------------------------------------------------ pronouns


def pronoun(setting: Setting, token: Token) -> Point | None:
    """Whom a pronoun in the article's own voice means: the sentence's one person, else the subject before it."""
    gender = PRONOUNS[str(token.lower_)]
    if setting.is_quoted(token.idx):
        return None
    here = setting.sentence_of(token.idx)
    for sentence in range(here, here - REACH - 1, -1):
        named = [one for one in recent(setting, sentence) if setting.genders.get(one.entity, gender) == gender]
        if sentence == here and token.dep_ in OBJECTS:  # "Doe met him": him is not Doe
            named = [one for one in named if not one.is_subject]
        if named:
            chosen = the_one(named)
            return (token.idx, token.idx + len(token.text), chosen) if chosen else None
    return None


def recent(setting: Setting, sentence: int) -> list[Reference]:
    """The people of a sentence so far, outside quotes."""
    found: list[Reference] = []
    for one in reversed(setting.seen):
        if one.sentence < sentence:
            break
        if one.sentence == sentence and not one.is_quoted:
            found.append(one)
    return found[::-1]


def the_one(named: list[Reference]) -> EntityId | None:
    """The only person among these, else the only subject."""
    for chosen in (
        named,
        [one for one in named if one.is_subject],
    ):
        people = {one.entity for one in chosen}
        if len(people) == 1:
            return chosen[0].entity
    return None


# ------------------------------------------------------------------ descriptions


def description(setting: Setting, token: Token) -> Point | None:
    """Whom "the Ruritanian leader", "the minister" or "the ministry" means."""
    lower = str(token.lower_)
    is_role = head_of(token.text) is not None and lower in role_heads()
    if not (is_role or lower in BODY_NOUNS or lower in COMPANY_NOUNS) or token.tag_ not in ("NN", "NNP"):
        return None
    first = token.left_edge.i
    if not is_definite(setting.doc, first, token) or token.dep_ in ("compound", "appos", "attr", "amod", "nmod"):
        return None
    entity = described_person(setting, token, first) if is_role else described_body(setting, token)
    return (setting.doc[first].idx, token.idx + len(token.text), entity) if entity else None


def is_definite(doc: Doc, first: int, token: Token) -> bool:
    """True for "the …" and "Ruritania's …" that bring in nobody else and have no name beside them."""
    if token.i - first > 6 or token.i == first:
        return False
    words = [doc[index] for index in range(first, token.i)]
    if any(word.lower_ in OTHERS or (word.is_punct and word.text != "-") for word in words):
        return False
    if any(child.dep_ == "appos" for child in token.children):
        return False
    if token.i + 1 < len(doc) and doc[token.i + 1].ent_type_ == "PERSON":
        return False
    return bool(words[0].lower_ == "the") or any(word.tag_ == "POS" for word in words)


def described_person(setting: Setting, token: Token, first: int) -> EntityId | None:
    """The person whose role and country fit; when several do, the only one named in this or the last sentence."""
    head = role_head(token)
    end = token.right_edge.i + 1 if token.right_edge.i - token.i <= MAX_AFTER else token.i + 1
    country = country_in(setting.doc[first:end].text.replace("’s", "").replace("'s", ""))
    before = {one.entity for one in setting.seen}
    fitting = [one for one in sorted(before) if fits(setting, one, head, country)]
    if country is None and len(fitting) > 1:
        here = setting.sentence_of(token.idx)
        near = {one.entity for one in setting.seen if one.sentence >= here - 1}
        fitting = [one for one in fitting if one in near]
    elif country is not None:
        own = [one for one in fitting if setting.entities[one].country == country]
        fitting = own or fitting
    return fitting[0] if len(fitting) == 1 else None


def fits(setting: Setting, person: EntityId, head: str, country: str | None) -> bool:
    """True where a person has the role, and no other country or gender."""
    heads = {role.head for role in setting.roles.get(person, [])}
    if not (head in heads or (head in rulers() and heads & rulers())):
        return False
    own, gender = setting.entities[person].country, role_heads().get(head)
    if gender is not None and setting.genders.get(person, gender) != gender:
        return False
    return country is None or own is None or own == country


def described_body(setting: Setting, token: Token) -> EntityId | None:
    """The only body of the article whose name has the noun ("the ministry"); for a company, the only body near."""
    bodies = [one for one in setting.entities.values() if one.type == "ORG" and one.mentions[0].start < token.idx]
    if token.lower_ in COMPANY_NOUNS:
        floor = setting.sentences[max(setting.sentence_of(token.idx) - 1, 0)]
        near = [one for one in bodies if any(floor <= span.start < token.idx for span in one.mentions[:MAX_LOOK])]
        return near[0].id if len(near) == 1 else None
    fitting = [one for one in bodies if fold(token.text) in fold(one.name).split()]
    return fitting[0].id if len(fitting) == 1 else None
