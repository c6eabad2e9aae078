"""Merging, splitting, taking back, and asking why, as an analyst types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from small_desk import invented, small_desk
from wiredesk.cli.main import app
from wiredesk.errors import WiredeskError

ARTICLES = invented(8, 6)


def wiredesk(desk: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, "--desk", str(desk)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def stories(desk: Path) -> list[dict]:
    return [json.loads(line) for line in wiredesk(desk, "stories", "--json").splitlines()]


def rerun(folder: Path) -> None:
    desk = small_desk(folder / "desk.sqlite")
    desk.run()
    desk.close()


@pytest.fixture
def desk(tmp_path) -> Path:
    made = small_desk(tmp_path / "desk.sqlite")
    made.store.put("articles", ARTICLES)
    made.run()
    made.close()
    return tmp_path


def test_merged_stories_are_one_and_the_old_id_says_where_it_went(desk):
    one, other = stories(desk)[:2]
    wiredesk(desk, "merge", one["id"], other["id"])
    rerun(desk)
    (merged,) = [story for story in stories(desk) if set(one["articles"]) <= set(story["articles"])]
    assert set(merged["articles"]) == {*one["articles"], *other["articles"]}
    (ended,) = {one["id"], other["id"]} - {merged["id"]}
    (line,) = [json.loads(line) for line in wiredesk(desk, "stories", "--history", "--json").splitlines()]
    assert (line["kind"], line["story"], line["other"]) == ("merged", ended, merged["id"])
    assert f"{ended} went into {merged['id']}" in wiredesk(desk, "stories", "--history")
    why = wiredesk(desk, "why", ended, one["articles"][0])
    assert why.startswith(f"{ended} went into {merged['id']}")
    assert "says together" in why


def test_split_articles_are_out_until_the_edit_is_taken_back(desk):
    before = stories(desk)
    story, article = before[0], before[0]["articles"][0]
    wiredesk(desk, "split", story["id"], article)
    rerun(desk)
    assert not [one for one in stories(desk) if {article, story["articles"][1]} <= set(one["articles"])]
    (keeper,) = [one["id"] for one in stories(desk) if story["articles"][1] in one["articles"]]
    why = wiredesk(desk, "why", keeper, article)
    assert "is not in story" in why
    assert "says apart" in why
    (edit,) = [json.loads(line) for line in wiredesk(desk, "edits", "--json").splitlines()]
    assert edit["id"] in wiredesk(desk, "edits")
    wiredesk(desk, "edits", "--undo", edit["id"])
    rerun(desk)
    assert wiredesk(desk, "edits", "--json") == ""
    assert {tuple(one["articles"]) for one in stories(desk)} == {tuple(one["articles"]) for one in before}


def test_why_names_the_nearest_articles_the_mean_and_what_it_had_to_pass(desk):
    story = stories(desk)[0]
    lines = wiredesk(desk, "why", story["id"], story["articles"][0]).splitlines()
    assert f"is in story {story['id']}" in lines[0]
    assert "passes 0.18" in lines[1]
    assert sum("near " in line for line in lines) == min(3, len(story["articles"]) - 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["merge", "s-nothing", "s-more"],
        ["split", "s-nothing", "a-x"],
        ["edits", "--undo", "x-nothing"],
        ["why", "s-nothing", "a-x"],
    ],
)
def test_what_is_not_there_is_for_the_user_to_fix(desk, arguments):
    with pytest.raises(WiredeskError):
        wiredesk(desk, *arguments)


def test_a_story_cannot_be_merged_with_itself_or_lose_all_its_articles(desk):
    story, other = stories(desk)[:2]
    with pytest.raises(WiredeskError, match="two different"):
        wiredesk(desk, "merge", story["id"], story["id"])
    with pytest.raises(WiredeskError, match="all articles"):
        wiredesk(desk, "split", story["id"], *story["articles"])
    with pytest.raises(WiredeskError, match="is not in"):
        wiredesk(desk, "split", story["id"], other["articles"][0])
