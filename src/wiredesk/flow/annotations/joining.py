"""Names that the recogniser gives in pieces, put together: "Ruritania Department of Health", "Jo el-Doe".

Each rule looks at the tokens that stand right behind or before a name and belong to no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wiredesk.flow.annotations.gazetteer import known
from wiredesk.flow.annotations.mention import Mention
from wiredesk.flow.annotations.words import Words
from wiredesk.text.names import PARTICLES, fold

BODY_NOUNS = frozenset(
    "University College School Department Ministry Police Council Hospital Party Committee Agency Bureau Office Court "
    "Commission Corps Guard Army Navy Association Federation Union Institute Foundation Society League Club Group Bank "
    "Company Corporation Authority Administration Service Board Center Centre Academy Museum Library Church Parliament "
    "Senate Assembly Congress Legislature Team Times Post Herald Tribune Journal News Airlines Airways Motors Energy "
    "Fund Trust Network Alliance Coalition Conference Chamber Exchange Orchestra Theatre Theater".split()
)
JOINERS = frozenset("of for and & the on".split())
NOBLES = frozenset("Duke Duchess Prince Princess Earl Countess Marquess Marchioness Viscount".split())
STATIONS = frozenset("FM AM TV Radio".split())
FORMS = frozenset(
    "Inc Incorporated Corp Corporation Co Company Ltd Limited PLC Plc plc LLC LLP AG SA NV BV GmbH SpA".split()
)
TICKER = re.compile(r"[A-Z]{2,5}(?:\.[A-Z]{1,3})?")
MAX_RUN = 8  # words of a name that are put together


class Pieces(NamedTuple):
    """The words of a text, and for each character whether it belongs to a name."""

    words: Words
    taken: bytearray

    def is_free(self, index: int) -> bool:
        """True for a token of no name."""
        return index < len(self.words.tokens) and not self.taken[self.words.doc[index].idx]


def join(words: Words, mentions: list[Mention]) -> list[Mention]:
    """The mentions with pieces of one name put together, in text order, none within another."""
    mentions = [without_ticker(one) for one in mentions]
    pieces = Pieces(words, words.taken_by(mentions))
    longer = [extended(pieces, begun(words, one)) for one in mentions]
    longer.extend(stations(pieces))
    return merged(words.text, longer)


def without_ticker(mention: Mention) -> Mention:
    """A company without the code of its shares that some agencies print behind it: "Acme Corp ACM.N"."""
    head, _, tail = mention.name.rpartition(" ")
    if mention.type != "ORG" or not TICKER.fullmatch(tail) or head.split(" ")[-1].rstrip(".") not in FORMS:
        return mention
    return mention if tail.rstrip(".") in FORMS else mention._replace(name=head, end=mention.end - len(tail) - 1)


def begun(words: Words, mention: Mention) -> Mention:
    """A company whose name begins before "of" or before "and Co": "Jane of Ruritania Corp", "Doe and Sons Inc"."""
    doc, index = words.doc, words.at.get(mention.start, 0)
    parts = mention.name.replace(".", "").split()
    if mention.type != "ORG" or parts[-1] not in FORMS or index < 2:
        return mention
    joiner = doc[index - 1].lower_
    only_form = all(part in FORMS or part == "Sons" for part in parts)
    if not words.is_glued(index) or not (joiner == "of" or (joiner in ("and", "&") and only_form)):
        return mention
    start = index - 1
    while start > 0 and words.is_glued(start) and doc[start - 1].pos_ == "PROPN" and doc[start - 1].text[:1].isupper():
        start -= 1
    if start == index - 1:
        return mention
    return mention._replace(start=doc[start].idx, name=" ".join(words.text[doc[start].idx : mention.end].split()))


def extended(pieces: Pieces, mention: Mention) -> Mention:
    """The mention with the free words behind it that are of it."""
    words = pieces.words
    index = words.after(mention)
    if not pieces.is_free(index) or not words.is_glued(index):
        return mention
    if mention.type == "PERSON":
        end = family_end(pieces, index)
    elif mention.type in ("GPE", "ORG", "NORP"):
        end = body_end(pieces, index)
    else:
        end = None
    if end is None:
        return mention
    last = words.doc[end]
    stop = last.idx + len(last.text)
    kind = mention.type if mention.type == "PERSON" else "ORG"
    return Mention(mention.start, stop, kind, " ".join(words.text[mention.start : stop].split()))


def family_end(pieces: Pieces, index: int) -> int | None:
    """The last token of a family name with a particle that begins at a token: "el-Doe", "van Doe"."""
    doc = pieces.words.doc
    if fold(doc[index].text) not in PARTICLES or index + 1 >= len(doc):
        return None
    end = index + 2 if doc[index + 1].text == "-" else index + 1
    is_name = end < len(doc) and pieces.is_free(end) and doc[end].text.istitle() and doc[end].pos_ == "PROPN"
    return end if is_name and "\n" not in doc[index:end].text else None


def body_end(pieces: Pieces, index: int) -> int | None:
    """The last token of a run of capitals that makes a place's name a body's: "Department of Health", "State"."""
    words, doc, end, noun = pieces.words, pieces.words.doc, None, False
    for place in range(index, min(index + MAX_RUN, len(doc))):
        token = doc[place]
        if not pieces.is_free(place) or not words.is_glued(place):
            break
        if token.text in BODY_NOUNS:
            noun, end = True, place
        elif token.text[:1].isupper() and token.is_alpha and token.pos_ in ("PROPN", "NOUN", "ADJ"):
            end = place if noun else end
        elif token.text not in JOINERS:
            break
    if end is None and doc[index].text == "State" and not words_follow(words, index + 1):
        return index
    return end


def words_follow(words: Words, index: int) -> bool:
    """True where a capitalised word goes on."""
    return words.is_glued(index) and words.doc[index].text[:1].isupper()


def stations(pieces: Pieces) -> Iterator[Mention]:
    """Radio and television stations: KXYZ FM."""
    words = pieces.words
    for index, word in enumerate(words.tokens):
        if word in STATIONS and pieces.is_free(index) and words.is_glued(index) and pieces.is_free(index - 1):
            name, token = words.doc[index - 1], words.doc[index]
            if name.text.isupper() and name.is_alpha and 3 <= len(name) <= 5:
                yield Mention(name.idx, token.idx + len(word), "ORG", f"{name.text} {word}")


def merged(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with those joined that one name holds: a body and its country, a title and its place."""
    found = dropped_inner(sorted(mentions, key=lambda one: (one.start, -one.end)))
    index = 0
    while index + 1 < len(found):
        both = pair(text, found[index], found[index + 1])
        if both is None:
            index += 1
        else:
            found[index : index + 2] = [both]
    return [titled(text, one) for one in found]


