"""The agencies that a page credits: in datelines, credit lines, captions, copyright lines and in its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wiredesk.flow.articles.agencies import agencies, known, named
from wiredesk.records import Credit, CreditRole, Removed

__all__ = ["agencies", "find_credits"]

# A name as credits give it: capitalised words, at most five. Unknown names are found by this shape.
NAME_WORD = r"[A-Z][\w&'’-]*(?:\.[\w&'’-]+)*"
NAME = rf"(?:[Tt]he )?{NAME_WORD}(?: (?:of |de |for |and )?{NAME_WORD}){{0,4}}"
NAMES = rf"{NAME}(?:(?:,| and|, and) {NAME})*"
DATELINE = re.compile(
    r"^(?:[^()/]{0,60}?[ ,.])??[(/](?P<name>[^()/]{2,40})[)/]\.?\s*(?:[—–−:-]|\.)|"
    r"^(?P<name2>[A-Z][\w ]{1,30})\s*[—–]\s"
)
CONTRIBUTED = re.compile(
    rf"(?P<names>{NAMES}) (?:also )?contributed(?: to)?\b|"
    rf"(?:[Ww]ith|[Aa]dditional) (?:reporting|inputs?|files|material|contributions?) (?:from|by) (?P<names2>{NAMES})"
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
    r"(?i:\b(?:image|photo|picture|foto|bild|credit|crédit photo|photograph)s?(?: credit)?\s*(?:[:/]|by)\s*)"
    r"[^.:;]{2,80}|"
    r"\([^()]{2,80}\)\s*$|/[^/.]{2,40}\s*\.?$|\s[—–-]\s*[^—–.]{2,40}$"
)
IMAGE_PARTS = re.compile(r"\s*[/,|:()\[\]©]\s*|\s+(?:via|and|by|—|–|-)\s+")
LAST_SENTENCE = re.compile(r"(?<=[.!?”)]\s)[^.!?]{2,120}\.?$")


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
    """ "… Image: AP", "… Ann Example/Pool via Reuters" → the agencies, as sources of the image."""
    if known(caption):
        yield Credit(agency=known(caption), role="image", words=caption)
        return
    tail = LAST_SENTENCE.search(caption)
    for words in (tail.group().strip() if tail else caption, *(match.group() for match in IMAGE.finditer(caption))):
        for part in IMAGE_PARTS.split(words):
            if known(part):
                yield Credit(agency=known(part), role="image", words=words.strip())
