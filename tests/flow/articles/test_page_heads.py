"""What pages say of themselves in their mark-up. All pages are invented."""

from __future__ import annotations

import json

import pytest

from wiredesk.flow.articles.dating import find_published
from wiredesk.flow.articles.head import Head, read_head
from wiredesk.flow.articles.html import parse_html
from wiredesk.flow.articles.metadata import Metadata, settle
from wiredesk.flow.articles.reading import Reading
from wiredesk.flow.articles.written_dates import Usage
from wiredesk.records import PageMeta, Removed

TEXT = "The ferry to Askvik sails again from Monday, the harbour master said after the council had met."


def head_of(inside: str = "", *, body: str = "<h1>Ferry sails again</h1>", **linked: object) -> Head:
    script = f"<script type='application/ld+json'>{json.dumps(linked)}</script>" if linked else ""
    return read_head(parse_html(f"<html><head>{inside}{script}</head><body>{body}</body></html>"))


def settled(head: Head, *, url: str | None = None, fetched: str | None = None, **reading: object) -> Metadata:
    return settle(PageMeta(url=url, fetched=fetched), head, Reading(title="", paragraphs=(TEXT,), **reading))


def published(head: Head, *, shown: str | None = None, url: str | None = None, fetched: str | None = None):
    reading = Reading(title="", paragraphs=(TEXT,), published=shown)
    return find_published(PageMeta(url=url, fetched=fetched), head, reading, url, Usage())


# ------------------------------------------------------------------ JSON-LD


def test_authors_are_found_through_references():
    head = head_of(
        **{
            "@graph": [
                {"@type": "NewsArticle", "headline": "Ferry", "author": {"@id": "#ada"}},
                {"@type": "Person", "@id": "#ada", "name": "Ada Lind"},
            ]
        }
    )
    assert head.authors == ("Ada Lind",)


def test_an_organisation_is_no_author():
    author = [{"@type": "Organization", "name": "Askvik Harbour"}, {"@type": "Person", "name": "Ada Lind"}]
    assert head_of(**{"@type": "NewsArticle", "headline": "Ferry", "author": author}).authors == ("Ada Lind",)


def test_given_and_family_name_make_a_name():
    author = {"@type": "Person", "givenName": "Ada", "familyName": "Lind"}
    assert head_of(**{"@type": "NewsArticle", "headline": "Ferry", "author": author}).authors == ("Ada Lind",)


def test_the_article_of_the_pages_own_address_goes_before_teasers():
    teaser = {
        "@type": "NewsArticle",
        "headline": "Dam",
        "url": "https://velm.example/dam",
        "datePublished": "2029-01-01",
    }
    own = {
        "@type": "NewsArticle",
        "headline": "Ferry",
        "url": "https://velm.example/ferry/",
        "datePublished": "2030-05-03",
    }
    head = head_of("<link rel='canonical' href='https://velm.example/ferry'>", **{"@graph": [teaser, own]})
    assert head.published[0] == "2030-05-03"


def test_parts_of_lists_and_live_blogs_go_behind_the_page_itself():
    entry = {"@type": "BlogPosting", "headline": "At noon", "datePublished": "2030-05-04"}
    blog = {"@type": "LiveBlogPosting", "liveBlogUpdate": [entry], "headline": "Storm", "datePublished": "2030-05-03"}
    assert head_of(**blog).published == ("2030-05-03", "2030-05-04")


