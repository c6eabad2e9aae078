"""Named mentions of one article: what the recogniser found, mended, and what it missed, found again by name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.compounds import split
from wiredesk.flow.annotations.evidence import BUILT, NATURAL, by_evidence
from wiredesk.flow.annotations.gazetteer import ABBREVIATED as STATES
from wiredesk.flow.annotations.gazetteer import known, table
from wiredesk.flow.annotations.joining import join
from wiredesk.flow.annotations.mention import Mention
from wiredesk.flow.annotations.parse import Parse
from wiredesk.flow.annotations.roles import is_title
from wiredesk.flow.annotations.teams import name_teams
from wiredesk.flow.annotations.things import drop_products
from wiredesk.flow.annotations.words import Words
from wiredesk.records import EntityType
from wiredesk.text.names import (
    HONORIFICS,
    PARTICLES,
    SUFFIXES,
    acronyms_of,
    family_keys,
    fold,
    is_family_first,
    person_name,
    sound_key,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

TYPES: dict[str, EntityType] = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "WORK_OF_ART": "WORK",
    "LAW": "WORK",
}
MAX_WORDS = 12  # a longer "name" is a sentence
MIN_CAPS = 0.8  # share of capital letters from which a line is one that shouts
BOILERPLATE = frozenset(
    "image images photo photos video videos share shares comment comments copyright advertisement updated published "
    "caption credit file pool handout read more related topics source sources subscribe newsletter live breaking "
    "exclusive editor's note question answer q a via today yesterday tomorrow gmt bst est edt pst utc".split()
)
EDGES = re.compile(r"^[©\s\"'“”‘’«»„()\[\]{},;:.!?*#•|/–—-]+|[\s\"'“”‘’«»„(\[\]{},;:!?*#•|/–—-]+$")
JUNK = re.compile(r"[@#<>={}|\\_]|https?:|www\.|\d{5}")
ABBREVIATED = frozenset("Inc. Corp. Co. Ltd. Jr. Sr. Bros. Dept. Univ. Assn. St.".split()) | STATES.keys()
# what secretaries are of
OFFICES = frozenset(
    "State Treasury Defense Defence Health Labor Education Justice Energy Commerce".split()
)  # "secretary of …"
DIRECTIONS = frozenset("east west north south".split())
GATHERINGS = frozenset(
    "conference summit olympics games cup festival forum championship championships tournament awards marathon".split()
)
TIME_WORDS = frozenset(
    "today yesterday tomorrow tonight meanwhile image photo".split()
)  # before a name at a line's start
# a lone word of these is a piece of a name that the text does not give
GENERIC = BUILT | NATURAL | frozenset("zoo strip email hospital university website video gallery hotel".split())
TOKENS = re.compile(r"-|'s|[^\s'-]+(?:'(?!s\b)[^\s'-]*)*")  # as the English tokeniser splits names
POSSESSIVE = re.compile(r"['’]s?$")


Options = dict[str, list[tuple[tuple[str, ...], EntityType]]]  # first word → names as words, and their types


def find_mentions(parse: Parse) -> list[Mention]:
    """The named mentions of an article with grammar, in text order, none within another."""
    found = drop_headline_junk(parse, list(recognised(parse.doc, parse.article.text)))
    words = Words.of(parse.doc)
    found = join(words, split(words, found))
    found = drop_products(words, mend_types(by_evidence(words, found)))
    found = join(words, found_again(words, found))
    return name_teams(words, mend_types(by_evidence(words, found)))


# ------------------------------------------------------------------ what the recogniser found


def recognised(doc: Doc, text: str) -> Iterator[Mention]:
    """The recogniser's names, their boundaries mended."""
    for span in doc.ents:
        kind = TYPES.get(span.label_)
        if kind is not None:
            for piece in pieces(span, kind):
                mention = mended(text, piece, kind)
                if mention is not None:
                    yield mention


def pieces(span: Span, kind: EntityType) -> Iterator[Span]:
    """The span cut at line breaks; names of people also where a slash, a verb or a bracket joins two."""
    doc, start = span.doc, span.start
    for index in range(span.start, span.end + 1):
        at_end = index == span.end
        if at_end or "\n" in doc[index].text or is_between(doc[index], kind, index == span.end - 1):
            if start < index:
                yield doc[start:index]
            start = index + 1
        elif is_demonym_hyphen(span, index):
            yield doc[start:index]
            start = index + 1


