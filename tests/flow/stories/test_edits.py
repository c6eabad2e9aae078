"""An analyst's edits count before any likeness, the later before the earlier."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.flow.stories import find_groups
from wiredesk.records import Edit, Link, Traits

SIX = "abcdef"


def bare(article: str) -> Traits:
    """An article of which nothing is known."""
    return Traits(
        id=f"t-{article}",
        article=article,
        title="",
        published=None,
        first=-1,
        last=-1,
        is_rough=True,
        language="en",
        title_vector=b"",
        whole_vector=b"",
        words=b"",
        heads=b"",
        title_words=b"",
        read=0,
        names=(),
        dates=(),
        numbers=(),
        weekdays=(),
        numbered=(),
        places=(),
    )


def together(number: int, articles: str) -> Edit:
    return Edit(id=f"x-{number}", number=number, kind="together", articles=tuple(articles))


def apart(number: int, articles: str, others: str) -> Edit:
    return Edit(id=f"x-{number}", number=number, kind="apart", articles=tuple(articles), others=tuple(others))


def grouped(edits: list[Edit], pairs: str = "ab bc ac de", score: float = 4.0) -> list[str]:
    links = [Link(id=pair, articles=(pair[0], pair[1]), score=score, told_by="likeness") for pair in pairs.split()]
    return ["".join(group.articles) for group in find_groups([bare(one) for one in SIX], links, edits)]


def test_without_edits_likeness_decides():
    assert grouped([]) == ["abc", "de", "f"]


def test_what_is_merged_is_one_story_however_unlike():
    assert grouped([together(1, "af")], "") == ["af", "b", "c", "d", "e"]
    assert grouped([together(1, "abcdef")]) == ["abcdef"]


def test_what_is_split_is_never_one_story_however_alike():
    assert grouped([apart(1, "a", "bc")]) == ["a", "bc", "de", "f"]


def test_the_later_edit_counts():
    assert grouped([together(1, "abc"), apart(2, "a", "bc")]) == ["a", "bc", "de", "f"]
    assert grouped([apart(1, "a", "bc"), together(2, "abc")]) == ["abc", "de", "f"]


def test_a_merge_of_neighbours_does_not_undo_a_later_split():
    assert grouped([together(1, "ab"), together(2, "bc"), apart(3, "a", "c")], "") in (
        ["a", "bc", "d", "e", "f"],
        ["ab", "c", "d", "e", "f"],
    )


def test_a_group_names_the_edits_that_hold_it_together():
    (group,) = find_groups([bare("a"), bare("b")], [], [together(1, "ab")])
    assert group.edited == (("a", "b", "x-1"),)


def test_articles_that_are_not_there_any_more_are_passed_over():
    assert grouped([together(1, "azb"), apart(2, "q", "ab")], "") == ["ab", "c", "d", "e", "f"]


EDITS = st.lists(
    st.tuples(st.booleans(), st.sets(st.sampled_from(SIX), min_size=1), st.sets(st.sampled_from(SIX), min_size=1)),
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(EDITS, st.randoms(use_true_random=False))
def test_the_last_edit_always_holds_and_the_order_of_reading_does_not_matter(given_edits, chance: random.Random):
    edits = []
    for number, (joins, some, others) in enumerate(given_edits, 1):
        mine = "".join(sorted(some))
        rest = "".join(sorted(others - some))
        edits.append(together(number, mine) if joins or not rest else apart(number, mine, rest))
    found = grouped(edits)
    if edits:
        last = edits[-1]
        home = {article: group for group in found for article in group}
        if last.kind == "together":
            assert len({home[one] for one in last.articles}) == 1
        else:
            assert {home[one] for one in last.articles}.isdisjoint({home[one] for one in last.others})
    chance.shuffle(edits)
    assert grouped(edits) == found
