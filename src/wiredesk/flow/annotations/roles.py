"""What people are: the roles that texts give them, before the name or after it.

"Foreign Minister Sergey Lavrov", "Wang Yi, China's top diplomat": the words of the role, its head and its country.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, NamedTuple

from wiredesk.flow.annotations.gazetteer import country_in, known
from wiredesk.text.names import HONORIFICS, fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Gender = Literal["f", "m"]

MAX_BEFORE = 9  # words of a role that stand before a name
MAX_AFTER = 12  # words of an apposition that are kept
JOINERS = frozenset("of and & for the 's ’s - / then".split())
BEFORE_TITLES = frozenset("former ex vice acting then deputy prime current outgoing late of and top".split())
PAST = frozenset("former ex then late onetime one-time ex-president erstwhile deposed ousted retired".split())
VAGUE = frozenset("counterpart father mother son daughter brother sister wife husband uncle aunt nephew niece".split())
GENDER_OF_TITLE: dict[str, Gender] = {
    "mr": "m", "sir": "m", "lord": "m", "herr": "m", "monsieur": "m", "señor": "m", "senor": "m", "don": "m",
    "king": "m",
    "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f", "madam": "f", "madame": "f", "mme": "f", "frau": "f",
    "señora": "f", "senora": "f", "queen": "f",
}  # fmt: skip


class Role(NamedTuple):
    """A role as a text gives it; without words where the text tells only the country."""

    words: str
    head: str  # "minister"
    country: str | None
    start: int  # character where the words begin
    is_past: bool = False  # "former", "then-", "late" stands before it


@cache
def role_heads() -> dict[str, Gender | None]:
    """Words that head a role → the gender that they tell."""
    found: dict[str, Gender | None] = {}
    text = resources.files("wiredesk.flow.annotations").joinpath("roles.txt").read_text("utf-8")
    for line in text.splitlines():
        for entry in line.lstrip("+").split() if not line.startswith("#") else ():
            word, _, gender = entry.partition(":")
            found[word.casefold()] = "f" if gender == "f" else "m" if gender == "m" else None
    return found


@cache
def rulers() -> frozenset[str]:
    """Heads of roles that rule a country."""
    text = resources.files("wiredesk.flow.annotations").joinpath("roles.txt").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("+"))
    return frozenset(entry.partition(":")[0] for entry in line[1:].split())


@cache
def given_genders() -> dict[str, Gender]:
    """Common given names → the gender that they tell."""
    text = resources.files("wiredesk.flow.annotations").joinpath("given.txt").read_text("utf-8")
    found: dict[str, Gender] = {}
    for line in text.splitlines():
        if line[:2] in ("f ", "m "):
            gender: Gender = "f" if line[0] == "f" else "m"
            found.update({fold(word): gender for word in line[2:].split()})
    return found


def head_of(word: str) -> str | None:
    """The role that the word heads: "Ministers" → "minister"; None for other words."""
    plain = word.casefold().strip(".")
    for form in (plain, plain.removesuffix("s"), plain.rpartition("-")[2]):
        if form in role_heads():
            return form
    return None


def first_of_title(doc: Doc, start: int, head: int) -> int:
    """Where a title in capitals begins: "decision President" is "President"; "former President" is whole."""
    if not doc[head].text[:1].isupper():
        return start
    for index in range(head - 1, start - 1, -1):
        word = doc[index]
        if word.text.islower() and word.is_alpha and word.lower_ not in BEFORE_TITLES:
            return index + 1
    return start


def role_head(token: Token) -> str:
    """The role that a token heads; a prime minister is a premier, who rules, not a minister."""
    head = head_of(token.text) or ""
    is_prime = token.i > 0 and token.doc[token.i - 1].lower_ == "prime"
    return "premier" if head == "minister" and is_prime else head


def is_title(word: str) -> bool:
    """True for words that belong before a name, not into it: "President", "Sen."."""
    return head_of(word) is not None or fold(word).strip(".") in HONORIFICS


def role_before(doc: Doc, first: int) -> Role | None:
    """The role in the words that run up to the token `first`, where a name begins."""
    start = first
    floor = max(doc[first].sent.start, first - MAX_BEFORE)
    while start > floor and is_role_word(doc[start - 1]) and is_joined(doc, start - 1):
        start -= 1
    while start < first and (fold(doc[start].text) in JOINERS or doc[start].text in ("'s", "’s")):
        start += 1
    end = first
    while end > start and fold(doc[end - 1].text).strip(".") in HONORIFICS and head_of(doc[end - 1].text) is None:
        end -= 1
    if end > start and doc[end - 1].lower_ in ("of", "for", "and", "&"):
        return None  # "a spokesman for Mr. Doe" is not Doe
    return role_in(doc, start, end) or country_before(doc, start, end)


def country_before(doc: Doc, start: int, first: int) -> Role | None:
    """Only a country, for "Ruritania's Jo Doe"."""
    if first - start < 2 or doc[first - 1].text not in ("'s", "’s"):
        return None
    country = country_in(doc[start : first - 1].text)
    return Role("", "", country, doc[start].idx) if country else None


def is_role_word(token: Token) -> bool:
    """True for words that can stand within a role before a name."""
    if token.lower_ in JOINERS:
        return str(token.lower_) != "the"
    return str(token.pos_) in ("PROPN", "NOUN", "ADJ") and not (token.is_space or token.like_num)


def is_joined(doc: Doc, index: int) -> bool:
    """False where a joiner leads out of the role: "invitation of | President", "President X and | President"."""
    if doc[index].lower_ in ("of", "and", "&", "for"):
        return index > 0 and head_of(str(doc[index - 1].text)) is not None
    return str(doc[index].ent_type_) != "PERSON"


def role_after(doc: Doc, last: int) -> Role | None:
    """The role in the apposition behind the token `last`, where a name ends: "…, the Apple chief executive,"."""
    if last + 2 >= len(doc) or doc[last + 1].text not in (",", "–", "—", "("):
        return None
    start = last + 2
    end = start
    ceiling = min(len(doc), start + MAX_AFTER, doc[last].sent.end)
    while end < ceiling and (doc[end].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PRON") or doc[end].lower_ in JOINERS):
        end += 1
    if end < len(doc) and doc[end].text not in (",", ".", ")", "–", "—", ";", "who", "and", "said"):
        return None
    while start < end and (doc[start].pos_ in ("DET", "PRON") and known(doc[start].text) is None):
        start += 1
    return role_in(doc, start, end)


def role_in(doc: Doc, start: int, end: int) -> Role | None:
    """The role in the tokens start..end: its first head decides, countries before it are taken off."""
    heads = [index for index in range(start, end) if head_of(doc[index].text)]
    if not heads:
        return None
    before_of = [index for index in heads if not any(doc[j].lower_ in ("of", "for") for j in range(start, index))]
    head = (before_of or heads)[-1]
    start = first_of_title(doc, start, head)
    country = country_in(doc[start:end].text.replace(" 's", "").replace("'s", "").replace("’s", ""))
    if fold(doc[head].text) in VAGUE:
        return Role("", "", country, doc[start].idx) if doc[head].lower_ == "counterpart" and country else None
    begin = start
    while begin < head and (known(doc[begin].text) or doc[begin].text in ("'s", "’s", "-", ".")):
        begin += 1
    words = doc[begin:end].text
    is_past = any(doc[index].lower_ in PAST for index in range(max(begin - 2, 0), head))
    return Role(" ".join(words.split()), role_head(doc[head]), country, doc[begin].idx, is_past)