def is_between(token: Token, kind: EntityType, is_last: bool) -> bool:
    """True for tokens that stand between two names: slashes and spaced hyphens, more between people."""
    if kind == "PERSON":
        return is_cut(token, is_last)
    is_spaced = bool(token.i and token.nbor(-1).whitespace_)
    return kind in ("ORG", "GPE") and (token.text == "/" or (token.text in ("-", "–", "—", "|") and is_spaced))


def is_cut(token: Token, is_last: bool) -> bool:
    """True for tokens that no person's name holds."""
    return token.text in ("/", "(", ")", "|", ":", ";", "–", "—", "&", "and", "@") or (
        not is_last
        and token.pos_ == "VERB"
        and token.tag_ in ("VBZ", "VBD", "VB")
        and token.text.istitle()
        and token.i > 0
    )


def is_demonym_hyphen(span: Span, index: int) -> bool:
    """True at the hyphen of "Russian-Chinese": two peoples or countries, not one name."""
    doc = span.doc
    if doc[index].text not in ("-", "–", "/") or not span.start < index < span.end - 1:
        return False
    return known(doc[index - 1].text) is not None and known(doc[index + 1].text) is not None


def mended(text: str, span: Span, kind: EntityType) -> Mention | None:
    """The span as a mention without articles, titles, possessives and punctuation; None where nothing is left."""
    doc, first, last = span.doc, span.start, span.end
    while first < last and is_lead(doc[first], kind, last - first):
        first += 1
    while last > first and is_tail(doc[last - 1], kind):
        last -= 1
    if kind == "PERSON" and last - first > 2 and is_credit(doc[first:last]):
        first += 1
    if first == last or last - first > MAX_WORDS:
        return None
    start, end = trimmed(text, doc[first].idx, doc[last - 1].idx + len(doc[last - 1].text))
    words = " ".join(text[start:end].split())
    if words in OFFICES and first > 0 and doc[first - 1].lower_ == "of":
        return None
    return Mention(start, end, kind, words) if is_name(words, kind) else None


def is_credit(span: Span) -> bool:
    """True where an agency in capitals stands before a person's name: "PRESSPIC Jo Doe"."""
    head = span[0].text
    return head.isupper() and head.isalpha() and len(head) > 2 and not any(one.text.isupper() for one in span[1:])


def is_lead(token: Token, kind: EntityType, left: int) -> bool:
    """True for words before a name that are not of it."""
    if token.is_punct or token.is_space or token.lower_ in ("the", "a", "an", "'s", "’s"):
        return True
    if left < 2:
        return False
    if token.lower_ in TIME_WORDS:
        return True
    if token.text.islower() and fold(token.text) not in PARTICLES:
        return kind not in ("EVENT", "WORK")
    return kind == "PERSON" and is_title(token.text)


def is_tail(token: Token, kind: EntityType) -> bool:
    """True for tokens after a name that are not of it."""
    if token.is_space or token.text in ("'s", "’s", "'", "’") or token.pos_ == "ADP":
        return True
    is_apart = token.i == 0 or bool(token.nbor(-1).whitespace_)  # not the "un" of "Jong-un"
    if kind in ("PERSON", "ORG", "GPE") and token.is_alpha and token.text.islower() and is_apart:
        return True
    return bool(token.is_punct and token.text not in (")", "."))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """start..end without quote marks, brackets and the possessive at the edges."""
    words = text[start:end]
    head = EDGES.match(words)
    if head and head.end():
        start += head.end() if head.end() < len(words) else 0
    words = text[start:end]
    kept = POSSESSIVE.sub("", words) if words[-2:] in ("'s", "’s") else words
    kept = kept.rstrip("\"'“”‘’«»,;:!?*|/–—-([{ ")
    if kept.endswith(")") and "(" not in kept:
        kept = kept[:-1]
    if kept.endswith(".") and "." not in kept[:-1] and kept.split()[-1] not in ABBREVIATED:
        kept = kept[:-1]
    return start, start + len(kept)


