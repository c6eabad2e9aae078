"""The agencies that a page credits: in datelines, credit lines, captions, copyright lines and in its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from wiredesk.records import Credit, CreditRole, Removed

# A name as credits give it: capitalised words, at most five. Unknown names are found by this shape.
NAME = r"(?:[Tt]he )?[A-Z][\w.&'’-]*(?: (?:of |de |for |and )?[A-Z][\w.&'’-]*){0,4}"
# What newspapers, agencies and stations are called, for names that agencies.tsv does not hold.
PRESS_WORD = re.compile(
    r"\b(?:News|Press|Times|Post|Journal|Agency|Agencia|Agenzia|Wire|Newswire|Tribune|Herald|Telegraph|Gazette|Chronicle|"
    r"Guardian|Observer|Courier|Examiner|Mail|Radio|TV|Television|Broadcasting|Media|Service)\b"
)
DATELINE = re.compile(
    r"^(?:[^()/.]{0,60}?[ ,.])??[(/](?P<name>[^()/]{2,40})[)/]\.?\s*(?:[—–−:-]|\.)|^(?P<name2>[A-Z][\w ]{1,30})\s*[—–]\s"
)
CONTRIBUTED = re.compile(
    rf"(?P<names>{NAME}(?:(?:,| and|, and) {NAME})*) (?:also )?contributed(?: to)?\b|"
    rf"(?:[Ww]ith|[Aa]dditional) (?:reporting|inputs?|files|material|contributions?) (?:from|by) (?P<names2>{NAME}(?:(?:,| and|, and) {NAME})*)"
)
FIRST_APPEARED = re.compile(
    rf"(?:first|originally) (?:appeared|published|posted)(?: (?:in|on|by|at))? (?P<name>{NAME})"
)
SOURCE = re.compile(rf"^(?:Source|Quelle|Fuente|Fonte|Bron|Источник)s?\s*:\s*(?P<name>{NAME}(?:/{NAME})*)")
ACCORDING = re.compile(
    rf"[Aa]ccording to (?P<name>{NAME})|"
    rf"(?P<name2>{NAME}) (?:has |had |also |earlier |first )?report(?:s|ed)\b|"
    rf"reported (?P<name3>{NAME})|"
    rf"\b(?:told|tells|cited by|quoted by|reported by|seen by|reviewed by) (?P<name4>{NAME})|"
    rf"\b(?:citing|as per) (?P<name5>{NAME})"
)
COPYRIGHT = re.compile(
    r"(?:Copyright|©|\(c\)|\(C\))(?:\s*(?:©|\(c\)))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?"
    rf"(?P<name>{NAME})?"
)
IMAGE = re.compile(
    rf"(?:\b(?:Image|Photo|Picture|Foto|Bild|Credit|Crédit photo|Photograph)s?(?: [Cc]redit)?\s*(?:[:/]|by)\s*)(?P<name>[^.:;]{{2,80}})|"
    rf"\((?P<name2>[^()]{{2,80}})\)\s*$|\b[Vv]ia (?P<name3>{NAME})|/(?P<name4>[^/.]{{2,40}})\s*\.?$|\s[—–-]\s*(?P<name5>[^—–.]{{2,40}})$"
)
SPLIT = re.compile(r"\s*(?:/|,| via | and |\|)\s*")


@cache
def agencies() -> dict[str, str]:
    """Every known name of an agency → the name we use."""
    names: dict[str, str] = {}
    for row in files(__package__).joinpath("agencies.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            name, _, others = row.partition("\t")
            names[name] = name
            names.update({other: name for other in others.split("|") if other})
    return names


def known(words: str) -> str:
    """The agency that words name exactly, "" when none."""
    bare = words.strip(" .,:;()[]/—–-")
    table = agencies()
    return table.get(bare) or table.get(bare.removeprefix("The ").removeprefix("the "), "")


def named(words: str) -> str:
    """The agency or outlet that words name, by table or by shape; "" when they name none."""
    bare = words.strip(" .,:;()[]/—–-")
    return known(bare) or (bare.removeprefix("the ") if PRESS_WORD.search(bare) else "")


def find_credits(paragraphs: Sequence[str], removed: Iterable[Removed], captions: Iterable[str]) -> tuple[Credit, ...]:
    """The agencies credited on a page, each once for every role, in the order of the page's parts."""
    found: dict[tuple[str, CreditRole], Credit] = {}
    for credit in all_credits(paragraphs, removed, captions):
        found.setdefault((credit.agency, credit.role), credit)
    return tuple(found.values())


def all_credits(paragraphs: Sequence[str], removed: Iterable[Removed], captions: Iterable[str]) -> Iterator[Credit]:
    """Every credit, repeated ones too."""
    for paragraph in paragraphs[:3]:
        yield from dateline_credits(paragraph)
    for paragraph in paragraphs:
        yield from relayed(paragraph)
    for line in removed:
        if line.reason in ("credit", "copyright", "byline", "image_label", "bio"):
            yield from line_credits(line.words)
    for caption in captions:
        yield from image_credits(caption)


def dateline_credits(paragraph: str) -> Iterator[Credit]:
    """ "PARIS (AP) — …" → AP."""
    match = DATELINE.match(paragraph)
    if match:
        name = known(match["name"] or match["name2"] or "")
        if name:
            yield Credit(agency=name, role="via", words=match.group().strip())


def relayed(paragraph: str) -> Iterator[Credit]:
    """ "…, according to Reuters" → Reuters."""
    for match in ACCORDING.finditer(paragraph):
        name = named(next(filter(None, match.groups()), ""))
        if name:
            yield Credit(agency=name, role="according_to", words=match.group())


def line_credits(line: str) -> Iterator[Credit]:
    """The agencies of a credit or copyright line."""
    match = CONTRIBUTED.search(line)
    if match:
        for name in re.split(r",? and |, ", match["names"] or match["names2"]):
            if named(name):
                yield Credit(agency=named(name), role="contributed", words=line)
    for pattern in (FIRST_APPEARED, SOURCE):
        match = pattern.search(line)
        if match:
            for name in match["name"].split("/"):
                yield Credit(agency=known(name) or name.strip(), role="via", words=line)
    match = COPYRIGHT.search(line)
    if match and match["name"]:
        yield Credit(agency=known(match["name"]) or match["name"].strip(), role="copyright", words=line)
    elif known(line):
        yield Credit(agency=known(line), role="via", words=line)


def image_credits(caption: str) -> Iterator[Credit]:
    """ "… Image: AP", "… Pool via Reuters" → the agency, as the source of the image."""
    if known(caption):
        yield Credit(agency=known(caption), role="image", words=caption)
    for match in IMAGE.finditer(caption):
        words = next(filter(None, match.groups()), "")
        for part in SPLIT.split(words):
            if known(part):
                yield Credit(agency=known(part), role="image", words=match.group().strip())
