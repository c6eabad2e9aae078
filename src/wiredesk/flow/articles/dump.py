"""A page's visible text as a scraper left it → the article in it, and why everything else is not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.flow.articles.agencies import known
from wiredesk.flow.articles.authorship import bio_name
from wiredesk.flow.articles.captions import LABEL, ends_in_credit, is_image_credit, without_label
from wiredesk.flow.articles.headline import bare, find_headline, without_site
from wiredesk.flow.articles.lines import Line, find_lines, score_lines, without_rights
from wiredesk.flow.articles.reading import Reading
from wiredesk.flow.articles.region import Rows, body_region, split_lines
from wiredesk.flow.articles.sorting import BODY, CAPTION, HEADLINE, Page, sort_rest
from wiredesk.records import Removed

KEPT_IN_BODY = -0.7  # the score that a line inside the article must pass
SURE = 2.0  # a score that outweighs a tell-tale phrase in a long line
LONG_FURNITURE = 160  # characters; a longer line with a tell-tale phrase may still be a paragraph
CAPITALS = 20  # characters of a line all in capitals: below, an abbreviation or a cry
LONGEST_CAPTION = 350  # characters
FIRST_SENTENCE = 60  # characters of the first line that is surely the article's
LEAD = 8  # paragraphs that say what the article is about
BIO_FROM = 0.6  # share of the body after which a line about a writer is about the author
AGENCY_TAIL = re.compile(
    r"(?<=[.!?”\"'])\s*(?P<words>(?:[\[(](?P<in>[^\[\]()]{2,30})[\])]|[—–-]\s?(?P<after>[\w. /]{2,30})))\.?\s*$"
)


def clean_dump(text: str) -> Reading:
    """The article in a page's visible text, and every other line with a reason.

    Takes    text that is decoded and free of mojibake; lines as the scraper left them.
    Gives    title, paragraphs in order, captions, authors; every other line is in `removed`.
    Cost     O(n) time.
    """
    rows = split_lines(text)
    lines = find_lines(rows.raws, rows.tight)
    score_lines(lines)
    first, last = body_region(lines)
    kept = {line.index: line for line in lines[first:last] if line.score > KEPT_IN_BODY and not is_furniture(line)}
    page = Page(rows)
    drop_captions(page, kept, rows)
    drop_bios(page, kept)
    title = drop_above_headline(page, kept)
    for index in kept:
        page.fates[index] = BODY
    sort_rest(page, {line.index: line for line in lines})
    return reading_of(page, kept, title)


def is_furniture(line: Line) -> bool:
    """True for a line inside the article whose words say that it is not of it."""
    if line.reason and (line.size < LONG_FURNITURE or line.score < SURE):
        return True
    return len(line.words) >= CAPITALS and line.words.isupper()


def drop_captions(page: Page, kept: dict[int, Line], rows: Rows) -> None:
    """Takes captions out of the kept lines and marks them."""
    said = {without_label(bare(raw)) for raw in rows.raws if LABEL.match(bare(raw))}
    for index, line in list(kept.items()):
        credited_below = (
            index + 1 < len(rows.raws)
            and not rows.after_blank[index + 1]
            and is_image_credit(bare(rows.raws[index + 1]))
        )
        labelled = bool(LABEL.match(line.words)) and line.size < LONGEST_CAPTION
        credited = line.size < LONGEST_CAPTION and not line.words.endswith("”") and ends_in_credit(line.words)
        if labelled or credited or line.words in said or (credited_below and line.size < LONGEST_CAPTION):
            page.fates[index] = CAPTION
            del kept[index]


def drop_bios(page: Page, kept: dict[int, Line]) -> None:
    """Takes the lines about the author out of the end of the body, and notes the author."""
    places = list(kept)
    for at, index in enumerate(places):
        name = bio_name(kept[index].words) if at >= BIO_FROM * len(places) else ""
        if name:
            page.authors.append(name)
            for rest in places[at:]:
                if rest == index or kept[rest].words.startswith(("He ", "She ", "They ", name)):
                    page.fates[rest] = "bio"
                    del kept[rest]
            return


def drop_above_headline(page: Page, kept: dict[int, Line]) -> str:
    """Finds the headline, marks it, takes what stands above it out of the kept lines; gives its words."""
    surely = (index for index, line in kept.items() if line.ends and line.size >= FIRST_SENTENCE)
    start = next(surely, min(kept, default=len(page.raws)))
    place = find_headline(page.raws, start, [line.words for line in list(kept.values())[:LEAD]])
    if place < 0:
        return ""
    words = bare(page.raws[place])
    page.headline = place
    for index, raw in enumerate(page.raws[: start + 1]):
        if raw.endswith(words) and bare(raw) == words:
            page.fates[index] = HEADLINE
            kept.pop(index, None)
        elif index < place:
            kept.pop(index, None)
    others = {bare(raw) for raw in page.raws[:start]}
    return without_site(words, tuple(others))


def reading_of(page: Page, kept: dict[int, Line], title: str) -> Reading:
    """The result, from what became of each line."""
    paragraphs: list[str] = []
    removed: list[Removed] = []
    captions: dict[str, None] = {}
    for index, raw in enumerate(page.raws):
        fate = page.fates[index]
        if fate == BODY:
            words, tails = without_tails(kept[index].words)
            paragraphs.append(words)
            removed += tails
        elif fate == CAPTION:
            words = bare(raw)
            captions.setdefault(words if is_image_credit(words) else without_label(words))
        else:
            removed.append(Removed(words=raw.strip(), reason=fate))
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
    match = AGENCY_TAIL.search(words[-50:])
    if match and known(match["in"] or match["after"]):
        tails.append(Removed(words=match["words"], reason="credit"))
        words = words[: len(words) - len(words[-50:]) + match.start()]
    return words.rstrip(), tails
