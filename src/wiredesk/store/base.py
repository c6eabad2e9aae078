"""What a store must do: keep records by kind, remember which work is done, find words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
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
    "links": records.Link,
    "edits": records.Edit,
    "groups": records.Group,
    "stories": records.Story,
    "history": records.Turn,
    "dossiers": records.Dossier,
}


OWN_KINDS: dict[type[records.Record], str] = {records.Turn: "history"}
KEPT_FOR_EVER = frozenset(("history",))  # what happened stays true when the work that told it is done anew


SIGN, WHOLE = 2**63, 2**64  # the integers of databases have a sign


def signed(key: int) -> int:
    """64 bits as a database keeps them, whether they came with a sign or without."""
    return (key + SIGN) % WHOLE - SIGN


class Work(NamedTuple):
    """One call of a step that is done: its key, what it yielded, and what it stands in for."""

    key: str
    stage: str
    kind: str  # of the outputs, but for those of a kind of their own
    outputs: Sequence[Any]
    rejected: Sequence[Rejected]
    owner: str = ""  # the record that the call is about; it has one piece of work a stage
    replaces: Sequence[str] = ()  # keys of older work that ends with this
    clears: Sequence[str] = ()  # articles about which nothing else stays of what the stage made
    settles: Sequence[str] = ()  # marks that this work takes off


class Held(NamedTuple):
    """A record that the store holds, by id and digest of its bytes."""

    id: str
    digest: str

    @property
    def stamp(self) -> str:
        """Id and content in one word: what the key of done work is made of."""
        return f"{self.id}:{self.digest}"


class Change(NamedTuple):
    """A record that came, changed or went."""

    id: str
    articles: tuple[str, ...]  # those that it is about, or was


class Seen(NamedTuple):
    """How far a stage has looked at what changes."""

    signature: str  # of the stage; empty where it has never looked
    number: int


class Hit(NamedTuple):
    """An article that holds the words searched for."""

    article: str
    title: str
    excerpt: str


class Store(Protocol):
    """Where records rest. One writer; what `finish` and `put` have returned from survives a crash."""

    def transaction(self) -> AbstractContextManager[Any]:
        """What is written inside is kept all or nothing; may stand inside another."""

    # ---- records

    def put(self, kind: str, records: Iterable[Any]) -> None:
        """Keep records that no step made (pages that were added)."""

    def put_rejected(self, rejected: Iterable[Rejected]) -> None:
        """Keep rejections that no call of `run` made (pages that could not be read)."""

    def drop(self, kind: str, ids: Iterable[str]) -> None:
        """Forget records that no step made."""

    def held(self, kind: str, ids: Iterable[str] | None = None) -> list[Held]:
        """What the store holds of a kind, or which of these ids, sorted by id."""

    def held_about(self, kind: str, articles: Iterable[str]) -> list[Held]:
        """What it holds of a kind that is about any of these articles, sorted by id."""

    def about(self, kind: str, articles: Iterable[str]) -> list[tuple[str, str]]:
        """The records of a kind about any of these articles, each with every article that it is about."""

    def articles(self, kind: str, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The articles that records are about, by the record's id."""

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""

    def get(self, kind: str, ids: Iterable[str]) -> Iterator[Any]:
        """Records by id, in the order asked; unknown ids are passed over."""

    def rejected(self) -> list[Rejected]:
        """All rejections, sorted by page and stage."""

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """The articles that hold all the words, best first."""

    # ---- work

    def done(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of the keys whose work is done."""

    def count_work(self, stage: str) -> int:
        """How many pieces of the stage's work are done."""

    def work_on(self, stage: str, kind: str, articles: Iterable[str]) -> frozenset[str]:
        """The keys of the stage's work that made a record of the kind about any of these articles."""

    def made(self, kind: str, keys: Iterable[str]) -> frozenset[str]:
        """The articles that the records of a kind are about which work of these keys made."""

    def finish(self, works: Sequence[Work]) -> None:
        """Keep the outputs of calls, mark them done, end what they replace: all or nothing."""

    def retire(self, stage: str, owners: Iterable[str], *, clears: Iterable[str] = ()) -> None:
        """Forget the stage's work of these owners, with the records that only it made; `clears` as for Work."""

    # ---- what is undone

    def number(self) -> int:
        """The number of the last transaction; every change bears that of its own."""

    def changes(self, kind: str, *, after: int) -> list[Change]:
        """What came, changed or went of a kind after the transaction of this number, by id."""

    def seen(self, stage: str) -> Seen:
        """How far the stage has looked."""

    def see(self, stage: str, seen: Seen) -> None:
        """Remember how far the stage has looked."""

    def mark(self, stage: str, ids: Iterable[str]) -> None:
        """Mark records for the stage to work on; marks survive a crash."""

    def settle(self, stage: str, ids: Iterable[str]) -> None:
        """Take marks off."""

    def marked(self, stage: str) -> list[str]:
        """What is marked, sorted."""

    def forget_gone(self) -> None:
        """Forget what went, once every stage has seen it."""

    # ---- keys

    def index(self, stage: str, keys: Mapping[str, Iterable[int]]) -> None:
        """Give records these keys, 64 bits each, in place of those that they had; none takes them off."""

    def clear_index(self, stage: str) -> None:
        """Take off all keys of the stage."""

    def keys(self, stage: str, record: str) -> list[int]:
        """The keys of a record, with a sign, sorted."""

    def holders(self, stage: str, keys: Iterable[int], *, most: int | None) -> dict[int, list[str]]:
        """The records that have each key, at most so many, those of the smallest ids; no entry where none has it."""

    def sharing(self, stage: str, weights: Mapping[int, int], *, least: int) -> list[str]:
        """The records whose keys among these, with a sign, weigh so much together; sorted."""

    def is_crowded(self, stage: str, keys: Iterable[int], *, most: int) -> bool:
        """True where more records than that have one of the keys, with a sign."""

    def close(self) -> None:
        """Release the store."""
