"""Stories and articles by what a user calls them: an id, its start, an id of yesterday, a page's name."""

from __future__ import annotations

from wiredesk.desk import Desk
from wiredesk.errors import NotFoundError
from wiredesk.records import Article, Story, Turn


def find_story(desk: Desk, name: str) -> tuple[Story, tuple[Turn, ...]]:
    """The story whose id is or begins with `name`, and the merges that lead from that id to it.

    An error that says what to try where that is not one.
    """
    for story in desk.store.get("stories", [name]):
        return story, ()
    found = [story for story in desk.all("stories") if story.id.startswith(name)]
    if len(found) == 1:
        return found[0], ()
    ended = [turn for turn in desk.all("history") if turn.kind == "merged" and turn.story.startswith(name)]
    if not found and len({turn.story for turn in ended}) == 1:
        return follow(desk, ended[0])
    known = "matches several stories" if found or ended else "is no story on this desk"
    raise NotFoundError(f"{name!r} {known}. Try: wiredesk stories")


def follow(desk: Desk, first: Turn) -> tuple[Story, tuple[Turn, ...]]:
    """The story to which the id of one that ended leads, and the way there."""
    way = [first]
    while further := list(desk.store.get("history", [Turn.id_of("merged", way[-1].other)])):
        way += further
    for story in desk.store.get("stories", [way[-1].other]):
        return story, tuple(way)
    raise NotFoundError(f"{first.story} went into {way[-1].other}, and that is no story on this desk any more.")


def told(way: tuple[Turn, ...]) -> str:
    """In words, where an id leads; empty where it is the story's own."""
    return f"{way[0].story} went into " + ", that into ".join(turn.other for turn in way) if way else ""


def find_article(desk: Desk, name: str) -> Article:
    """The article whose id begins with `name`, or whose page is called that or ends in it."""
    found: list[Article] = list(desk.store.get("articles", [name])) or [
        article for article in desk.all("articles") if article.id.startswith(name) or article.page.endswith(name)
    ]
    if len(found) == 1:
        return found[0]
    known = "matches several articles" if found else "is no article on this desk"
    raise NotFoundError(f"{name!r} {known}. Try: wiredesk search WORDS")
