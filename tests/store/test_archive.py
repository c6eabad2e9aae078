"""Raw pages on the desk: as they came, whatever happens while they are written, and enough to rebuild it from."""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from warcio.archiveiterator import ArchiveIterator

from builders import page
from wiredesk.desk import Desk
from wiredesk.errors import DeskError
from wiredesk.flow.pages import read_place
from wiredesk.records import Page, PageMeta, Place
from wiredesk.store import PageArchive, SqliteStore

SAMPLES = Path(__file__).parent.parent.parent / "samples"
HEADERS = (("Content-Type", "text/html; charset=koi8-r"), ("ETag", '"1"'), ("Content-Encoding", "gzip"))
BYTES = bytes(range(256)) + b"\r\n\r\nWARC/1.1\r\n\r\n" + "Ü".encode()


def store_in(folder: Path, *, max_file_bytes: int = 10**9) -> SqliteStore:
    folder.mkdir(exist_ok=True)
    return SqliteStore(folder / "desk.sqlite", pages=PageArchive(folder / "pages", max_file_bytes=max_file_bytes))


def kept(store: SqliteStore) -> list[Page]:
    return list(store.get("pages", [held.id for held in store.held("pages")]))


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "pages").iterdir())


def some(count: int, *, size: int = 20) -> list[Page]:
    return sorted((page(f"Story {n}. " + "x" * size, name=f"{n}.txt") for n in range(count)), key=lambda one: one.id)


@pytest.mark.parametrize("headers", [(), HEADERS], ids=["resource", "response"])
@pytest.mark.parametrize("form", ["html", "dump", "text"])
def test_the_bytes_of_a_page_come_back_as_they_were(tmp_path, form, headers):
    meta = PageMeta(
        url="https://velm.example/ü", title="Zwei\nZeilen\r\nWARC/1.1", authors=("Ada Lind",), charset="koi8-r"
    )
    one = msgspec.structs.replace(page(), form=form, content=BYTES, meta=meta, headers=headers)
    store = store_in(tmp_path)
    store.put("pages", [one])
    assert kept(store) == [one]


def test_the_sqlite_file_does_not_hold_them_again(tmp_path):
    store = store_in(tmp_path)
    store.put("pages", [page("nowhere else " * 20_000)])
    store.close()
    assert gzip.decompress((tmp_path / "pages" / "00001.warc.gz").read_bytes()).count(b"nowhere else") == 20_000
    assert b"nowhere" not in (tmp_path / "desk.sqlite").read_bytes()


def test_another_reader_of_warcs_finds_the_same_pages(tmp_path):
    store = store_in(tmp_path)
    answered = msgspec.structs.replace(
        page("An answer."),
        headers=HEADERS[:1],
        meta=PageMeta(url="https://velm.example/1", fetched="2026-03-04T05:06:07Z"),
    )
    store.put("pages", [page("A resource."), answered])
    with (tmp_path / "pages" / "00001.warc.gz").open("rb") as file:
        found = {
            record.rec_headers["WARC-Target-URI"]: (record.rec_type, record.content_stream().read())
            for record in ArchiveIterator(file)
        }
    assert found == {
        f"urn:wiredesk:{page('A resource.').id}": ("resource", b"A resource."),
        "https://velm.example/1": ("response", b"An answer."),
    }


def test_a_page_that_is_there_already_is_not_written_again(tmp_path):
    store = store_in(tmp_path)
    for _ in range(3):
        store.put("pages", some(4))
    assert len(list(read_place(Place(id="l", path=str(tmp_path / "pages"))))) == 4


def test_files_are_rotated_at_their_size_and_all_pages_found(tmp_path):
    store = store_in(tmp_path, max_file_bytes=1000)
    pages = some(20, size=300)
    for one in pages:
        store.put("pages", [one])
    assert len(files(tmp_path)) > 3
    assert kept(store) == pages


@pytest.mark.parametrize("tail", [b"\x1f\x8b\x08", gzip.compress(b"WARC/1.1\r\n" * 500)[:-9], b"\0" * 100])
def test_a_torn_tail_is_cut_off_when_the_desk_is_opened(tmp_path, tail):
    store = store_in(tmp_path)
    store.put("pages", some(3))
    store.close()
    path = tmp_path / "pages" / "00001.warc.gz"
    whole = path.read_bytes()
    path.write_bytes(whole + tail)
    store = store_in(tmp_path)
    assert path.read_bytes() == whole
    store.put("pages", some(5))
    assert kept(store) == some(5)
    assert all(isinstance(one, Page) for one in read_place(Place(id="l", path=str(path))))


