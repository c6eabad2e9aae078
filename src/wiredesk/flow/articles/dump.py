"""A page's visible text as a scraper left it → the article in it, and why everything else is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from wiredesk.flow.articles.agencies import known
from wiredesk.flow.articles.authorship import bio_name, is_job_line
from wiredesk.flow.articles.captions import is_image_credit, without_label
from wiredesk.flow.articles.characters import COLON, Array
from wiredesk.flow.articles.counting import with_tables
from wiredesk.flow.articles.headline import find_headline, without_site
from wiredesk.flow.articles.islands import on_main_island
from wiredesk.flow.articles.lines import score_lines
from wiredesk.flow.articles.lists import with_lists
from wiredesk.flow.articles.phrases import scanner
from wiredesk.flow.articles.reading import Reading
from wiredesk.flow.articles.region import body_region
from wiredesk.flow.articles.sheet import Sheet, read_sheet
from wiredesk.flow.articles.signs import (
    CAPTION_SIZE,
    CAPTIONED,
    IMAGE_CREDIT,
    RESPONSE,
    Signs,
    find_signs,
    without_rights,
)
from wiredesk.flow.articles.sorting import BODY, CAPTION, HEADLINE, Page, in_capitals, outside, sort_rest
from wiredesk.records import Removed

MOST_LINES: Final = 50_000  # of a page; the longest live blogs have a tenth, and lines beyond are of no article
KEPT_IN_BODY: Final = -0.6  # the score that a line inside the article must pass
SENTENCE_SIZE, SENTENCE_KEPT = 90, -2.0  # … and a whole sentence there: losing one is worse than keeping a teaser
LOOSE_SIZE, LOOSE_SCORE = 90, 2.0  # below both, a line at the end of the article is of what comes next
LOOSE_SENTENCE: Final = 0.7  # … the score for one that ends a sentence
SURE: Final = 2.0  # a score that outweighs a tell-tale phrase in a long line
LONG_FURNITURE: Final = 160  # characters; a longer line with a tell-tale phrase may still be a paragraph
HEADING_SIZE: Final = 80  # characters of a heading between two paragraphs
FIRST_SENTENCE: Final = 60  # characters of the first line that is surely the article's
LEDE_REACH: Final = 25  # lines between the headline and the body, over which a lede is looked for
LEDE_KEPT: Final = -0.5  # the score that a sentence there must pass
LEAD: Final = 8  # paragraphs that say what the article is about
BIO_FROM: Final = 0.6  # share of the body after which a line about a writer is about the author
TAIL: Final = 50  # characters at the end of a paragraph in which its agency stands
AGENCY_TAIL = re.compile(
    r"(?<=[.!?”\"'])\s*(?P<words>(?:[\[(](?P<in>[^\[\]()]{2,30})[\])]|[—–-]\s?(?P<after>[\w. /]{2,30})))\.?\s*$"
)


def clean_dump(text: str) -> Reading:
    """The article in a page's visible text, and every other line with a reason.

    Takes    text that is decoded and free of mojibake; lines as the scraper left them.
    Gives    title, paragraphs in order, captions, authors; every other line is in `removed`.
    Cost     O(n) time.
    """
    text, rest = cut(text)
    sheet = read_sheet(text, scanner())
    signs = find_signs(sheet)
    scores = with_tables(sheet, score_lines(sheet, signs))
    page = Page(sheet, signs, scores)
    kept = without_captions(page, with_lists(page, kept_lines(sheet, signs, scores)))
    kept = without_bios(page, kept)
    title, kept = below_headline(page, kept)
    kept = without_captions(page, with_lede(page, kept))
    for index in kept:
        page.fates[index] = BODY
    sort_rest(page, kept)
    return reading_of(page, title, rest)


def cut(text: str) -> tuple[str, list[str]]:
    """The text that is looked at, and the lines beyond."""
    if text.count("\n") < MOST_LINES:
        return text, []
    *_, rest = text.split("\n", MOST_LINES)
    return text[: len(text) - len(rest)], [words for line in rest.split("\n") if (words := line.strip())]


def kept_lines(sheet: Sheet, signs: Signs, scores: Array) -> list[int]:
    """The lines inside the article that are of it."""
    first, last = body_region(sheet, signs, scores)
    is_furniture = np.zeros(len(scores), np.bool_)
    is_furniture[[*signs.told]] = True
    is_furniture &= (sheet.size < LONG_FURNITURE) | (scores < SURE)
    is_furniture |= (signs.looks == RESPONSE) | in_capitals(sheet)
    is_sentence = sheet.ends & (sheet.size >= SENTENCE_SIZE) & (scores > SENTENCE_KEPT)
    is_kept = ((scores > KEPT_IN_BODY) | is_sentence) & ~is_furniture & ~headings(sheet)
    is_loose = (sheet.size < LOOSE_SIZE) & (scores < np.where(sheet.ends, LOOSE_SENTENCE, LOOSE_SCORE))
    kept = on_main_island(sheet, is_kept[first:last].nonzero()[0] + first)
    firm = (~is_loose[kept]).nonzero()[0]
    found: list[int] = (kept[: firm[-1] + 1] if len(firm) else kept).tolist()
    return found


def headings(sheet: Sheet) -> Array:
    """Which lines are headings between two paragraphs: short, no sentence, a sentence above and below."""
    is_open = ~sheet.ends & (sheet.size < HEADING_SIZE) & (sheet.last != COLON)
    found = np.zeros(len(is_open), np.bool_)
    found[1:-1] = is_open[1:-1] & sheet.ends[:-2] & sheet.ends[2:]
    return found


def without_captions(page: Page, kept: list[int]) -> list[int]:
    """The kept lines without captions, which it marks."""
    looks = page.looks
    labelled = {without_label(page.lines[index]) for index in page.captioned}
    found = []
    for index in kept:
        below = index + 1
        has_credit = below < len(looks) and looks[below] == IMAGE_CREDIT and not page.after_blank[below]
        is_one = looks[index] in (CAPTIONED, IMAGE_CREDIT) and not page.lines[index].endswith("”")
        if ((has_credit or is_one) and page.sizes[index] < CAPTION_SIZE) or page.lines[index] in labelled:
            page.fates[index] = CAPTION
        else:
            found.append(index)
    return found


def without_bios(page: Page, kept: list[int]) -> list[int]:
    """The kept lines without those about the author at the end of the body, which it marks; notes the author."""
    for at in range(int(BIO_FROM * len(kept)), len(kept)):
        name = bio_name(page.lines[kept[at]])
        if name:
            page.authors.append(name)
            starts = ("He ", "She ", "They ", name)
            bios = {kept[at], *(index for index in kept[at:] if page.lines[index].startswith(starts))}
            for index in bios:
                page.fates[index] = "bio"
            above = {index for index in kept[:at] if page.lines[index] == name or is_job_line(page.lines[index])}
            return [index for index in kept if index not in bios | above]
    return kept


def below_headline(page: Page, kept: list[int]) -> tuple[str, list[int]]:
    """The headline's words, and the kept lines below it; marks the headline."""
    surely = (index for index in kept if page.ends[index] and page.sizes[index] >= FIRST_SENTENCE)
    start = next(surely, kept[0] if kept else len(page.lines))
    place = find_headline(page, start, [page.lines[index] for index in kept[:LEAD]])
    if place < 0:
        return "", kept
    words = page.lines[place]
    page.headline = place
    for index in range(min(start + 1, len(page.lines))):
        if page.lines[index] == words:
            page.fates[index] = HEADLINE
    found = [index for index in kept if index > place and page.fates[index] != HEADLINE]
    return without_site(words, page.lines[:start]), found


