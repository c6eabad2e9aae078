"""Packed files: undone whatever packed them, read up to where they are cut, and given up where they are bombs."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from wiredesk.flow.pages import read_place
from wiredesk.records import Page, Place, Rejected

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "zst": zstandard.ZstdCompressor(write_checksum=True).compress,
    "xz": lzma.compress,
    "bz2": bz2.compress,
}
STORY = b"<html><body><p>The ferry to Ostrava Island sailed again on Monday.</p></body></html>"
MEMORY_MB = 500
TIME_S = 5


def read(path: Path, content: bytes) -> list[Page | Rejected]:
    path.write_bytes(content)
    return list(read_place(Place(id="l-1", path=str(path))))


def reasons(found: list[Page | Rejected]) -> list[str]:
    return [one.reason if isinstance(one, Rejected) else "page" for one in found]


def rows(count: int) -> bytes:
    return b"".join(json.dumps({"id": f"r{n}", "text": os.urandom(100).hex()}).encode() + b"\n" for n in range(count))


@pytest.mark.parametrize("ending", PACKERS)
def test_a_packed_page_is_the_page_and_has_its_side_file(tmp_path, ending):
    (tmp_path / "a.meta.json").write_text('{"outlet": "Velm Post"}')
    (page,) = read(tmp_path / f"a.html.{ending}", PACKERS[ending](STORY))
    assert (page.form, page.content, page.meta.outlet) == ("html", STORY, "Velm Post")


@pytest.mark.parametrize("ending", PACKERS)
def test_packed_rows_are_read_in_all_their_members(tmp_path, ending):
    pack = PACKERS[ending]
    content = rows(300)
    found = read(tmp_path / f"a.jsonl.{ending}", pack(content[:20_000]) + pack(content[20_000:]))
    assert reasons(found) == ["page"] * 300


def test_padding_and_frames_without_content_are_passed_over(tmp_path):
    skipped = b"\x53\x2a\x4d\x18" + (6).to_bytes(4, "little") + b"notes!"
    packed = PACKERS["zst"](rows(3))
    assert reasons(read(tmp_path / "a.jsonl.zst", skipped + packed + skipped)) == ["page"] * 3
    assert reasons(read(tmp_path / "a.jsonl.gz", gzip.compress(rows(3)) + bytes(512))) == ["page"] * 3


@pytest.mark.parametrize("ending", PACKERS)
def test_packing_is_known_by_its_first_bytes_too(tmp_path, ending):
    (page,) = read(tmp_path / "noname", PACKERS[ending](STORY))
    assert page.form == "html"


@pytest.mark.parametrize(("ending", "least"), [("gz", 1400), ("zst", 1000), ("xz", 1400), ("bz2", 0)])
def test_every_whole_row_before_a_cut_is_read(tmp_path, ending, least):
    packed = PACKERS[ending](rows(3000))
    found = read(tmp_path / f"a.jsonl.{ending}", packed[: len(packed) // 2])
    assert reasons(found) == ["page"] * (len(found) - 1) + ["truncated"]
    assert len(found) - 1 >= least  # bzip2 packs 900 kB at a time


def test_a_short_file_gives_its_whole_rows_too(tmp_path):
    packed = gzip.compress(rows(5))
    assert reasons(read(tmp_path / "a.jsonl.gz", packed[:-30])) == ["page"] * 4 + ["truncated"]


def test_a_gzip_file_that_lacks_only_its_check_sum_is_whole(tmp_path):
    for missing in (1, 4, 8):
        assert reasons(read(tmp_path / "a.html.gz", gzip.compress(STORY)[:-missing])) == ["page"], missing
    assert reasons(read(tmp_path / "a.html.gz", gzip.compress(STORY)[:-10])) == ["truncated"]


@pytest.mark.parametrize("ending", PACKERS)
def test_a_damaged_page_is_rejected(tmp_path, ending):
    packed = bytearray(PACKERS[ending](STORY * 50))
    packed[len(packed) // 2] ^= 0xFF
    assert reasons(read(tmp_path / f"a.html.{ending}", bytes(packed))) == ["truncated"]


@pytest.mark.parametrize("ending", PACKERS)
def test_what_follows_a_packed_page_and_is_not_packed_is_told(tmp_path, ending):
    found = read(tmp_path / f"a.jsonl.{ending}", PACKERS[ending](rows(2)) + b"and now something else")
    assert reasons(found) == ["page", "page", "truncated"]


def frames(unpacked: bytes, **parameters: int) -> bytes:
    packer = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(**parameters)
    ).compressobj()
    return packer.compress(unpacked) + packer.flush()


BLANK = b"\n" * 2**20


def zipped(folder: Path) -> bytes:
    with zipfile.ZipFile(folder / "made.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("page.html", BLANK * 100)
    return (folder / "made.zip").read_bytes()


BOMBS: dict[str, Callable[[Path], bytes]] = {
    "rows.jsonl.gz": lambda _: gzip.compress(BLANK) * 10_000,
    "empty.jsonl.gz": lambda _: gzip.compress(b"{}\n" * 400_000) * 1000,
    "page.html.gz": lambda _: gzip.compress(BLANK * 100),
    "rows.jsonl.zst": lambda _: zstandard.compress(BLANK) * 10_000,
    "one.jsonl.zst": lambda _: frames(BLANK * 100, window_log=20),
    "window.jsonl.zst": lambda _: frames(BLANK * 100, window_log=30),
    "rows.jsonl.xz": lambda _: lzma.compress(BLANK, preset=0) * 10_000,
    "window.html.xz": lambda _: lzma.compress(
        BLANK, filters=[{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 3 * 2**29}]
    ),
    "rows.jsonl.bz2": lambda _: bz2.compress(BLANK) * 10_000,
    "inner.jsonl.gz": lambda _: gzip.compress(gzip.compress(BLANK) * 10_000),
    "pages.warc.gz": lambda _: gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999999999\r\n\r\n")
    + gzip.compress(BLANK) * 10_000,
    "page.zip": zipped,
}  # fmt: skip

MEASURED = """
import re, sys, time
from pathlib import Path
from wiredesk.flow.pages import read_place
from wiredesk.records import Place
started = time.process_time()
found = list(read_place(Place(id="l-1", path=sys.argv[1])))
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(len(found), found[-1].reason, time.process_time() - started, peak)
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_in_time_and_memory(tmp_path, name):
    (tmp_path / name).write_bytes(BOMBS[name](tmp_path))
    command = [sys.executable, "-c", MEASURED, str(tmp_path / name)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    count, reason, seconds, kilobytes = done.stdout.split()
    assert reason in ("too_large", "binary")
    assert count == "1" or name == "empty.jsonl.gz"
    assert float(seconds) < TIME_S
    assert int(kilobytes) < MEMORY_MB * 1024


def test_a_row_that_unpacks_well_is_no_bomb(tmp_path):
    found = read(tmp_path / "rows.jsonl.gz", gzip.compress(json.dumps({"text": "again and " * 100_000}).encode()))
    assert reasons(found) == ["page"]
