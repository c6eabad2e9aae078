"""A page's visible text as a scraper left it → the article in it, and why everything else is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from wiredesk.flow.articles.agencies import known
from wiredesk.flow.articles.authorship import bio_name, is_job_line
from wiredesk.flow.articles.captions import is_image_credit, without_label
from wiredesk.flow.articles.counting import with_tables
from wiredesk.flow.articles.headline import find_headline, without_site
from wiredesk.flow.articles.ink import PIECE
from wiredesk.flow.articles.islands import on_main_island
from wiredesk.flow.articles.lines import score_lines
from wiredesk.flow.articles.lists import with_lists
from wiredesk.flow.articles.looks import CAPTION_SIZE, CAPTIONED, IMAGE_CREDIT, without_rights
from wiredesk.flow.articles.page import TEASER, Page, pages_of
from wiredesk.flow.articles.phrases import scanner
from wiredesk.flow.articles.reading import Reading
from wiredesk.flow.articles.region import body_region
from wiredesk.flow.articles.sheet import BETWEEN_PAGES, read_sheet
from wiredesk.flow.articles.signs import find_signs
from wiredesk.flow.articles.sorting import BODY, CAPTION, HEADLINE, sort_rest
from wiredesk.records import Removed

BATCH: Final = 8  # pages looked at together: their arrays fit a core's own memory
MOST_LINES: Final = 50_000  # of a page; the longest live blogs have a tenth, and lines beyond are of no article
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
    return next(clean_dumps((text,)))


def clean_dumps(texts: Iterable[str]) -> Iterator[Reading]:
    """The same for many pages, in their order, nearly twice as fast; each as `clean_dump` gives it.

    Cost     O(n) time; holds a batch of texts.
    """
    for batch in batches(texts):
        looked_at, rests = zip(*map(cut, batch), strict=True)
        sheet = read_sheet(looked_at, scanner())
        signs = find_signs(sheet)
        scores = with_tables(sheet, score_lines(sheet, signs))
        for page, rest in zip(pages_of(sheet, signs, scores), rests, strict=True):
            yield read_lines(page, rest)


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Pages that are looked at together; a long one stands alone."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) == BATCH or size + len(text) > PIECE - BATCH * len(BETWEEN_PAGES)):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def read_lines(page: Page, rest: Sequence[str]) -> Reading:
    """The article on a page; `rest` are the lines beyond it."""
    kept = without_captions(page, with_lists(page, kept_lines(page)))
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


def kept_lines(page: Page) -> list[int]:
    """The lines inside the article that are of it."""
    first, last = body_region(page.worths)
    kept = on_main_island(page, [index for index in range(first, last) if page.is_kept[index]])
    firm = len(kept)
    while firm and page.is_loose[kept[firm - 1]]:
        firm -= 1
    return kept[:firm] if firm else kept


def without_captions(page: Page, kept: list[int]) -> list[int]:
    """The kept lines without captions, which it marks."""
    looks = page.looks
    captioned = zip(page.lines, looks, strict=True) if CAPTIONED in looks else ()
    labelled = {without_label(words) for words, look in captioned if look == CAPTIONED}
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
    removed += [Removed(words=words, reason="menu" if len(words) < TEASER else "related") for words in rest]
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
