"""When a page was published, read from its own words where it gives no date; unknown where they do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.records import Published, Removed

COPYRIGHT_YEAR = re.compile(r"\[?(?:Copyright|©)\s*(?:©\s*)?(?P<year>(?:19|20)\d\d)\b[^\]\n]{0,60}\]?")


def infer_published(
    title: str, paragraphs: Sequence[str], captions: Sequence[str], removed: Sequence[Removed], language: str
) -> Published:
    """The date that a page's words give, with only the precision that they support."""
    for line in removed:
        match = COPYRIGHT_YEAR.search(line.words) if line.reason in ("credit", "copyright") else None
        if match:
            return Published(value=match["year"], basis="inferred", reason=match.group())
    return Published(value=None, basis="unknown")
