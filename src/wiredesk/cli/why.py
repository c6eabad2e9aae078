"""`wiredesk why`: from any id, sentence or decision back to the characters of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from wiredesk.cli.common import DESK, DeskFolder
from wiredesk.cli.finding import find_article, find_story, told
from wiredesk.cli.membership import explain_membership, page_of
from wiredesk.cli.membership import line as line_of
from wiredesk.desk import Desk
from wiredesk.errors import NotFoundError
from wiredesk.flow.articles import source_of
from wiredesk.records import (
    Article,
    BriefSentence,
    Claim,
    Dossier,
    Page,
    PagePlace,
    Quote,
    Span,
    Story,
    TimelineEntry,
    records_in,
    spans_in,
)
from wiredesk.text.locating import Place, locate, within
from wiredesk.text.mojibake import mend

ArticleName = Annotated[
    str | None, typer.Argument(help="With a story: the article, by id or page.", show_default=False)
]
CONTEXT = 60  # characters shown on each side of a span


def command(id: str, article: ArticleName = None, desk: DeskFolder = DESK) -> None:
    """Show what stands behind an id (of anything in a dossier), behind a sentence of a brief, or a membership.

    With a story and an article: why the article is in the story, or is not.

    Example: wiredesk why c-51f0a2c4 --desk desk/
    """
    with Desk.open(desk) as opened:
        lines = list(explain(opened, id) if article is None else explain_both(opened, id, article))
        if not lines:
            raise NotFoundError(f"Nothing on this desk has the id or says {id!r}. Try: wiredesk show STORY --json")
        for line in lines:
            typer.echo(line)


def explain_both(desk: Desk, story: str, article: str) -> Iterator[str]:
    """The lines that explain a story and an article."""
    found, way = find_story(desk, story)
    if way:
        yield told(way)
    yield from explain_membership(desk, found, find_article(desk, article))


def explain(desk: Desk, name: str) -> Iterator[str]:
    """The lines that explain an id, or words that a dossier prints."""
    for rejected in desk.store.rejected():
        if rejected.id == name:
            yield f"{rejected.page} was rejected by {rejected.stage}: {rejected.reason} ({rejected.detail})"
    for article in desk.store.get("articles", [name]):
        yield from of_article(desk, article)
    for dossier in desk.dossiers():
        for record in records_in(dossier):
            if getattr(record, "id", None) == name or (len(name.split()) > 1 and says(record, name)):
                yield from of_record(desk, dossier, record)


def of_article(desk: Desk, article: Article) -> Iterator[str]:
    """Where an article comes from, and why it is in its story."""
    yield f"article {article.id}: {article.title}"
    yield f"  from {article.page}, {len(article.text):,} characters kept, {len(article.removed)} pieces left out"
    date = article.published
    yield f"  published {date.value or 'unknown'} ({date.basis}{': ' + date.reason if date.reason else ''})"
    for held in desk.store.held_about("stories", [article.id]):
        for story in desk.store.get("stories", [held.id]):
            yield from of_membership(desk, story, article.id)


def of_membership(desk: Desk, story: Story, article: str) -> Iterator[str]:
    """Why an article is in a story."""
    yield f"  {page_of(desk, article)} ({article}) in story {story.id}: {story.title}"
    for reason in story.why.get(article, ()):
        yield f"    {line_of(desk, reason)}"


def of_record(desk: Desk, dossier: Dossier, record: Any) -> Iterator[str]:
    """A record of a dossier with every span it leans on, walked back to the page."""
    if isinstance(record, Dossier):
        record = record.story
    yield f"{type(record).__name__} {getattr(record, 'id', '')}: {summary(record)}".strip()
    if isinstance(record, Story):
        for article in record.articles:
            yield from of_membership(desk, record, article)
    quotes = {quote.id: quote for quote in dossier.quotes}
    articles = {article.id: article for article in dossier.articles}
    for span in spans_of(record, quotes):
        yield from of_span(desk, articles[span.article], span)


def of_span(desk: Desk, article: Article, span: Span) -> Iterator[str]:
    """A span in its surroundings, and where the page itself holds it."""
    before = article.text[max(0, span.start - CONTEXT) : span.start].replace("\n", " ")
    after = article.text[span.end : span.end + CONTEXT].replace("\n", " ")
    yield f"  {article.outlet_label}, characters {span.start}–{span.end} of {article.id}"
    yield f"    …{before}[{span.words}]{after}…"
    for page in desk.store.get("pages", [article.page_id]):
        yield f"    {place_in(page, article, span)}"


def place_in(page: Page, article: Article, span: Span) -> str:
    """Which characters of a page show a span: from where its paragraphs stand, else by a search for its words."""
    found = placed(page, article, span) or locate(page.content, span.words)
    if found is None:
        return f"{page.page}: in its text as cleaned; the page writes it otherwise"
    mended = " (after its encoding was mended)" if found.is_mended else ""
    return f"{page.page}: characters {found.start}–{found.end}{mended}"


def placed(page: Page, article: Article, span: Span) -> Place | None:
    """The span's characters in the page, where the article knows the places of its paragraphs."""
    places = [one for one in article.places if one.start < span.end and span.start < one.end]
    if not places or any(one.page_start is None for one in places) or len({one.is_mended for one in places}) > 1:
        return None
    first, last = places[0], places[-1]
    source = mend(source_of(page)) if first.is_mended else source_of(page)
    start, _ = inside(source, article, first, span, is_marked=page.form == "html")
    _, end = inside(source, article, last, span, is_marked=page.form == "html")
    return Place(start, end, first.is_mended)


def inside(source: str, article: Article, place: PagePlace, span: Span, *, is_marked: bool) -> tuple[int, int]:
    """Where the page shows the part of a span that lies in one paragraph."""
    inner = (max(span.start, place.start) - place.start, min(span.end, place.end) - place.start)
    outer = (place.page_start or 0, place.page_end or 0)
    return within(source, outer, article.text[place.start : place.end], inner, is_marked=is_marked)


def spans_of(record: Any, quotes: dict[str, Quote]) -> Iterator[Span]:
    """The spans that a record leans on, those of the quotes it names included."""
    found = list(spans_in(record))
    named = [quotes[name].span for name in getattr(record, "quotes", ()) if isinstance(name, str) and name in quotes]
    yield from dict.fromkeys(found + named)


def says(record: Any, words: str) -> bool:
    """True for sentences of a dossier that hold these words."""
    return isinstance(record, BriefSentence | Claim | TimelineEntry) and words in record.text


def summary(record: Any) -> str:
    """A record in a few words."""
    for field in ("title", "text", "question", "name"):
        if value := getattr(record, field, None):
            return str(value)
    if isinstance(record, Quote):
        return f"{record.kind}: {record.span.words}"
    return " ".join(
        str(getattr(record, field)) for field in ("kind", "type", "mode", "status") if hasattr(record, field)
    )
