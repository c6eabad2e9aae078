"""What the comparison of articles needs of each: words, vectors, names, days. About 10 kB an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.stories.sparse import Sparse
from wiredesk.flow.stories.weekdays import weekdays_of
from wiredesk.flow.stories.words import weights_of
from wiredesk.records import Annotations, Article, DateMention, Vectors
from wiredesk.text.edtf import bounds, day_of
from wiredesk.text.vectors import DIMENSIONS, stack

HEAD = 250  # characters of the text that stand with the title for what is new in it
NAME = re.compile(r"(?<=[\w,;:’'-] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
NUMBER = re.compile(r"\b\d[\d.,]*\d\b|\b\d\b")
HALF = 0.5  # trust in words where the table of rare words is of no use: semeval2022, r .71 → .78 in Spanish
ROUGH_DAYS = 7  # a date as wide as this says hardly more than none
READ = 2500  # characters in which names and numbers are looked for
MOST = 80  # names and numbers kept of an article
NAMED_TYPES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT"))
NOTHING = bytes(DIMENSIONS)


class Facts(NamedTuple):
    """The names, dates and numbers of one article, for saying why it is where it is."""

    names: frozenset[str]
    dates: frozenset[str]
    numbers: frozenset[str]
    weekdays: frozenset[int]  # of the lede, 0 for Monday


class Note(NamedTuple):
    """What is kept of one article's annotations."""

    vectors: Vectors
    names: frozenset[str]
    dates: tuple[DateMention, ...]  # those of a day


class Features(NamedTuple):
    """All articles in the order of their ids, as the comparison needs them."""

    titles: NDArray[np.float32]
    wholes: NDArray[np.float32]  # title, lede and body as one: whole numbers, their products below 2**24
    words: Sparse
    heads: Sparse  # of title and first lines
    first: NDArray[np.int64]  # the earliest day of publication, as a number; -1 where unknown
    last: NDArray[np.int64]
    is_rough: NDArray[np.bool_]  # True where the date is unknown or wider than a week
    languages: NDArray[np.int64]  # a number for each
    trust: NDArray[np.float64]  # how much the words of an article's language count against its vectors, 0..1
    facts: tuple[Facts, ...]

    @classmethod
    def of(cls, articles: list[Article], notes: dict[str, Note]) -> Features:
        """The features of articles, sorted by id; an article without a note has words only."""
        vectors = [notes[article.id].vectors if article.id in notes else None for article in articles]
        titles = stack([one.title if one else NOTHING for one in vectors])
        ledes = stack([one.lede if one else NOTHING for one in vectors])
        bodies = stack([one.body if one else NOTHING for one in vectors])
        days = [day_numbers(article.published.value) for article in articles]
        names = sorted({article.language.split("-")[0] for article in articles})
        return cls(
            titles=titles,
            wholes=titles + ledes + bodies,
            words=Sparse.of([weights_of(one.title, one.text, one.language) for one in articles]),
            heads=Sparse.of([weights_of(one.title, one.text[:HEAD], one.language) for one in articles]),
            first=np.array([first for first, _ in days], dtype=np.int64),
            last=np.array([last for _, last in days], dtype=np.int64),
            is_rough=np.array([first < 0 or last - first >= ROUGH_DAYS for first, last in days], dtype=bool),
            languages=np.array([names.index(one.language.split("-")[0]) for one in articles], dtype=np.int64),
            trust=np.array([1.0 if is_english(one) or one.id not in notes else HALF for one in articles]),
            facts=tuple(facts_of(one, notes.get(one.id)) for one in articles),
        )


def is_english(article: Article) -> bool:
    """True where the table of rare words fits, or nothing is known of the language."""
    return article.language.split("-", maxsplit=1)[0] in ("en", "und")


def notes_of(annotations: Iterable[Annotations]) -> dict[str, Note]:
    """Article id → what is kept of its annotations."""
    return {
        one.article: Note(
            vectors=one.vectors,
            names=frozenset(entity.name for entity in one.entities if entity.type in NAMED_TYPES),
            dates=tuple(date for date in one.dates if day_of(date.value)),
        )
        for one in annotations
    }


def facts_of(article: Article, note: Note | None) -> Facts:
    """The article's names, dates and numbers; names by their capitals where nobody annotated them."""
    head = f"{article.title} {article.text[:READ]}"
    numbers = [match[0].replace(",", "") for match in NUMBER.finditer(head)]
    names = sorted(note.names) if note and note.names else [match[0] for match in NAME.finditer(article.text[:READ])]
    dates = note.dates if note else ()
    return Facts(
        names=frozenset(names[:MOST]),
        dates=frozenset(date.value for date in dates if date.value),
        numbers=frozenset(numbers[:MOST]),
        weekdays=weekdays_of(article.text, dates),
    )


def day_numbers(value: str | None) -> tuple[int, int]:
    """The earliest and the latest day that the value may mean, as numbers; -1 for an unknown date."""
    span = bounds(value) if value else None
    return (span[0].toordinal(), span[1].toordinal()) if span else (-1, -1)
