"""The command line: what goes to stdout, what to stderr, and what the shell is told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "samples"
PAGE = SAMPLES / "ellisford-fire" / "ellisford-examiner.html"
COMMANDS = [
    *("read", "annotate", "brief", "add", "feeds", "run", "stories", "show", "search", "why"),
    *("merge", "split", "edits", "schema"),
]


def wiredesk(*arguments: object, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "wiredesk", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, input=stdin, timeout=120, cwd=ROOT)


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    assert wiredesk("add", SAMPLES / "ellisford-fire", "--desk", folder).returncode == 0
    assert wiredesk("run", "--desk", folder, "--workers", 1).returncode == 0
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_with_an_example(command):
    done = wiredesk(command, "--help")
    assert done.returncode == 0
    assert b"Example: wiredesk " + command.encode() in done.stdout


def test_read_gives_one_json_line_a_page(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    done = wiredesk("read", PAGE, tmp_path / "empty.txt", "--json")
    article, rejected = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0
    assert article["page"] == str(PAGE)
    assert rejected["reason"] == "empty"


def test_read_takes_standard_input():
    done = wiredesk("read", "-", "--json", stdin=PAGE.read_bytes())
    assert json.loads(done.stdout)["page"] == "-"


def test_annotate_gives_the_findings_of_each_article():
    done = wiredesk("annotate", PAGE, "--json")
    (line,) = map(json.loads, done.stdout.splitlines())
    assert {"article", "entities", "dates", "quotes", "events"} <= set(line)
    text = line["article"]["text"]
    spans = [quote["span"] for quote in line["quotes"]] + [date["span"] for date in line["dates"]]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["words"] for span in spans)


def test_brief_gives_the_document_of_the_contract():
    done = wiredesk("brief", SAMPLES / "ellisford-fire", "--json")
    document = json.loads(done.stdout)
    assert document["schema"] == "wiredesk.dossier/1"
    assert len(document["dossiers"]) == 1
    assert document["rejected"] == []


def test_brief_writes_a_folder_for_people(tmp_path):
    done = wiredesk("brief", SAMPLES / "ellisford-fire", "--out", tmp_path / "out")
    assert done.returncode == 0
    assert str(tmp_path / "out" / "index.html").encode() in done.stderr
    names = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert names == {".html", ".md", ".json"}
    page = next(path for path in (tmp_path / "out").glob("*.html") if path.name != "index.html").read_text()
    assert "http" not in page.split("</head>")[0].replace("http-equiv", "")


def test_a_path_that_is_not_there_is_for_the_user_to_fix():
    done = wiredesk("read", "no/such/page.txt", "--json")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"no/such/page.txt" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["read"], ["brief", "--nonsense"], ["fly"], ["brief", "x", "--workers", "0"]])
def test_wrong_usage_is_exit_2(arguments):
    assert wiredesk(*arguments).returncode == 2


def test_stories_show_and_search_look_at_the_desk(desk):
    (story,) = [json.loads(line) for line in wiredesk("stories", "--json", "--desk", desk).stdout.splitlines()]
    shown = wiredesk("show", story["id"], "--json", "--desk", desk)
    assert json.loads(shown.stdout)["story"] == story
    found = wiredesk("search", "warehouse", "--json", "--desk", desk)
    assert {json.loads(line)["article"] for line in found.stdout.splitlines()} <= set(story["articles"])
    assert found.stdout


def test_why_walks_from_every_id_of_a_dossier_to_a_page(desk):
    (story,) = [json.loads(line) for line in wiredesk("stories", "--json", "--desk", desk).stdout.splitlines()]
    dossier = json.loads(wiredesk("show", story["id"], "--json", "--desk", desk).stdout)
    ids = [dossier[kind][0]["id"] for kind in ("articles", "quotes", "entities", "events", "claims") if dossier[kind]]
    ids += [story["id"], dossier["brief"][0]["text"]]
    for one in ids:
        done = wiredesk("why", one, "--desk", desk)
        assert done.returncode == 0, one
        assert b"ellisford-fire" in done.stdout, one


def test_what_is_not_on_the_desk_is_for_the_user_to_fix(desk):
    assert wiredesk("show", "s-nothing", "--desk", desk).returncode == 1
    assert wiredesk("why", "c-nothing", "--desk", desk).returncode == 1


def test_the_schema_fits_what_brief_prints():
    schema = json.loads(wiredesk("schema", "dossier").stdout)
    document = json.loads(wiredesk("brief", SAMPLES / "ellisford-fire", "--json").stdout)
    jsonschema.validate(document, schema)
