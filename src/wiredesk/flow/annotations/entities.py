"""Entities of one article: named mentions merged, and the descriptions and pronouns that point to them."""

from __future__ import annotations

from wiredesk.flow.annotations.cast import Cast
from wiredesk.flow.annotations.parse import Parse


def find_cast(parse: Parse) -> Cast:
    """Who is in the article."""
    return Cast.of((), ())
