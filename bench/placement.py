"""Placement: what does it cost to find the company of a new article, when so many lie in the window?

Keys, look-up in SQLite, loading the candidates' traits, likeness, and putting the article there itself: on a file as
the desk keeps it, and in memory. How the articles are made: placement_desk.py. Seconds are of one core's work.
Without --all it stops at 100,000 articles; 300,000 take some eight minutes and 3 GB.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import msgspec
import numpy as np
import scipy.sparse

from harness import DATA, Result, Row, digest, main
from placement_desk import WINDOW_DAYS, Desk, real_words
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.keys import LEAST, keys_of, sought
from wiredesk.flow.stories.likeness import compare
from wiredesk.flow.stories.sparse import PACKED
from wiredesk.records import Traits

SIZES = (10_000, 30_000, 100_000)
LARGEST = 300_000
PROBES, PEER_PROBES = 600, 100
BATCH = 100  # articles a transaction
PEER_DAYS, COLUMNS = 7, 2**18
TABLES = """
CREATE TABLE keys (key INTEGER, article INTEGER, PRIMARY KEY (key, article)) WITHOUT ROWID;
CREATE TABLE traits (article INTEGER PRIMARY KEY, body BLOB);
"""
NEAR = """
SELECT article FROM json_each(?) AS asked CROSS JOIN keys ON keys.key = asked.value
GROUP BY article HAVING SUM(keys.key & 3) >= ?
"""
ENCODER, DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Traits)


class Placed:
    """What placing some articles took and found."""

    def __init__(self, work_s: float, seconds: Sequence[float], found: Sequence[int]) -> None:
        """Seconds of work for all; seconds by the clock and number of candidates, article by article."""
        self.work_s, self.seconds, self.found = work_s, np.array(seconds), np.array(found)

    def figures(self, size: str) -> dict[str, float]:
        """As the table shows them."""
        return {
            f"{size}/s": len(self.seconds) / self.work_s,
            f"{size} p50 ms": float(np.percentile(self.seconds, 50)) * 1000,
            f"{size} p99 ms": float(np.percentile(self.seconds, 99)) * 1000,
        }


def put(db: sqlite3.Connection, number: int, traits: Traits, keys: Sequence[int]) -> None:
    """An article into the desk."""
    db.executemany("INSERT INTO keys VALUES (?, ?)", [(key, number) for key in keys])
    db.execute("INSERT INTO traits VALUES (?, ?)", (number, zlib.compress(ENCODER.encode(traits), 1)))


def fill(db: sqlite3.Connection, first: int, articles: Sequence[Traits]) -> None:
    """Many articles into the desk, in the order of their keys, which is faster."""
    rows = [(key, first + at) for at, one in enumerate(articles) for key in keys_of(one)]
    bodies = ((first + at, zlib.compress(ENCODER.encode(one), 1)) for at, one in enumerate(articles))
    with db:
        db.executemany("INSERT INTO keys VALUES (?, ?)", sorted(rows))
        db.executemany("INSERT INTO traits VALUES (?, ?)", bodies)


def place(db: sqlite3.Connection, number: int, traits: Traits) -> int:
    """Find the company of one article and put it there; how many candidates there were."""
    keys = keys_of(traits)
    asked = sought(keys)
    near = [one for (one,) in db.execute(NEAR, (json.dumps(asked), LEAST))]
    bodies = db.execute(f"SELECT body FROM traits WHERE article IN ({', '.join('?' * len(near))})", near)
    others = [DECODER.decode(zlib.decompress(body)) for (body,) in bodies]
    if others:
        compare(Features.of_traits([traits, *others]), 0, np.arange(1, len(others) + 1))
    put(db, number, traits, keys)
    return len(others)


def placed(db: sqlite3.Connection, first: int, articles: Sequence[Traits]) -> Placed:
    """Articles placed one by one, and taken out again."""
    seconds, found = [], []
    db.execute("BEGIN")
    work = time.process_time()
    for at, one in enumerate(articles):
        began = time.perf_counter()
        found.append(place(db, first + at, one))
        if at % BATCH == BATCH - 1:
            db.execute("COMMIT")
            db.execute("BEGIN")
        seconds.append(time.perf_counter() - began)
    work = time.process_time() - work
    db.execute("DELETE FROM keys WHERE article >= ?", (first,))
    db.execute("DELETE FROM traits WHERE article >= ?", (first,))
    db.execute("COMMIT")
    return Placed(work, seconds, found)


def resident_kb() -> float:
    """The memory that this process holds."""
    return float(Path("/proc/self/statm").read_text().split()[1]) * 4.096


def table_of(articles: Sequence[Traits]) -> scipy.sparse.csr_matrix:
    """The peers' vectors: TF-IDF by the same table of rarity, one row an article, of length 1."""
    words = [np.frombuffer(one.words, PACKED) for one in articles]
    starts = np.cumsum([0, *(len(one) for one in words)])
    columns = np.concatenate([one["hash"] % COLUMNS for one in words]).astype(np.int32)
    weights = np.concatenate([one["weight"] / np.sqrt((one["weight"] ** 2.0).sum()) for one in words])
    return scipy.sparse.csr_matrix((weights.astype(np.float32), columns, starts), shape=(len(words), COLUMNS))


