"""Articles on one story meet by their keys; others hardly ever, and whatever else is there."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import annotations, article
from wiredesk.flow.stories import make_traits
from wiredesk.flow.stories.candidates import candidates
from wiredesk.flow.stories.keys import BUCKET, LEAST, keys_of, sought, weight_of
from wiredesk.flow.stories.telling import telling
from wiredesk.records import Published, Traits, Vectors

WRECK = "The trawler Marigold sank off Corvin Point and the skipper Hal Dunmore drowned; the trawler had struck a reef."
INQUIRY = "An inquiry into the sinking of the Marigold heard that skipper Hal Dunmore knew the reef off Corvin Point."
BAKERY = "The oldest bakery of Lower Tansy closed its doors, and the baker Odile Brack sold her ovens to a museum."


def traits(text: str, *, day: str | None = "2024-03-05", language: str = "en", vector: int | None = None) -> Traits:
    one = article(
        text,
        name=f"{text}{day}{language}",
        language=language,
        title=text[:40],
        published=Published(value=day, basis="metadata" if day else "unknown"),
    )
    (found,) = make_traits(one, [] if vector is None else [annotations(one, vectors=meaning(vector))])
    return found


def meaning(topic: int) -> Vectors:
    """Vectors near those of the same topic: the cosine is about .7."""
    own = np.random.default_rng([topic, 7]).normal(0, 8, 512)
    packed = np.clip(np.random.default_rng(topic).normal(0, 12, 512) + own, -127, 127).astype(np.int8).tobytes()
    return Vectors(model="test", title=packed, lede=packed, body=packed)


def common(one: Traits, other: Traits) -> int:
    return sum(weight_of(key) for key in set(sought(keys_of(one))) & set(keys_of(other)))


def met(articles: Sequence[Traits]) -> set[tuple[int, int]]:
    return {(row, other) for row, others in candidates([keys_of(one) for one in articles]) for other in others.tolist()}


def test_two_reports_of_one_wreck_are_candidates():
    assert met([traits(WRECK), traits(INQUIRY)]) == {(0, 1)}


def test_a_bakery_is_no_candidate_of_a_wreck():
    assert met([traits(WRECK), traits(BAKERY)]) == set()


def test_rare_words_find_a_story_again_after_a_year_but_not_after_ten():
    late = [traits(INQUIRY, day="2025-03-05"), traits(INQUIRY, day="2034-03-05")]
    assert met([traits(WRECK), *late]) == {(0, 1)}


@pytest.mark.parametrize(("day", "other"), [(None, "2024-03-05"), ("2024-03-05", None), (None, None), ("2024", None)])
def test_an_article_without_a_date_meets_those_with_one_and_those_without(day, other):
    assert met([traits(WRECK, day=day), traits(INQUIRY, day=other)]) == {(0, 1)}


def test_articles_in_two_languages_meet_by_the_direction_of_their_vectors():
    german = "Der Kutter ist vor der Landzunge gesunken, teilte die Wasserschutzpolizei am Abend mit."
    assert met([traits(WRECK, vector=1), traits(german, language="de", vector=1)]) == {(0, 1)}
    assert met([traits(WRECK, vector=1), traits(german, language="de", vector=2)]) == set()


def test_english_articles_do_not_meet_by_direction():
    assert met([traits(WRECK, vector=1), traits(BAKERY, vector=1)]) == set()


def test_what_an_article_tells_is_what_it_repeats():
    repeated = "Marigold Marigold Marigold. " + " ".join(3 * chr(97 + at) + "orn" for at in range(26))
    (found,) = make_traits(article(repeated, title=""), [])
    (word,) = make_traits(article("Marigold.", title=""), [])
    assert telling(found.words).hashes[0] == telling(word.words).hashes[0]


def test_an_empty_article_has_no_keys():
    assert keys_of(traits("")) == ()
    assert met([traits(""), traits("")]) == set()


WORDS = ["trawler", "Marigold", "Corvin", "reef", "Dunmore", "bakery", "Tansy", "oven", "museum", "strike", "court"]
DAYS = [None, "2024", "2024-03", "2024-03-01", "2024-03-04", "2024-03-05", "2024-03-20", "2024-05-01"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
ARTICLES = st.builds(
    lambda text, day, language: traits(text, day=day, language=language, vector=len(text) % 3),
    TEXTS,
    st.sampled_from(DAYS),
    st.sampled_from(["en", "de"]),
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ARTICLES, min_size=2, max_size=6))
def test_candidates_are_a_function_of_the_pair_the_same_from_both_sides(several):
    found = met(several)
    for one, other in combinations(range(len(several)), 2):
        strength = common(several[one], several[other])
        assert strength == common(several[other], several[one])
        assert ((one, other) in found) == (strength >= LEAST)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES)
def test_keys_are_63_bits_each_with_a_weight_and_a_bucket(one):
    keys = keys_of(one)
    assert list(keys) == sorted(set(keys))
    assert all(0 <= key < 2**63 and 1 <= weight_of(key) <= LEAST for key in keys)
    assert {key // BUCKET for key in keys if one.is_rough} <= {0}
