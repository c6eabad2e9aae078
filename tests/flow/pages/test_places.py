"""Reading places: files, folders, rows, standard input, and everything that can be wrong with them."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import time
from pathlib import Path

import pytest

from wiredesk.errors import InputError
from wiredesk.flow.pages import read_place
from wiredesk.flow.pages.finds import MAX_PAGE_BYTES
from wiredesk.records import Page, Place, Rejected
from wiredesk.text.reasons import REASONS

STORY = "The ferry to Ostrava Island sailed again on Monday.\n\nNobody was hurt, said harbour master Ilse Brandt."


def read(path: object) -> list[Page | Rejected]:
    return list(read_place(Place(id="l-1", path=str(path))))


def reasons(found: list[Page | Rejected]) -> list[str]:
    return [one.reason if isinstance(one, Rejected) else "page" for one in found]


def write_rows(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", b"Menu\n\nA story.", "dump"),
        ("a.html", b"<p>A story.</p>", "html"),
        ("a.HTM", b"<p>A story.</p>", "html"),
        ("a.html.gz", gzip.compress(b"<p>A story.</p>"), "html"),
        ("a.txt.gz", gzip.compress(b"A story."), "dump"),
        ("noname", b"<!doctype html><html><p>A story.</p>", "html"),
        ("noname", b"A story in plain words.", "dump"),
        ("story.asp", b"\n <html><body>A story.</body>", "html"),
    ],
)
def test_a_file_is_read_by_its_name_or_else_by_its_first_bytes(tmp_path, name, content, form):
    (tmp_path / name).write_bytes(content)
    (page,) = read(tmp_path / name)
    assert isinstance(page, Page)
    assert page.form == form
    assert page.page == str(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.html", b" \n\t ", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        ("a.html", bytes(range(32)) * 40, "binary"),
        ("a.gz", gzip.compress(STORY.encode() * 50)[:-20], "truncated"),
        ("a.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "empty"),
    ],
)
def test_what_is_no_page_is_rejected_with_its_reason(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    assert reasons(read(tmp_path / name)) == [reason]


def test_a_gzip_bomb_is_given_up_within_bounds(tmp_path):
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(b"<p>" + b"x" * (100 * 2**20)))
    start = time.perf_counter()
    assert reasons(read(tmp_path / "bomb.html.gz")) == ["too_large"]
    assert time.perf_counter() - start < 5


def test_a_file_larger_than_a_page_may_be_is_not_read(tmp_path):
    with (tmp_path / "big.html").open("wb") as file:
        file.write(b"<html><p>words</p>" * 1000)
        file.truncate(MAX_PAGE_BYTES + 1)
    assert reasons(read(tmp_path / "big.html")) == ["too_large"]


def test_a_place_that_is_not_there_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(InputError, match=r"Nothing to read at .*Try: a file, a folder"):
        read(tmp_path / "nowhere")


def test_a_folder_is_walked_in_the_order_of_names_and_hidden_files_are_passed_over(tmp_path):
    for name in ("b.txt", "a/2.txt", "a/10.txt", ".hidden.txt", ".git/c.txt", "c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Story {name}")
    assert [os.path.relpath(one.page, tmp_path) for one in read(tmp_path)] == ["a/10.txt", "a/2.txt", "b.txt", "c.html"]


def test_a_folder_that_holds_a_link_to_itself_ends(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert reasons(read(tmp_path)) == ["page"]


def test_a_folder_nested_past_the_systems_path_length_is_rejected_where_it_gets_too_long(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(2100):
        Path("d").mkdir()
        os.chdir("d")
    found = read(tmp_path)
    for _ in range(2100):
        os.chdir("..")
        Path("d").rmdir()
    assert reasons(found) == ["unreadable"]
    assert len(found[0].page) < 400


@pytest.mark.parametrize("side", ["a.html.meta.json", "a.meta.json"])
def test_a_side_file_gives_what_is_known_of_its_page_and_is_no_page_itself(tmp_path, side):
    (tmp_path / "a.html").write_text("<p>Story</p>")
    known = {"url": "https://velm.example/1", "outlet": "Velm Post", "date": "2024-05-06", "authors": "Ada Lind"}
    (tmp_path / side).write_text(json.dumps(known))
    (page,) = read(tmp_path)
    assert page.meta.url == "https://velm.example/1"
    assert (page.meta.outlet, page.meta.published, page.meta.authors) == ("Velm Post", "2024-05-06", ("Ada Lind",))


def test_a_broken_side_file_is_rejected_and_its_page_read_without_it(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.meta.json").write_text("[1, 2")
    assert reasons(read(tmp_path)) == ["side_file", "page"]


def test_a_page_keeps_its_id_when_its_folder_moves(tmp_path):
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(STORY)
    (here,), (there,) = read(tmp_path / "here"), read(tmp_path / "there")
    assert here.id == there.id
    assert here.page != there.page


def test_the_same_page_twice_in_a_folder_is_one_page_and_one_rejected(tmp_path):
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(STORY)
    assert reasons(read(tmp_path)) == ["page", "duplicate"]


def test_rows_keep_text_to_the_character_and_other_lines_are_read_after_a_bad_one(tmp_path):
    text = "  Ünïcode \u2013 ‘kept’\u00a0\r\n\n exactly \ttabs  "
    path = write_rows(
        tmp_path / "rows.jsonl",
        {"id": "r1", "text": text, "published": "2024-01-02"},
        "{not json",
        "[1, 2]",
        {"id": "r4", "title": "no body"},
        {"id": "r5", "text": "  "},
        "",
        {"html": "<p>x</p>", "outlet": {"name": "Velm Post"}},
        {"id": "r1", "text": "the same id again"},
    )
    found = read(path)
    assert reasons(found) == ["page", "not_json", "not_a_page", "not_a_page", "empty", "page", "duplicate"]
    assert found[0].content.decode() == text
    assert found[0].page == "r1"
    assert found[1].page == f"{path}:2"
    assert found[5].page == f"{path}:7"
    assert found[5].meta.outlet == "Velm Post"


def test_a_lone_surrogate_in_a_row_is_replaced_one_for_one(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "\\ud800x", "text": "before \\ud800 after", "title": "\\udfff"}')
    (page,) = read(path)
    assert page.content.decode() == "before \ufffd after"
    assert page.page == "\ufffdx"


@pytest.mark.parametrize("value", ["1" * 5000, "[" * 100_000, '{"a":' * 100_000, "NaN", "nul"])
def test_json_that_breaks_parsers_is_a_rejected_line(tmp_path, value):
    found = read(write_rows(tmp_path / "rows.jsonl", value, {"text": STORY}))
    assert reasons(found)[1:] == ["page"]
    assert isinstance(found[0], Rejected)


def test_whole_rows_of_a_truncated_gzip_are_kept(tmp_path):
    rows = "\n".join(json.dumps({"id": f"r{number}", "text": os.urandom(40).hex()}) for number in range(2000))
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(rows.encode())[:-4000])
    found = read(tmp_path / "rows.jsonl.gz")
    assert reasons(found)[0] == "page"
    assert reasons(found)[-1] == "truncated"


@pytest.mark.parametrize(
    ("content", "form", "name"),
    [
        (json.dumps({"text": STORY}) + "\n", "text", "-:1"),
        ("<html><body><p>x</p></body></html>", "html", "-"),
        (STORY, "dump", "-"),
    ],
)
def test_standard_input_is_known_by_its_first_bytes(monkeypatch, content, form, name):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    (page,) = read("-")
    assert (page.form, page.page) == (form, name)


def test_a_json_file_holds_one_row_or_a_list_of_them(tmp_path):
    (tmp_path / "one.json").write_text(json.dumps({"text": STORY}, indent=2))
    (tmp_path / "two.json").write_text(json.dumps([{"text": STORY}, {"dump": STORY}]))
    assert [page.form for page in read(tmp_path / "one.json")] == ["text"]
    assert [page.form for page in read(tmp_path / "two.json")] == ["text", "dump"]


def test_every_reason_that_pages_give_is_documented(tmp_path):
    assert {"empty", "binary", "too_large", "not_json", "truncated", "unreadable", "duplicate"} <= REASONS.keys()


def test_a_file_name_that_is_no_utf8_can_still_be_printed(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    with path.open("wb") as file:
        file.write(STORY.encode())
    (page,) = read(tmp_path)
    assert page.page.endswith("caf\ufffd.txt")
    assert json.dumps(page.page).encode("utf-8")
