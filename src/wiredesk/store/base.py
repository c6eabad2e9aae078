"""What a store must do: keep records by kind, remember which work is done, find words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from wiredesk import records
from wiredesk.records import Rejected

KINDS: dict[str, type[records.Record]] = {
    "pages": records.Page,
    "visits": records.Visit,
    "articles": records.Article,
    "annotations": records.Annotations,
    "traits": records.Traits,
    "lineage": records.Lineage,
    "stories": records.Story,
    "dossiers": records.Dossier,
}


class Work(NamedTuple):
    """One call of a step that is done: its key, and what it yielded."""

    key: str
    stage: str
    kind: str
    outputs: Sequence[Any]
    rejected: Sequence[Rejected]


class Held(NamedTuple):
    """A record that the store holds, by id and digest of its bytes."""

    id: str
    digest: str

    @property
    def stamp(self) -> str:
        """Id and content in one word: what the key of done work is made of."""
        return f"{self.id}:{self.digest}"


class Hit(NamedTuple):
    """An article that holds the words searched for."""

    article: str
    title: str
    excerpt: str


class Store(Protocol):
    """Where records rest. One writer; what `finish` and `put` have returned from survives a crash."""

    def put(self, kind: str, records: Iterable[Any]) -> None:
        """Keep records that no step made (pages that were added)."""

    def put_rejected(self, rejected: Iterable[Rejected]) -> None:
        """Keep rejections that no call of `run` made (pages that could not be read)."""

    def done(self, stage: str) -> frozenset[str]:
        """The keys of the stage's work that is done."""

    def finish(self, works: Sequence[Work]) -> None:
        """Keep the outputs of calls and mark them done, all or nothing."""

    def retire(self, stage: str, keys: Iterable[str]) -> None:
        """Forget the stage's work that is not among these keys, with the records that only it made."""

    def held(self, kind: str) -> list[Held]:
        """What the store holds of a kind, sorted by id."""

    def held_about(self, kind: str, articles: Iterable[str]) -> list[Held]:
        """What it holds of a kind that is about any of these articles, sorted by id."""

    def get(self, kind: str, ids: Iterable[str]) -> Iterator[Any]:
        """Records by id, in the order asked; unknown ids are passed over."""

    def rejected(self) -> list[Rejected]:
        """All rejections, sorted by page and stage."""

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """The articles that hold all the words, best first."""

    def close(self) -> None:
        """Release the store."""
