"""Records in one SQLite file (WAL): no server, one writer, words found by FTS5."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from wiredesk.errors import DeskError
from wiredesk.records import Article, Rejected
from wiredesk.store.about import articles_of
from wiredesk.store.base import KINDS, Held, Hit, Work

LAYOUT = 1  # of the tables below; a desk of another layout is refused
BUSY_TIMEOUT_S = 30
IDS_A_QUERY = 500  # below SQLite's limit on bound values in the oldest builds

TABLES = """
CREATE TABLE IF NOT EXISTS records (kind TEXT, id TEXT, digest TEXT, body BLOB, PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS about (article TEXT, kind TEXT, id TEXT, PRIMARY KEY (article, kind, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS work (key TEXT PRIMARY KEY, stage TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outputs (key TEXT, kind TEXT, id TEXT, PRIMARY KEY (key, kind, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS outputs_by_record ON outputs (kind, id);
CREATE TABLE IF NOT EXISTS rejected (id TEXT PRIMARY KEY, key TEXT, body BLOB) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS words
    USING fts5(article UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
"""

ENCODER = msgspec.msgpack.Encoder()
DECODERS = {kind: msgspec.msgpack.Decoder(record) for kind, record in KINDS.items()}
REJECTED = msgspec.msgpack.Decoder(Rejected)


class SqliteStore:
    """A store in one file; `path=None` gives one that vanishes when it is closed."""

    def __init__(self, path: Path | None = None) -> None:
        try:
            self._db = sqlite3.connect(str(path) if path else "", isolation_level=None, timeout=BUSY_TIMEOUT_S)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._check_layout(path)
            self._db.executescript(TABLES)
        except sqlite3.Error as error:
            raise DeskError(f"{path} is no desk that can be opened ({error}). Try: another --desk folder") from error

    def _check_layout(self, path: Path | None) -> None:
        (found,) = self._db.execute("PRAGMA user_version").fetchone()
        if found not in (0, LAYOUT):
            raise DeskError(f"{path} was made by another version of Wiredesk (layout {found}, not {LAYOUT}).")
        self._db.execute(f"PRAGMA user_version = {LAYOUT}")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise DeskError(
                f"The desk could not be written ({error}). Is the disk full, or another run at work?"
            ) from error

    # ---------------------------------------------------------------- writing

    def put(self, kind: str, records: Iterable[Any]) -> None:
        with self._transaction() as db:
            for record in records:
                _keep(db, kind, record)

    def put_rejected(self, rejected: Iterable[Rejected]) -> None:
        with self._transaction() as db:
            _reject(db, "", rejected)

    def finish(self, works: Sequence[Work]) -> None:
        with self._transaction() as db:
            for work in works:
                db.execute("INSERT OR REPLACE INTO work VALUES (?, ?)", (work.key, work.stage))
                _reject(db, work.key, work.rejected)
                for record in work.outputs:
                    _keep(db, work.kind, record)
                    db.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", (work.key, work.kind, record.id))

    def retire(self, stage: str, keys: Iterable[str]) -> None:
        stale = sorted(self.done(stage).difference(keys))
        with self._transaction() as db:
            for key in stale:
                outputs = db.execute("SELECT kind, id FROM outputs WHERE key = ?", (key,)).fetchall()
                db.execute("DELETE FROM outputs WHERE key = ?", (key,))
                db.execute("DELETE FROM work WHERE key = ?", (key,))
                db.execute("DELETE FROM rejected WHERE key = ?", (key,))
                for kind, record in outputs:
                    _drop_orphan(db, kind, record)

    # ---------------------------------------------------------------- reading

    def done(self, stage: str) -> frozenset[str]:
        return frozenset(key for (key,) in self._db.execute("SELECT key FROM work WHERE stage = ?", (stage,)))

    def held(self, kind: str) -> list[Held]:
        rows = self._db.execute("SELECT id, digest FROM records WHERE kind = ? ORDER BY id", (kind,))
        return [Held(*row) for row in rows]

    def held_about(self, kind: str, articles: Iterable[str]) -> list[Held]:
        found: set[Held] = set()
        for some in _batches(articles):
            rows = self._db.execute(
                "SELECT r.id, r.digest FROM about a JOIN records r ON r.kind = a.kind AND r.id = a.id"
                f" WHERE a.kind = ? AND a.article IN ({_marks(some)})",
                (kind, *some),
            )
            found.update(Held(*row) for row in rows)
        return sorted(found)

    def get(self, kind: str, ids: Iterable[str]) -> Iterator[Any]:
        for some in _batches(ids):
            rows = self._db.execute(
                f"SELECT id, body FROM records WHERE kind = ? AND id IN ({_marks(some)})", (kind, *some)
            )
            bodies = dict(rows)
            for one in some:
                if one in bodies:
                    yield DECODERS[kind].decode(zlib.decompress(bodies[one]))

    def rejected(self) -> list[Rejected]:
        found = [REJECTED.decode(body) for (body,) in self._db.execute("SELECT body FROM rejected")]
        return sorted(found, key=lambda one: (one.page, one.stage, one.id))

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        terms = re.findall(r"\w+", words)
        if not terms:
            return []
        rows = self._db.execute(
            "SELECT article, title, snippet(words, 2, '', '', ' … ', 24) FROM words WHERE words MATCH ?"
            " ORDER BY rank, article LIMIT ?",
            (" ".join(f'"{term}"' for term in terms), limit),
        )
        return [Hit(*row) for row in rows]

    def close(self) -> None:
        self._db.close()


def _keep(db: sqlite3.Connection, kind: str, record: Any) -> None:
    body = ENCODER.encode(record)
    digest = hashlib.sha256(body).hexdigest()[:16]
    old = db.execute("SELECT digest FROM records WHERE kind = ? AND id = ?", (kind, record.id)).fetchone()
    if old == (digest,):
        return
    if old:
        _drop(db, kind, record.id)
    row = (kind, record.id, digest, zlib.compress(body, 1))
    rowid = db.execute("INSERT INTO records VALUES (?, ?, ?, ?)", row).lastrowid
    db.executemany(
        "INSERT OR REPLACE INTO about VALUES (?, ?, ?)", [(article, kind, record.id) for article in articles_of(record)]
    )
    if isinstance(record, Article):
        found = (rowid, record.id, record.title, record.text)
        db.execute("INSERT INTO words (rowid, article, title, text) VALUES (?, ?, ?, ?)", found)


def _reject(db: sqlite3.Connection, key: str, rejected: Iterable[Rejected]) -> None:
    rows = [(one.id, key, ENCODER.encode(one)) for one in rejected]
    db.executemany("INSERT OR REPLACE INTO rejected VALUES (?, ?, ?)", rows)


def _drop_orphan(db: sqlite3.Connection, kind: str, record: str) -> None:
    if not db.execute("SELECT 1 FROM outputs WHERE kind = ? AND id = ? LIMIT 1", (kind, record)).fetchone():
        _drop(db, kind, record)


def _drop(db: sqlite3.Connection, kind: str, record: str) -> None:
    query = "SELECT rowid, body FROM records WHERE kind = ? AND id = ?"
    for rowid, body in db.execute(query, (kind, record)).fetchall():
        about = articles_of(DECODERS[kind].decode(zlib.decompress(body)))
        keys = [(article, kind, record) for article in about]
        db.executemany("DELETE FROM about WHERE article = ? AND kind = ? AND id = ?", keys)
        db.execute("DELETE FROM records WHERE rowid = ?", (rowid,))
        if kind == "articles":
            db.execute("DELETE FROM words WHERE rowid = ?", (rowid,))


def _batches(values: Iterable[str]) -> Iterator[list[str]]:
    listed = list(values)
    for start in range(0, len(listed), IDS_A_QUERY):
        yield listed[start : start + IDS_A_QUERY]


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
