"""A desk full of articles for bench/placement.py: real words, and stories invented out of them; no benchmark itself.

One article in ten is a real one of allsides_stories. The others are invented, three a story: a real article of which
seven words in ten are exchanged for words as rare, drawn as often as real articles have them; half of the words that
our table lacks become new ones, as names do. Each of the three keeps three words in four and takes as many from
another article. All days are spread evenly over the window, real articles too: 300,000 are 2,500 a day.
"""

from __future__ import annotations

import lzma
import random
from collections.abc import Iterator
from itertools import count

import msgspec
import numpy as np

from harness import DATA, read_rows
from story_sets import CACHE
from wiredesk.flow.stories.sparse import PACKED, pack
from wiredesk.flow.stories.telling import rarity_of
from wiredesk.flow.stories.traits import HEAD, MOST_HEADS, MOST_WORDS
from wiredesk.flow.stories.words import READ, weights_of
from wiredesk.records import Traits

WINDOW_DAYS = 120
FIRST_DAY = 730_000
STORY = 3  # articles
REAL = 0.1
KEPT, EXCHANGED, NEW = 0.75, 0.7, 0.5
TITLE_WORDS = 8
CHARACTERS = 20_000  # read of an unlabelled article


def real_words() -> list[tuple[bytes, bytes]]:
    """Words and heads of 37,000 real articles, packed; from the temporary folder after the first run."""
    path = CACHE / "placement.msgpack"
    if path.exists():
        return msgspec.msgpack.decode(path.read_bytes(), type=list[tuple[bytes, bytes]])
    folder = DATA / "allsides_stories"
    texts = [(row["title"], row["text"]) for row in read_rows(folder / "articles_labelled.jsonl.gz")]
    with lzma.open(folder / "articles_unlabelled.jsonl.xz", "rt", encoding="utf-8") as file:
        for row in map(msgspec.json.decode, file):
            texts.append((row["title"], row["text"][:CHARACTERS]))
    found = [
        (
            pack(weights_of(title, text, "en"), most=MOST_WORDS),
            pack(weights_of(title, text[:HEAD], "en"), most=MOST_HEADS),
        )
        for title, text in texts
    ]
    random.Random(7).shuffle(found)
    CACHE.mkdir(exist_ok=True)
    path.write_bytes(msgspec.msgpack.encode(found))
    return found


class Desk:
    """Makes traits without end, always the same ones."""

    def __init__(self, real: list[tuple[bytes, bytes]]) -> None:
        """Sorts the words of some real articles by how rare they are."""
        self.real = real
        self.random = np.random.default_rng(7)
        hashes = np.concatenate([np.frombuffer(words, PACKED)["hash"] for words, _ in real[:5000]])
        tenths = np.rint(rarity_of(hashes) * 10).astype(int)
        self.pools = {int(tenth): hashes[tenths == tenth] for tenth in np.unique(tenths)}

    def articles(self) -> Iterator[Traits]:
        """Articles, the three of an invented story one after the other."""
        numbers = count()
        for place in count():
            day = int(self.random.integers(WINDOW_DAYS))
            yield self.traits(next(numbers), day, *self.real[place % len(self.real)])
            for _ in range(round((1 / REAL - 1) / STORY)):
                yield from self.story(numbers)

    def story(self, numbers: Iterator[int]) -> Iterator[Traits]:
        """One invented story."""
        words, heads = (np.frombuffer(one, PACKED) for one in self.real[self.random.integers(len(self.real))])
        exchanged = self.exchanged(words["hash"])
        day = int(self.random.integers(WINDOW_DAYS))
        for _ in range(STORY):
            other = np.frombuffer(self.real[self.random.integers(len(self.real))][0], PACKED)
            strange = other[self.random.random(len(other)) > KEPT]
            mine, first = self.told(words, exchanged), self.told(heads, exchanged)
            merged = dict(zip(strange["hash"].tolist(), strange["weight"].tolist(), strict=True)) | mine
            late = min(day + int(self.random.integers(2)), WINDOW_DAYS - 1)
            yield self.traits(next(numbers), late, packed(merged), packed(first))

    def exchanged(self, hashes: np.ndarray) -> dict[int, int]:
        """What stands for each word in this story."""
        found = {}
        for word, tenth in zip(hashes.tolist(), np.rint(rarity_of(hashes) * 10).astype(int).tolist(), strict=True):
            pool = self.pools.get(tenth)
            if pool is not None and self.random.random() < EXCHANGED:
                is_new = tenth == max(self.pools) and self.random.random() < NEW
                found[word] = int(self.random.integers(2**32) if is_new else pool[self.random.integers(len(pool))])
        return found

    def told(self, words: np.ndarray, exchanged: dict[int, int]) -> dict[int, int]:
        """The words of one of the story's articles."""
        some = words[self.random.random(len(words)) < KEPT]
        pairs = zip(some["hash"].tolist(), some["weight"].tolist(), strict=True)
        return {exchanged.get(word, word): weight for word, weight in pairs}

    def traits(self, number: int, day: int, words: bytes, heads: bytes) -> Traits:
        """The record; its vectors are chance, for none of the articles is in another language."""
        title = self.random.integers(-30, 30, 512, dtype=np.int8)
        return Traits(
            id=f"t{number}",
            article=f"a{number}",
            title="A headline of some length as headlines are",
            published=None,
            first=FIRST_DAY + day,
            last=FIRST_DAY + day,
            is_rough=False,
            language="en",
            title_vector=title.tobytes(),
            whole_vector=self.random.integers(-90, 90, 512, dtype=np.int16).tobytes(),
            words=words,
            heads=heads,
            title_words=heads[: 6 * TITLE_WORDS],
            read=READ,
            names=tuple(f"Name Of Somebody {at}" for at in range(15)),
            dates=(),
            numbers=tuple(str(at) for at in range(10)),
            weekdays=(2,),
            numbered=(),
            places=("Port Alder",),
        )


def packed(weights: dict[int, int]) -> bytes:
    """Hash → weight as Traits hold it."""
    return np.array(sorted(weights.items()), dtype=PACKED).tobytes()
