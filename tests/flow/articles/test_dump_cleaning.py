"""Text dumps: what is the article, and what is the page around it. All pages here are invented."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.flow.articles.counting import with_tables
from wiredesk.flow.articles.dump import clean_dump, clean_dumps
from wiredesk.flow.articles.lines import score_lines
from wiredesk.flow.articles.phrases import reasons_of, scanner
from wiredesk.flow.articles.removals import REASONS
from wiredesk.flow.articles.sheet import read_sheet
from wiredesk.flow.articles.signs import find_signs

PARAGRAPHS = (
    "The harbour council of Lindholm voted on Tuesday to close the old ferry quay for at least two years.",
    "Engineers had warned since the spring that the eastern wall was moving by several millimetres a month.",
    '"We could not take that risk with three thousand passengers a day," harbour master Ida Brekke told reporters.',
    "The ferries will leave from the cargo terminal instead, a walk of twenty minutes from the market square.",
    "Shop owners near the quay said they expected to lose a third of their trade until the works are finished.",
)
TITLE = "Lindholm council closes old ferry quay for two years"
MENU = ("Skip to main content", "Home", "News", "Sport", "Log in")


def page(*after: str, above: tuple[str, ...] = (), body: tuple[str, ...] = PARAGRAPHS) -> str:
    return "\n\n".join((*MENU, TITLE, *above, *body, *after))


def removed(text: str) -> dict[str, str]:
    return {line.words: line.reason for line in clean_dump(text).removed}


def test_the_paragraphs_are_the_body_in_their_order():
    assert clean_dump(page()).paragraphs == PARAGRAPHS


def test_the_headline_is_the_title_and_not_a_paragraph():
    reading = clean_dump(page())
    assert reading.title == TITLE
    assert TITLE not in reading.paragraphs


def test_a_headline_said_twice_is_one_title():
    reading = clean_dump("\n".join((TITLE, "", page())))
    assert reading.title == TITLE
    assert TITLE not in reading.paragraphs


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Leave a Reply", "comment_form"),
        ("Your email address will not be published. Required fields are marked *", "comment_form"),
        ("Quotes delayed at least 15 minutes.", "ticker"),
        ("By accessing this page, you agree to the following", "legal"),
        ("Sign up for our newsletter and never miss a ferry.", "newsletter"),
        ("Share this on Facebook", "share"),
        ("Related Topics", "related"),
        ("All rights reserved.", "copyright"),
        ("The Associated Press contributed to this report.", "credit"),
    ],
)
def test_a_line_below_the_article_goes_with_its_reason(line: str, reason: str):
    reading = clean_dump(page(line))
    assert reading.paragraphs == PARAGRAPHS
    assert removed(page(line))[line] == reason


def test_a_headline_in_capitals_between_paragraphs_is_a_cross_promotion():
    promotion = "MAYOR OF ASKVIK RESIGNS AFTER ROW OVER THE NEW TRAM LINE"
    text = page(body=(*PARAGRAPHS[:2], promotion, *PARAGRAPHS[2:]))
    assert clean_dump(text).paragraphs == PARAGRAPHS
    assert removed(text)[promotion] == "cross_promotion"


def test_a_heading_between_paragraphs_is_a_subheading():
    text = page(body=(*PARAGRAPHS[:3], "A longer walk to the boats", *PARAGRAPHS[3:]))
    assert clean_dump(text).paragraphs == PARAGRAPHS
    assert removed(text)["A longer walk to the boats"] == "subheading"


def test_a_labelled_caption_and_its_double_are_one_caption():
    caption = "Passengers board the last ferry from the old quay in Lindholm on Monday evening."
    text = page(above=("\n".join((f"caption: {caption}", "Enlarge Icon", caption, "AP")),))
    reading = clean_dump(text)
    assert reading.captions == (caption, "AP")
    assert reading.paragraphs == PARAGRAPHS
    assert removed(text)["Enlarge Icon"] == "image_label"


def test_a_line_that_ends_in_an_agency_credit_is_a_caption():
    caption = "Cranes stand over the old quay in Lindholm on May 3, 2031. Ola Berg/Pool via Reuters"
    reading = clean_dump(page(above=(caption,)))
    assert reading.captions == (caption,)
    assert reading.paragraphs == PARAGRAPHS


def test_a_bracketed_copyright_is_cut_off_its_paragraph():
    text = page(body=(*PARAGRAPHS[:-1], PARAGRAPHS[-1] + " [Copyright 2031 NPR]"))
    assert clean_dump(text).paragraphs == PARAGRAPHS
    assert removed(text)["[Copyright 2031 NPR]"] == "copyright"


def test_the_bio_of_the_author_is_no_paragraph_and_names_the_author():
    bio = "Mira Solheim is a transport correspondent for The Lindholm Courier. She writes about harbours and rail."
    text = page("\n".join(("Mira Solheim", "Transport Correspondent", bio, "twitter")))
    reading = clean_dump(text)
    assert reading.paragraphs == PARAGRAPHS
    assert reading.authors == ("Mira Solheim",)
    assert removed(text)[bio] == "bio"


def test_a_byline_names_the_authors():
    assert clean_dump(page(above=("By Mira Solheim and Jon Aas",))).authors == ("Mira Solheim", "Jon Aas")


def test_the_date_over_the_article_is_the_page_s_own():
    assert clean_dump(page(above=("Published: 4 May 2031, 9:15",))).published == "2031-05-04"


def test_a_summary_that_is_nearly_the_first_paragraph_is_kept_beside_it():
    summary = "The harbour council of Lindholm voted on Tuesday to close its old ferry quay for two years or more."
    assert clean_dump(page(above=(summary,))).paragraphs == (summary, *PARAGRAPHS)


def test_readers_comments_are_not_the_article():
    comments = []
    for number in range(12):
        comments += [f"reader{number} says:", f"May 5, 2031 at 9:{number:02d} am"]
        comments.append(
            f"I have walked to that terminal {number} times, and nobody there knows when the boats will leave."
        )
    text = page("12 responses to “Lindholm council closes old ferry quay”", *comments, "Leave a Reply")
    assert clean_dump(text).paragraphs == PARAGRAPHS


def test_a_line_broken_amid_a_sentence_is_joined_when_it_goes_on_in_small_letters():
    first = "The harbour council of Lindholm voted on Tuesday to close\nthe old ferry quay for at least two years."
    assert clean_dump(page(body=(first, *PARAGRAPHS[1:]))).paragraphs == PARAGRAPHS


def test_lines_that_each_begin_with_a_capital_stay_apart():
    assert clean_dump("\n".join((TITLE, *PARAGRAPHS))).paragraphs == PARAGRAPHS


def test_chinese_paragraphs_are_found_among_menu_lines():
    body = (
        "林港市议会星期二投票决定，旧渡轮码头将关闭至少两年，以便修复东侧的岸墙。",
        "工程师自春天以来一直警告说，岸墙每个月移动几毫米，对每天三千名乘客构成危险。",
        "渡轮将改从货运码头出发，从集市广场步行需要二十分钟，附近商店担心失去生意。",
    )
    text = "\n".join(("首页", "新闻", "体育", "登录", "林港市议会关闭旧渡轮码头两年", *body, "相关新闻", "联系我们"))
    assert clean_dump(text).paragraphs == body


def test_every_reason_given_is_a_documented_word():
    text = page("Leave a Reply", "Related Topics", "© 2031 Courier", above=("By Mira Solheim", "Share", "AP"))
    assert {line.reason for line in clean_dump(text).removed} <= set(REASONS)


def test_a_caption_labelled_without_a_colon_is_no_body_line():
    caption = "Image caption Ida Brekke has run the harbour of Lindholm since the spring flood of 2019."
    reading = clean_dump(page(body=(*PARAGRAPHS[:2], caption, *PARAGRAPHS[2:])))
    assert reading.paragraphs == PARAGRAPHS
    assert reading.captions == (caption.removeprefix("Image caption "),)


def test_a_long_call_to_join_gives_itself_away():
    call = (
        "Join our Harbour Forums to keep talking about quays, ferries and tides with other readers, and if you have a "
        "tip, a correction or a comment, let us know at: desk@lindholm-post.example."
    )
    assert reasons_of(read_sheet([call], scanner())) == {0: "newsletter"}
    assert reasons_of(read_sheet([f"{call} {call}"], scanner())) == {}


def test_no_line_is_lost():
    text = page("Leave a Reply", "Related Topics", above=("By Mira Solheim", "Share"))
    reading = clean_dump(text)
    kept = Counter((*reading.paragraphs, *reading.captions, *(line.words for line in reading.removed)))
    assert kept == Counter(line for line in text.split("\n") if line)


@pytest.mark.parametrize(
    "text", ["", "\n\n \n", "* ", "o", "/", ".", "AP", "©", "a" * 50_000, "/ " * 20_000, "( " * 20_000]
)
def test_odd_pages_do_not_crash(text: str):
    assert isinstance(clean_dump(text).paragraphs, tuple)


LINES = st.lists(
    st.one_of(
        st.sampled_from((*PARAGRAPHS, *MENU, TITLE, "AP", "©", "By Mira Solheim", "(AP)", ". via /")),
        st.text(max_size=60),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_any_page_gives_documented_reasons_and_the_same_result_again(lines: list[str]):
    text = "\n".join(lines)
    reading = clean_dump(text)
    assert {line.reason for line in reading.removed} <= set(REASONS)
    assert reading == clean_dump(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES.map("\n".join), max_size=12))
def test_pages_read_together_are_read_as_if_alone(texts: list[str]):
    assert [*clean_dumps(texts)] == [clean_dump(text) for text in texts]


def test_a_page_is_read_the_same_beside_whatever_others():
    huge = "\n".join(f"Line {number} of the harbour log, which is long" for number in range(20_000))
    wrapped = page().replace("voted on Tuesday to", "voted on Tuesday to\n") + "\n  two lines\n  and no stop"
    texts = [
        "",
        page(),
        huge,
        wrapped,
        "o",
        page("3 comments", "So it goes.", above=("By Mira Solheim",)),
        "\n",
        page(),
    ]
    alone = [clean_dump(text) for text in texts]
    assert [*clean_dumps(texts)] == alone
    assert [*clean_dumps(texts[::-1])] == alone[::-1]
    assert alone[1].paragraphs == PARAGRAPHS


def test_scores_are_the_same_to_the_last_bit_beside_other_pages():
    texts = [page(), page("Share", above=("Photo: Lindholm Post",)), "\n".join(PARAGRAPHS), page("Read more")]
    together, alone = scores_of(texts), [scores_of([text]) for text in texts]
    assert together.tobytes() == np.concatenate(alone).tobytes()


def scores_of(texts: list[str]) -> np.ndarray:
    sheet = read_sheet(texts, scanner())
    return score_lines(sheet, find_signs(sheet))


def test_no_line_beyond_the_longest_page_is_lost():
    text = page() + "\n\n" + "\n".join(f"Line {number} of the harbour log" for number in range(60_000))
    reading = clean_dump(text)
    found = Counter((reading.title, *reading.paragraphs, *(line.words for line in reading.removed)))
    assert not Counter(line for line in text.split("\n") if line) - found


def test_a_chinese_paragraph_with_latin_capitals_is_no_headline_in_capitals():
    body = (
        "林港市议会星期二投票决定，旧渡轮码头将关闭至少两年，以便修复东侧的岸墙。",
        "工程师自春天以来一直警告说，岸墙每个月移动几毫米，GPS 的数据也是这样，乘客有危险。",
        "渡轮将改从货运码头出发，从集市广场步行需要二十分钟，附近商店担心失去生意。",
    )
    assert clean_dump("\n".join(("林港市议会关闭旧渡轮码头两年", *body))).paragraphs == body


def test_the_same_page_in_other_layouts_gives_the_same_body():
    text = page("Leave a Reply", above=("By Mira Solheim",))
    dense = "\n".join(line for line in text.split("\n") if line)
    indented = "\n".join(f"   {line}" for line in text.split("\n"))
    assert clean_dump(dense).paragraphs == clean_dump(indented).paragraphs == PARAGRAPHS


def test_a_list_with_figures_after_a_paragraph_stays():
    dates = ("3 May 2031, ferry to Askvik", "9 May 2031, ferry to Torvoll", "12 May 2031, ferry to Lindholm")
    text = page(body=(*PARAGRAPHS[:3], "\n".join(dates), *PARAGRAPHS[3:]))
    assert clean_dump(text).paragraphs == (*PARAGRAPHS[:3], *dates, *PARAGRAPHS[3:])


def test_short_lines_right_below_the_article_are_not_of_it():
    reading = clean_dump(page("3 comments", "Older post: Fence goes up on the market square"))
    assert reading.paragraphs == PARAGRAPHS


def test_a_line_of_prices_above_the_article_is_no_headline():
    assert clean_dump("\n\n".join(("Ferries 9,870 +1.4%   Harbour 8,214.5 -0.2%", page()))).title == TITLE


def test_teasers_far_below_the_article_are_not_of_it():
    teasers = [
        words
        for town in ("Hafnir", "Osby", "Tarnvik", "Velde", "Morholm", "Rask")
        for words in (
            f"Weather in {town}",
            "Opinion",
            f"The mayor of {town} has spent a decade promising a swimming hall, and the swimmers are still waiting.",
            "by Our Columnist",
        )
    ]
    gap = tuple(f"Section {name}" for name in "ABCDEFGHIJKLMNOP")
    assert clean_dump(page(*gap, *teasers)).paragraphs == PARAGRAPHS


def test_a_numbered_list_goes_on_over_items_that_look_like_a_menu():
    items = ("1) The old ferry bell, which the harbour museum hopes to buy at the auction in the spring.",)
    items += ("A bell", "2) Brass lamps", "Lamps", "3) A chart", "Charts", "4) Chair", "Chairs", "5) Two oars")
    assert clean_dump(page(body=(*PARAGRAPHS, *items))).paragraphs == (*PARAGRAPHS, *items)


def test_short_turns_of_an_interview_stay():
    turns = (
        "Q: When did you first hear that the old ferry quay was moving, and whom did you tell about it then?",
        "A: In the spring, when the engineers came to my office with their drawings and asked me to sit down.",
        "Q: What will you miss about the old quay when the ferries have moved to the cargo terminal for good?",
        "A: The sound of the ropes in the morning, and the bakers who came down with what was left over.",
        "Q: Favourite boat?",
        "A: The Gull",
        "Q: Did the council ever ask you for your opinion before it voted on the closure on Tuesday evening?",
        "A: It asked me twice, and both times I said that nobody should sleep on a wall that is moving.",
    )
    assert clean_dump(page(body=(*PARAGRAPHS[:2], *turns))).paragraphs == (*PARAGRAPHS[:2], *turns)


def test_rows_of_a_table_that_counts_are_raised_and_those_of_a_list_of_what_is_read_most_are_not():
    rows = [f"{place}  Rower {chr(64 + place)}  {410 - 7 * place}  {20 - place}" for place in range(1, 13)]
    most_read = [f"{place}. Ferry number {place} is late again" for place in range(1, 13)]
    sheet = read_sheet(["\n".join((*rows, "Most read", *most_read))], scanner())
    raised = with_tables(sheet, np.full(len(sheet.lines), -3.0))
    assert (raised[: len(rows)] > 0).all()
    assert (raised[len(rows) :] == -3.0).all()
