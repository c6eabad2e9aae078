"""Signatures: lines and line ends that only say whose text it is ("By Reuters staff", "mit dpa", "(dpa/AFP)")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.flow.articles.agencies import BETWEEN, PRINTS_PICTURES, known, leading
from wiredesk.records import Credit, CreditRole

LONGEST = 100  # characters of a line that is no more than a signature
BY = re.compile(
    r"^(?:by|von|par|por|di|da|door|autor(?:en)?|auteur|автор|text|texte|words|story)\s*:?\s+(?=\S)|^(?:—|–|-|/)\s*",
    re.IGNORECASE,
)
WITH = re.compile(
    r"(?:^|[\s,;|/(-])(?:with|mit|avec|con|com|met|z|с|med)\s+"
    r"(?:(?:files|material|materiale|inputs?|input|reporting|reports|informationen|información|informações|"
    r"informazioni|"
    r"informations|informacji)\s+(?:from|by|von|der|de|da|do|di|della|dell['’]|del)?\s*)?"
    r"(?=(?:the |la |l['’]|der |die |den |les |le |das |as )?(?P<rest>[^\W\d_]))",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"^(?:the |les |den |las |as |le |der |die |news |wire |our )*(?:agencies|agenturen|agences|agencias|agenzie|"
    r"agências|persbureaus|agencjami|agencje|агентства|wire services?|wire reports?|agency (?:reports|inputs)|news "
    r"services)$",
    re.IGNORECASE,
)
UNNAMED = "agencies"  # what a page credits that names none
STAFF = frozenset(
    "staff writer writers reporter reporters correspondent correspondents journalist photographer editor bureau "
    "in aus à en at from "
    "national political business sports chief senior news desk report".split()
)
INITIALS = re.compile(r"^[a-zäöü]{1,5}\d?$|^[A-Z]{2,3}$")
PERSON = re.compile(
    r"^(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*|de|von|van|der|di|da|la|del|bin|al|el)(?:\s+(?:[^\W\d_a-z][\w.'’-]*|de|von|"
    r"van|der|di|da|la|del|bin|al|el))*$"
)
DOMAIN = re.compile(r"^[\w-]+(?:\.[\w-]+)+$")
TAIL = re.compile(
    r"(?<=[.!?…”\"»’'])\s*(?:[(\[](?P<inside>[^()\[\]]{2,60})[)\]]|(?:—|–|--|-)\s?(?P<dash>[\w ,/]{2,40})|"
    r"/(?P<slash>\w{2,12}))\s*\.?$"
)
PICTURE = re.compile(r"\b(?:photo|foto|image|images|picture|bild|via|file|pool|handout|caption|getty)\b", re.IGNORECASE)


def signature(line: str, *, is_byline: bool = False) -> Iterator[Credit]:
    """The agencies of a line that holds nothing but who wrote it; none for any other line.

    Settings is_byline: the line is known to say who wrote the article, so names of people and places may stand in it.
    """
    words = line.strip().strip("()[]").strip()
    if not words or len(words) > LONGEST:
        return
    by = BY.match(words)
    own, lent = parted(words[by.end() :] if by else words)
    is_byline = is_byline or bool(by)
    found = [*of_parts(own, is_byline=is_byline or bool(lent))]
    given = [*of_parts(lent, is_byline=True)] if lent else []
    if found == [""] or given == [""] or not (found or given):
        return
    role: CreditRole = "via" if len(found) == 1 else "contributed"
    for names, its_role in ((found, role), (given, "contributed")):
        for name in names:
            yield Credit(agency=name, role=role_of(name, its_role), words=line.strip())


def role_of(name: str, role: CreditRole) -> CreditRole:
    """The role of one name: picture agencies send pictures, and nobody knows who "agencies" are."""
    return "image" if name in PRINTS_PICTURES else "contributed" if name == UNNAMED else role


def parted(words: str) -> tuple[str, str]:
    """A line's own names and those after "with"."""
    match = WITH.search(words)
    return (words[: match.start()].strip(" (,"), words[match.start("rest") :].strip(" )")) if match else (words, "")


def of_parts(words: str, *, is_byline: bool) -> list[str]:
    """The agencies of a list of names; [""] where something else stands in it."""
    found: dict[str, None] = {}
    if name := known(words):
        return [name]
    has_person = False
    for part in BETWEEN.split(words):
        bare = part.strip(" .:()[]")
        name, rest = leading(bare)
        if GENERIC.match(bare):
            found[UNNAMED] = None
        elif name and (not rest or (is_byline and is_staff(rest))):
            found[name] = None
        elif is_byline and (PERSON.match(bare) or DOMAIN.match(bare)):
            has_person = True
        elif bare and not INITIALS.match(bare) and not DOMAIN.match(bare):
            return [""]
    if has_person and "/" in words and not is_byline:
        return [""]
    return list(found)


def is_staff(words: str) -> bool:
    """True for what follows an agency's name in a byline: "staff", "writer Ann Example", "in Valencia"."""
    return all(part.casefold() in STAFF or not part[0].islower() for part in words.split())


def tail(paragraph: str) -> Iterator[Credit]:
    """The agencies that a paragraph is signed with at its end: "… (dpa)", "… – AFP", "… /dpa"."""
    match = TAIL.search(paragraph, max(0, len(paragraph) - LONGEST))
    if match:
        words = match["inside"] or match["dash"] or match["slash"]
        if not PICTURE.search(words):
            yield from signature(words)
