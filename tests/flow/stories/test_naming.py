"""Ids that stay: the largest overlap keeps the id, and what ends or comes out of another is told."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article, story
from wiredesk.flow.stories.naming import Named, carry, names_of
from wiredesk.records import Group, Story, make_id


def group(articles: str) -> Group:
    return Group(id=make_id("g", articles[0]), articles=tuple(sorted(articles)))


def yesterday(name: str, articles: str) -> Story:
    return story(article(), id=name, articles=tuple(sorted(articles)))


def carried(before: dict[str, str], after: list[str]) -> Named:
    groups = [group(one) for one in after]
    names = {one.id: f"new-{''.join(one.articles)}" for one in groups}
    return carry([yesterday(*one) for one in before.items()], groups, names, 1)


def ids(named: Named, after: list[str]) -> list[str]:
    return [named.ids[group(one).id] for one in after]


def told(named: Named) -> set[tuple[str, str, str, str]]:
    return {(one.story, one.kind, one.other, "".join(one.articles)) for one in named.turns}


def test_a_story_that_grows_keeps_its_id():
    named = carried({"s": "bcd"}, ["abcde"])
    assert ids(named, ["abcde"]) == ["s"]
    assert not named.turns


def test_a_new_story_has_an_id_of_its_own_and_no_history():
    named = carried({}, ["ab"])
    assert ids(named, ["ab"]) == ["new-ab"]
    assert not named.turns


def test_of_merged_stories_the_larger_keeps_its_id_and_the_other_leads_to_it():
    named = carried({"small": "ab", "large": "cde"}, ["abcde"])
    assert ids(named, ["abcde"]) == ["large"]
    assert told(named) == {("small", "merged", "large", "ab")}


def test_of_a_split_story_the_larger_part_keeps_the_id():
    named = carried({"s": "abcde"}, ["ab", "cde"])
    assert ids(named, ["ab", "cde"]) == ["new-ab", "s"]
    assert told(named) == {("new-ab", "split", "s", "ab")}


def test_of_equals_the_smaller_ids_are_kept():
    assert ids(carried({"t": "cd", "s": "ab"}, ["abcd"]), ["abcd"]) == ["s"]
    first = min((group("ab"), group("cd")), key=lambda one: one.id)
    assert carried({"s": "abcd"}, ["ab", "cd"]).ids[first.id] == "s"


def test_articles_that_pass_from_one_story_to_another_leave_both_their_ids():
    named = carried({"s": "abc", "t": "def"}, ["ab", "cdef"])
    assert ids(named, ["ab", "cdef"]) == ["s", "t"]
    assert not named.turns


def test_a_story_of_which_nothing_is_left_is_merged_into_none():
    assert carried({"s": "xyz"}, ["ab"]).turns == ()


def test_names_of_a_new_story_go_on_for_ever_and_begin_with_its_first_article():
    names = names_of(group("ba"))
    found = [next(names) for _ in range(4)]
    assert found[0] == make_id("s", "a")
    assert len(set(found)) == 4


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=12, max_size=12),
    st.lists(st.integers(0, 4), min_size=12, max_size=12),
    st.randoms(use_true_random=False),
)
def test_no_id_is_given_twice_and_the_order_does_not_matter(before, after, chance: random.Random):
    letters = "abcdefghijkl"
    old = {
        f"s{n}": part for n in range(5) if (part := "".join(x for x, m in zip(letters, before, strict=True) if m == n))
    }
    new = [part for n in range(5) if (part := "".join(x for x, m in zip(letters, after, strict=True) if m == n))]
    named = carried(old, new)
    assert len(set(named.ids.values())) == len(new)
    ended = {one.story for one in named.turns if one.kind == "merged"}
    assert ended == set(old) - set(named.ids.values())
    assert {one.other for one in named.turns if one.kind == "merged"} <= set(named.ids.values())
    shuffled = list(old.items())
    chance.shuffle(shuffled)
    chance.shuffle(new)
    assert carried(dict(shuffled), new) == named