def peer(rows: int, pool: scipy.sparse.csr_matrix, probes: scipy.sparse.csr_matrix) -> Placed:
    """The nearest of so many rows by cosine, for each probe."""
    table = pool[np.arange(rows) % pool.shape[0]]
    seconds = []
    work = time.process_time()
    for at in range(probes.shape[0]):
        began = time.perf_counter()
        int((table @ probes[at].toarray().ravel()).argmax())
        seconds.append(time.perf_counter() - began)
    return Placed(time.process_time() - work, seconds, [1] * len(seconds))


def name_of(size: int) -> str:
    """10,000 as 10k."""
    return f"{size // 1000}k"


def measure(sizes: Sequence[int] = SIZES, say: Callable[[str], None] = lambda _: None) -> Result:
    """Ours on a file and in memory, and two peers, at every size."""
    makes = Desk(real_words()).articles()
    figures: dict[str, dict[str, float]] = {}
    counts: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        db = sqlite3.connect(f"{folder}/desk.sqlite", isolation_level=None)
        db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;" + TABLES)
        held, sample = 0, []
        for size in sizes:
            while held < size:
                some = list(islice(makes, min(10_000, size - held)))
                fill(db, held, some)
                held += len(some)
                sample = sample or some
                say(f"{held} held")
            probes = list(islice(makes, 2 * PROBES))
            on_file = placed(db, 10**9, probes[:PROBES])
            before = resident_kb()
            memory = sqlite3.connect(":memory:", isolation_level=None)
            db.backup(memory)
            counts[f"{name_of(size)} kB an article"] = (resident_kb() - before) / size
            in_memory = placed(memory, 10**9, probes[PROBES:])
            memory.close()
            counts[f"{name_of(size)} candidates"] = float(on_file.found.mean())
            counts[f"{name_of(size)} candidates p99"] = float(np.percentile(on_file.found, 99))
            pool, asked = table_of(sample), table_of(probes[:PEER_PROBES])
            for name, one in (
                ("ours, on a file", on_file),
                ("ours, in memory", in_memory),
                ("TF-IDF over 7 days", peer(size * PEER_DAYS // WINDOW_DAYS, pool, asked)),
                ("TF-IDF, scan of all clusters", peer(size // 3, pool, asked)),
            ):
                figures.setdefault(name, {}).update(one.figures(name_of(size)))
            say(f"{size}: { ({name: round(one[f'{name_of(size)}/s']) for name, one in figures.items()}) } {counts}")
        db.close()
    first, last = name_of(sizes[0]), name_of(sizes[-1])
    for one in figures.values():
        one[f"{last} takes × {first}"] = one[f"{first}/s"] / one[f"{last}/s"]
    figures["ours, in memory"] |= counts
    return Result(
        name="placement",
        title="Placement: articles a second of one core, by how many lie in the window",
        data=f"{PROBES} articles placed at each size; one in ten real (allsides_stories), the rest invented stories "
        "of three with real rarities (placement_desk.py); nothing tuned here",
        rows=tuple(Row(name, one) for name, one in figures.items()),
        digest=digest(*sorted((DATA / "allsides_stories").glob("articles_*"))),
    )


if __name__ == "__main__":
    asks_for_all = "--all" in sys.argv
    chosen = (*SIZES, LARGEST) if asks_for_all else SIZES
    main(
        lambda: measure(chosen, lambda text: print(text, file=sys.stderr)),
        [one for one in sys.argv[1:] if one != "--all"],
    )
