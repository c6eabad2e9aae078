"""Why each line outside the body is outside: caption, byline, date, menu, subheading, related, comments …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wiredesk.flow.articles.authorship import bio_name, is_job_line, is_person
from wiredesk.flow.articles.authorship import byline_names as names_in
from wiredesk.flow.articles.looks import BYLINE, CAPTIONED, IMAGE_CREDIT, has_stamp
from wiredesk.flow.articles.page import TEASER, Page
from wiredesk.flow.articles.stamps import full_date

BODY, CAPTION, HEADLINE = "body", "caption", "headline"
STANDFIRST: Final = 6  # words
BYLINE_ABOVE, BYLINE_BELOW = 6, 8  # lines around the headline and below the body in which bylines stand
LONGEST_STAMP: Final = 90  # characters of a line that gives the page's date
SHORTEST_BIO, LONGEST_NAME = 25, 50  # characters
NEWS_DATE = re.compile(r"(?i)publi|posted|erstellt|veröff|опубл|发布|公開")
NAMED_BY_CREDIT: Final = ("subheading", "standfirst", "menu", "related")


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
    top = start if page.headline < 0 else page.headline
    page.fates[:top] = [fate or outside for fate, outside in zip(page.fates[:top], page.outside, strict=False)]
    for index in range(top, start):
        fates = page.fates
        fates[index] = fates[index] or image_fate(page, index) or page.told[index] or under_headline(page, index)


def sort_below(page: Page, end: int) -> None:
    """The reasons of the lines below the body."""
    fates, told, count = page.fates, page.told, len(page.lines)
    for index in range(end, min(end + 2, count)):
        fates[index] = fates[index] or image_fate(page, index)
    comments = page.opens_comments.index(True, end + 1) if True in page.opens_comments[end + 1 :] else count
    fates[end:comments] = [
        fate or outside for fate, outside in zip(fates[end:comments], page.outside[end:comments], strict=True)
    ]
    for index in range(comments, count):
        is_comment = page.sizes[index] > TEASER and not told[index]
        fates[index] = fates[index] or ("comments" if is_comment else page.outside[index])


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
    for index in (*near, *below) if page.authors else ():
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
