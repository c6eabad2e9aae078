"""What a cleaner makes of a page, before its metadata are settled; HTML and text dumps give the same shape."""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.records import Removed


@dataclass(frozen=True, slots=True)
class Reading:
    """Body, captions and what was left out of one page, with the metadata that the page itself shows."""

    title: str
    paragraphs: tuple[str, ...]  # the body, in order; joined by a blank line they are Article.text
    captions: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None  # a date that the page gives as its own (ISO 8601), never one from the story
