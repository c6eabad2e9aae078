"""Why each line outside the body is outside: caption, byline, date, menu, subheading, related, comments …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wiredesk.flow.articles.authorship import bio_name, is_job_line, is_person
from wiredesk.flow.articles.authorship import byline_names as names_in
from wiredesk.flow.articles.characters import (
    DIGIT,
    LOWER,
    LOWER_FIRST,
    QUOTE,
    SEPARATOR,
    UPPER,
    UPPER_FIRST,
    WIDE,
    Array,
)
from wiredesk.flow.articles.sheet import Sheet
from wiredesk.flow.articles.signs import (
    BYLINE,
    CAPTIONED,
    IMAGE_CREDIT,
    RESPONSE,
    Signs,
    has_stamp,
)
from wiredesk.flow.articles.stamps import full_date

BODY, CAPTION, HEADLINE = "body", "caption", "headline"
TEASER: Final = 30  # characters; a shorter line outside the article is a menu's
CAPITALS: Final = 20  # characters of a cross-promotion in capitals
STANDFIRST: Final = 6  # words
BYLINE_ABOVE, BYLINE_BELOW = 6, 8  # lines around the headline and below the body in which bylines stand
LONGEST_STAMP: Final = 90  # characters of a line that gives the page's date
SHORTEST_BIO, LONGEST_NAME = 25, 50  # characters
NEWS_DATE = re.compile(r"(?i)publi|posted|erstellt|veröff|опубл|发布|公開")
NAMED_BY_CREDIT: Final = ("subheading", "standfirst", "menu", "related")
COMMENT_REASONS: Final = ("comment_form", "comments")


class Page:
    """What became of each line of a page, and what was read from those around the body."""

    def __init__(self, sheet: Sheet, signs: Signs, scores: Array) -> None:
        self.lines = sheet.lines
        self.told = [""] * len(sheet.lines)
        for place, reason in signs.told.items():
            self.told[place] = reason
        self.looks: list[int] = signs.looks.tolist()
        self.captioned: list[int] = (signs.looks == CAPTIONED).nonzero()[0].tolist()
        self.sizes: list[int] = sheet.size.tolist()
        self.ends: list[bool] = sheet.ends.tolist()
        self.scores: list[float] = scores.tolist()
        self.after_blank: list[bool] = sheet.after_blank.tolist()
        self.indents: list[int] = sheet.indent.tolist()
        self.has_digit: list[bool] = (sheet.counts[:, DIGIT] > 0).tolist()
        self.has_separator: list[bool] = (sheet.counts[:, SEPARATOR] + sheet.counts[:, QUOTE] > 0).tolist()
        self.in_capitals: list[bool] = in_capitals(sheet).tolist()
        self.fates = [""] * len(sheet.lines)
        self.headline = -1
        self.authors: list[str] = []
        self.published: str | None = None


def in_capitals(sheet: Sheet) -> Array:
    """Which lines are all in capitals, and too long for an abbreviation or a cry."""
    counts = sheet.counts
    small = counts[:, LOWER] + counts[:, LOWER_FIRST] + counts[:, WIDE]
    found: Array = (small == 0) & (sheet.size >= CAPITALS) & (counts[:, UPPER] + counts[:, UPPER_FIRST] > 0)
    return found


def sort_rest(page: Page, kept: Sequence[int]) -> None:
    """Gives every line without a fate its reason."""
    count = len(page.lines)
    start, end = (kept[0], kept[-1]) if kept else (count, count)
    read_authors(page, start, end)
    sort_above(page, start)
    for index in range(start, min(end, count)):
        page.fates[index] = page.fates[index] or image_fate(page, index) or page.told[index] or inside_body(page, index)
    sort_below(page, end)
    read_date(page, start)


def sort_above(page: Page, start: int) -> None:
    """The reasons of the lines above the body."""
    fates, told, headline = page.fates, page.told, page.headline
    for index in range(start):
        if fates[index]:
            continue
        if headline < 0 or index < headline:
            fates[index] = told[index] or outside(page.sizes[index])
        else:
            fates[index] = image_fate(page, index) or told[index] or under_headline(page, index)


def sort_below(page: Page, end: int) -> None:
    """The reasons of the lines below the body."""
    fates, told = page.fates, page.told
    past_comments = False
    for index in range(end, len(page.lines)):
        if index > end and (told[index] in COMMENT_REASONS or page.looks[index] == RESPONSE):
            past_comments = True
        if fates[index]:
            continue
        near = image_fate(page, index) if index <= end + 1 else ""
        size = page.sizes[index]
        fates[index] = near or told[index] or ("comments" if past_comments and size > TEASER else outside(size))


def image_fate(page: Page, index: int) -> str:
    """ "caption" for a caption or image credit, marking a name above a credit as one too; "" for other lines."""
    if page.headline < 0 or page.looks[index] not in (CAPTIONED, IMAGE_CREDIT):
        return ""
    above = index - 1
    if page.looks[index] == IMAGE_CREDIT and above > page.headline and page.fates[above] in NAMED_BY_CREDIT:
        page.fates[above] = CAPTION
    return CAPTION


def under_headline(page: Page, index: int) -> str:
    """The reason of a line between headline and body."""
    words = page.lines[index]
    if page.has_digit[index] and len(words) <= LONGEST_STAMP and has_stamp(words):
        return "date"
    return "standfirst" if words.count(" ") >= STANDFIRST - 1 else "menu"


def inside_body(page: Page, index: int) -> str:
    """The reason of a line between paragraphs."""
    return "cross_promotion" if page.in_capitals[index] else "subheading"


def outside(size: int) -> str:
    """The reason of a line far from the body."""
    return "menu" if size < TEASER else "related"


def read_authors(page: Page, start: int, end: int) -> None:
    """Notes the authors whom bylines and bios around the body name, and marks those lines."""
    near = range(max(0, page.headline - BYLINE_ABOVE), start) if page.headline >= 0 else range(0)
    below = range(end + 1, min(len(page.lines), end + 1 + BYLINE_BELOW))
    for index in (*near, *below):
        words = page.lines[index]
        names = names_in(words) if page.looks[index] == BYLINE else ()
        about = bio_name(words) if page.sizes[index] >= SHORTEST_BIO and words[0].isupper() else ""
        if names or about:
            page.authors += names or (about,)
            page.fates[index] = page.fates[index] or ("byline" if names else "bio")
    for index in range(page.headline + 1, start) if page.headline >= 0 else ():
        words = page.lines[index]
        is_name = page.sizes[index] <= LONGEST_NAME and is_person(words)
        if is_name and (words in page.authors or is_beside_date(page, index)):
            page.authors.append(words)
    for index in (*near, *below):
        words = page.lines[index]
        if words in page.authors:
            page.fates[index] = page.fates[index] or "byline"
        elif index and page.lines[index - 1] in page.authors and is_job_line(words):
            page.fates[index] = page.fates[index] or "bio"


def is_beside_date(page: Page, index: int) -> bool:
    """True for a line with a date or "Updated:" right above or below."""
    for other in (index - 1, index + 1):
        if page.headline < other < len(page.lines):
            words = page.lines[other]
            if len(words) <= LONGEST_STAMP and (page.told[other] == "date" or has_stamp(words)):
                return True
    return False


def read_date(page: Page, start: int) -> None:
    """Notes the date that the lines about the headline give as the page's own."""
    if page.headline < 0:
        return
    for index in range(max(0, page.headline - 3), start):
        words = page.lines[index]
        if not page.has_digit[index] or len(words) > LONGEST_STAMP:
            continue
        is_stamped = page.fates[index] in ("date", "byline") or (page.fates[index] == "menu" and has_stamp(words))
        found = full_date(words) if is_stamped else None
        if found and (page.published is None or NEWS_DATE.search(words)):
            page.published = found
            if NEWS_DATE.search(words):
                return
