"""Addresses on a desk: what comes, what is counted, what is remembered for the next time."""

from __future__ import annotations

import json
import sys
from typing import NamedTuple

import pytest

from local_site import Reply, Site, page, rss
from wiredesk.cli import main
from wiredesk.desk import Desk
from wiredesk.errors import InputError
from wiredesk.flow.pages.web.fetching import fetcher_of
from wiredesk.records import Fetching

HERE = Fetching(allow_private=True, delay_s=0.0, timeout_s=3.0)
STORY = "The ferry to Ostrava Island sailed again on Monday, said harbour master Ilse Brandt. " * 6


@pytest.fixture
def site():
    fetcher_of.cache_clear()
    with Site() as made:
        yield made


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def wiredesk(monkeypatch, capsys):
    """Runs a command in this process, as the shell would."""

    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["wiredesk", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(int(ended.value.code or 0), *capsys.readouterr())

    return run


def test_a_page_comes_once_and_then_only_when_it_changed(tmp_path, site):
    site.replies["/a"] = [page(STORY, ETag='"1"'), Reply(status=304), page(STORY + "Nobody was hurt.", ETag='"2"')]
    tallies = []
    for _ in range(3):
        with Desk.open(tmp_path, workers=1) as desk:
            tallies.append(desk.add([f"{site.url}/a"], fetching=HERE))
            (visit,) = desk.all("visits")
            pages = list(desk.all("pages"))
    assert [(tally.read, tally.done, tally.written) for tally in tallies] == [(1, 1, 1), (1, 0, 0), (1, 1, 1)]
    assert (visit.url, visit.status, visit.etag) == (f"{site.url}/a", 200, '"2"')
    assert [one["if-none-match"] for path, one in site.asked if path == "/a" and "if-none-match" in one] == ['"1"'] * 2
    assert len(pages) == 2


def test_a_page_fetched_again_unchanged_is_not_worked_through_again(site):
    site.replies["/a"] = page(STORY)
    with Desk.passing(workers=1, until="articles") as desk:
        done = []
        for _ in range(2):
            desk.add([f"{site.url}/a"], fetching=HERE)
            done += [tally.done for tally in desk.run()]
    assert done == [1, 0]


def test_in_is_out_plus_rejected_plus_done_before(tmp_path, site):
    site.replies["/a"] = page(STORY)
    with Desk.passing(workers=1) as desk:
        desk.add([f"{site.url}/a"], fetching=HERE)
        tally = desk.add([f"{site.url}/a", f"{site.url}/gone", "http://a@b.example/"], fetching=HERE)
        assert (tally.read, tally.read - tally.done, tally.written) == (3, 1, 0)
        assert tally.rejected == {"bad_address": 1, "not_found": 1}
        assert {one.reason for one in desk.store.rejected()} == {"bad_address", "not_found"}


def test_what_came_before_a_place_that_is_not_there_is_kept(site):
    site.replies["/a"] = page(STORY)
    with Desk.passing(workers=1) as desk:
        with pytest.raises(InputError):
            desk.add([f"{site.url}/a", "no/such/file"], fetching=HERE)
        assert len(list(desk.all("pages"))) == len(list(desk.all("visits"))) == 1


def test_two_addresses_of_one_run_share_robots_txt_and_what_was_visited(site):
    site.replies["/a"], site.replies["/b"] = page(STORY), page(STORY + "Nobody was hurt.")
    with Desk.passing(workers=1) as desk:
        desk.add([f"{site.url}/a", f"{site.url}/b"], fetching=HERE)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]


def test_add_takes_an_address_and_names_it_in_the_ledger(tmp_path, site, wiredesk):
    site.replies["/a"] = page(STORY)
    options = ["--desk", tmp_path / "desk", "--allow-private", "--delay", 0]
    done = wiredesk("add", f"{site.url}/a", f"{site.url}/gone", *options)
    assert (done.code, done.out) == (0, "")
    assert "1 rejected (not_found 1)" in done.err
    assert f"rejected {site.url}/gone: not_found (the server answered 404)" in done.err
    again = wiredesk("add", f"{site.url}/a", *options)
    assert (again.code, "1 → 0   1 done before" in again.err) == (0, True)


def test_an_address_of_this_machine_is_for_the_user_to_allow(tmp_path, site, wiredesk):
    done = wiredesk("add", f"{site.url}/a", "--desk", tmp_path / "desk")
    assert done.code == 1
    assert "private_address" in done.err
    assert "--allow-private" in done.err
    assert site.asked == []


@pytest.mark.parametrize("command", ["read", "annotate", "brief"])
def test_the_other_commands_stay_off_the_network(site, command, wiredesk):
    done = wiredesk(command, f"{site.url}/a", "--json")
    assert (done.code, done.out) == (1, "")
    assert f"wiredesk add {site.url}/a, then wiredesk run" in done.err
    assert site.asked == []


def test_feeds_lists_the_feeds_that_were_visited(tmp_path, site, wiredesk):
    site.replies["/feed"], site.replies["/a"] = rss(), page(STORY)
    options = ["--desk", tmp_path / "desk"]
    wiredesk("add", f"{site.url}/feed", f"{site.url}/a", *options, "--allow-private", "--delay", 0)
    (feed,) = map(json.loads, wiredesk("feeds", "--json", *options).out.splitlines())
    assert (feed["url"], feed["title"], feed["status"]) == (f"{site.url}/feed", "Harbour & sea", 200)
    assert f"200  {site.url}/feed  Harbour & sea" in wiredesk("feeds", *options).out
