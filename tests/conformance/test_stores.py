"""What every store must do."""

from __future__ import annotations

import pytest

from builders import annotations, article, page, rejected, story
from wiredesk.errors import DeskError
from wiredesk.records import Link, Turn
from wiredesk.store import Change, PageArchive, Seen, SqliteStore, Store, Work


@pytest.fixture(params=["passing", "on disk", "with an archive"])
def store(request, tmp_path):
    archive = PageArchive(tmp_path / "pages") if request.param == "with an archive" else None
    made = SqliteStore(None if request.param == "passing" else tmp_path / "desk.sqlite", pages=archive)
    yield made
    made.close()


def work(key: str, *outputs, stage: str = "articles", kind: str = "articles", refused=(), **fields) -> Work:
    return Work(key, stage, kind, outputs, refused, **fields)


def link(one: str, other: str) -> Link:
    return Link(id=f"k-{one}{other}", articles=(one, other), score=1.0, told_by="likeness")


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
    assert store.done(["k1", "k2", "k3"]) == {"k1", "k2"}
    assert store.count_work("articles") == store.count("articles") == 2
    assert store.rejected() == [rejected("c.txt")]


def test_retired_work_takes_with_it_what_only_it_made(store: Store):
    shared, alone = article(name="shared"), article(name="alone")
    store.finish([work("old", shared, alone, refused=[rejected()], owner="p-1"), work("new", shared, owner="p-2")])
    store.retire("articles", ["p-1"])
    assert store.done(["old", "new"]) == {"new"}
    assert [held.id for held in store.held("articles")] == [shared.id]
    assert store.rejected() == []


def test_retiring_one_stage_leaves_the_others(store: Store):
    one = article()
    store.finish(
        [
            work("k", one, owner="x"),
            work("n", annotations(one), stage="annotations", kind="annotations", owner="x"),
        ]
    )
    store.retire("articles", ["x"])
    assert store.held("articles") == []
    assert len(store.held("annotations")) == 1


def test_newer_work_of_an_owner_ends_the_older(store: Store):
    store.finish([work("old", article(name="a"), article(name="b"), owner="p-1")])
    store.finish([work("new", article(name="b"), owner="p-1")])
    assert store.done(["old", "new"]) == {"new"}
    assert [held.id for held in store.held("articles")] == [article(name="b").id]


def test_work_ends_what_it_replaces_and_takes_marks_off(store: Store):
    store.mark("articles", ["p-1", "p-2"])
    store.finish([work("old", article(name="a"), owner="p-1")])
    store.finish([work("new", article(name="b"), owner="p-2", replaces=["old"], settles=["p-2"])])
    assert store.done(["old", "new"]) == {"new"}
    assert store.marked("articles") == ["p-1"]


def test_what_a_stage_made_about_cleared_articles_goes_whoever_made_it(store: Store):
    fields = {"stage": "likeness", "kind": "links"}
    store.finish([work("k1", link("a", "b"), link("a", "c"), owner="a", **fields)])
    store.finish([work("k2", link("b", "c"), owner="b", clears=["b"], **fields)])
    assert [held.id for held in store.held("links")] == ["k-ac", "k-bc"]
    store.put("links", [link("c", "d")])  # no work of the stage
    store.retire("likeness", [], clears=["c"])
    assert [held.id for held in store.held("links")] == ["k-cd"]


def test_what_happened_stays_when_the_work_that_told_it_ends(store: Store):
    line = Turn(id="t-1", number=1, kind="merged", story="s-1", other="s-2", articles=("a",))
    store.finish([work("k", line, stage="stories", kind="stories", owner="a")])
    store.retire("stories", ["a"], clears=["a"])
    assert list(store.get("history", ["t-1"])) == [line]


def test_changes_are_told_once_with_the_articles_that_they_are_about(store: Store):
    store.put("articles", [article(name="a")])
    before = store.number()
    assert [change.id for change in store.changes("articles", after=0)] == [article(name="a").id]
    assert store.changes("articles", after=before) == []
    store.put("articles", [article(name="a")])
    store.put("links", [link("a", "b")])
    assert store.changes("articles", after=before) == []
    assert store.changes("links", after=before) == [Change("k-ab", ("a", "b"))]


