"""Where a page shows each paragraph of its article."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import page
from wiredesk.flow.articles import read_page, source_of
from wiredesk.flow.articles.places import find_places
from wiredesk.records import Article, Page
from wiredesk.text.decoding import clean
from wiredesk.text.locating import within
from wiredesk.text.mojibake import mend

SAMPLES = Path(__file__).parent.parent.parent.parent / "samples"
TAG = re.compile(r"<!--.*?-->|<script.*?</script>|<[^<>]*>", re.DOTALL)


def shown(page_text: str, start: int, end: int) -> str:
    """What a reader sees between two characters of a page, white space left out; tags may not be cut."""
    return "".join(clean(html.unescape(TAG.sub("", page_text[start:end]))).split())


def placed(source: str, *paragraphs: str, form: str = "html") -> list[str | None]:
    """What the page holds where each paragraph is said to be; None for one without a place."""
    places = find_places(form, source, paragraphs)
    text = "\n\n".join(paragraphs)
    assert [text[one.start : one.end] for one in places] == list(paragraphs)
    return [None if one.page_start is None else source[one.page_start : one.page_end] for one in places]


def read(name: Path) -> tuple[Page, Article | None]:
    form = "html" if name.suffix == ".html" else "dump"
    one = Page(id="p-1", page=name.name, form=form, content=name.read_bytes())
    return one, next((found for found in read_page(one) if isinstance(found, Article)), None)


@pytest.mark.parametrize(
    "name", sorted([*SAMPLES.glob("*/*.html"), *SAMPLES.glob("*/*.txt")]), ids=lambda name: name.stem
)
def test_every_paragraph_of_the_samples_stands_where_it_is_said_to(name: Path):
    one, article = read(name)
    assert article is not None
    source = source_of(one)
    assert [article.text[place.start : place.end] for place in article.places] == article.text.split("\n\n")
    for place in article.places:
        words = "".join(article.text[place.start : place.end].split())
        held = mend(source) if place.is_mended else source
        assert place.page_start is not None
        assert (
            shown(held, place.page_start, place.page_end)
            if one.form == "html"
            else "".join(clean(held[place.page_start : place.page_end]).split())
        ) == words


@pytest.mark.parametrize(
    ("source", "paragraph", "held"),
    [
        ("<p>The mayor spoke.</p>", "The mayor spoke.", "The mayor spoke."),
        ("<p>The\n   mayor&nbsp;spoke.</p>", "The mayor spoke.", "The\n   mayor&nbsp;spoke."),
        ("<p><b>The</b> <a href='/m'>mayor</a> spoke.</p>", "The mayor spoke.", "The</b> <a href='/m'>mayor</a> spoke."),
        ("<p>&ldquo;We won&rsquo;t,&rdquo; he said.</p>", "“We won’t,” he said.", "&ldquo;We won&rsquo;t,&rdquo; he said."),
        ("<p>A<!-- x --> ferry<script>var a='A ferry'</script> sank.</p>", "A ferry sank.", None),
        ("<p>Der Not\u00adfall\u00adplan lag vor.</p>", "Der Notfallplan lag vor.", "Der Not\u00adfall\u00adplan lag vor."),
        ("<p>Fire &amp; Rescue came &lt;late&gt;.</p>", "Fire & Rescue came <late>.", "Fire &amp; Rescue came &lt;late&gt;."),
        ("<p>港の橋が<b>月曜</b>に再開した。</p>", "港の橋が月曜に再開した。", "港の橋が<b>月曜</b>に再開した。"),
        ("<p data-x='<b>The mayor spoke.</b>'>The mayor <i title=\"a > b\">spoke</i>.</p>", "The mayor spoke.",
         "The mayor <i title=\"a > b\">spoke</i>."),
    ],
)  # fmt: skip
def test_a_paragraph_is_found_through_its_mark_up(source: str, paragraph: str, held: str | None):
    (found,) = placed(source, paragraph)
    assert found == held if held else shown(found or "", 0, len(found or "")) == "".join(paragraph.split())


def test_the_words_in_the_head_in_scripts_and_in_attributes_are_not_the_body():
    source = (
        '<head><meta content="The mayor spoke on Monday."></head><body><script>{"a":"The mayor spoke on Monday."}</script>'
        '<img alt="The mayor spoke on Monday."><p>The mayor spoke on Monday.</p></body>'
    )
    (place,) = find_places("html", source, ["The mayor spoke on Monday."])
    assert place.page_start == source.index("<p>") + 3


def test_a_sentence_printed_twice_has_two_places():
    source = "<p>He said no.</p><p>The bridge is open.</p><p>He said no.</p>"
    first, _, last = find_places("html", source, ["He said no.", "The bridge is open.", "He said no."])
    assert (first.page_start, last.page_start) == (3, source.rindex("He"))


def test_a_paragraph_that_the_page_shows_earlier_is_found_there():
    assert placed("<p>One came first.</p><p>Two came later.</p>", "Two came later.", "One came first.") == [
        "Two came later.",
        "One came first.",
    ]


def test_words_that_the_page_does_not_show_have_no_place_and_a_reason():
    (place,) = find_places("html", "<p>The mayor was silent.</p>", ["The mayor spoke at length."])
    assert (place.page_start, place.page_end, place.reason) == (None, None, "written_otherwise")


def test_a_short_paragraph_is_not_found_inside_a_word():
    (place,) = find_places("html", "<p>Nothing moved.</p><p>No</p>", ["No"])
    assert place.page_start == len("<p>Nothing moved.</p><p>")


def test_a_mended_paragraph_is_counted_in_the_mended_page():
    source = "<p>The bridge at Askvik is open again.</p><p>â€œWe wonâ€™t close it,â€\x9d she said at the cafÃ©.</p>"
    paragraphs = ["The bridge at Askvik is open again.", "“We won’t close it,” she said at the café."]
    first, second = find_places("html", source, paragraphs)
    assert (first.is_mended, second.is_mended) == (False, True)
    assert mend(source)[second.page_start : second.page_end] == paragraphs[1]


def test_a_line_of_a_dump_is_found_though_its_spaces_were_made_single():
    assert placed("MENU\n  The  mayor\nspoke on Monday.\n", "The mayor spoke on Monday.", form="dump") == [
        "The  mayor\nspoke on Monday."
    ]


def test_a_clean_text_stands_where_it_stands():
    one = page("One.\n\nTwo & <b>three</b>.", form="text")
    article = next(iter(read_page(one)))
    assert isinstance(article, Article)
    (place,) = article.places
    assert (place.start, place.end, place.page_start, place.page_end) == (0, len(article.text), 0, len(article.text))


WORDS = st.sampled_from("the mayor’s bridge “café” & <b> 5 % Größe мост 港口 don't – — No. a ferry, again".split())
PARAGRAPH = st.lists(WORDS, max_size=14).map(lambda words: " ".join([*words, "bridge"]))
BETWEEN = st.sampled_from(
    [" ", "\n  ", "&nbsp;", " <b>", "</b> ", " <a href='x?a=1&b=2' title=\"x > y\">", "</a> ", "<!-- the mayor --> "]
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A page and its paragraphs: words between tags, entities and comments, with the same words in scripts around."""
    paragraphs = draw(st.lists(PARAGRAPH, min_size=1, max_size=5))
    parts = ["<html><head><title>", html.escape(paragraphs[0]), "</title></head><body>"]
    for paragraph in paragraphs:
        parts.append(
            draw(st.sampled_from(["<p>", "<div class='x'>\n", f"<script>{html.escape(paragraph)}</script><p>"]))
        )
        for index, word in enumerate(paragraph.split(" ")):
            parts.append(draw(BETWEEN) if index else "")
            parts.append(html.escape(word) if draw(st.booleans()) else word.replace("&", "&#38;").replace("<", "&#60;"))
        parts.append("</p>\n")
    return "".join(parts), paragraphs