def dropped_inner(mentions: list[Mention]) -> list[Mention]:
    """The mentions that begin behind the end of the one before."""
    found: list[Mention] = []
    for one in mentions:
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def pair(text: str, first: Mention, second: Mention) -> Mention | None:
    """Two neighbours as one name: "Acme Buses" and "Ruritania"; None where they are two."""
    if first.type == "ORG" and second.type == "GPE" and text[first.end : second.start] == " ":
        whole = text[first.start : second.end]
        is_free = not text[second.end : second.end + 2].lstrip(" ")[:1].isupper() and known(first.name) is None
        return Mention(first.start, second.end, "ORG", " ".join(whole.split())) if is_free else None
    is_of = text[first.end : second.start] == " of " and first.name.rpartition(" ")[2] in NOBLES
    if is_of and first.type == "PERSON" and second.type == "GPE":
        return Mention(first.start, second.end, "PERSON", " ".join(text[first.start : second.end].split()))
    return None


def titled(text: str, mention: Mention) -> Mention:
    """A place behind "Duchess of" as the person of that title."""
    before = text[max(0, mention.start - 20) : mention.start]
    words = before.split()
    if mention.type == "GPE" and before.endswith(" of ") and len(words) > 1 and words[-2] in NOBLES:
        start = mention.start - len(" of ") - len(words[-2])
        return Mention(start, mention.end, "PERSON", f"{words[-2]} of {mention.name}")
    return mention
