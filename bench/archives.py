"""Archives, packed rows and agency items: nothing lost, and how fast, beside bare warcio and fastwarc.

The peers read records; ours also undoes codings, tells kinds apart and makes pages with ids.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from harness import DATA, Result, Row, digest, main, package
from wiredesk.flow.articles import read_page
from wiredesk.flow.pages import read_place
from wiredesk.flow.pages.unpacking import unpacked
from wiredesk.records import Page, Place, Rejected
from wiredesk.text.warc import answer_block, record

WARCS = DATA / "feeds_archives" / "warcio_test_data.tar.gz"
ITEMS = DATA / "feeds_archives" / "iptc_ninjs_examples.tar.gz"
ROWS = DATA / "allsides_stories" / "articles_unlabelled.jsonl.xz"
RECORDS = 10_000
KINDS = re.compile(rb"^WARC-Type: *(?:response|resource|conversion)\r?$", re.MULTILINE)
ARC_RECORDS = re.compile(rb"^http\S*.* [\d.]+ \d{14,} \S+ \S+$", re.MULTILINE)


class Reading(NamedTuple):
    """What was read, and in how much CPU time."""

    pages: int
    rejected: int
    megabytes: float
    seconds: float


def ours(path: Path) -> Reading:
    """A place read by the step."""
    started = time.process_time()
    pages = rejected = size = 0
    for found in read_place(Place(id="l-1", path=str(path))):
        rejected += isinstance(found, Rejected)
        if isinstance(found, Page):
            pages += 1
            size += len(found.content)
    return Reading(pages, rejected, size / 1e6, time.process_time() - started)


def by_warcio(path: Path) -> Reading:
    """An archive read by warcio: the answers with status 200, resources and conversions."""
    from warcio.archiveiterator import ArchiveIterator

    started = time.process_time()
    pages = size = 0
    with path.open("rb") as file:
        for found in ArchiveIterator(file, arc2warc=True):
            is_answer = found.rec_type == "response" and found.http_headers
            if found.rec_type in ("resource", "conversion") or (
                is_answer and found.http_headers.get_statuscode() == "200"
            ):
                pages += 1
                size += len(found.content_stream().read())
    return Reading(pages, 0, size / 1e6, time.process_time() - started)


def by_fastwarc(path: Path) -> Reading:
    """An archive read by FastWARC, likewise."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    others = WarcRecordType.resource | WarcRecordType.conversion
    started = time.process_time()
    pages = size = 0
    with path.open("rb") as file:
        for found in ArchiveIterator(file, record_types=WarcRecordType.response | others):
            if not found.is_http or found.http_headers.status_code == 200:
                pages += 1
                size += len(found.reader.read())
    return Reading(pages, 0, size / 1e6, time.process_time() - started)


def crawl(folder: Path) -> Path:
    """An archive of invented pages, a gzip member a record."""
    chance = random.Random(5)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(2, 10))) for _ in range(5000)]
    path = folder / "crawl.warc.gz"
    with path.open("wb") as file:
        for number in range(RECORDS):
            text = "".join(f"<p>{' '.join(chance.choices(words, k=60))}.</p>\n" for _ in range(chance.randint(5, 60)))
            body = f"<!doctype html><html><head><title>{number}</title></head><body>{text}</body></html>".encode()
            headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
            fields = {
                "WARC-Type": "response",
                "WARC-Record-ID": f"<urn:uuid:{number}>",
                "WARC-Date": "2026-03-04T05:06:07Z",
                "WARC-Target-URI": f"https://velm.example/{number}",
                "Content-Type": "application/http; msgtype=response",
            }
            file.write(gzip.compress(record(fields.items(), answer_block(headers, body)), 6))
    return path


def files_of(archive: Path, folder: Path) -> list[Path]:
    """The files of a tar archive, unpacked."""
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def records_in(path: Path) -> int:
    """How many records of a file could be pages, counted without any reader of archives."""
    with path.open("rb") as file:
        content = unpacked(file.read(8192), file).read()
    return len(KINDS.findall(content)) + (len(ARC_RECORDS.findall(content)) if content.startswith(b"filedesc") else 0)


