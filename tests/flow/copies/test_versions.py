"""Versions of one article: kept apart, known as such, with what changed."""

from builders import article, page
from wiredesk.flow.articles import read_page
from wiredesk.flow.copies import lineage_among
from wiredesk.records import Article, Lineage, PageMeta, Published, make_id

LINES = (
    "The ferry Alder Queen ran aground off Port Alder before dawn and forty passengers were taken off by boat.",
    "The harbour master blamed a broken rudder and said that divers would look at the hull in the afternoon.",
    "Two crew members were treated for cold while the owner promised to pay for every ticket that had been sold.",
    "Fishermen who came to help said the sea had been calm and the lights of the channel were burning as usual.",
)
ADDRESS = "https://harbourpost.example/ferry"


def version(
    name: str, *lines: str, published: str | None = None, url: str | None = ADDRESS, **fields: object
) -> Article:
    date = Published(value=published, basis="metadata" if published else "unknown")
    return article("\n\n".join(lines), name=name, url=url, published=date, **fields)


def only(*articles: Article) -> Lineage:
    (found,) = [one for one in lineage_among(articles) if one.told_by]
    return found


def test_the_changed_words_are_given_on_both_sides():
    first = version("a", *LINES, published="2024-03-05T08:00Z")
    second = version("b", LINES[0].replace("forty", "sixty-one"), *LINES[1:], published="2024-03-05T11:00Z")
    found = only(first, second)
    assert (found.source, found.relation, found.told_by) == (first.id, "version", "published")
    (change,) = found.changes
    assert change.kind == "changed"
    assert (change.before.words, change.after.words) == ("forty", "sixty-one")


def test_added_and_removed_paragraphs_are_changes_with_one_side():
    first = version("a", *LINES, published="2024-03-05")
    added = "A tug pulled the ship free at noon."
    second = version("b", LINES[0], added, *LINES[1:3], published="2024-03-06")
    found = only(first, second)
    kinds = {one.kind: one for one in found.changes}
    assert set(kinds) == {"added", "removed"}
    assert kinds["added"].before is None
    assert kinds["added"].after.words == added.rstrip(".")
    assert kinds["removed"].after is None
    assert kinds["removed"].before.words == LINES[3].rstrip(".")


def test_every_change_stands_where_it_says():
    first = version("a", *LINES)
    second = version("b", LINES[1], LINES[0].replace("dawn", "sunrise"), LINES[2], LINES[3])
    texts = {one.id: one.text for one in (first, second)}
    found = only(first, second)
    sides = [side for one in found.changes for side in (one.before, one.after) if side]
    assert sides
    assert all(texts[side.article][side.start : side.end] == side.words for side in sides)


def test_the_version_that_says_it_was_updated_is_the_later_one():
    first = version("z", *LINES)
    second = version("a", *LINES, "This story has been updated with the words of the owner.")
    assert (only(first, second).source, only(first, second).told_by) == (first.id, "revised")


def test_the_version_that_was_changed_later_is_the_later_one():
    first = version("z", *LINES, modified="2024-03-05T08:00Z")
    second = version("a", *LINES[:3], modified="2024-03-05T09:30Z")
    assert (only(first, second).source, only(first, second).told_by) == (first.id, "revised")


def test_one_outlets_later_text_is_a_version_whatever_its_address():
    first = version("a", *LINES, published="2024-03-05", url=None)
    second = version("b", *LINES[1:], "The owner was fined in March.", published="2024-03-06", url=None)
    assert only(first, second).relation == "version"


def test_another_outlets_text_is_a_reprint_and_has_no_changes():
    first = version("a", *LINES, published="2024-03-05", url=None)
    second = version("b", *LINES[1:], published="2024-03-06", url=None, outlet="Tarn Courier")
    assert (only(first, second).relation, only(first, second).changes) == ("reprint", ())


def test_two_texts_at_one_address_are_two_articles():
    pages = [page("\n\n".join(lines), form="text", meta=PageMeta(url=ADDRESS)) for lines in (LINES, LINES[1:])]
    first, second = (next(iter(read_page(one))) for one in pages)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.url, first.id != second.id) == (second.url, True)
    assert only(first, second).id == make_id(
        "l", only(first, second).kind, only(first, second).source, only(first, second).target
    )
