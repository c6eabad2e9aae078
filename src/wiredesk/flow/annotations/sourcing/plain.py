"""Chains where there is no grammar: cue words of the language, names of media, head nouns of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.parse import Parse
from wiredesk.flow.annotations.plain_cues import pattern as cue_pattern
from wiredesk.flow.annotations.sourcing.chains import Chain, chains_of
from wiredesk.flow.annotations.sourcing.links import Said
from wiredesk.flow.annotations.sourcing.nodes import Node
from wiredesk.records import SourceKind
from wiredesk.text import relaying
from wiredesk.text.citing import citations

SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…](?!\s+[A-ZÀ-ÞА-Я„«“\"])[^.!?…\n]*)*[.!?…]*")
PHRASE = re.compile(r"[^\W_][\w’'-]*(?: [\w’'-]+){0,7}")
MAX_SENTENCE = 1500  # characters; longer ones are lists and junk
NEAR = 80  # characters between a cue and the source that it names
DIRECT: tuple[SourceKind, ...] = ("anonymous", "document", "collective")  # on which an article leans without a medium


def plain_chains(parse: Parse, cast: Cast, own: str) -> Iterator[Chain]:
    """The chains of each sentence of a text without a parse."""
    language = parse.article.language.split("-")[0]
    for match in SENTENCE.finditer(parse.article.text):
        if match.end() - match.start() <= MAX_SENTENCE:
            yield from chains_of(said_in(match.group(), match.start(), language, cast), own=own)


def said_in(sentence: str, shift: int, language: str, cast: Cast) -> list[Said]:
    """The links of one sentence that begins at the character `shift`."""
    links = []
    taken: list[tuple[int, int]] = []
    for one in citations(sentence):
        medium = Node(one.medium.name, "outlet", one.medium.start + shift, one.medium.end + shift)
        beyond = cited_near(sentence, shift, one.end, language, cast) or told_by(
            sentence, shift, (one.start, one.medium.start), language, cast
        )
        if beyond is not None and beyond.start < medium.end and medium.start < beyond.end:
            beyond = None
        links.append(Said(medium, beyond, one.start + shift, one.end + shift))
        taken += [(node.start - shift, node.end - shift) for node in (medium, beyond) if node is not None]
    for start, node in direct(sentence, shift, language):
        if not any(low < node.end - shift and node.start - shift < high for low, high in taken):
            links.append(Said(node, None, start + shift, node.end))
    return links


@cache
def finder(language: str, place: str) -> re.Pattern[str] | None:
    """Any phrase of one place of the table in one language."""
    phrases = relaying.of_language(language, place)
    return re.compile(rf"(?<!\w)(?:{relaying.any_of(*phrases)})(?!\w)") if phrases else None


def cited_near(sentence: str, shift: int, end: int, language: str, cast: Cast) -> Node | None:
    """Whom a medium cites: the source behind "citando a", "unter Berufung auf"; that of its own clause."""
    found = finder(language, "cites")
    for match in found.finditer(sentence) if found else ():
        if match.end() >= end - NEAR:
            node = source_behind(sentence, match.end(), shift, language, cast)
            if node is not None:
                return node
    return None


def source_behind(sentence: str, at: int, shift: int, language: str, cast: Cast) -> Node | None:
    """The source whose words begin behind a cue: a phrase up to a comma or a verb of saying."""
    phrase = PHRASE.search(sentence, at, at + NEAR)
    if phrase is None or sentence[at : phrase.start()].strip(' ,„«“"'):
        return None
    start, end = phrase.span()
    for place in ("after", "cites"):
        stop = finder(language, place)
        verb = stop.search(sentence, start + 1, end) if stop else None
        end = verb.start() if verb else end
    words = sentence[start:end].rstrip()
    kind = kind_of(words, language)
    if kind is not None:
        return Node(words, kind, start + shift, start + shift + len(words))
    return person_in(start + shift, start + shift + len(words), cast)


@cache
def kinds(language: str) -> dict[str, SourceKind]:
    """Head noun in lower case → the kind of source that it names."""
    found: dict[str, SourceKind] = {}
    for kind in ("institution", *DIRECT):
        found.update(dict.fromkeys((word.casefold() for word in relaying.of_language(language, kind)), kind))
    return found


def kind_of(words: str, language: str) -> SourceKind | None:
    """The kind that the first head noun in the words tells."""
    table = kinds(language)
    return next((table[word] for word in re.findall(r"[\w-]+", words.casefold()) if word in table), None)


def told_by(sentence: str, shift: int, cue: tuple[int, int], language: str, cast: Cast) -> Node | None:
    """Who spoke to a medium: the person named nearest the words "dijo a", "a déclaré à", else who has no name."""
    told = finder(language, "told")
    if told is None or not told.search(sentence, cue[0], cue[1]):
        return None
    near = [
        (min(abs(start - shift - cue[0]), abs(start - shift - cue[1])), start, end)
        for start, end, entity in cast.points
        if shift <= start and end <= shift + len(sentence) and cast.by_id[entity].type == "PERSON"
    ]
    if near:
        _, start, end = min(near)
        return person_in(start, end, cast)
    before = [*re.finditer(r"[^,;:„«“\"]+", sentence[: cue[0]])]
    words = before[-1].group().strip() if before else ""
    kind = kind_of(words, language) if words else None
    start = sentence.find(words) + shift if words else 0
    return Node(words, kind, start, start + len(words)) if kind is not None else None


def person_in(start: int, end: int, cast: Cast) -> Node | None:
    """The person named within the characters."""
    for low, high, entity in cast.points:
        if start <= low and high <= end and cast.by_id[entity].type == "PERSON":
            return Node(cast.by_id[entity].name, "named", low, high, entity)
    return None


def direct(sentence: str, shift: int, language: str) -> Iterator[tuple[int, Node]]:
    """Sources without a name and documents that the article itself leans on: "según fuentes", "selon un rapport"."""
    names = finder(language, "names")
    for match in names.finditer(sentence) if names else ():
        node = source_behind(sentence, match.end(), shift, language, Cast.of((), ()))
        if node is not None and node.kind in DIRECT:
            yield match.start(), node
    first = PHRASE.match(sentence.lstrip())
    saying = cue_pattern(language)
    if first is None or saying is None:
        return
    at = len(sentence) - len(sentence.lstrip())
    verb = saying.search(sentence, at, at + NEAR)
    words = sentence[at : verb.start()].strip() if verb else ""
    head = next((kind for word in words.split()[:3] if (kind := kind_of(word, language))), None)
    if words and "," not in words and head in DIRECT:
        yield at, Node(words, head, at + shift, at + shift + len(words))
