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
from wiredesk.records import Article, Page, Rejected
from wiredesk.store.about import articles_of
from wiredesk.store.archive import PageArchive, Where
from wiredesk.store.base import KINDS, Held, Hit, Work

LAYOUT = 2  # of the tables below; a desk of a layout that is not known is refused
KNOWN_LAYOUTS = (0, 1, LAYOUT)  # 0 is a new file; 1 had no places, its pages lie in their records and stay there
BUSY_TIMEOUT_S = 30
IDS_A_QUERY = 500  # below SQLite's limit on bound values in the oldest builds

TABLES = """
CREATE TABLE IF NOT EXISTS records (kind TEXT, id TEXT, digest TEXT, body BLOB, PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS about (article TEXT, kind TEXT, id TEXT, PRIMARY KEY (article, kind, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS work (key TEXT PRIMARY KEY, stage TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outputs (key TEXT, kind TEXT, id TEXT, PRIMARY KEY (key, kind, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS outputs_by_record ON outputs (kind, id);
CREATE TABLE IF NOT EXISTS places (id TEXT PRIMARY KEY, file INTEGER, offset INTEGER, length INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS places_by_end ON places (file, offset);
CREATE TABLE IF NOT EXISTS rejected (id TEXT PRIMARY KEY, key TEXT, body BLOB) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS words
    USING fts5(article UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
"""

ENCODER = msgspec.msgpack.Encoder()
DECODERS = {kind: msgspec.msgpack.Decoder(record) for kind, record in KINDS.items()}
REJECTED = msgspec.msgpack.Decoder(Rejected)


class SqliteStore:
    """A store in one file; `path=None` gives one that vanishes when it is closed.

    With `pages` the bytes of pages rest there, and the file says where.
    """

    def __init__(self, path: Path | None = None, *, pages: PageArchive | None = None) -> None:
        self._pages = pages
        try:
            self._db = sqlite3.connect(str(path) if path else "", isolation_level=None, timeout=BUSY_TIMEOUT_S)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._check_layout(path)
            self._db.executescript(TABLES)
            self._mend_pages()
        except sqlite3.Error as error:
            raise DeskError(f"{path} is no desk that can be opened ({error}). Try: another --desk folder") from error

    def _check_layout(self, path: Path | None) -> None:
        (found,) = self._db.execute("PRAGMA user_version").fetchone()
        if found not in KNOWN_LAYOUTS:
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
            if self._pages and kind == "pages":
                self._keep_pages(db, self._pages, records)
            else:
                for record in records:
                    _keep(db, kind, record)

    def _keep_pages(self, db: sqlite3.Connection, archive: PageArchive, pages: Iterable[Page]) -> None:
        """Pages to the archive first, then where they lie; nobody else writes there inside a transaction."""
        fresh = [page for page in pages if not _is_held(db, "pages", page.id, _digest(ENCODER.encode(page)))]
        archive.mend(self._last_page())
        for page, where in zip(fresh, archive.append(fresh, after=self._last_page()), strict=True):
            _keep(db, "pages", page, stored=msgspec.structs.replace(page, content=b""))
            db.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?)", (page.id, *where))

    def _mend_pages(self) -> None:
        """Cut off what a crash left behind the last page, unless another process is writing it right now."""
        if self._pages and self._pages.is_torn(self._last_page()):
            with self._transaction():
                self._pages.mend(self._last_page())

    def _last_page(self) -> Where | None:
        query = "SELECT file, offset, length FROM places ORDER BY file DESC, offset DESC LIMIT 1"
        return next((Where(*row) for row in self._db.execute(query)), None)

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
                    record = DECODERS[kind].decode(zlib.decompress(bodies[one]))
                    yield self._whole(record) if isinstance(record, Page) else record

    def _whole(self, page: Page) -> Page:
        """A page with its bytes."""
        row = self._db.execute("SELECT file, offset, length FROM places WHERE id = ?", (page.id,)).fetchone()
        if self._pages is None or row is None:
            return page
        return msgspec.structs.replace(page, content=self._pages.read(Where(*row)))

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


def _keep(db: sqlite3.Connection, kind: str, record: Any, *, stored: Any = None) -> None:
    """Keep a record; `stored` is what stands for it in the file where its bytes rest elsewhere."""
    body = ENCODER.encode(record)
    digest = _digest(body)
    if _is_held(db, kind, record.id, digest):
        return
    _drop(db, kind, record.id)
    body = body if stored is None else ENCODER.encode(stored)
    row = (kind, record.id, digest, zlib.compress(body, 1))
    rowid = db.execute("INSERT INTO records VALUES (?, ?, ?, ?)", row).lastrowid
    db.executemany(
        "INSERT OR REPLACE INTO about VALUES (?, ?, ?)", [(article, kind, record.id) for article in articles_of(record)]
    )
    if isinstance(record, Article):
        found = (rowid, record.id, record.title, record.text)
        db.execute("INSERT INTO words (rowid, article, title, text) VALUES (?, ?, ?, ?)", found)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]


def _is_held(db: sqlite3.Connection, kind: str, record: str, digest: str) -> bool:
    query = "SELECT 1 FROM records WHERE kind = ? AND id = ? AND digest = ?"
    return db.execute(query, (kind, record, digest)).fetchone() is not None


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
