"""Numbers of one article, with what they count."""

from __future__ import annotations

from wiredesk.flow.annotations.parse import Parse
from wiredesk.records import Quantity


def find_quantities(parse: Parse) -> tuple[Quantity, ...]:
    """The quantities that the text states."""
    return ()
