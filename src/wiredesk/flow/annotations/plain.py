"""Names in texts whose language has no grammar here."""

from __future__ import annotations

from wiredesk.flow.annotations.mentions import Mention
from wiredesk.flow.annotations.parse import Parse


def find_plain_mentions(parse: Parse) -> list[Mention]:
    """The names that capitals and the gazetteer tell."""
    return []
