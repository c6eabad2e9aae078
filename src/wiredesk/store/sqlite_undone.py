"""What is undone, in SQLite: changes, how far each stage has looked, marks, and the inverted index of keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from wiredesk.errors import DeskError
from wiredesk.store.base import Change, Seen, signed

TABLES = """
CREATE TABLE IF NOT EXISTS clock (number INTEGER);
CREATE TABLE IF NOT EXISTS left_over
    (kind TEXT, id TEXT, article TEXT, number INTEGER, PRIMARY KEY (kind, id, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (stage TEXT PRIMARY KEY, signature TEXT, number INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS marks (stage TEXT, id TEXT, PRIMARY KEY (stage, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys (stage TEXT, key INTEGER, id TEXT, PRIMARY KEY (stage, key, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS keys_by_record ON keys (stage, id);
"""
KEYS_A_QUERY = 500


class Undone:
    """The part of a SqliteStore that knows what changed and who has yet to look at it."""

    _db: sqlite3.Connection
    _depth = 0  # of transactions inside one another

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        if self._depth:
            yield self._db
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            else:
                self._db.execute("COMMIT")
            finally:
                self._depth -= 1
        except sqlite3.OperationalError as error:
            raise DeskError(
                f"The desk could not be written ({error}). Is the disk full, or another run at work?"
            ) from error

    def number(self) -> int:
        row = self._db.execute("SELECT number FROM clock").fetchone()
        return int(row[0]) if row else 0

    def changes(self, kind: str, *, after: int) -> list[Change]:
        rows = self._db.execute(
            "SELECT r.id, a.article FROM records r LEFT JOIN about a ON a.kind = r.kind AND a.id = r.id"
            " WHERE r.kind = ?1 AND r.number > ?2"
            " UNION SELECT id, article FROM left_over WHERE kind = ?1 AND number > ?2 ORDER BY 1, 2",
            (kind, after),
        )
        found: dict[str, list[str]] = {}
        for record, article in rows:
            found.setdefault(record, []).extend([article] if article else [])
        return [Change(record, tuple(articles)) for record, articles in found.items()]

    def seen(self, stage: str) -> Seen:
        row = self._db.execute("SELECT signature, number FROM seen WHERE stage = ?", (stage,)).fetchone()
        return Seen(*row) if row else Seen("", 0)

    def see(self, stage: str, seen: Seen) -> None:
        with self.transaction() as db:
            db.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (stage, *seen))

    def mark(self, stage: str, ids: Iterable[str]) -> None:
        with self.transaction() as db:
            db.executemany("INSERT OR IGNORE INTO marks VALUES (?, ?)", [(stage, one) for one in ids])

    def settle(self, stage: str, ids: Iterable[str]) -> None:
        with self.transaction() as db:
            db.executemany("DELETE FROM marks WHERE stage = ? AND id = ?", [(stage, one) for one in ids])

    def marked(self, stage: str) -> list[str]:
        return [one for (one,) in self._db.execute("SELECT id FROM marks WHERE stage = ? ORDER BY id", (stage,))]

    def forget_gone(self) -> None:
        with self.transaction() as db:
            db.execute("DELETE FROM left_over WHERE number <= (SELECT MIN(number) FROM seen)")

    def index(self, stage: str, keys: Mapping[str, Iterable[int]]) -> None:
        with self.transaction() as db:
            db.executemany("DELETE FROM keys WHERE stage = ? AND id = ?", [(stage, one) for one in keys])
            rows = [(stage, signed(key), one) for one, some in keys.items() for key in some]
            db.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?, ?)", rows)

    def clear_index(self, stage: str) -> None:
        with self.transaction() as db:
            db.execute("DELETE FROM keys WHERE stage = ?", (stage,))

    def keys(self, stage: str, record: str, *, crowd: int | None = None) -> list[int]:
        query = "SELECT key FROM keys k WHERE stage = ? AND id = ?"
        if crowd is None:
            return sorted(key for (key,) in self._db.execute(query, (stage, record)))
        before = "SELECT 1 FROM keys o WHERE o.stage = k.stage AND o.key = k.key AND o.id < k.id LIMIT ?"
        rows = self._db.execute(f"{query} AND (SELECT COUNT(*) FROM ({before})) < ?", (stage, record, crowd, crowd))
        return sorted(key for (key,) in rows)

    def holders(self, stage: str, keys: Iterable[int], *, most: int | None) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        asked = sorted({signed(key) for key in keys})
        last = "SELECT o.id FROM keys o WHERE o.stage = k.stage AND o.key = k.key ORDER BY o.id LIMIT 1 OFFSET ?"
        for start in range(0, len(asked), KEYS_A_QUERY):
            some = asked[start : start + KEYS_A_QUERY]
            query = f"SELECT key, id FROM keys k WHERE stage = ? AND key IN ({', '.join('?' * len(some))})"
            if most is None:
                rows = self._db.execute(query, (stage, *some))
            else:
                rows = self._db.execute(f"{query} AND id <= COALESCE(({last}), id)", (stage, *some, most - 1))
            for key, record in rows:
                found.setdefault(key, []).append(record)
        return {key: sorted(records) for key, records in found.items()}


def tick(db: sqlite3.Connection) -> int:
    """The number for what is written now: one more than before."""
    row = db.execute("UPDATE clock SET number = number + 1 RETURNING number").fetchone()
    if row is None:
        db.execute("INSERT INTO clock VALUES (1)")
    return int(row[0]) if row else 1
