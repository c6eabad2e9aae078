"""Trouble is normal: a clear rejection or an article with less in it, never a traceback, never a hang."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TIMEOUT_S = 60
BODY = (
    "The council of Ellisford voted on Tuesday to rebuild the old bridge over the Calder. "
    "Mayor Anna Lindqvist said that work would begin in the spring. "
) * 4


def wiredesk(*arguments: object) -> tuple[int, list[dict], str]:
    """Exit code, JSON lines, and standard error of `wiredesk ARGUMENTS --json`."""
    command = [sys.executable, "-m", "wiredesk", *map(str, arguments), "--json"]
    done = subprocess.run(command, check=False, capture_output=True, timeout=TIMEOUT_S)
    assert b"Traceback" not in done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("empty.html", b"  \n ", "empty"),
        ("picture.txt", bytes(range(256)) * 64, "binary"),
        ("cut.html.gz", gzip.compress(BODY.encode() * 50)[:-40], "truncated"),
        ("bomb.html.gz", gzip.compress(b"lorem ipsum " * 16_000_000, 1), "too_large"),
        ("stub.html", b"<html><body><p>Sign in</p></body></html>", "too_short"),
    ],
)
def test_a_page_that_is_none_is_rejected_with_its_reason(tmp_path, name, content, reason):
    code, lines, _ = wiredesk("read", write(tmp_path / name, content))
    assert code == 0
    assert [line["reason"] for line in lines] == [reason] or lines[0]["reason"] in ("no_text", reason)


def test_a_bad_line_costs_only_itself(tmp_path):
    rows = [json.dumps({"id": f"row{n}", "text": BODY}) for n in range(9)]
    rows[6] = '{"text": "cut'
    code, lines, _ = wiredesk("read", write(tmp_path / "rows.jsonl", "\n".join(rows)))
    assert code == 0
    assert sorted(line["page"] for line in lines if "text" in line) == [f"row{n}" for n in range(9) if n != 6]
    (rejected,) = [line for line in lines if "reason" in line]
    assert (rejected["reason"], rejected["page"]) == ("not_json", f"{tmp_path / 'rows.jsonl'}:7")


def test_ten_thousand_nested_folders_are_walked_or_refused(tmp_path):
    deep = tmp_path / "deep"
    deep.mkdir()
    write(deep / "page.txt", BODY)
    here = os.open(deep, os.O_RDONLY)
    try:
        for _ in range(10_000):
            os.mkdir("d", dir_fd=here)
            below = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
    finally:
        os.close(here)
    try:
        code, lines, _ = wiredesk("read", deep)
    finally:
        subprocess.run(["rm", "-rf", str(deep)], check=True)
    assert code == 0
    assert [line["page"] for line in lines if "text" in line] == [str(deep / "page.txt")]


@pytest.mark.parametrize("name", ["big.txt", "big.html"])
def test_a_page_of_fifty_megabytes_ends_in_time(tmp_path, name):
    code, lines, _ = wiredesk("read", write(tmp_path / name, f"<html><body><p>{BODY}</p>" + "lorem ipsum " * 4_300_000))
    assert code == 0
    assert len(lines) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "eu",
            "Ellisfordeko udalak asteartean zubi zaharra berreraikitzea erabaki zuen. Alkateak esan zuen lanak hasiko direla.",
        ),
        ("am", "የኤሊስፎርድ ምክር ቤት ማክሰኞ ዕለት አሮጌውን ድልድይ ለመገንባት ወሰነ። ከንቲባዋ ሥራው በቅርቡ እንደሚጀመር ተናግረዋል።"),
        ("zh", "埃利斯福德市议会周二投票决定重建旧桥。市长说：“工程将在春天开始，我们已经等了很久。”"),
        ("und", "😀 🎉 🌉 😀 🎉 🌉 — 😀 🎉 🌉"),
    ],
)
def test_a_language_without_a_pipeline_gets_an_article_with_less_in_it(tmp_path, language, text):
    row = json.dumps({"id": "row", "text": text, "language": language})
    code, (line,), _ = wiredesk("annotate", write(tmp_path / "rows.jsonl", row))
    assert code == 0
    assert line["article"]["text"] == text


@pytest.mark.parametrize(
    "text",
    [
        "“" * 20_000,
        '"a ' * 20_000,
        "word " * 20_000,
        "(" * 30_000,
        "He said that " * 8_000,
        "12 " * 20_000,
        "\u202e\u0000\u0007 control " * 2_000,
    ],
    ids=["marks", "open quotes", "one sentence", "brackets", "said that", "numbers", "controls"],
)
def test_strange_texts_take_bounded_time(tmp_path, text):
    row = json.dumps({"id": "row", "text": text})
    code, (line,), _ = wiredesk("annotate", write(tmp_path / "rows.jsonl", row))
    assert code == 0
    assert line["article"]["page"] == "row"


def test_a_lone_surrogate_does_no_harm(tmp_path):
    write(tmp_path / "rows.jsonl", '{"id": "row", "text": "The mayor \\ud800 said so. ' + BODY + '"}')
    code, lines, _ = wiredesk("brief", tmp_path / "rows.jsonl")
    assert code == 0
    assert len(lines[0]["dossiers"]) + len(lines[0]["rejected"]) == 1
