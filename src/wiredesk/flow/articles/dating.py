"""When an article was published, settled from what was given, its page's head and address, and its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from wiredesk.flow.articles.head import Head
from wiredesk.flow.articles.inferring import infer_published
from wiredesk.flow.articles.publication import in_url, is_local_day, is_possible, month_in_url, read_moment
from wiredesk.flow.articles.reading import Reading
from wiredesk.flow.articles.written_dates import Usage
from wiredesk.records import PageMeta, Published

PUBLISHED: Final = re.compile(
    r"\b(?:published|posted|first published|veröffentlicht|erstellt|publié|publicado|publicada|pubblicato|gepubliceerd|"
    r"publicerad|publisert|udgivet|julkaistu|opublikowano|опубликовано|дата публикации|yayın|diterbitkan)\b",
    re.IGNORECASE,
)


def find_published(meta: PageMeta, head: Head, reading: Reading, url: str | None, usage: Usage) -> Published:
    """When an article was published: given, said by the page's head, by a feed, by the address, shown, or inferred."""
    is_told = meta.basis == "feed"
    given = first_moment([meta.published or ""], meta.fetched, usage)
    own = first_moment([*([] if is_told else [given or ""]), *head.published], meta.fetched, usage)
    if is_told and given and not own:
        return Published(value=given, basis="feed")
    if value := own or first_moment([in_url(url) or ""], meta.fetched, usage):
        shown = reading.published if not meta.published and in_url(url) in (None, reading.published) else None
        is_changed = any(words.startswith(shown or "?") for words in head.modified)
        if shown and not is_changed and is_local_day(shown, value):
            return Published(value=shown, basis="text", reason=shown)
        return Published(value=value, basis="metadata")
    if found := find_shown(head, reading, meta.fetched, usage):
        return found
    if value := first_moment(head.scripted, meta.fetched, usage):
        return Published(value=value, basis="metadata")
    found = infer_published(reading.title, reading.paragraphs, reading.captions, reading.removed, usage.language)
    month = month_in_url(url)
    if month and is_possible(f"{month}-01", meta.fetched) and not (found.value or "").startswith(month):
        return Published(value=month, basis="metadata")
    return found


def find_shown(head: Head, reading: Reading, fetched: str | None, usage: Usage) -> Published | None:
    """The date that a page prints as its own.

    What stands alone above the body goes first: class names mark the dates of teasers too. A marked element of the
    same day may give the hour.
    """
    marked = [(words, value) for words in head.shown if (value := first_moment([after_label(words)], fetched, usage))]
    if reading.published and is_possible(reading.published, fetched):
        marked = [pair for pair in marked if pair[1].startswith(reading.published)]
        marked.append((reading.published, reading.published))
    words, value = next(iter(marked), ("", ""))
    return Published(value=value, basis="text", reason=words) if value else None


def after_label(words: str) -> str:
    """A dateline from the word that says "published" on ("Updated 3 May 2030, published 1 May 2030" → "1 May 2030")."""
    match = PUBLISHED.search(words)
    rest = words[match.end() :] if match else ""
    return rest if any(char.isdigit() for char in rest) else words


def first_moment(found: Iterable[str], fetched: str | None, usage: Usage) -> str | None:
    """The first of some dates that is one, and is possible."""
    for words in found:
        value = read_moment(words, usage)
        if value and is_possible(value, fetched):
            return value
    return None