@given(marked())
def test_every_place_holds_the_words_of_its_paragraph(drawn: tuple[str, list[str]]):
    source, paragraphs = drawn
    for paragraph, place in zip(paragraphs, find_places("html", source, paragraphs), strict=True):
        assert place.page_start is not None
        held = re.sub(r' title="x > y"', "", source[place.page_start : place.page_end])
        assert shown(held, 0, len(held)) == "".join(paragraph.split())


@given(marked(), st.data())
def test_a_part_of_a_paragraph_is_found_within_its_place(drawn: tuple[str, list[str]], data: st.DataObject):
    source, paragraphs = drawn
    (place, *_) = find_places("html", source, paragraphs)
    words = paragraphs[0]
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert place.page_start is not None
    assert place.page_end is not None
    found = within(source, (place.page_start, place.page_end), words, (start, end), is_marked=True)
    held = re.sub(r' title="x > y"', "", source[slice(*found)])
    assert shown(held, 0, len(held)) == "".join(words[start:end].split())


@pytest.mark.parametrize(
    "source",
    [
        "<" * 300_000,
        "<p>" * 100_000,
        "<script>" * 50_000,
        "<!--" * 100_000,
        "<a '" * 100_000,
        "the mayor " * 100_000,
        "&amp" * 200_000,
        "<p>the mayor spoke</p>" * 20_000,
    ],
)
def test_a_hostile_page_takes_bounded_time(source: str):
    started = time.process_time()
    find_places("html", source, [f"the mayor spoke of number {number} & “others”" for number in range(50)])
    assert time.process_time() - started < 5
