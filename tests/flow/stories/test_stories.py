import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import annotations, article
from wiredesk.flow.stories import make_traits, stories_among
from wiredesk.flow.stories.partition import partition
from wiredesk.records import Annotations, Article, Lineage, Published, Story, Traits, Vectors

FIRE = "A warehouse fire in Port Alder burned through the night and three firefighters were hurt when a wall fell."
QUAKE = "An earthquake of magnitude six shook the Tarn valley on the border and hundreds of houses in Gorse collapsed."
TALKS = "Finance ministers of the lake states met in Brindle to settle the quarrel over fish quotas and harbour fees."


def meaning(topic: int, nuance: int = 0) -> Vectors:
    """Vectors that are near where the topic is the same."""
    base = np.random.default_rng(topic).normal(0, 20, 512)
    noise = np.random.default_rng(1000 + nuance).normal(0, 6, 512)
    packed = np.clip(base + noise, -127, 127).astype(np.int8).tobytes()
    return Vectors(model="test", title=packed, lede=packed, body=packed)


def told(
    text: str, topic: int, *, name: str, day: str | None = "2024-03-05", language: str = "en", title: str | None = None
) -> tuple[Article, Annotations]:
    one = article(
        text,
        name=name,
        title=text[:60] if title is None else title,
        language=language,
        published=Published(value=day, basis="metadata" if day else "unknown"),
    )
    return one, annotations(one, vectors=meaning(topic, len(name) * 31 + ord(name[-1])))


def stories_of(pairs: Sequence[tuple[Article, Annotations]], lineage: Sequence[Lineage] = ()) -> list[Story]:
    return list(stories_among(traits_of(pairs), lineage))


def traits_of(pairs: Sequence[tuple[Article, Annotations]]) -> list[Traits]:
    return [traits for one, notes in pairs for traits in make_traits(one, [notes])]


SIX = [
    told(FIRE, 1, name="a"),
    told(FIRE.replace("three", "four") + " The owner was away.", 1, name="b", day="2024-03-06"),
    told(QUAKE, 2, name="c"),
    told("Rescuers in Gorse. " + QUAKE, 2, name="d", day=None),
    told(TALKS, 3, name="e"),
    told("Ministers meet. " + TALKS, 3, name="f", day="2024-03"),
]


def test_articles_on_one_thing_are_one_story_and_others_are_not():
    found = {frozenset(story.articles) for story in stories_of(SIX)}
    ids = [one.id for one, _ in SIX]
    assert found == {frozenset(ids[:2]), frozenset(ids[2:4]), frozenset(ids[4:])}


def test_an_article_alone_is_a_story_too():
    (story,) = stories_of(SIX[:1])
    assert story.title == SIX[0][0].title
    assert story.first_published == story.last_published == "2024-03-05"
    assert [event.articles for event in story.events] == [story.articles]
    assert story.why == {SIX[0][0].id: ()}


def test_no_articles_make_no_stories():
    assert stories_of([]) == []


def test_an_unknown_date_blocks_nothing():
    pair = [told(FIRE, 1, name="a", day=None), told(FIRE + " Nobody slept.", 1, name="b", day="2024-03-05")]
    assert len(stories_of(pair)) == 1


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_arrival_order_does_not_change_the_stories(chance: random.Random):
    expected = stories_of(SIX)
    traits = traits_of(SIX)
    chance.shuffle(traits)
    assert list(stories_among(iter(traits), iter(()))) == expected


def test_each_article_is_in_one_story_and_in_one_event_of_it():
    found = stories_of(SIX)
    assert sorted(one for story in found for one in story.articles) == sorted(one.id for one, _ in SIX)
    for story in found:
        assert sorted(one for event in story.events for one in event.articles) == sorted(story.articles)


def test_reasons_name_the_nearest_article_and_what_both_give():
    (story,) = stories_of(SIX[:2])
    (reason,) = story.why[SIX[0][0].id]
    assert reason.article == SIX[1][0].id
    assert reason.score > reason.needed
    assert "Port Alder" in reason.shared


def test_news_days_apart_makes_two_events_of_one_story():
    later = told(FIRE + " A week on, the owner was charged.", 1, name="z", day="2024-03-12")
    (story,) = stories_of([SIX[0], later])
    assert [event.date for event in story.events] == ["2024-03-05", "2024-03-12"]
    assert (story.first_published, story.last_published) == ("2024-03-05", "2024-03-12")


def test_undated_news_of_other_weekdays_is_another_event():
    pair = [
        told(FIRE + " The mayor spoke on Wednesday.", 1, name="a", day=None),
        told("Port Alder warehouse: an inquiry opened on Friday, the mayor said. " + FIRE[:70], 1, name="b", day=None),
    ]
    alike = [told(one.text.replace("Friday", "Wednesday"), 1, name=one.page[0], day=None) for one, _ in pair]
    assert len(stories_of(pair)[0].events) >= len(stories_of(alike)[0].events)


def test_a_copy_is_always_in_the_story_of_its_source():
    stray = told("Totally other words about nothing in particular.", 9, name="x")
    link = Lineage(id="l-1", source=SIX[0][0].id, target=stray[0].id, kind="copy", share=1.0, spans=())
    assert len(stories_of([SIX[0], stray])) == 2
    assert len(stories_of([SIX[0], stray], [link])) == 1


def test_articles_in_two_languages_meet_by_meaning():
    spanish = told("Un incendio en un almacén ardió toda la noche.", 1, name="s", language="es")
    assert len(stories_of([SIX[0], spanish])) == 1


def test_the_title_is_the_headline_of_an_article_verbatim():
    for story in stories_of(SIX):
        assert story.title in {one.title for one, _ in SIX if one.id in story.articles}


def test_an_article_without_annotations_is_a_story_by_itself():
    alone, _ = SIX[0]
    assert [story.articles for story in stories_among(make_traits(alone, []), [])] == [(alone.id,)]


@pytest.mark.parametrize("text", ["", "\u202e", "港口" * 50, "1 2 3 " * 400, "A" * 5000])
def test_odd_texts_do_no_harm(text: str):
    assert len(stories_of([told(text or " ", 4, name="o", title="", language="und"), *SIX])) == 4


def test_groups_join_by_the_mean_of_all_their_pairs():
    scores = {(0, 1): 4.0, (1, 2): 4.0, (2, 3): 4.0}
    assert partition(4, scores, needed=0.0, least=-2.0) == [[0, 1], [2, 3]]
    assert partition(4, scores, needed=-1.0, least=-2.0) == [[0, 1, 2, 3]]


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(6, 11)), st.floats(-2, 5), max_size=30))
def test_every_member_is_in_one_group(scores: dict[tuple[int, int], float]):
    groups = partition(12, scores, needed=0.5, least=-2.5)
    assert sorted(one for group in groups for one in group) == list(range(12))
