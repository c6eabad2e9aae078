"""Why each line outside the body is outside: caption, byline, date, menu, subheading, related, comments …"""

from __future__ import annotations

import re
from collections.abc import Mapping

from wiredesk.flow.articles.authorship import bio_name, byline_names, is_job_line, is_person
from wiredesk.flow.articles.captions import LABEL, ends_in_credit, is_image_credit
from wiredesk.flow.articles.headline import bare
from wiredesk.flow.articles.lines import STAMP, Line, is_response_count
from wiredesk.flow.articles.phrases import reason_of
from wiredesk.flow.articles.region import Rows
from wiredesk.flow.articles.stamps import full_date

BODY, CAPTION, HEADLINE = "body", "caption", "headline"
TEASER = 30  # characters; a shorter line outside the article is a menu's
CAPITALS = 20  # characters of a cross-promotion in capitals
STANDFIRST = 6  # words
BYLINE_ABOVE, BYLINE_BELOW = 6, 8  # lines around the headline and below the body in which bylines stand
LONGEST_STAMP = 90  # characters of a line that gives the page's date
IMAGE_REASONS = ("image_label",)
NEWS_DATE = re.compile(r"(?i)publi|posted|erstellt|veröff|опубл|发布|公開")


class Page:
    """What became of each line of a page, and what was read from those around the body."""

    def __init__(self, rows: Rows) -> None:
        self.lines = [bare(raw) for raw in rows.raws]
        self.indents = [len(raw) - len(raw.lstrip()) for raw in rows.raws]
        self.after_blank = rows.after_blank
        self.fates = [""] * len(rows.raws)
        self.headline = -1
        self.authors: list[str] = []
        self.published: str | None = None


def sort_rest(page: Page, lines: Mapping[int, Line]) -> None:
    """Gives every line without a fate its reason."""
    body = [index for index, fate in enumerate(page.fates) if fate == BODY]
    start, end = (body[0], body[-1]) if body else (len(page.lines), len(page.lines))
    read_authors(page, start, end)
    past_comments = False
    for index, bare_words in enumerate(page.lines):
        if page.fates[index]:
            continue
        line = lines.get(index)
        words = line.words if line else bare_words
        found = line.reason if line else reason_of(words)
        if index > end and (found in ("comment_form", "comments") or is_response_count(words)):
            past_comments = True
        near = page.headline <= index <= end + 1 and page.headline >= 0
        if near and (fate := image_fate(page, index, words)):
            page.fates[index] = fate
        elif found:
            page.fates[index] = found
        elif index < start:
            page.fates[index] = above_body(page, index, words, start)
        elif index < end:
            page.fates[index] = inside_body(words)
        else:
            page.fates[index] = "comments" if past_comments and len(words) > TEASER else outside(words)
    read_date(page, start)


def image_fate(page: Page, index: int, words: str) -> str:
    """ "caption" for a caption or image credit, marking a name above a credit as one too; "" for other lines."""
    if is_image_credit(words):
        above = index - 1
        if above > page.headline and page.fates[above] in (
            "subheading",
            "standfirst",
            "menu",
            "related",
            "image_label",
        ):
            page.fates[above] = page.fates[above] if page.fates[above] == "image_label" else CAPTION
        return CAPTION
    return CAPTION if LABEL.match(words) or ends_in_credit(words) else ""


def above_body(page: Page, index: int, words: str, start: int) -> str:
    """The reason of a line above the body."""
    if page.headline < 0 or index < page.headline:
        return outside(words)
    if len(words) <= LONGEST_STAMP and STAMP.search(words):
        return "date"
    if len(words.split()) >= STANDFIRST and index < start:
        return "standfirst"
    return "menu"


def inside_body(words: str) -> str:
    """The reason of a line between paragraphs."""
    if words.isupper() and len(words) >= CAPITALS:
        return "cross_promotion"
    return "subheading"


def outside(words: str) -> str:
    """The reason of a line far from the body."""
    return "menu" if len(words) < TEASER else "related"


def read_authors(page: Page, start: int, end: int) -> None:
    """Notes the authors whom bylines and bios around the body name, and marks those lines."""
    near = range(max(0, page.headline - BYLINE_ABOVE), start) if page.headline >= 0 else range(0)
    below = range(end + 1, min(len(page.lines), end + 1 + BYLINE_BELOW))
    for index in (*near, *below):
        words = page.lines[index]
        names = byline_names(words)
        about = bio_name(words)
        if names or about:
            page.authors += names or (about,)
            page.fates[index] = page.fates[index] or ("byline" if names else "bio")
    for index in range(page.headline + 1, start) if page.headline >= 0 else ():
        words = page.lines[index]
        if is_person(words) and (words in page.authors or is_beside_date(page, index)):
            page.authors.append(words)
    for index in (*near, *below):
        words = page.lines[index]
        if words in page.authors:
            page.fates[index] = page.fates[index] or "byline"
        elif is_job_line(words) and index and page.lines[index - 1] in page.authors:
            page.fates[index] = page.fates[index] or "bio"


def is_beside_date(page: Page, index: int) -> bool:
    """True for a line with a date or "Updated:" right above or below."""
    for other in (index - 1, index + 1):
        if page.headline < other < len(page.lines):
            words = page.lines[other]
            if len(words) <= LONGEST_STAMP and (reason_of(words) == "date" or STAMP.search(words)):
                return True
    return False


def read_date(page: Page, start: int) -> None:
    """Notes the date that the lines about the headline give as the page's own."""
    if page.headline < 0:
        return
    for index in range(max(0, page.headline - 3), start):
        words = page.lines[index]
        stamped = page.fates[index] in ("date", "byline") or (page.fates[index] == "menu" and STAMP.search(words))
        if stamped and len(words) <= LONGEST_STAMP:
            found = full_date(words)
            if found and (page.published is None or NEWS_DATE.search(words)):
                page.published = found
                if NEWS_DATE.search(words):
                    return