def with_lede(page: Page, kept: list[int]) -> list[int]:
    """The kept lines with the sentences between the headline and the first of them."""
    start = kept[0] if kept else 0
    if page.headline < 0 or start - page.headline > LEDE_REACH:
        return kept
    ledes = [
        index
        for index in range(page.headline + 1, start)
        if page.ends[index]
        and page.sizes[index] >= FIRST_SENTENCE
        and page.scores[index] > LEDE_KEPT
        and not (page.fates[index] or page.told[index] or page.in_capitals[index])
    ]
    return ledes + kept


def reading_of(page: Page, title: str, rest: Sequence[str] = ()) -> Reading:
    """The result, from what became of each line; those of `rest` are of no article."""
    paragraphs: list[str] = []
    removed: list[Removed] = []
    captions: dict[str, None] = {}
    for line, fate in zip(page.lines, page.fates, strict=True):
        if fate == BODY:
            words, tails = without_tails(line)
            paragraphs.append(words)
            removed += tails
        elif fate == CAPTION:
            captions.setdefault(line if is_image_credit(line) else without_label(line))
        else:
            removed.append(Removed(line, fate))
    removed += [Removed(words=words, reason=outside(len(words))) for words in rest]
    return Reading(
        title=title,
        paragraphs=tuple(words for words in paragraphs if words),
        captions=tuple(captions),
        removed=tuple(removed),
        authors=tuple(dict.fromkeys(page.authors)),
        published=page.published,
    )


def without_tails(words: str) -> tuple[str, Sequence[Removed]]:
    """A paragraph without the copyright or agency in brackets at its end, and these."""
    tails: list[Removed] = []
    bare_words = without_rights(words)
    if bare_words != words:
        tails.append(Removed(words=words[len(bare_words) :].strip(), reason="copyright"))
        words = bare_words
    tail = words[-TAIL:]
    match = (
        AGENCY_TAIL.search(tail)
        if tail[-2:].rstrip(".")[-1:] in ")]" or "—" in tail or "–" in tail or "-" in tail
        else None
    )
    if match and known(match["in"] or match["after"]):
        tails.append(Removed(words=match["words"], reason="credit"))
        words = words[: len(words) - len(tail) + match.start()]
    return words.rstrip(), tails
