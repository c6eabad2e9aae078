"""Quotes of one article: content, cue, source, speaker."""

from __future__ import annotations

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.parse import Parse
from wiredesk.records import Quote


def find_quotes(parse: Parse, cast: Cast) -> tuple[Quote, ...]:
    """The words that the article puts in someone's mouth."""
    return ()
