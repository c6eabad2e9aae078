"""From a span back to the characters of its page."""

from __future__ import annotations

from builders import page
from wiredesk.cli.why import place_in
from wiredesk.flow.articles import read_page
from wiredesk.records import Article, Page

FIRST = (
    "The bridge at Askvik was reopened on Monday, and lorries rolled in both directions, the harbour office told us."
)
SECOND = "“We kept our word,” Mayor Ida Brekke said at the ramp, where some four hundred people had come to watch."
HTML = (
    f"<html><body><article><h1>Askvik bridge reopened</h1><p>{FIRST}</p>\n<p>&ldquo;We <b>kept</b> our word,&rdquo; Mayor Ida "
    f"Brekke said at the ramp, where some four hundred people had come to watch.</p><p>{FIRST}</p></article></body></html>"
)


def read(one: Page) -> Article:
    return next(found for found in read_page(one) if isinstance(found, Article))


def held(one: Page, article: Article, words: str, *, after: int = 0) -> str:
    start = article.text.index(words, after)
    place = place_in(one, article, article.span(start, start + len(words))).rpartition("characters ")[2]
    first, last = place.split("–")
    return f"{first}: {one.content.decode()[int(first) : int(last)]}"


def test_a_span_is_narrowed_to_its_own_characters():
    one = page(HTML, name="page.html", form="html")
    article = read(one)
    assert held(one, article, "kept our word") == f"{HTML.index('kept<')}: kept</b> our word"
    assert held(one, article, "Ida Brekke") == f"{HTML.index('Ida')}: Ida Brekke"


def test_a_span_of_two_paragraphs_goes_from_one_into_the_other():
    one = page(HTML, name="page.html", form="html")
    article = read(one)
    assert held(one, article, "told us.\n\n“We").endswith("told us.</p>\n<p>&ldquo;We")


def test_a_sentence_that_the_page_prints_twice_is_shown_where_the_span_stands():
    text = f"{FIRST}\n{SECOND}\n{FIRST}\n"
    one = page(text)
    article = read(one)
    assert held(one, article, "both directions", after=len(FIRST)).startswith(f"{text.rindex('both')}:")


def test_a_span_of_a_clean_text_stands_where_it_stands():
    one = page(f"{FIRST}\n\n{SECOND}", form="text")
    article = read(one)
    start = article.text.index("Ida")
    assert held(one, article, "Ida Brekke") == f"{start}: Ida Brekke"