def test_a_whole_record_that_the_store_never_heard_of_is_left_and_does_no_harm(tmp_path):
    store = store_in(tmp_path)
    store.put("pages", some(1))
    last = store._last_page()
    PageArchive(tmp_path / "pages").append([page("Orphan.", name="orphan.txt")], after=last)
    with (tmp_path / "pages" / "00001.warc.gz").open("ab") as file:
        file.write(b"\x1f\x8b\x08 torn")
    store.put("pages", some(3))
    assert kept(store) == some(3)
    assert {one.page for one in read_place(Place(id="l", path=str(tmp_path / "pages")))} == {
        "0.txt", "1.txt", "2.txt", "orphan.txt",
    }  # fmt: skip


def test_files_that_the_store_does_not_know_are_never_written_to(tmp_path):
    store = store_in(tmp_path)
    store.put("pages", some(2))
    store.close()
    before = (tmp_path / "pages" / "00001.warc.gz").read_bytes()
    for path in tmp_path.glob("desk.sqlite*"):
        path.unlink()
    store = store_in(tmp_path)
    store.put("pages", some(1))
    assert (tmp_path / "pages" / "00001.warc.gz").read_bytes() == before
    assert files(tmp_path) == ["00001.warc.gz", "00002.warc.gz"]


def test_a_full_disk_is_an_error_that_says_so_and_costs_only_what_was_being_written(tmp_path):
    store = store_in(tmp_path)
    store.put("pages", some(2))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    noise = Page(id="p-0", page="noise", form="dump", content=os.urandom(2**21))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, limits[1]))
    try:
        with pytest.raises(DeskError, match="disk full"):
            store.put("pages", [noise])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    store.put("pages", some(3))
    assert kept(store) == some(3)


def test_pages_of_a_desk_without_an_archive_stay_where_they_are(tmp_path):
    before = SqliteStore(tmp_path / "desk.sqlite")
    before.put("pages", some(2))
    before.close()
    store = store_in(tmp_path)
    store.put("pages", some(4))
    assert kept(store) == some(4)
    assert len(list(read_place(Place(id="l", path=str(tmp_path / "pages"))))) == 2


def test_a_damaged_file_is_an_error_that_names_it(tmp_path):
    store = store_in(tmp_path)
    store.put("pages", some(1))
    (tmp_path / "pages" / "00001.warc.gz").write_bytes(b"")
    with pytest.raises(DeskError, match=r"00001.warc.gz"):
        kept(store)


def test_an_add_that_is_killed_again_and_again_ends_with_every_page(tmp_path):
    (tmp_path / "rows.jsonl").write_text("".join(f'{{"text": "{one.content.decode()}"}}\n' for one in some(3000)))
    command = [sys.executable, "-m", "wiredesk", "add", str(tmp_path / "rows.jsonl"), "--desk", str(tmp_path / "desk")]
    for seconds in (1.0, 1.4, 1.8):
        adding = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        adding.kill()
        adding.wait()
    subprocess.run(command, check=True, capture_output=True)
    store = store_in(tmp_path / "desk")
    assert {one.content for one in kept(store)} == {one.content for one in some(3000)}
    found = list(read_place(Place(id="l", path=str(tmp_path / "desk" / "pages"))))
    assert len([one for one in found if isinstance(one, Page)]) == 3000


def dossiers(desk: Desk) -> bytes:
    return b"\n".join(msgspec.json.encode(dossier) for dossier in desk.dossiers())


def test_a_desk_is_rebuilt_from_the_pages_of_another(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "r1", "text": "The harbour of Velm was closed on Monday after a storm, officials said."}\n')
    other = tmp_path / "other.jsonl"
    other.write_text(rows.read_text().replace("Monday", "Tuesday"))  # a row of the same id from another place
    for folder in ("b", "a"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text("A storm closed the harbour of Velm on Monday.\n\n" * 9)
    with Desk.open(tmp_path / "old", workers=1) as old:
        old.add([str(SAMPLES / "ellisford-fire"), str(rows), str(other), str(tmp_path / "b"), str(tmp_path / "a")])
        old.run()
        expected = list(old.all("pages")), dossiers(old)
    with Desk.open(tmp_path / "new", workers=1) as new:
        new.add([str(tmp_path / "old" / "pages")])
        new.run()
        assert (list(new.all("pages")), dossiers(new)) == expected
    assert any(one.page.startswith(str(tmp_path / "a")) for one in expected[0])
