"""Events of one article in PLOVER terms."""

from __future__ import annotations

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.parse import Parse
from wiredesk.records import DateMention, Event


def find_events(parse: Parse, cast: Cast, dates: tuple[DateMention, ...]) -> tuple[Event, ...]:
    """What happened, is planned or is denied, by whom, to whom."""
    return ()
