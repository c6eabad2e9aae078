"""What a step is: a pure function over records, and which records it must see together.

In what order, where and how many at once is the engine's affair.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

Output = Iterable[Any]


class Together(NamedTuple):
    """Which records of a kind one call of a step sees."""

    name: str


each = Together("each")  # one at a time; records know nothing of one another
everything = Together("everything")  # all of the kind that the desk holds
of_story = Together("of_story")  # those that belong to the articles of the call's story
of_article = Together("of_article")  # those that belong to the call's article


class Stage(NamedTuple):
    """One row of the flow: name, version, what it reads, what it writes, and the function that does it.

    The function takes one argument a kind read, in the order of `reads`: a record where `each` is asked,
    an iterable (read once, sorted by id) otherwise. It yields records of `writes`, or `Rejected`.
    """

    name: str
    version: int
    reads: Mapping[str, Together]
    writes: str
    function: Callable[..., Output]
    models: Callable[[], str] = lambda: ""  # a digest of the weights that the step leans on

    @property
    def is_each(self) -> bool:
        """True where one call sees one record only, so that any batch of them may run anywhere."""
        return all(together is each for together in self.reads.values())

    def key(self, inputs: Iterable[str], *, settings: str = "") -> str:
        """What a piece of done work is known by: step, version, settings, models and what it read."""
        digest = hashlib.sha256()
        for part in (self.name, str(self.version), settings, self.models(), *inputs):
            digest.update(part.encode("utf-8", "surrogatepass") + b"\x1f")
        return digest.hexdigest()[:32]
