"""A page's visible text as a scraper left it → the article in it, and why everything else is not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.flow.articles.agencies import known
from wiredesk.flow.articles.authorship import bio_name
from wiredesk.flow.articles.captions import LABEL, ends_in_credit, is_image_credit, without_label
from wiredesk.flow.articles.headline import find_headline, without_site
from wiredesk.flow.articles.lines import Line, find_lines, is_response_count, score_lines, without_rights
from wiredesk.flow.articles.lists import keep_lists
from wiredesk.flow.articles.reading import Reading
from wiredesk.flow.articles.region import Rows, body_region, split_lines
from wiredesk.flow.articles.sorting import BODY, CAPTION, HEADLINE, Page, sort_rest
from wiredesk.records import Removed

KEPT_IN_BODY = -0.8  # the score that a line inside the article must pass
SENTENCE_SIZE, SENTENCE_KEPT = 90, -2.0  # … and a whole sentence there: losing one is worse than keeping a teaser
SURE = 2.0  # a score that outweighs a tell-tale phrase in a long line
LONG_FURNITURE = 160  # characters; a longer line with a tell-tale phrase may still be a paragraph
CAPITALS = 20  # characters of a line all in capitals: below, an abbreviation or a cry
LONGEST_CAPTION = 350  # characters
FIRST_SENTENCE = 60  # characters of the first line that is surely the article's
LEDE_REACH = 25  # lines between the headline and the body, over which a lede is looked for
LEDE_KEPT = -2.5  # the score that a sentence there must pass
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
    kept = {line.index: line for line in lines[first:last] if is_kept(line)}
    page = Page(rows)
    keep_lists(page, kept)
    drop_captions(page, kept, rows)
    drop_bios(page, kept)
    title = drop_above_headline(page, kept)
    keep_lede(page, kept, lines)
    drop_captions(page, kept, rows)
    for index in kept:
        page.fates[index] = BODY
    sort_rest(page, {line.index: line for line in lines})
    return reading_of(page, kept, title)


def is_kept(line: Line) -> bool:
    """True for a line inside the article that is of it."""
    is_sentence = line.ends and line.size >= SENTENCE_SIZE and line.score > SENTENCE_KEPT
    return (is_sentence or line.score > KEPT_IN_BODY) and not is_furniture(line)


def is_furniture(line: Line) -> bool:
    """True for a line inside the article whose words say that it is not of it."""
    if is_response_count(line.words):
        return True
    if line.reason and (line.size < LONG_FURNITURE or line.score < SURE):
        return True
    return len(line.words) >= CAPITALS and line.words.isupper()


def drop_captions(page: Page, kept: dict[int, Line], rows: Rows) -> None:
    """Takes captions out of the kept lines and marks them."""
    said = {without_label(words) for words in page.lines if LABEL.match(words)}
    for index, line in list(kept.items()):
        credited_below = (
            index + 1 < len(page.lines) and not rows.after_blank[index + 1] and is_image_credit(page.lines[index + 1])
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
    start = next(surely, min(kept, default=len(page.lines)))
    place = find_headline(page.lines, start, [line.words for line in list(kept.values())[:LEAD]])
    if place < 0:
        return ""
    words = page.lines[place]
    page.headline = place
    for index, line in enumerate(page.lines[: start + 1]):
        if line == words:
            page.fates[index] = HEADLINE
            kept.pop(index, None)
        elif index < place:
            kept.pop(index, None)
    return without_site(words, page.lines[:start])


def keep_lede(page: Page, kept: dict[int, Line], lines: Sequence[Line]) -> None:
    """Adds the sentences between the headline and the first kept line."""
    start = min(kept, default=0)
    if page.headline < 0 or start - page.headline > LEDE_REACH:
        return
    found = {
        line.index: line
        for line in lines
        if page.headline < line.index < start
        and not page.fates[line.index]
        and line.ends
        and line.size >= FIRST_SENTENCE
        and line.score > LEDE_KEPT
        and not is_furniture(line)
    }
    for index in tuple(kept):
        found[index] = kept.pop(index)
    kept.update(found)


def reading_of(page: Page, kept: dict[int, Line], title: str) -> Reading:
    """The result, from what became of each line."""
    paragraphs: list[str] = []
    removed: list[Removed] = []
    captions: dict[str, None] = {}
    for index, line in enumerate(page.lines):
        fate = page.fates[index]
        if fate == BODY:
            words, tails = without_tails(kept[index].words)
            paragraphs.append(words)
            removed += tails
        elif fate == CAPTION:
            captions.setdefault(line if is_image_credit(line) else without_label(line))
        else:
            removed.append(Removed(words=line, reason=fate))
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
