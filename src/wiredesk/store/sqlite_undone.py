"""What is undone, in SQLite: changes, how far each stage has looked, marks, and the inverted index of keys."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from wiredesk.errors import DeskError
from wiredesk.store.base import Change, Seen, signed

TABLES = """
CREATE TABLE IF NOT EXISTS clock (number INTEGER);
CREATE TABLE IF NOT EXISTS left_over
    (kind TEXT, id TEXT, article TEXT, number INTEGER, PRIMARY KEY (kind, id, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS left_over_by_number ON left_over (kind, number);
CREATE TABLE IF NOT EXISTS seen (stage TEXT PRIMARY KEY, signature TEXT, number INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS marks (stage TEXT, id TEXT, PRIMARY KEY (stage, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys (stage TEXT, key INTEGER, id TEXT, PRIMARY KEY (stage, key, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keyed (stage TEXT, id TEXT, keys BLOB, PRIMARY KEY (stage, id)) WITHOUT ROWID;
"""
SHARING = """
SELECT keys.id FROM json_each(?) AS asked CROSS JOIN keys ON keys.stage = ? AND keys.key = CAST(asked.key AS INTEGER)
GROUP BY keys.id HAVING SUM(asked.value) >= ? ORDER BY keys.id
"""
CROWDED = """
SELECT 1 FROM json_each(?) AS asked
WHERE (SELECT COUNT(*) FROM (SELECT 1 FROM keys WHERE stage = ? AND key = asked.value LIMIT ?)) > ? LIMIT 1
"""
KEYS_A_QUERY = 500
ROWS_A_QUERY = 20_000  # beyond, keys are asked for one by one, so that crowded ones cost no more than others


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
        came = self._db.execute("SELECT id FROM records WHERE kind = ? AND number > ?", (kind, after)).fetchall()
        left = "SELECT id, article FROM left_over WHERE number > ? AND kind = ?"
        found: dict[str, set[str]] = {record: set() for (record,) in came}
        for record, article in self._db.execute(left, (after, kind)):
            found.setdefault(record, set()).update([article] if article else [])
        for (record,) in came:
            rows = self._db.execute("SELECT article FROM about WHERE kind = ? AND id = ?", (kind, record))
            found[record].update(article for (article,) in rows)
        return [Change(record, tuple(sorted(articles))) for record, articles in sorted(found.items())]

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
            for one, some in keys.items():
                new, old = {signed(key) for key in some}, set(self.keys(stage, one))
                rows = [(stage, key, one) for key in sorted(old - new)]
                db.executemany("DELETE FROM keys WHERE stage = ? AND key = ? AND id = ?", rows)
                rows = [(stage, key, one) for key in sorted(new - old)]
                db.executemany("INSERT INTO keys VALUES (?, ?, ?)", rows)
                if new:
                    packed = array("q", sorted(new)).tobytes()
                    db.execute("INSERT OR REPLACE INTO keyed VALUES (?, ?, ?)", (stage, one, packed))
                else:
                    db.execute("DELETE FROM keyed WHERE stage = ? AND id = ?", (stage, one))

    def clear_index(self, stage: str) -> None:
        with self.transaction() as db:
            db.execute("DELETE FROM keys WHERE stage = ?", (stage,))
            db.execute("DELETE FROM keyed WHERE stage = ?", (stage,))

    def keys(self, stage: str, record: str) -> list[int]:
        row = self._db.execute("SELECT keys FROM keyed WHERE stage = ? AND id = ?", (stage, record)).fetchone()
        return array("q", row[0]).tolist() if row else []

    def holders(self, stage: str, keys: Iterable[int], *, most: int | None) -> dict[int, list[str]]:
        asked = sorted({signed(key) for key in keys})
        found: dict[int, list[str]] = {}
        for start in range(0, len(asked), KEYS_A_QUERY):
            some = asked[start : start + KEYS_A_QUERY]
            marks = ", ".join("?" * len(some))
            query = f"SELECT key, id FROM keys WHERE stage = ? AND key IN ({marks}) LIMIT {ROWS_A_QUERY + 1}"
            rows = self._db.execute(query, (stage, *some)).fetchall()
            if len(rows) > ROWS_A_QUERY:
                rows = [(key, one) for key in some for one in self._holders(stage, key, most)]
            for key, record in rows:
                found.setdefault(key, []).append(record)
        return {key: sorted(records)[:most] for key, records in found.items()}

    def sharing(self, stage: str, weights: Mapping[int, int], *, least: int) -> list[str]:
        asked = json.dumps(weights)
        return [one for (one,) in self._db.execute(SHARING, (asked, stage, least))]

    def is_crowded(self, stage: str, keys: Iterable[int], *, most: int) -> bool:
        asked = json.dumps(list(keys))
        return self._db.execute(CROWDED, (asked, stage, most + 1, most)).fetchone() is not None

    def _holders(self, stage: str, key: int, most: int | None) -> list[str]:
        query = "SELECT id FROM keys WHERE stage = ? AND key = ? ORDER BY id LIMIT ?"
        return [one for (one,) in self._db.execute(query, (stage, key, -1 if most is None else most))]


def tick(db: sqlite3.Connection) -> int:
    """The number for what is written now: one more than before."""
    row = db.execute("UPDATE clock SET number = number + 1 RETURNING number").fetchone()
    if row is None:
        db.execute("INSERT INTO clock VALUES (1)")
    return int(row[0]) if row else 1
