"""Page → article: body, title, authors, outlet, language, dates, credits, captions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wiredesk.flow.articles.credits import find_credits
from wiredesk.flow.articles.dump import clean_dump
from wiredesk.flow.articles.head import Head, read_head
from wiredesk.flow.articles.html import bounded, parse_html, read_html
from wiredesk.flow.articles.metadata import settle
from wiredesk.flow.articles.reading import Reading
from wiredesk.records import Article, Page, Rejected, make_id
from wiredesk.text.decoding import clean, decode
from wiredesk.text.mojibake import mend

VERSION = 1
STAGE: Final = "articles"
MIN_WORDS: Final = 25  # below: teasers, paywall stubs, error pages
MIN_CHARACTERS: Final = 80  # the same for scripts that set no spaces between words


def read_page(page: Page) -> Iterator[Article | Rejected]:
    """The article of one page, or why there is none.

    Takes    a Page; a text is kept as it stands, HTML and dumps are cleaned.
    Gives    one Article or one Rejected.
    Rejects  no_text, too_short; empty for a text row without text.
    """
    head, reading = read_form(page)
    body = "\n\n".join(reading.paragraphs)
    if reason := reason_against(page, body):
        yield reject(page, reason, f"{len(body.split())} words")
        return
    yield article_of(page, head, reading, body)


def read_form(page: Page) -> tuple[Head, Reading]:
    """What the page's head says, and its cleaned body."""
    if page.form == "text":
        text = page.content.decode("utf-8", "replace")
        return Head(), Reading(title="", paragraphs=(text,))
    text = mend(decode(bounded(page.content) if page.form == "html" else page.content))
    if page.form == "dump":
        return Head(), clean_dump(clean(text))
    tree = parse_html(text)
    if tree is None:
        return Head(), Reading(title="", paragraphs=())
    head = read_head(tree)
    return head, read_html(tree, head)


def article_of(page: Page, head: Head, reading: Reading, body: str) -> Article:
    """The article, its metadata settled."""
    known = settle(page.meta, head, reading)
    return Article(
        id=make_id("a", page.id),
        page=page.page,
        url=known.url,
        outlet=known.outlet,
        title=known.title,
        authors=known.authors,
        published=known.published,
        language=known.language,
        text=body,
        captions=reading.captions,
        credits=find_credits(reading.paragraphs, reading.removed, reading.captions),
        removed=reading.removed,
        page_id=page.id,
        modified=known.modified,
        section=known.section,
    )


def reason_against(page: Page, body: str) -> str:
    """Why a body is no article; "" when it is one."""
    if not body.strip():
        return "empty" if page.form == "text" else "no_text"
    is_short = len(body.split()) < MIN_WORDS and len(body) < MIN_CHARACTERS
    return "too_short" if is_short and page.form != "text" else ""


def reject(page: Page, reason: str, detail: str) -> Rejected:
    """The page as a Rejected."""
    return Rejected(id=make_id("r", STAGE, page.id), page=page.page, stage=STAGE, reason=reason, detail=detail)
