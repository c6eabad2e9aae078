"""Wikidata ids from a user's file. Names and ids are invented."""

from __future__ import annotations

import pytest

from builders import article
from wiredesk.errors import WiredeskError
from wiredesk.flow.annotations import models
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.parse import parse
from wiredesk.flow.annotations.wikidata import VARIABLE, wikidata_ids

TEXT = "Harald Tveit opened the bridge in Oslo. Tveit thanked the crowd."


@pytest.fixture
def ids(tmp_path, monkeypatch):
    def given(text: str):
        path = tmp_path / f"{abs(hash(text))}.tsv"
        path.write_text(text, "utf-8")
        monkeypatch.setenv(VARIABLE, str(path))
        return path

    return given


def test_without_a_file_nothing_has_an_id(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert all(one.wikidata is None for one in find_cast(parse(article(TEXT))).entities)


def test_a_file_gives_the_ids_of_its_names(ids):
    ids("# ours\nharald tveit\tPERSON\tQ900001\nOslo\t\tQ900002\n")
    found = {one.name: one.wikidata for one in find_cast(parse(article(TEXT))).entities}
    assert found == {"Harald Tveit": "Q900001", "Oslo": "Q900002"}


def test_a_name_of_another_type_is_not_meant(ids):
    ids("Harald Tveit\tORG\tQ900001\n")
    assert all(one.wikidata is None for one in find_cast(parse(article(TEXT))).entities)


def test_the_first_line_of_a_name_counts(ids):
    ids("Oslo\tGPE\tQ1\nOslo\tGPE\tQ2\n")
    assert wikidata_ids()["GPE", "oslo"] == "Q1"


@pytest.mark.parametrize("line", ["Oslo\tQ1", "Oslo\tTOWN\tQ1", "Oslo\tGPE\t1", "Oslo\tGPE\tQ01"])
def test_a_bad_line_is_named(ids, line):
    path = ids(f"# head\n{line}\n")
    with pytest.raises(WiredeskError, match=rf"Line 2 of {path}"):
        wikidata_ids()


def test_a_missing_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.tsv"))
    with pytest.raises(WiredeskError, match=r"none\.tsv"):
        wikidata_ids()


def test_another_file_makes_the_step_run_anew(ids):
    ids("Oslo\tGPE\tQ1\n")
    before = models()
    ids("Oslo\tGPE\tQ2\n")
    assert models() != before
