"""The agencies that a page credits: in datelines, signatures, credit lines, captions, copyright lines, sentences.

One agency that signs a text is where it came `via`; several, and those named after "with", only `contributed`:
a text compiled from three agencies is none of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wiredesk.flow.articles.agencies import agencies, known
from wiredesk.flow.articles.credit_lines import contributors, first_printed, may_thank, right_holders, sources
from wiredesk.flow.articles.datelines import dateline
from wiredesk.flow.articles.picture_credits import image_credits, picture_line, pictures_in_text
from wiredesk.flow.articles.relays import relays
from wiredesk.flow.articles.signatures import signature, tail
from wiredesk.records import Credit, CreditRole, Removed

__all__ = ["agencies", "find_credits"]

TOP = 4  # paragraphs at the start that may be a title, a byline, or begin with a dateline
LONGEST_TITLE = 110  # characters; what is longer above a byline is the article itself
SIGNED = 2  # of these, those that may be signed at their end
END = 4  # paragraphs at the end that may be a signature, credit or copyright line
LONGEST_LINE = 320  # characters of a paragraph that is no more than a credit line
READ_LINES = frozenset({"credit", "copyright", "byline", "bio", "image_label"})  # reasons of removed lines that credit


def find_credits(
    paragraphs: Sequence[str],
    removed: Iterable[Removed],
    captions: Iterable[str],
    bylines: Iterable[str] = (),
) -> tuple[Credit, ...]:
    """The agencies credited on a page, each once for every role, in the order of the page's parts.

    Takes    the body, the lines left out, the captions, and the authors that the page's head names.
    Cost     about 0.5 ms for 900 words.
    """
    if len(paragraphs) == 1:
        paragraphs = [line for line in paragraphs[0].split("\n") if line]  # a clean text as it was given
    found: dict[tuple[str, CreditRole], Credit] = {}
    for credit in all_credits(paragraphs, removed, captions, bylines):
        found.setdefault((credit.agency, credit.role), credit)
    return tuple(found.values())


def all_credits(
    paragraphs: Sequence[str], removed: Iterable[Removed], captions: Iterable[str], bylines: Iterable[str]
) -> Iterator[Credit]:
    """Every credit, repeated ones too."""
    for byline in bylines:
        yield from signature(byline, is_byline=True)
    is_above = True
    for place, paragraph in enumerate(paragraphs[:TOP]):
        yield from top_credits(paragraph, is_above=is_above, is_last=0 < len(paragraphs) - SIGNED <= place)
        is_above = is_above and len(paragraph) <= LONGEST_TITLE
    for paragraph in paragraphs:
        for name, words in relays(paragraph):
            yield Credit(agency=name, role="according_to", words=words)
    for place in range(max(0, len(paragraphs) - END), len(paragraphs)):
        yield from end_credits(paragraphs[place], is_last=place >= len(paragraphs) - SIGNED)
    for line in removed:
        if line.reason in READ_LINES:
            yield from line_credits(line.words, is_byline=line.reason == "byline")
    for caption in captions:
        yield from image_credits(caption)


def top_credits(paragraph: str, *, is_above: bool, is_last: bool) -> Iterator[Credit]:
    """The agencies of a dateline, or of a byline above the body; below its first words a name is a picture's."""
    names, words = dateline(paragraph)
    for name in names:
        yield Credit(agency=name, role="via" if len(names) == 1 else "contributed", words=words)
    if not names and not is_last:
        for credit in signature(paragraph):
            is_own = is_above or credit.role == "contributed"
            yield credit if is_own else Credit(agency=credit.agency, role="image", words=credit.words)
        yield from picture_line(paragraph)
    if is_above and len(paragraph) <= LONGEST_TITLE:
        yield from first_printed(paragraph, is_body=True)
        yield from sources(paragraph)
    yield from pictures_in_text(paragraph)


def end_credits(paragraph: str, *, is_last: bool) -> Iterator[Credit]:
    """The agencies that the last paragraphs are signed with or credit."""
    if len(paragraph) <= LONGEST_LINE and (found := [*line_credits(paragraph, is_body=True)]):
        yield from found if is_last else (one for one in found if len(paragraph) > len(one.agency) + len("(By)."))
    else:
        yield from tail(paragraph) if is_last else ()
        yield from picture_line(paragraph)
        end = paragraph[-LONGEST_LINE:]
        for sentence in re.split(r"(?<=[.!?”])\s+", end)[-3:] if may_thank(end) else ():
            yield from contributors(sentence)


def line_credits(line: str, *, is_byline: bool = False, is_body: bool = False) -> Iterator[Credit]:
    """The agencies of a line that says who made the article, who had it first, or who holds the rights."""
    found = [*signature(line, is_byline=is_byline), *contributors(line), *sources(line)]
    found += first_printed(line, is_body=is_body)
    yield from found
    starts = line.lstrip(" [(").lower()
    if not is_body or starts.startswith(("©", "copyright", "c) ")):
        yield from right_holders(line)
    if not found and not is_body and known(line):
        yield Credit(agency=known(line), role="via", words=line)
