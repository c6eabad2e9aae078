"""One builder a record: each test names only the fields that it is about."""

from __future__ import annotations

from typing import Any

from wiredesk.records import (
    Annotations,
    Article,
    Outlet,
    Page,
    Published,
    Rejected,
    Story,
    StoryEvent,
    Vectors,
    make_id,
)


def page(content: str = "A page.", *, name: str = "page.txt", **fields: Any) -> Page:
    return Page(
        **{"id": make_id("p", name, content), "page": name, "form": "dump", "content": content.encode(), **fields}
    )


def article(
    text: str = "The mayor spoke.", *, name: str = "a", outlet: str = "The Harbour Post", **fields: Any
) -> Article:
    given = {
        "id": make_id("a", name),
        "page": f"{name}.txt",
        "url": None,
        "outlet": Outlet(name=outlet),
        "title": text.partition(".")[0],
        "authors": (),
        "published": Published(value="2024-03-05", basis="metadata"),
        "language": "en",
        "text": text,
    }
    return Article(**{**given, **fields})


def annotations(of: Article, **fields: Any) -> Annotations:
    given = {
        "id": make_id("n", of.id),
        "article": of.id,
        "language": of.language,
        "entities": (),
        "dates": (),
        "quotes": (),
        "events": (),
        "quantities": (),
        "sentences": (),
        "vectors": Vectors(model="none", title=bytes(512), lede=bytes(512), body=bytes(512)),
    }
    return Annotations(**{**given, **fields})


def story(*articles: Article, **fields: Any) -> Story:
    ids = tuple(sorted(one.id for one in articles))
    given = {
        "id": make_id("s", *ids),
        "title": articles[0].title,
        "first_published": None,
        "last_published": None,
        "events": (StoryEvent(id=make_id("h", *ids), date=None, title=articles[0].title, articles=ids),),
        "articles": ids,
        "why": {},
    }
    return Story(**{**given, **fields})


def rejected(
    page: str = "page.txt", *, stage: str = "articles", reason: str = "too_short", detail: str = ""
) -> Rejected:
    return Rejected(id=make_id("r", page, stage, reason), page=page, stage=stage, reason=reason, detail=detail)
