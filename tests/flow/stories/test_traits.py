"""Traits say what the articles themselves say, in little room."""

from __future__ import annotations

import math
from pathlib import Path

import msgspec
import numpy as np
import pytest

from builders import annotations, article
from wiredesk.desk import Desk
from wiredesk.flow.stories import make_traits
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.words import weights_of
from wiredesk.records import Annotations, Article, Traits, Vectors

SAMPLES = Path(__file__).parent.parent.parent.parent / "samples"


@pytest.fixture(scope="module")
def samples() -> list[tuple[Article, Annotations, Traits]]:
    with Desk.passing(workers=1, until="traits") as desk:
        desk.add([str(SAMPLES)])
        desk.run()
        notes = {one.article: one for one in desk.all("annotations")}
        traits = {one.article: one for one in desk.all("traits")}
        return [(one, notes[one.id], traits[one.id]) for one in desk.all("articles")]


def cosine(one: dict[str, int], other: dict[str, int]) -> float:
    dot = sum(weight * other.get(word, 0) for word, weight in one.items())
    norms = math.hypot(*one.values()) * math.hypot(*other.values())
    return dot / norms if norms else 0.0


def test_packed_words_are_as_alike_as_the_words_themselves(samples):
    features = Features.of_traits([traits for _, _, traits in samples])
    weights = [weights_of(one.title, one.text, one.language) for one, _, _ in samples]
    for row, mine in enumerate(weights):
        found = features.words.cosines(row, np.arange(len(weights)))
        assert found == pytest.approx([cosine(mine, theirs) for theirs in weights], abs=1e-12)


def test_vectors_are_the_sums_of_those_of_title_lede_and_body(samples):
    features = Features.of_traits([traits for _, _, traits in samples])
    for row, (_, notes, _) in enumerate(samples):
        parts = [np.frombuffer(one, dtype=np.int8).astype(int) for one in msgspec.structs.astuple(notes.vectors)[1:]]
        assert features.titles[row].tolist() == parts[0].tolist()
        assert features.wholes[row].tolist() == sum(parts).tolist()


def test_names_of_traits_are_those_of_the_annotations(samples):
    for _, notes, traits in samples:
        assert set(traits.names) <= {entity.name for entity in notes.entities}
        assert traits.names


@pytest.mark.parametrize(
    "text", ["港口起火" * 900, "9" * 4000, "Aa " * 9000, " ".join(f"Word{n}, {n}." for n in range(5000))]
)
def test_no_text_makes_traits_of_more_than_ten_kilobytes(text: str):
    long = article(text, title=text, language="zh")
    full = Vectors(model="test", title=b"\x7f" * 512, lede=b"\x7f" * 512, body=b"\x80" * 512)
    for notes in ([], [annotations(long, vectors=full)]):
        (traits,) = make_traits(long, notes)
        assert len(msgspec.msgpack.encode(traits)) <= 10_000
