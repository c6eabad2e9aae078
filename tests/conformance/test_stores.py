"""What every store must do."""

from __future__ import annotations

import pytest

from builders import annotations, article, page, rejected, story
from wiredesk.errors import DeskError
from wiredesk.store import PageArchive, SqliteStore, Store, Work


@pytest.fixture(params=["passing", "on disk", "with an archive"])
def store(request, tmp_path):
    archive = PageArchive(tmp_path / "pages") if request.param == "with an archive" else None
    made = SqliteStore(None if request.param == "passing" else tmp_path / "desk.sqlite", pages=archive)
    yield made
    made.close()


def work(key: str, *outputs, stage: str = "articles", kind: str = "articles", refused=()) -> Work:
    return Work(key, stage, kind, outputs, refused)


def test_what_is_put_comes_back_the_same(store: Store):
    store.put("pages", [page("Ein Text mit Ü.")])
    assert list(store.get("pages", [page("Ein Text mit Ü.").id])) == [page("Ein Text mit Ü.")]


def test_unknown_ids_are_passed_over(store: Store):
    store.put("pages", [page("one")])
    assert list(store.get("pages", ["p-nothing", page("one").id])) == [page("one")]


def test_held_is_sorted_whatever_the_order_of_putting(store: Store):
    store.put("pages", [page(str(n)) for n in (3, 1, 2)])
    ids = [held.id for held in store.held("pages")]
    assert ids == sorted(page(str(n)).id for n in (1, 2, 3))


def test_the_digest_changes_with_the_content_and_only_then(store: Store):
    store.put("articles", [article("First words.")])
    before = store.held("articles")
    store.put("articles", [article("First words.")])
    assert store.held("articles") == before
    store.put("articles", [article("Other words.")])
    assert [held.id for held in store.held("articles")] == [before[0].id]
    assert store.held("articles") != before


def test_finished_work_is_known_and_its_records_are_there(store: Store):
    store.finish([work("k1", article(name="a")), work("k2", article(name="b"), refused=[rejected("c.txt")])])
    assert store.done("articles") == {"k1", "k2"}
    assert len(store.held("articles")) == 2
    assert store.rejected() == [rejected("c.txt")]


def test_retired_work_takes_with_it_what_only_it_made(store: Store):
    shared, alone = article(name="shared"), article(name="alone")
    store.finish([work("old", shared, alone, refused=[rejected()]), work("new", shared)])
    store.retire("articles", ["new"])
    assert store.done("articles") == {"new"}
    assert [held.id for held in store.held("articles")] == [shared.id]
    assert store.rejected() == []


def test_retiring_one_stage_leaves_the_others(store: Store):
    one = article()
    store.finish([work("k", one), work("n", annotations(one), stage="annotations", kind="annotations")])
    store.retire("articles", [])
    assert store.held("articles") == []
    assert len(store.held("annotations")) == 1


def test_records_are_found_by_the_articles_they_are_about(store: Store):
    one, two = article(name="one"), article(name="two")
    store.put("annotations", [annotations(one), annotations(two)])
    store.put("stories", [story(one, two)])
    assert [held.id for held in store.held_about("annotations", [one.id])] == [annotations(one).id]
    assert [held.id for held in store.held_about("stories", [two.id])] == [story(one, two).id]


def test_words_are_found_without_their_accents_and_gone_with_their_article(store: Store):
    store.finish([work("k", article("Der Bürgermeister spricht.", title="Rathaus"))])
    assert [hit.title for hit in store.search("burgermeister")] == ["Rathaus"]
    assert store.search("burgermeister nobody") == []
    store.retire("articles", [])
    assert store.search("burgermeister") == []


@pytest.mark.parametrize("words", ["", '"', "AND OR NOT", "a* NEAR(b)", "title:x", "'; DROP TABLE records"])
def test_no_search_is_read_as_a_query_language(store: Store, words: str):
    assert store.search(words) == []


def test_half_a_transaction_leaves_nothing(store: Store):
    with pytest.raises(TypeError):
        store.finish([work("k", article()), work("broken", object())])
    assert store.done("articles") == frozenset()
    assert store.held("articles") == []


def test_a_file_that_is_no_desk_is_an_error_that_says_so(tmp_path):
    (tmp_path / "desk.sqlite").write_text("this is a letter, not a database" * 100)
    with pytest.raises(DeskError, match="no desk"):
        SqliteStore(tmp_path / "desk.sqlite")
