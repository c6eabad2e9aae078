"""Plug-ins are found by their entry points and asked before a path is taken for a file."""

from __future__ import annotations

from importlib.metadata import EntryPoint

from builders import page
from wiredesk import plug
from wiredesk.flow.pages import read_place
from wiredesk.records import Place


class Telegrams:
    """A source that the tests plug in."""

    def claims(self, path):
        return path.startswith("telegram:")

    def read(self, place):
        yield page("The mayor spoke.", name=place.path)


def test_a_plugged_source_reads_the_places_that_it_claims(monkeypatch):
    point = EntryPoint(name="telegrams", value="test_plug:Telegrams", group="wiredesk.sources")
    monkeypatch.setattr(EntryPoint, "load", lambda self: Telegrams)
    monkeypatch.setattr(plug, "entry_points", lambda group: [point])
    plug.sources.cache_clear()
    try:
        (found,) = read_place(Place(id="l-1", path="telegram:harbour"))
    finally:
        plug.sources.cache_clear()
    assert found.page == "telegram:harbour"
    assert found.content == b"The mayor spoke."


def test_without_plug_ins_there_are_none():
    plug.sources.cache_clear()
    assert plug.sources() == ()
