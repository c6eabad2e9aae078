"""What a step is: a pure function over records, and which records it must see together.

In what order, where and how many at once is the engine's affair.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Output = Iterable[Any]
Keys = Callable[[Any], Iterable[int]]  # record → whole numbers of 64 bits


class Together(NamedTuple):
    """Which records of a kind one call of a step sees."""

    name: str
    keys: Keys | None = None
    sought: Callable[[Iterable[int]], Iterable[int]] = list  # a record's keys → those under which neighbours rest
    weigh: Callable[[int], int] = lambda _: 1  # what it counts that two share a key
    least: int = 1  # what the shared keys of neighbours weigh together
    crowd: int | None = None  # a key counts for at most so many holders, those of the smallest ids
    links: tuple[str, ...] = ()  # kinds whose records join the articles that they are about
    names: Callable[[Any], Iterator[str]] | None = None  # ids that a record may be given, the first free one


each = Together("each")  # one at a time; records know nothing of one another
of_its_articles = Together("of_its_articles")  # those about the articles that the call's first input is about


def near(keys: Keys, *, least: int = 1, crowd: int | None = None) -> Together:
    """One record with its neighbours: those of the kind that share keys with it.

    It is seen again whenever one of these comes, changes or goes.
    """
    return Together("near", keys=keys, least=least, crowd=crowd)


def paired(
    keys: Keys,
    *,
    sought: Callable[[Iterable[int]], Iterable[int]] = list,
    weigh: Callable[[int], int] = lambda _: 1,
    least: int = 1,
    crowd: int | None = None,
) -> Together:
    """One record with its neighbours, where what is yielded is a function of the pair alone.

    A record that comes or changes is seen with its neighbours; the neighbours are not seen again. What one record
    seeks another by, that one seeks the first by.
    """
    return Together("paired", keys=keys, sought=sought, weigh=weigh, least=least, crowd=crowd)


def joined_by(*kinds: str) -> Together:
    """The records of all articles that records of these kinds join, one after another: a connected component."""
    return Together("joined_by", links=kinds)


def carried(names: Callable[[Any], Iterator[str]]) -> Together:
    """Records that changed, with what the step made of their articles last time: a `Before`."""
    return Together("carried", names=names)


class Before(NamedTuple):
    """What a step that carries something over is told of its last run."""

    made: Sequence[Any]  # what it made of the same articles
    names: Mapping[str, str]  # record → the id that it may be given where none is carried over to it
    number: int  # of this run, counting those that left something in the history


class Stage(NamedTuple):
    """One row of the flow: name, version, what it reads, what it writes, and the function that does it.

    The function takes one argument a kind read, in the order of `reads`: a record where `each` is asked (for `near`
    and `paired` its neighbours come next), a list sorted by id otherwise; `carried` adds a Before at the end.
    It yields records of `writes`, or `Rejected`.
    """

    name: str
    version: int
    reads: Mapping[str, Together]
    writes: str
    function: Callable[..., Output]
    models: Callable[[], str] = lambda: ""  # a digest of the weights that the step leans on

    @property
    def lead(self) -> tuple[str, Together]:
        """The kind that calls are about, and which of it one call sees; the first that the stage reads."""
        return next(iter(self.reads.items()))

    @property
    def others(self) -> list[str]:
        """The kinds that a call sees besides."""
        return list(self.reads)[1:]

    def key(self, inputs: Iterable[str], *, settings: str = "") -> str:
        """What a piece of done work is known by: step, version, settings, models and what it read."""
        digest = hashlib.sha256()
        for part in (self.name, str(self.version), settings, self.models(), *inputs):
            digest.update(part.encode("utf-8", "surrogatepass") + b"\x1f")
        return digest.hexdigest()[:32]
