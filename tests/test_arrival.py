"""Articles that arrive one after another make the stories that they make all at once, and cost only what they touch."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article
from small_desk import groups, invented, small_desk
from wiredesk.cli.finding import find_story, told
from wiredesk.desk import Desk
from wiredesk.errors import NotFoundError
from wiredesk.records import Article

ARTICLES = invented(8, 6)
FOLDER = Path(__file__).parent


def arrive(desk: Desk, articles: Sequence[Article], *, batch: int = 1000) -> Desk:
    for start in range(0, len(articles), batch):
        desk.store.put("articles", articles[start : start + batch])
        desk.run()
    return desk


def shuffled(articles: Sequence[Article], seed: int) -> list[Article]:
    return random.Random(seed).sample(articles, len(articles))


def calls(desk: Desk) -> dict[str, int]:
    return {tally.stage: tally.done for tally in desk.run()}


def ids(desk: Desk) -> list[tuple[str, tuple[str, ...]]]:
    return [(story.id, story.articles) for story in desk.all("stories")]


@pytest.fixture(scope="module")
def expected() -> set[frozenset[str]]:
    return groups(arrive(small_desk(), ARTICLES))


def test_the_invented_articles_are_hard_enough(expected):
    assert 1 < len(expected) < len(ARTICLES) / 3
    history = arrive(small_desk(), shuffled(ARTICLES, 2), batch=1).store.count("history")
    assert history > 2


@pytest.mark.parametrize(("batch", "seed"), [(1, 0), (1, 1), (3, 2), (7, 3), (20, 4), (1000, 5)])
def test_any_order_and_any_batches_give_the_same_stories(expected, batch, seed):
    assert groups(arrive(small_desk(), shuffled(ARTICLES, seed), batch=batch)) == expected


@pytest.mark.parametrize("crowd", [2, 3])
def test_keys_that_many_hold_count_for_the_same_few_in_any_order(crowd):
    fresh = arrive(small_desk(crowd=crowd), ARTICLES)
    slow = arrive(small_desk(crowd=crowd), shuffled(ARTICLES, crowd), batch=5)
    slow.store.drop("articles", [one.id for one in ARTICLES[::5]])
    slow.run()
    arrive(slow, ARTICLES[::5], batch=2)
    for kind in ("lineage", "links", "groups"):
        assert slow.store.held(kind) == fresh.store.held(kind), kind
    assert fresh.store.count("links") < arrive(small_desk(), ARTICLES).store.count("links")


def test_the_same_history_gives_the_same_ids_and_the_same_log():
    one, other = (arrive(small_desk(), shuffled(ARTICLES, 7), batch=2) for _ in range(2))
    assert ids(one) == ids(other)
    assert list(one.all("history")) == list(other.all("history"))


def test_a_pool_gives_the_same_stories_and_ids():
    alone, pool = small_desk(), small_desk(workers=2)
    for desk in (alone, pool):
        arrive(desk, shuffled(ARTICLES, 8), batch=24)
    pool.engine.close()
    assert ids(alone) == ids(pool)


def test_where_nothing_is_new_nothing_is_done():
    desk = arrive(small_desk(), ARTICLES)
    assert set(calls(desk).values()) == {0}
    desk.store.put("articles", ARTICLES)
    assert set(calls(desk).values()) == {0}


def test_a_new_article_is_compared_and_no_other_again():
    desk = arrive(small_desk(), ARTICLES)
    desk.store.put("articles", [article("Nothing that anyone else wrote about.", name="stranger")])
    assert calls(desk) == {"copies": 1, "traits": 1, "likeness": 1, "bonds": 0, "groups": 1, "stories": 1}
    assert len(groups(desk)) == len({*groups(desk)})


def test_an_article_that_goes_or_changes_touches_only_its_component(expected):
    desk = arrive(small_desk(), ARTICLES)
    far = [article(f"{word} " * 60, name=word, title=f"{word} and {word}") for word in ("zuzuzu", "kekeke")]
    arrive(desk, [far[0], far[1], article("kekeke " * 50 + "more", name="near", title="kekeke and kekeke")])
    desk.store.drop("articles", [far[0].id])
    assert calls(desk) == {"copies": 0, "traits": 0, "likeness": 0, "bonds": 0, "groups": 0, "stories": 0}
    desk.store.put("articles", [msgspec.structs.replace(far[1], text="lalala " * 60, title="lalala and lalala")])
    done = calls(desk)
    assert (done["traits"], done["likeness"]) == (1, 1)
    assert done["groups"] <= 2
    assert done["stories"] <= 2
    assert groups(desk) >= expected


@settings(max_examples=8, deadline=None)
@given(st.sets(st.integers(0, len(ARTICLES) - 1), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_articles_that_went_were_never_there(places: set[int], chance: random.Random):
    gone = [ARTICLES[place] for place in sorted(places)]
    left = [one for one in ARTICLES if one not in gone]
    desk = arrive(small_desk(), chance.sample(ARTICLES, len(ARTICLES)), batch=16)
    desk.store.drop("articles", [one.id for one in gone])
    desk.run()
    fresh = arrive(small_desk(), left)
    assert groups(desk) == groups(fresh)
    for kind in ("traits", "links", "groups", "lineage"):
        assert desk.store.held(kind) == fresh.store.held(kind), kind
    arrive(desk, gone)
    assert groups(desk) == groups(arrive(fresh, gone))


def test_an_id_that_ended_leads_to_its_story_for_ever_also_through_others():
    desk = small_desk()
    seen: set[str] = set()
    for one in shuffled(ARTICLES, 2):
        arrive(desk, [one])
        seen |= {story.id for story in desk.all("stories")}
    ways = {name: find_story(desk, name) for name in seen}
    live = {story.id for story in desk.all("stories")}
    assert {story.id for story, _ in ways.values()} <= live
    assert any(way for _, way in ways.values())
    assert all(bool(way) == (name not in live) for name, (_, way) in ways.items())
    name, (story, way) = next((name, found) for name, found in ways.items() if found[1])
    assert told(way).startswith(name)
    assert told(way).endswith(story.id)


def test_ids_are_never_used_again():
    desk = arrive(small_desk(), shuffled(ARTICLES, 2), batch=1)
    born = [turn.story for turn in desk.all("history") if turn.kind == "split"]
    ended = {turn.story for turn in desk.all("history") if turn.kind == "merged"}
    assert len(born) == len(set(born))
    assert ended.isdisjoint(story.id for story in desk.all("stories"))


def test_a_story_that_is_gone_says_so():
    desk = arrive(small_desk(), ARTICLES)
    with pytest.raises(NotFoundError, match="is no story"):
        find_story(desk, "s-nothing")


def test_edits_hold_in_every_later_run_and_can_be_taken_back(expected):
    desk = arrive(small_desk(), ARTICLES[::2])
    one, other = desk.stories()[:2]
    merge = desk.edit("together", [*one.articles, *other.articles])
    out = desk.stories()[2].articles[:1]
    split = desk.edit("apart", out, desk.stories()[2].articles[1:])
    for _ in range(2):
        assert calls(desk)["copies"] == 0
        home = {article: story.id for story in desk.all("stories") for article in story.articles}
        assert len({home[article] for article in merge.articles}) == 1
        assert {home[article] for article in split.articles}.isdisjoint(home[article] for article in split.others)
        arrive(desk, ARTICLES)
    why = [reason for story in desk.all("stories") for some in story.why.values() for reason in some]
    assert merge.id in {reason.edit for reason in why}
    desk.store.drop("edits", [merge.id, split.id])
    desk.run()
    assert groups(desk) == expected


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from small_desk import small_desk
desk = small_desk(Path(sys.argv[2]))
left = int(sys.argv[3])
def tick(method):
    def counted(*given, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return method(*given, **named)
    return counted
for name in ("finish", "mark", "settle", "index", "see", "retire"):
    setattr(desk.store, name, tick(getattr(desk.store, name)))
import wiredesk.desk
wiredesk.desk.COMMIT_EVERY_S = 0
desk.run()
"""


def test_a_run_that_is_killed_anywhere_loses_nothing_and_doubles_nothing(tmp_path, expected):
    path = tmp_path / "desk.sqlite"
    half = shuffled(ARTICLES, 3)
    arrive(small_desk(path), half[:24])
    small_desk(path).store.put("articles", half[24:])
    small_desk(path).store.drop("articles", [half[0].id])
    for steps in (3, 20, 45, 30, 11, 40):
        command = [sys.executable, "-c", KILLED, str(FOLDER), str(path), str(steps)]
        done = subprocess.run(command, check=False, capture_output=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
    desk = small_desk(path)
    desk.run()
    fresh = arrive(small_desk(), half[1:])
    assert groups(desk) == groups(fresh)
    for kind in ("traits", "links", "groups", "lineage"):
        assert desk.store.held(kind) == fresh.store.held(kind), kind
    assert set(calls(desk).values()) == {0}