def test_what_went_is_told_too_until_every_stage_has_seen_it(store: Store):
    store.put("links", [link("a", "b")])
    before = store.number()
    store.see("late", Seen("x", before))
    store.drop("links", ["k-ab"])
    store.forget_gone()
    assert store.changes("links", after=before) == [Change("k-ab", ("a", "b"))]
    store.see("late", Seen("x", store.number()))
    store.forget_gone()
    assert store.changes("links", after=before) == []


def test_records_that_share_weighty_keys_are_told(store: Store):
    store.index("copies", {"a": [1, -7], "b": [1, 2], "c": [2, -7], "d": [9]})
    assert store.sharing("copies", {1: 1, 2: 1, -7: 2}, least=3) == ["a", "c"]
    assert store.sharing("copies", {1: 1, 2: 1, -7: 2}, least=4) == []
    assert store.sharing("likeness", {1: 9}, least=1) == []


def test_a_key_that_many_hold_is_crowded(store: Store):
    store.index("copies", {"a": [1, -7], "b": [1, -7], "c": [-7]})
    assert store.is_crowded("copies", [1, -7], most=2)
    assert not store.is_crowded("copies", [1], most=2)
    assert not store.is_crowded("copies", [-7, 4], most=3)


def test_keys_lead_to_their_holders_the_smallest_ids_first(store: Store):
    wide = 2**64 - 1
    store.index("copies", {"b": [1, wide], "a": [1], "c": [1]})
    store.index("likeness", {"z": [1]})
    assert store.holders("copies", [1, 7], most=2) == {1: ["a", "b"]}
    assert store.holders("copies", [1, wide], most=None) == {1: ["a", "b", "c"], -1: ["b"]}
    assert store.keys("copies", "b") == [-1, 1]
    store.index("copies", {"a": [], "b": [2]})
    assert store.holders("copies", [1], most=9) == {1: ["c"]}
    store.clear_index("copies")
    assert store.keys("copies", "b") == []
    assert store.keys("likeness", "z") == [1]


def test_a_transaction_holds_what_is_written_in_it_together(store: Store):
    with pytest.raises(KeyError), store.transaction():
        store.mark("copies", ["a"])
        store.index("copies", {"a": [1]})
        store.put("articles", [article()])
        raise KeyError
    assert (store.marked("copies"), store.keys("copies", "a"), store.held("articles")) == ([], [], [])


def test_articles_joined_by_records_are_found_from_each_other(store: Store):
    store.put("links", [link("a", "b"), link("b", "c")])
    assert store.about("links", ["a"]) == [("k-ab", "a"), ("k-ab", "b")]
    assert store.articles("links", ["k-bc"]) == {"k-bc": ("b", "c")}


def test_records_are_found_by_the_articles_they_are_about(store: Store):
    one, two = article(name="one"), article(name="two")
    store.put("annotations", [annotations(one), annotations(two)])
    store.put("stories", [story(one, two)])
    assert [held.id for held in store.held_about("annotations", [one.id])] == [annotations(one).id]
    assert [held.id for held in store.held_about("stories", [two.id])] == [story(one, two).id]


def test_words_are_found_without_their_accents_and_gone_with_their_article(store: Store):
    store.finish([work("k", article("Der Bürgermeister spricht.", title="Rathaus"), owner="p")])
    assert [hit.title for hit in store.search("burgermeister")] == ["Rathaus"]
    assert store.search("burgermeister nobody") == []
    store.retire("articles", ["p"])
    assert store.search("burgermeister") == []


@pytest.mark.parametrize("words", ["", '"', "AND OR NOT", "a* NEAR(b)", "title:x", "'; DROP TABLE records"])
def test_no_search_is_read_as_a_query_language(store: Store, words: str):
    assert store.search(words) == []


def test_half_a_transaction_leaves_nothing(store: Store):
    with pytest.raises(TypeError):
        store.finish([work("k", article()), work("broken", object())])
    assert store.done(["k", "broken"]) == frozenset()
    assert store.held("articles") == []


def test_a_file_that_is_no_desk_is_an_error_that_says_so(tmp_path):
    (tmp_path / "desk.sqlite").write_text("this is a letter, not a database" * 100)
    with pytest.raises(DeskError, match="no desk"):
        SqliteStore(tmp_path / "desk.sqlite")
