"""Records in one SQLite file (WAL): no server, one writer, words found by FTS5."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from wiredesk.errors import DeskError
from wiredesk.records import Article, Page, Rejected
from wiredesk.store import sqlite_undone
from wiredesk.store.about import articles_of
from wiredesk.store.archive import PageArchive, Where
from wiredesk.store.base import KEPT_FOR_EVER, KINDS, OWN_KINDS, Held, Hit, Work
from wiredesk.store.sqlite_undone import Undone, tick

LAYOUT = 3  # of the tables below; a desk of a layout that is not known is refused
KNOWN_LAYOUTS = (0, 1, 2, LAYOUT)  # 0 is a new file; in 1 pages lie in their records, and stay there
ADDED = ("pages", "visits")  # kinds that no step makes; of a desk older than layout 3 only these are kept
BUSY_TIMEOUT_S = 30
CACHE_KB = 64_000  # of the file kept in memory: the index of keys is read and written all over
IDS_A_QUERY = 500  # below SQLite's limit on bound values in the oldest builds

TABLES = """
CREATE TABLE IF NOT EXISTS records
    (kind TEXT, id TEXT, digest TEXT, body BLOB, number INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (kind, id));
CREATE INDEX IF NOT EXISTS records_by_number ON records (kind, number);
CREATE TABLE IF NOT EXISTS about (article TEXT, kind TEXT, id TEXT, PRIMARY KEY (article, kind, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS about_by_record ON about (kind, id);
CREATE TABLE IF NOT EXISTS work (key TEXT PRIMARY KEY, stage TEXT, owner TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS work_by_owner ON work (stage, owner);
CREATE TABLE IF NOT EXISTS outputs (key TEXT, kind TEXT, id TEXT, PRIMARY KEY (key, kind, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS outputs_by_record ON outputs (kind, id);
CREATE TABLE IF NOT EXISTS places (id TEXT PRIMARY KEY, file INTEGER, offset INTEGER, length INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS places_by_end ON places (file, offset);
CREATE TABLE IF NOT EXISTS rejected (id TEXT PRIMARY KEY, key TEXT, body BLOB) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS rejected_by_work ON rejected (key);
CREATE VIRTUAL TABLE IF NOT EXISTS words
    USING fts5(article UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
"""

ENCODER = msgspec.msgpack.Encoder()
DECODERS = {kind: msgspec.msgpack.Decoder(record) for kind, record in KINDS.items()}
REJECTED = msgspec.msgpack.Decoder(Rejected)


class SqliteStore(Undone):
    """A store in one file; `path=None` gives one that vanishes when it is closed.

    Its queries say CROSS JOIN where the first table is the one to begin with; SQLite would begin with the kind.

    With `pages` the bytes of pages rest there, and the file says where.
    """

    def __init__(self, path: Path | None = None, *, pages: PageArchive | None = None) -> None:
        self._pages = pages
        try:
            self._db = sqlite3.connect(str(path) if path else "", isolation_level=None, timeout=BUSY_TIMEOUT_S)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            self._check_layout(path)
            self._db.executescript(TABLES + sqlite_undone.TABLES)
            self._mend_pages()
        except sqlite3.Error as error:
            raise DeskError(f"{path} is no desk that can be opened ({error}). Try: another --desk folder") from error

    def _check_layout(self, path: Path | None) -> None:
        (found,) = self._db.execute("PRAGMA user_version").fetchone()
        if found not in KNOWN_LAYOUTS:
            raise DeskError(f"{path} was made by another version of Wiredesk (layout {found}, not {LAYOUT}).")
        if 0 < found < 3:
            self._make_anew()
        self._db.execute(f"PRAGMA user_version = {LAYOUT}")

    def _make_anew(self) -> None:
        """Of an older desk the pages stay; what was made of them is made again by the next run."""
        with self.transaction() as db:
            db.execute("ALTER TABLE records ADD COLUMN number INTEGER NOT NULL DEFAULT 1")
            db.execute(f"DELETE FROM records WHERE kind NOT IN ({_marks(ADDED)})", ADDED)
            db.execute("DELETE FROM rejected WHERE key != ''")
            for table in ("about", "work", "outputs", "words"):
                db.execute(f"DROP TABLE {table}")

    # ---------------------------------------------------------------- writing

    def put(self, kind: str, records: Iterable[Any]) -> None:
        with self.transaction() as db:
            number = tick(db)
            if self._pages and kind == "pages":
                self._keep_pages(db, self._pages, records, number)
            else:
                for record in records:
                    _keep(db, kind, record, number)

    def drop(self, kind: str, ids: Iterable[str]) -> None:
        with self.transaction() as db:
            number = tick(db)
            for one in ids:
                _drop(db, kind, one, number)

    def _keep_pages(self, db: sqlite3.Connection, archive: PageArchive, pages: Iterable[Page], number: int) -> None:
        """Pages to the archive first, then where they lie; nobody else writes there inside a transaction."""
        fresh = [page for page in pages if not _is_held(db, "pages", page.id, _digest(ENCODER.encode(page)))]
        archive.mend(self._last_page())
        for page, where in zip(fresh, archive.append(fresh, after=self._last_page()), strict=True):
            _keep(db, "pages", page, number, stored=msgspec.structs.replace(page, content=b""))
            db.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?)", (page.id, *where))

    def _mend_pages(self) -> None:
        """Cut off what a crash left behind the last page, unless another process is writing it right now."""
        if self._pages and self._pages.is_torn(self._last_page()):
            with self.transaction():
                self._pages.mend(self._last_page())

    def _last_page(self) -> Where | None:
        query = "SELECT file, offset, length FROM places ORDER BY file DESC, offset DESC LIMIT 1"
        return next((Where(*row) for row in self._db.execute(query)), None)

    def put_rejected(self, rejected: Iterable[Rejected]) -> None:
        with self.transaction() as db:
            _reject(db, "", rejected)

    def finish(self, works: Sequence[Work]) -> None:
        with self.transaction() as db:
            number = tick(db)
            for work in works:
                db.execute("INSERT OR REPLACE INTO work VALUES (?, ?, ?)", (work.key, work.stage, work.owner))
                _reject(db, work.key, work.rejected)
                for record in work.outputs:
                    kind = OWN_KINDS.get(type(record), work.kind)
                    _keep(db, kind, record, number)
                    if kind not in KEPT_FOR_EVER:
                        db.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", (work.key, kind, record.id))
                older = _work_of(db, work.stage, work.owner) if work.owner else []
                _end(db, {*older, *work.replaces} - {work.key}, number)
                _clear(db, work.stage, work.clears, {record.id for record in work.outputs}, number)
                self.settle(work.stage, work.settles)

    def retire(self, stage: str, owners: Iterable[str], *, clears: Iterable[str] = ()) -> None:
        with self.transaction() as db:
            number = tick(db)
            for owner in owners:
                _end(db, _work_of(db, stage, owner), number)
            _clear(db, stage, clears, frozenset(), number)

    # ---------------------------------------------------------------- reading

    def done(self, keys: Iterable[str]) -> frozenset[str]:
        return frozenset(key for (key,) in self._among("SELECT key FROM work WHERE key IN", keys))

    def count_work(self, stage: str) -> int:
        return int(self._db.execute("SELECT COUNT(*) FROM work WHERE stage = ?", (stage,)).fetchone()[0])

    def work_on(self, stage: str, kind: str, articles: Iterable[str]) -> frozenset[str]:
        query = (
            "SELECT w.key FROM about a CROSS JOIN outputs o ON o.kind = a.kind AND o.id = a.id"
            " CROSS JOIN work w ON w.key = o.key"
            " WHERE a.kind = ? AND w.stage = ? AND a.article IN"
        )
        return frozenset(key for (key,) in self._among(query, articles, kind, stage))

    def made(self, kind: str, keys: Iterable[str]) -> frozenset[str]:
        query = (
            "SELECT a.article FROM outputs o CROSS JOIN about a ON a.kind = o.kind AND a.id = o.id"
            " WHERE o.kind = ? AND o.key IN"
        )
        return frozenset(article for (article,) in self._among(query, keys, kind))

    def held(self, kind: str, ids: Iterable[str] | None = None) -> list[Held]:
        if ids is not None:
            rows = self._among("SELECT id, digest FROM records WHERE kind = ? AND id IN", ids, kind)
            return sorted({Held(*row) for row in rows})
        found = self._db.execute("SELECT id, digest FROM records WHERE kind = ? ORDER BY id", (kind,))
        return [Held(*row) for row in found]

    def held_about(self, kind: str, articles: Iterable[str]) -> list[Held]:
        query = (
            "SELECT r.id, r.digest FROM about a CROSS JOIN records r ON r.kind = a.kind AND r.id = a.id"
            " WHERE a.kind = ? AND a.article IN"
        )
        return sorted({Held(*row) for row in self._among(query, articles, kind)})

    def about(self, kind: str, articles: Iterable[str]) -> list[tuple[str, str]]:
        query = (
            "SELECT o.id, o.article FROM about a CROSS JOIN about o ON o.kind = a.kind AND o.id = a.id"
            " WHERE a.kind = ? AND a.article IN"
        )
        return sorted({(record, article) for record, article in self._among(query, articles, kind)})

    def articles(self, kind: str, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        rows = self._among("SELECT id, article FROM about WHERE kind = ? AND id IN", ids, kind)
        for record, article in sorted(rows):
            found.setdefault(record, []).append(article)
        return {record: tuple(articles) for record, articles in found.items()}

    def count(self, kind: str) -> int:
        return int(self._db.execute("SELECT COUNT(*) FROM records WHERE kind = ?", (kind,)).fetchone()[0])

    def _among(self, query: str, values: Iterable[str], *others: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query that ends in IN, over as many values as there are."""
        for some in _batches(values):
            yield from self._db.execute(f"{query} ({_marks(some)})", (*others, *some)).fetchall()

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


def _keep(db: sqlite3.Connection, kind: str, record: Any, number: int, *, stored: Any = None) -> None:
    """Keep a record; `stored` is what stands for it in the file where its bytes rest elsewhere."""
    body = ENCODER.encode(record)
    digest = _digest(body)
    if _is_held(db, kind, record.id, digest):
        return
    _drop(db, kind, record.id, number)
    body = body if stored is None else ENCODER.encode(stored)
    row = (kind, record.id, digest, zlib.compress(body, 1), number)
    rowid = db.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?)", row).lastrowid
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


def _work_of(db: sqlite3.Connection, stage: str, owner: str) -> list[str]:
    """The keys of a stage's work of one owner."""
    return [key for (key,) in db.execute("SELECT key FROM work WHERE stage = ? AND owner = ?", (stage, owner))]


def _end(db: sqlite3.Connection, keys: Iterable[str], number: int) -> None:
    """Forget work, with what only it made."""
    for key in sorted(keys):
        outputs = db.execute("SELECT kind, id FROM outputs WHERE key = ?", (key,)).fetchall()
        db.execute("DELETE FROM outputs WHERE key = ?", (key,))
        db.execute("DELETE FROM work WHERE key = ?", (key,))
        db.execute("DELETE FROM rejected WHERE key = ?", (key,))
        for kind, record in outputs:
            _drop_orphan(db, kind, record, number)


def _clear(db: sqlite3.Connection, stage: str, articles: Iterable[str], kept: Collection[str], number: int) -> None:
    """Forget what a stage made about these articles, whichever call made it, but for the records kept."""
    query = (
        "SELECT o.key, o.kind, o.id FROM about a CROSS JOIN outputs o ON o.kind = a.kind AND o.id = a.id"
        " CROSS JOIN work w ON w.key = o.key WHERE a.article = ? AND w.stage = ?"
    )
    for article in articles:
        for row in db.execute(query, (article, stage)).fetchall():
            if row[2] not in kept:
                db.execute("DELETE FROM outputs WHERE key = ? AND kind = ? AND id = ?", row)
                _drop_orphan(db, row[1], row[2], number)
                if not db.execute("SELECT 1 FROM outputs WHERE key = ? LIMIT 1", row[:1]).fetchone():
                    _end(db, row[:1], number)


def _drop_orphan(db: sqlite3.Connection, kind: str, record: str, number: int) -> None:
    if not db.execute("SELECT 1 FROM outputs WHERE kind = ? AND id = ? LIMIT 1", (kind, record)).fetchone():
        _drop(db, kind, record, number)


def _drop(db: sqlite3.Connection, kind: str, record: str, number: int) -> None:
    """Forget a record; that it went is told to the stages that look at changes."""
    row = db.execute("SELECT rowid FROM records WHERE kind = ? AND id = ?", (kind, record)).fetchone()
    if row is None:
        return
    found = db.execute("SELECT article FROM about WHERE kind = ? AND id = ?", (kind, record)).fetchall()
    about = [article for (article,) in found]
    keys = [(article, kind, record) for article in about]
    db.executemany("DELETE FROM about WHERE article = ? AND kind = ? AND id = ?", keys)
    db.execute("DELETE FROM records WHERE rowid = ?", row)
    if kind == "articles":
        db.execute("DELETE FROM words WHERE rowid = ?", row)
    left = [(kind, record, article, number) for article in about or [""]]
    db.executemany("INSERT OR REPLACE INTO left_over VALUES (?, ?, ?, ?)", left)


def _batches(values: Iterable[str]) -> Iterator[list[str]]:
    listed = list(values)
    for start in range(0, len(listed), IDS_A_QUERY):
        yield listed[start : start + IDS_A_QUERY]


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
