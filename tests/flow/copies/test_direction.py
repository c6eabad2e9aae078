"""Who had it first, and by what that is told."""

import pytest

from builders import article, page
from wiredesk.flow.articles import read_page
from wiredesk.flow.copies import lineage_among
from wiredesk.records import Article, Credit, Lineage, PageMeta, Published, Removed

LINES = (
    "The ferry Alder Queen ran aground off Port Alder before dawn and forty passengers were taken off by boat.",
    "The harbour master blamed a broken rudder and said that divers would look at the hull in the afternoon.",
    "Two crew members were treated for cold while the owner promised to pay for every ticket that had been sold.",
    "Fishermen who came to help said the sea had been calm and the lights of the channel were burning as usual.",
)
TEXT = "\n\n".join(LINES)
LOCAL = "In Tarnmouth the council said on Thursday that it was following the matter and would report to residents soon."
SILENT = Published(value=None, basis="unknown")


def written(name: str, text: str = TEXT, *, outlet: str = "Tarn Courier", **fields: object) -> Article:
    return article(text, name=name, outlet=outlet, **{"published": SILENT, **fields})


def only(*articles: Article) -> Lineage:
    (found,) = [one for one in lineage_among(articles) if one.told_by]
    return found


@pytest.mark.parametrize(
    "text",
    [
        f"PORT ALDER (Coastal Wire) - {TEXT}",
        f"By Coastal Wire\n\n{TEXT}",
        f"{TEXT}\n\nSource: Coastal Wire",
        f"{TEXT}\n\n(Coastal Wire)",
        f"{TEXT}\n\nThis article was first published by Coastal Wire.",
    ],
)
@pytest.mark.parametrize("names", [("a", "z"), ("z", "a")])
def test_a_credit_tells_the_agency_from_the_paper_in_whatever_line_it_stands(text, names):
    wire, paper = written(names[0], outlet="Coastal Wire"), written(names[1], text)
    assert (only(wire, paper).source, only(wire, paper).told_by) == (wire.id, "credit")


def test_an_agency_goes_by_all_its_names():
    wire = written("z", outlet="apnews.com")
    paper = written("a", credits=(Credit(agency="AP", role="contributed", words="AP contributed."),))
    assert (only(wire, paper).source, only(wire, paper).told_by) == (wire.id, "credit")


def test_a_credited_picture_tells_nothing_of_the_text():
    image = Credit(agency="Coastal Wire", role="image", words="Photo: Coastal Wire")
    wire, paper = written("z", outlet="Coastal Wire"), written("a", credits=(image,))
    assert only(wire, paper).told_by == "unknown"


def test_a_name_in_the_story_is_no_credit():
    wire = written("z", outlet="Coastal Wire")
    paper = written(
        "a",
        TEXT
        + "\n\nThe owner told Coastal Wire that he would not speak of the rudder before the divers had been down to see it.",
    )
    assert only(wire, paper).told_by != "credit"


def test_a_short_last_line_that_speaks_of_the_outlet_is_no_credit():
    wire = written("z", outlet="Time")
    paper = written("a", TEXT + "\n\nTime was short, and nobody stayed.")
    assert only(wire, paper).told_by == "unknown"


def test_a_story_in_which_somebody_adds_something_is_not_revised():
    one = written("z")
    other = written("a", TEXT + "\n\nHe adds that updates to the law are due.", outlet="Alder Gazette")
    assert only(one, other).told_by == "unknown"


def test_a_credit_line_that_was_left_out_of_the_body_counts():
    line = Removed(words="From Coastal Wire", reason="credit")
    wire, paper = written("z", outlet="Coastal Wire"), written("a", removed=(line,))
    assert only(wire, paper).told_by == "credit"


def test_a_link_to_another_site_as_the_pages_own_address_tells():
    first = written("z", outlet="Coastal Wire", url="https://coastalwire.example/ferry")
    second = written("a", reprinted_from=("https://www.coastalwire.example/ferry/",))
    assert (only(first, second).source, only(first, second).told_by) == (first.id, "canonical")


def test_what_a_feed_calls_the_source_tells():
    first, second = written("z", outlet="Coastal Wire"), written("a", reprinted_from=("Coastal Wire",))
    assert (only(first, second).source, only(first, second).told_by) == (first.id, "canonical")


def test_a_page_that_calls_another_site_its_own_keeps_that_address():
    html = f"<html><head><link rel=canonical href='https://coastalwire.com/ferry'></head><body><article>{''.join(f'<p>{one}</p>' for one in LINES)}</article></body></html>"
    found = next(iter(read_page(page(html, form="html", meta=PageMeta(url="https://tarncourier.com/news/ferry")))))
    assert isinstance(found, Article)
    assert found.reprinted_from == ("https://coastalwire.com/ferry",)
    own = next(iter(read_page(page(html, form="html", meta=PageMeta(url="https://www.coastalwire.com/ferry?x=1")))))
    assert isinstance(own, Article)
    assert own.reprinted_from == ()


def test_an_agencys_own_page_is_the_source_where_the_paper_names_nobody():
    wire, paper = written("z", outlet="Reuters"), written("a")
    assert (only(wire, paper).source, only(wire, paper).told_by) == (wire.id, "agency")


def test_the_clock_comes_before_the_agencys_page():
    wire = written("a", outlet="Reuters", published=Published(value="2024-03-07", basis="metadata"))
    paper = written("z", published=Published(value="2024-03-05", basis="metadata"))
    assert (only(wire, paper).source, only(wire, paper).told_by) == (paper.id, "published")


def test_a_paragraph_put_in_does_not_make_the_longer_text_the_source():
    first, second = (
        written("z", "\n\n".join(LINES[:3])),
        written("a", "\n\n".join((LINES[0], LOCAL, *LINES[1:3])), outlet="Alder Gazette"),
    )
    assert only(first, second).told_by == "unknown"


def test_a_text_without_its_end_is_a_cut():
    whole, cut = written("z"), written("a", "\n\n".join(LINES[:2]), outlet="Alder Gazette")
    assert (only(whole, cut).source, only(whole, cut).told_by) == (whole.id, "containment")


def test_two_papers_that_print_one_agency_are_not_told_apart():
    credit = Credit(agency="Reuters", role="via", words="(Reuters)")
    found = only(written("a", credits=(credit,)), written("z", outlet="Alder Gazette", credits=(credit,)))
    assert found.told_by == "unknown"
    assert found.source < found.target