# ------------------------------------------------------------------ bylines


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("<p class='article-byline'>By <a>Ada Lind</a> and <a>Bo Karr</a></p>", ("Ada Lind", "Bo Karr")),
        ("<a rel='author' href='/x'>Ada Lind</a>", ("Ada Lind",)),
        ("<a href='/author/ada-lind'>Ada Lind</a>", ("Ada Lind",)),
        ("<span itemprop='author'><span itemprop='name'>Ada Lind</span></span>", ("Ada Lind",)),
        ("<div>Von Ada Lind, Askvik</div>", ("Ada Lind",)),
        ("<li><strong>Autorin</strong> Ada Lind</li>", ("Ada Lind",)),
        ("<div>(责编：王小明、李四)</div>", ("王小明", "李四")),
        ("<div class='author'><span>Ada</span> <span>Lind</span></div>", ("Ada Lind",)),
        ("<div class='author-name'>Ada Lind</div><div class='author-role'>Harbour Reporter</div>", ("Ada Lind",)),
        ("<div class='byline'>Velm Post</div>", ()),
        ("<div class='author'><img alt='Ada Lind'>Log in</div>", ()),
        ("<div class='related-list'><a href='/author/bo-karr'>Bo Karr</a></div>", ()),
        (f"<p>{TEXT} <a href='/people/bo-karr'>Bo Karr</a> paid. {TEXT}</p>", ()),
        ("<aside><p>By Bo Karr</p></aside>", ()),
    ],
)
def test_a_byline_names_the_authors_where_the_head_names_nobody(byline, authors):
    head = head_of(body=f"<h1>Ferry sails again</h1>{byline}<p>{TEXT}</p>")
    assert settled(head).authors == authors


def test_a_byline_may_stand_above_the_headline():
    body = f"<div><div><a href='/author/ada-lind'>Ada Lind</a></div><h1>Ferry sails again</h1></div><p>{TEXT}</p>"
    assert settled(head_of(body=body)).authors == ("Ada Lind",)


def test_the_authors_of_other_stories_further_down_are_not_taken():
    others = "".join(f"<div><span class='author'>Bo Karr {letter}. Holm</span></div>" for letter in "ABC")
    body = f"<h1>Ferry</h1><p>By Ada Lind</p>{'<p>Rain.</p>' * 40}{others}"
    assert settled(head_of(body=body)).authors == ("Ada Lind",)


def test_who_the_head_names_is_the_author_whatever_the_page_shows():
    head = head_of("<meta name='author' content='Ada Lind'>", body="<h1>Ferry</h1><p>By Bo Karr</p>")
    assert settled(head).authors == ("Ada Lind",)


def test_an_accounts_name_in_the_head_gives_way_to_a_full_name_on_the_page():
    meta = "<meta name='author' content='Alind'>"
    assert settled(head_of(meta, body="<h1>Ferry</h1><p>By Ada Lind</p>")).authors == ("Ada Lind",)
    assert settled(head_of(meta, body=f"<h1>Ferry</h1><p>{TEXT}</p>")).authors == ("Alind",)


def test_a_name_alone_at_the_end_of_the_text_signs_it():
    reading = Reading(title="", paragraphs=(TEXT, "(Ada Lind)"))
    assert settle(PageMeta(), Head(), reading).authors == ("Ada Lind",)


def test_a_byline_that_was_left_out_names_the_author():
    removed = (Removed(words="By Ada Lind", reason="menu"),)
    assert settled(Head(), removed=removed).authors == ("Ada Lind",)


def test_a_section_is_no_author():
    assert settled(Head(authors=("Island Notes",), sections=("Island Notes",))).authors == ()


# ------------------------------------------------------------------ dates


def test_a_date_is_read_in_order_of_trust_json_first_then_meta_then_the_page():
    meta = "<meta property='article:published_time' content='2030-05-04'>"
    shown = "<h1>Ferry</h1><time datetime='2030-05-05'>5 May</time>"
    linked = {"@type": "NewsArticle", "headline": "Ferry", "datePublished": "2030-05-03T08:00:00+02:00"}
    assert published(head_of(meta, body=shown, **linked)).value == "2030-05-03T08:00:00+02:00"
    assert published(head_of(meta, body=shown)).value == "2030-05-04"
    assert published(head_of(body=shown)).value == "2030-05-05"
    assert published(head_of(body=shown)).basis == "text"


def test_a_head_date_that_cannot_be_read_does_not_hide_the_one_shown():
    head = head_of("<meta name='date' content='soon'>", body="<h1>Ferry</h1><time datetime='2030-05-05'>5 May</time>")
    assert published(head).value == "2030-05-05"


