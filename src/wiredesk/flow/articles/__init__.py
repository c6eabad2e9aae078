"""Page → article: body, title, authors, outlet, language, dates, credits, captions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from wiredesk.flow.articles.credits import find_credits
from wiredesk.flow.articles.dump import clean_dump
from wiredesk.flow.articles.head import Head, read_head
from wiredesk.flow.articles.html import bounded, parse_html, read_html
from wiredesk.flow.articles.metadata import settle
from wiredesk.flow.articles.outlet_rules import Rule, rule_for, told_by, without_dropped
from wiredesk.flow.articles.places import find_places
from wiredesk.flow.articles.reading import Reading
from wiredesk.records import Article, Page, Rejected, make_id
from wiredesk.text.decoding import clean, decode
from wiredesk.text.mojibake import mend

VERSION = 3
STAGE: Final = "articles"
MIN_WORDS: Final = 25  # below: teasers, paywall stubs, error pages
MIN_CHARACTERS: Final = 80  # the same for scripts that set no spaces between words


def read_page(page: Page) -> Iterator[Article | Rejected]:
    """The article of one page, or why there is none.

    Takes    a Page; a text is kept as it stands, HTML and dumps are cleaned.
    Gives    one Article or one Rejected.
    Rejects  no_text, too_short; empty for a text row without text.
    """
    source = source_of(page)
    head, reading = read_source(page, source)
    body = "\n\n".join(reading.paragraphs)
    if reason := reason_against(page, body):
        yield reject(page, reason, f"{len(body.split())} words")
        return
    yield article_of(page, head, reading, body, source)


def source_of(page: Page) -> str:
    """The page's bytes as characters, before anything is mended: what places count in."""
    if page.form == "text":
        return page.content.decode("utf-8", "replace")
    return decode(bounded(page.content) if page.form == "html" else page.content, page.meta.charset)


def read_form(page: Page) -> tuple[Head, Reading]:
    """What the page's head says, and its cleaned body."""
    return read_source(page, source_of(page))


def read_source(page: Page, source: str) -> tuple[Head, Reading]:
    """The same, of a page already decoded."""
    if page.form == "text":
        return Head(), Reading(title="", paragraphs=(source,))
    text = mend(source)
    if page.form == "dump":
        return Head(), clean_dump(clean(text))
    tree = parse_html(text)
    if tree is None:
        return Head(), Reading(title="", paragraphs=())
    head = read_head(tree)
    if rule := rule_for(page.meta, head):
        return read_by_rule(tree, head, rule)
    return head, read_html(tree, head)


def read_by_rule(tree: Any, head: Head, rule: Rule) -> tuple[Head, Reading]:
    """The head and the body of a page whose outlet has a rule; what the rule drops is among what was removed."""
    head = told_by(rule, tree, head)
    dropped = without_dropped(tree, rule)
    reading = read_html(tree, head)
    return head, replace(reading, removed=(*reading.removed, *dropped))


def article_of(page: Page, head: Head, reading: Reading, body: str, source: str) -> Article:
    """The article, its metadata settled."""
    known = settle(page.meta, head, reading)
    captions = tuple(dict.fromkeys((*reading.captions, *page.meta.captions)))
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
        captions=captions,
        credits=find_credits(
            reading.paragraphs,
            reading.removed,
            (*captions, *page.meta.image_credits),
            (*page.meta.authors, *head.authors),
        ),
        removed=reading.removed,
        page_id=page.id,
        modified=known.modified,
        section=known.section,
        places=find_places(page.form, source, reading.paragraphs),
        reprinted_from=known.reprinted_from,
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
