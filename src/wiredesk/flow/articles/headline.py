"""Which line of a dump is the headline: above the body, about the same things, often said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from wiredesk.flow.articles.looks import BYLINE, CAPTIONED, CREDITED, IMAGE_CREDIT
from wiredesk.flow.articles.page import Page

WORD = re.compile(r"\w{4,}")
WIDE_RUN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,}")
LEAD_SIZE = 1500  # characters of the first paragraphs, which say what the article is about
ABOVE = 80  # lines over the body in which the headline is looked for
ENOUGH = 4  # shared words; more only show that a line is long
SAID_AGAIN = 1.0  # a line that stands elsewhere above the body too: a breadcrumb, the page's title
SIGNED = 1.0  # a byline or the page's date comes next
ENDING = -2.5  # a line that ends as a sentence is a standfirst, seldom a headline
QUESTION = -0.3  # a headline may ask
LONG_LINE, LONG = 120, -2.0  # characters; longer lines are standfirsts or captions
CREDIT = -3.0  # a line that looks like a caption or a byline
HEADING_SIZE = 25  # characters; shorter lines are labels of sections
SHORT = -1.0
FARNESS = 0.03  # for each line between it and the body
REACH = 6  # lines above a good one in which a nearly as good one is the headline, and that one its standfirst
NEARLY = 0.45  # share of the best line's worth
DATED = re.compile(
    r"\b(?:19|20)\d\d\b.*\d:\d\d|^\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d\s*(?:[ap]m|uhr|est|gmt|ist)?$",
    re.IGNORECASE,
)
TRAIL = re.compile(r"^[^›»>/]{1,30}\s[›»>/]\s[^›»>/]{1,40}(?:\s[›»>/]\s|$)")  # "Home › News › Harbour": a breadcrumb
POSTED = re.compile(r"^(?:posted|published|filed|updated|last updated|first published)\b", re.IGNORECASE)
POSTED_STARTS = "pufl" + "PUFL"
MOST_DIGITS = 0.2  # of the characters of a headline
FEW = 3  # words; so few in capitals are a site's or a section's name
SITE_TAIL = re.compile(r"\s+(?:[|–—·]|-{1,2}|::)\s+[^|–—·]{2,40}$")


def words_of(text: str) -> set[str]:
    """The content words of a text, lower case; of scripts without spaces its pairs of characters."""
    low = text.lower()
    found = set(WORD.findall(low))
    if not low.isascii() and WIDE_RUN.search(low):
        found = {word for word in found if not WIDE_RUN.match(word)}
        for run in WIDE_RUN.findall(low):
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


def find_headline(page: Page, body_start: int, lead: Sequence[str]) -> int:
    """The place of the headline among the lines; -1 where none is found."""
    about = words_of(" ".join(lead)[:LEAD_SIZE])
    first = max(0, body_start - ABOVE)
    texts = page.lines[first:body_start]
    counts = Counter(texts)
    worths = [0.0] * len(texts)
    for at, text in enumerate(texts):
        if page.may_be_headline[first + at] and is_possible(page, first + at):
            said_again = SAID_AGAIN * (counts[text] > 1)
            signed = SIGNED * (at + 1 < len(texts) and is_signed(page, first + at + 1))
            worths[at] = worth(page, first + at, about) + said_again + signed - FARNESS * (len(texts) - at)
    best = max(range(len(worths)), key=lambda at: (worths[at], at), default=-1)
    if best < 0 or worths[best] <= 0:
        return -1
    for at in range(max(0, best - REACH), best):
        if worths[at] >= NEARLY * worths[best]:
            best = at
            break
    return first + innermost(texts, worths, best)


def is_signed(page: Page, below: int) -> bool:
    """True for a line that a byline or the page's date follows."""
    return page.told[below] in ("byline", "date") or is_posted(page.lines[below])


def innermost(texts: Sequence[str], worths: Sequence[float], best: int) -> int:
    """The line that says the same without a breadcrumb, a number or a button around it; else the line itself."""
    for at in reversed(range(len(texts))):
        inside = len(texts[at]) < len(texts[best]) and worths[at] >= NEARLY * worths[best] and texts[at] in texts[best]
        if inside and len(texts[at]) >= HEADING_SIZE:
            return at
    return best


def is_possible(page: Page, index: int) -> bool:
    """True for a line that could be a headline by its words."""
    text = page.lines[index]
    if (page.has_separator[index] and TRAIL.match(text)) or is_posted(text):
        return False
    if text.isupper() and text.count(" ") < FEW:
        return False
    return not (page.has_digit[index] and (DATED.search(text) or is_of_figures(text)))


def is_of_figures(text: str) -> bool:
    """True for a line of prices or results."""
    return sum(map(str.isdigit, text)) > MOST_DIGITS * len(text)


def is_posted(text: str) -> bool:
    """True for a line that says when the page was published."""
    return text[0] in POSTED_STARTS and bool(POSTED.match(text))


def worth(page: Page, index: int, about: set[str]) -> float:
    """How well a line names what the article is about."""
    text = page.lines[index]
    own = words_of(text)
    common = len(own & about)
    if not common:
        return 0.0
    score = min(ENOUGH, common) * (0.5 + common / len(own))
    if text[-1] in ".;,:…":
        score += ENDING
    elif text[-1] == "?":
        score += QUESTION
    score += LONG * (len(text) > LONG_LINE) + SHORT * (len(text) < HEADING_SIZE and text.isascii())
    if page.looks[index] in (CAPTIONED, CREDITED, IMAGE_CREDIT, BYLINE):
        score += CREDIT
    return score


def without_site(title: str, others: Sequence[str]) -> str:
    """A headline without the site's name behind it, where another line says it without, or a bar sets it apart."""
    cut = SITE_TAIL.sub("", title)
    return cut if cut != title and (" | " in title or cut in others) else title