def test_a_date_after_the_page_was_fetched_is_passed_over_for_a_possible_one():
    head = Head(published=("2031-01-01", "2030-05-03"))
    assert published(head, fetched="2030-05-04T10:00:00Z").value == "2030-05-03"


def test_the_date_above_the_body_goes_before_those_of_marked_elements():
    assert published(Head(shown=("2030-04-30",)), shown="2030-05-03").value == "2030-05-03"


def test_a_marked_element_gives_the_hour_of_the_day_above_the_body():
    head = Head(shown=("2030-04-30T08:00:00Z", "2030-05-03T07:15:00-04:00"))
    assert published(head, shown="2030-05-03").value == "2030-05-03T07:15:00-04:00"


def test_the_word_published_tells_which_of_two_dates():
    assert published(Head(shown=("Updated 5 May 2030 | Published 3 May 2030",))).value == "2030-05-03"


def test_a_time_in_utc_gives_way_to_the_day_that_the_page_shows():
    found = published(Head(published=("2030-05-03T23:30:00Z",)), shown="2030-05-04")
    assert (found.value, found.basis) == ("2030-05-04", "text")
    assert published(Head(published=("2030-05-03T23:30:00+02:00",)), shown="2030-05-04").value.startswith("2030-05-03")


def test_a_pages_own_scripts_may_hold_its_date():
    head = head_of("<script>var data = {'published_date': '2030-05-03 18:30:00'};</script>")
    assert published(head).value == "2030-05-03T18:30:00"


def test_an_address_gives_no_more_than_its_month():
    found = published(Head(), url="https://velm.example/2030/05/ferry")
    assert (found.value, found.basis) == ("2030-05", "metadata")


def test_dates_in_teasers_and_comments_are_not_the_pages():
    teaser = "<div class='related'><span itemprop='datePublished' content='2029-01-01'>1 January 2029</span></div>"
    comment = "<div class='comment'><meta itemprop='datePublished' content='2029-02-02'></div>"
    assert published(head_of(body=f"<h1>Ferry</h1><p>{TEXT}</p>{teaser}{comment}")).value is None


def test_a_date_in_the_story_is_no_date_of_publication():
    story = f"<h1>Ferry</h1><p>The old ferry sank on 3 May 1931. {TEXT}</p>"
    assert published(head_of(body=story)).value is None


def test_published_and_modified_are_kept_apart():
    linked = {
        "@type": "NewsArticle",
        "headline": "F",
        "datePublished": "2030-05-03",
        "dateModified": "2030-05-04T09:00Z",
    }
    known = settled(head_of(**linked))
    assert (known.published.value, known.modified) == ("2030-05-03", "2030-05-04T09:00:00Z")


# ------------------------------------------------------------------ titles


def test_the_title_for_sharing_goes_first_without_the_outlets_name():
    head = head_of(
        "<meta property='og:title' content='Ferry sails again | Velm Post'><meta property='og:site_name' content='Velm Post'>",
        **{"@type": "NewsArticle", "headline": "Ferry: it sails"},
    )
    assert settled(head).title == "Ferry sails again"


SHARED = "<meta property='og:title' content='You will not believe this ferry'>"
TWEETED = "<meta name='twitter:title' content='You will not believe this ferry'>"


@pytest.mark.parametrize(
    ("metas", "kind", "headline", "title"),
    [
        (SHARED, "NewsArticle", "Ferry sails again", "You will not believe this ferry"),
        (SHARED + TWEETED, "NewsArticle", "Ferry sails again", "Ferry sails again"),
        (SHARED + TWEETED, "NewsArticle", "You will not believe this ferry ever", "You will not believe this ferry"),
        (SHARED + TWEETED, "LiveBlogPosting", "Ferry sails again", "You will not believe this ferry"),
        (TWEETED, "NewsArticle", "Ferry sails again", "Ferry sails again"),
    ],
)
def test_a_title_written_for_sharing_is_not_the_headline(metas, kind, headline, title):
    assert settled(head_of(metas, **{"@type": kind, "headline": headline})).title == title
