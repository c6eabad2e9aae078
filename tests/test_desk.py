"""The desk: done work is done once, whatever the order, the batches, the engine or the accidents."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from wiredesk.desk import Desk
from wiredesk.errors import DeskError

SAMPLES = Path(__file__).parent.parent / "samples"
STORY = SAMPLES / "ellisford-fire"
WIREDESK = [sys.executable, "-m", "wiredesk"]


def pages(folder: Path = STORY) -> list[str]:
    return sorted(str(path) for path in folder.iterdir() if ".meta." not in path.name)


def dossiers(desk: Desk) -> bytes:
    return b"\n".join(msgspec.json.encode(dossier) for dossier in desk.dossiers())


def nameless(found: bytes) -> bytes:
    """Dossiers with ids that tell only which are the same; those of stories depend on what came first."""
    names: dict[bytes, bytes] = {}
    return re.sub(rb"\b[a-z]+-[0-9a-f]{16}\b", lambda one: names.setdefault(one[0], b"%d" % len(names)), found)


@pytest.fixture(scope="module")
def expected() -> bytes:
    with Desk.passing(workers=1) as desk:
        desk.add(pages())
        desk.run()
        return dossiers(desk)


def test_the_sample_makes_dossiers(expected):
    assert b"Ellisford" in expected


def test_a_second_run_does_nothing(tmp_path, expected):
    with Desk.open(tmp_path, workers=1) as desk:
        desk.add(pages())
        assert sum(tally.done for tally in desk.run()) > 0
    with Desk.open(tmp_path, workers=1) as desk:
        desk.add(pages())
        assert [tally.done for tally in desk.run()] == [0] * 9
        assert dossiers(desk) == expected


def test_any_order_and_any_split_give_the_same_bytes_but_for_ids_that_stay(tmp_path, expected):
    with Desk.open(tmp_path, workers=1) as desk:
        for path in reversed(pages()):
            desk.add([path])
            desk.run()
        assert nameless(dossiers(desk)) == nameless(expected)


def test_a_pool_gives_the_same_bytes():
    found = []
    for workers in (1, 2):
        with Desk.passing(workers=workers) as desk:
            desk.add([str(SAMPLES)])
            desk.run()
            found.append(dossiers(desk))
    assert found[0] == found[1]


def test_in_is_out_plus_rejected(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "rows.jsonl").write_text('{"text": "The mayor of Ellisford spoke to the council."}\nnot json\n')
    with Desk.passing(workers=1, until="articles") as desk:
        read = desk.add([str(tmp_path), *pages()])
        (tally,) = desk.run()
        assert read.read == tally.written + len(desk.store.rejected())
        assert {one.reason for one in desk.store.rejected()} >= {"empty", "binary", "not_json"}


def test_the_same_page_under_two_names_is_one_page_and_one_rejection(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(Path(pages()[0]).read_text())
    found = []
    for order in (("a", "b"), ("b", "a")):
        with Desk.passing(workers=1, until="articles") as desk:
            desk.add([str(tmp_path / folder) for folder in order])
            found.append(([page.page for page in desk.all("pages")], [one.page for one in desk.store.rejected()]))
    assert found[0] == found[1]
    assert [len(part) for part in found[0]] == [1, 1]


def test_two_runs_at_once_are_refused(tmp_path):
    with Desk.open(tmp_path, workers=1) as one, Desk.open(tmp_path, workers=1) as other:
        one.run()
        with pytest.raises(DeskError, match="Another run"):
            other.run()


def test_a_killed_run_loses_nothing_and_doubles_nothing(tmp_path):
    desk = ["--desk", str(tmp_path / "desk")]
    subprocess.run([*WIREDESK, "add", str(SAMPLES), *desk], check=True, capture_output=True)
    for seconds in (0.8, 3.0, 4.5):
        running = subprocess.Popen([*WIREDESK, "run", "--workers", "1", *desk], stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    subprocess.run([*WIREDESK, "run", *desk], check=True, capture_output=True)
    whole = subprocess.run([*WIREDESK, "brief", str(SAMPLES), "--json"], check=True, capture_output=True)
    with Desk.open(tmp_path / "desk", workers=1) as opened:
        assert [json.loads(line) for line in dossiers(opened).splitlines()] == json.loads(whole.stdout)["dossiers"]