def is_name(words: str, kind: EntityType) -> bool:
    """True for words that can be a name of this type."""
    if len(words) < 2 or JUNK.search(words) or not any(letter.isalpha() for letter in words):
        return False
    parts = [fold(part).strip(".") for part in words.split()]
    if all(part in DIRECTIONS for part in fold(words).split("-")) and "-" in words:
        return False
    if len(parts) == 1 and parts[0] in GENERIC:
        return False
    if all(part in BOILERPLATE or part in HONORIFICS or part.isdigit() for part in parts) or (
        len(parts) == 1 and is_title(words)
    ):
        return False
    if kind == "PERSON":
        return any(letter.isupper() for letter in words) and not any(letter.isdigit() for letter in words)
    if kind in ("GPE", "NORP", "ORG", "LOC", "FAC"):
        return any(letter.isupper() for letter in words)
    return True


# ------------------------------------------------------------------ headlines


def drop_headline_junk(parse: Parse, mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that shouting lines, or a known name with other words, have brought forth."""
    text = parse.article.text
    shouting = [(start, end) for start, end in lines(text) if is_shouting(text[start:end])]
    calm = [one for one in mentions if not any(start <= one.start < end for start, end in shouting)]
    names = {fold(one.name) for one in calm}
    singles = Counter(fold(word) for one in calm if one.type == "PERSON" for word in one.name.split()[-1:])
    people = {one.name for one in calm if one.type == "PERSON" and " " in one.name}
    return [cut_back(one, people) for one in calm if not is_fused(one, names, singles)]


def cut_back(mention: Mention, people: set[str]) -> Mention:
    """A "person" that is another person's name and a further word, as that person: "Jo Doe Papers"."""
    shorter, _, tail = mention.name.rpartition(" ")
    if mention.type != "PERSON" or shorter not in people or fold(tail).strip(".") in SUFFIXES:
        return mention
    if person_name(mention.name).family == person_name(shorter).family or tail[:1].islower():
        return mention
    return mention._replace(name=shorter, end=mention.end - len(tail) - 1)


def is_fused(mention: Mention, names: set[str], singles: Counter[str]) -> bool:
    """True for a "person" that begins with a known single name and goes on otherwise: "Putin Confirms Xi"."""
    words = [fold(word) for word in mention.name.split()]
    if mention.type != "PERSON" or len(words) < 3:
        return False
    return words[0] in names and singles[words[0]] > 1 and words[-1] in names


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def is_shouting(line: str) -> bool:
    """True for a line of several words in capitals."""
    letters = [letter for letter in line if letter.isalpha()]
    return len(line.split()) > 2 and sum(letter.isupper() for letter in letters) >= MIN_CAPS * max(len(letters), 1)


# ------------------------------------------------------------------ types


def mend_types(mentions: list[Mention]) -> list[Mention]:
    """The mentions with one type a name: the gazetteer's, a known person's, else the commonest in the article.

    A name in capitals has the type of the same name in small letters.
    """
    counts: dict[str, Counter[EntityType]] = defaultdict(Counter)
    calm = {one.name.upper(): one.name for one in sorted(mentions) if not one.name.isupper() and len(one.name) > 3}
    for one in mentions:
        counts[calm.get(one.name, one.name)][one.type] += 1 if one.name not in calm else 0
    families = person_families(mentions)
    firms = {one.name.split()[0] for one in mentions if one.type == "ORG" and " " in one.name}
    return [
        one._replace(type=best_type(one, counts[calm.get(one.name, one.name)], families, firms)) for one in mentions
    ]


def person_families(mentions: Iterable[Mention]) -> dict[str, str]:
    """Family-name keys of the people named in full → their name."""
    found: dict[str, str] = {}
    for one in mentions:
        if one.type == "PERSON" and person_name(one.name).is_whole and known(one.name) is None:
            for key in family_keys(one.name):
                found.setdefault(key, one.name)
    return found


def best_type(mention: Mention, counts: Counter[EntityType], families: dict[str, str], firms: set[str]) -> EntityType:
    """The type of a mention, seen with all mentions of its name."""
    listed = known(mention.name)
    whole = families.get(sound_key(mention.name)) if " " not in mention.name else None
    if whole and listed is None and (is_family_first(whole.split()) or mention.name not in firms):
        return "PERSON"
    if listed is not None and not (mention.type == "PERSON" and (whole or counts["PERSON"] > 1)):
        return listed.type
    if mention.type in ("ORG", "NORP", "LOC", "FAC", "PERSON") and " " in mention.name:
        words = mention.name.split()
        if mention.type != "PERSON" and is_family_first(words) and words[0] != "Hong":
            return "PERSON"
    if mention.type == "ORG" and fold(mention.name.split()[-1]) in GATHERINGS:
        return "EVENT"
    first = {kind: -rank for rank, kind in enumerate(counts)}
    return max(counts, key=lambda kind: (counts[kind], first[kind]))


# ------------------------------------------------------------------ what it missed


def found_again(words: Words, mentions: list[Mention]) -> list[Mention]:
    """All mentions, and further places where the same names, and names of the gazetteer, stand in the text."""
    taken = words.taken_by(mentions)
    added = [one for one in by_name(words, wanted(mentions)) if not any(taken[one.start : one.end])]
    return sorted([*mentions, *added])


def wanted(mentions: list[Mention]) -> Options:
    """What to look for besides the gazetteer."""
    names: dict[tuple[str, ...], EntityType] = {}
    for one in mentions:
        words = tuple(TOKENS.findall(one.name))
        if len(words) > 1 or is_sure(one):
            names[words] = one.type
        if one.type == "PERSON":
            names.update({(form,): "PERSON" for form in surnames(one.name)})
        if one.type == "ORG":
            names.update({(form,): "ORG" for form in acronyms_of(one.name) if len(form) > 2})
    return options_of(names)


def options_of(names: dict[tuple[str, ...], EntityType]) -> Options:
    """First word → names as words, with their types, also in capitals; longest first."""
    shouted = {tuple(word.upper() for word in words): kind for words, kind in names.items() if len(words[-1]) > 3}
    by_first: Options = {}
    for words, kind in {**shouted, **names}.items():
        by_first.setdefault(words[0], []).append((words, kind))
    for options in by_first.values():
        options.sort(key=lambda option: (-len(option[0]), option))
    return by_first


@cache
def listed_names() -> Options:
    """The gazetteer's names as words, by their first."""
    return options_of({tuple(TOKENS.findall(name)): entry.type for name, entry in table().items()})


def is_sure(mention: Mention) -> bool:
    """True for a lone word that is a name wherever it stands capitalised."""
    return mention.name[:1].isupper() and (len(mention.name) > 3 or mention.name.isupper())


def surnames(name: str) -> Iterator[str]:
    """The family name as it is written."""
    words = [word for word in name.split() if fold(word).strip(".") not in HONORIFICS]
    if len(words) < 2 or not person_name(name).is_whole:
        return
    yield words[0] if is_family_first(words) else words[-1]


def by_name(words: Words, own: Options) -> Iterator[Mention]:
    """The places where the article's own names and the gazetteer's stand, word by word; at each place the longest."""
    index, tokens, listed = 0, words.tokens, listed_names()
    while index < len(tokens):
        word = tokens[index]
        options = [
            one for names in (own, listed) if word in names for one in names[word] if is_here(tokens, index, one[0])
        ]
        if not options or is_lower_start(words.doc[index]):
            index += 1
            continue
        name, kind = max(options, key=lambda one: len(one[0]))
        last = words.doc[index + len(name) - 1]
        yield Mention(words.doc[index].idx, last.idx + len(last.text), kind, " ".join(name))
        index += len(name)


def is_here(words: list[str], index: int, name: tuple[str, ...]) -> bool:
    """True where the name's words stand from the index on."""
    return tuple(words[index : index + len(name)]) == name


def is_lower_start(token: Token) -> bool:
    """True for words that are no name here: "May" the month, "us", a verb that begins a sentence."""
    if not token.text.istitle():
        return bool(token.text.islower())
    return token.is_sent_start is True and token.pos_ in ("VERB", "AUX", "ADV")