def items_in(path: Path) -> int:
    """How many items a file holds; a file that is no JSON or no list counts as one."""
    try:
        found = json.loads(path.read_bytes())
    except ValueError:
        return 1
    return len(found) if isinstance(found, list) else 1


def speed(system: str, read: Callable[[Path], Reading], path: Path) -> Row:
    """How fast a reader is on the invented crawl."""
    done = read(path)
    return Row(
        system, {"pages": done.pages, "pages/s": done.pages / done.seconds, "MB/s": done.megabytes / done.seconds}
    )


def robustness(system: str, read: Callable[[Path], Reading], paths: list[Path]) -> Row:
    """What a reader makes of good and broken archives, and how many it does not read to the end."""
    pages = rejected = given_up = 0
    for path in paths:
        try:
            done = read(path)
        except Exception:  # noqa: BLE001 - whatever a peer raises, the archive was not read
            given_up += 1
            continue
        pages += done.pages
        rejected += done.rejected
    return Row(system, {"pages": pages, "rejected": rejected, "given up": given_up})


def accounting(system: str, paths: list[Path], count: Callable[[Path], int]) -> Row:
    """in = out + rejected over files of which we know how much they hold."""
    whole = [(count(path), ours(path)) for path in paths]
    accounted = sum(done.pages + done.rejected >= held for held, done in whole) / len(whole)
    pages, rejected = sum(done.pages for _, done in whole), sum(done.rejected for _, done in whole)
    held = sum(held for held, _ in whole)
    return Row(system, {"in": held, "pages": pages, "rejected": rejected, "files accounted for": accounted})


def rows() -> Iterator[Row]:
    """in = out + rejected over a large packed JSONL file, through the pages step and the articles step."""
    started = time.process_time()
    found = list(read_place(Place(id="l-1", path=str(ROWS))))
    seconds = time.process_time() - started
    with ROWS.open("rb") as file:
        held = sum(bool(line.strip()) for line in unpacked(file.read(8192), file))
    pages = [one for one in found if isinstance(one, Page)]
    yield tally("ours: rows, pages", held, len(pages), len(found) - len(pages), seconds)
    started = time.process_time()
    made = [one for page in pages for one in read_page(page)]
    articles = sum(not isinstance(one, Rejected) for one in made)
    yield tally("ours: rows, articles", len(pages), articles, len(made) - articles, time.process_time() - started)


def tally(system: str, held: int, out: int, rejected: int, seconds: float) -> Row:
    """One step's count."""
    figures = {"in": held, "pages": out, "rejected": rejected, "pages/s": held / seconds}
    return Row(system, {**figures, "files accounted for": float(held == out + rejected)})


def measure() -> Result:
    """The tables."""
    with tempfile.TemporaryDirectory() as folder:
        made = crawl(Path(folder))
        crawls = [path for path in files_of(WARCS, Path(folder) / "warcs") if "arc" in path.name]
        items = [path for path in files_of(ITEMS, Path(folder) / "items") if path.suffix in (".json", ".xml")]
        peers = ((package("fastwarc"), by_fastwarc), (package("warcio"), by_warcio))
        table = (
            speed("ours: crawl", ours, made),
            *(speed(f"{name}: crawl", read, made) for name, read in peers if name),
            robustness("ours: test archives", ours, crawls),
            *(robustness(f"{name}: test archives", read, crawls) for name, read in peers if name),
            accounting("ours: records of test archives", crawls, records_in),
            accounting("ours: agency items", items, items_in),
            *rows(),
        )
    sets = f"warcio's {len(crawls)} test archives; IPTC's {len(items)} examples; {ROWS.name}"
    data = f"{RECORDS:,} invented answers in one .warc.gz; {sets}"
    return Result("archives", "Archives read: speed, and nothing lost", data, table, digest(WARCS, ITEMS, ROWS))


if __name__ == "__main__":
    main(measure)
