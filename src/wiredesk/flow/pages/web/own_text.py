"""What a list itself holds of a page: sometimes all of it, so that nothing needs fetching."""

from __future__ import annotations

import re
from typing import Final

from wiredesk.records import Page
from wiredesk.text.decoding import decode

MIN_WORDS: Final = 200  # feeds that give only the start of an article give some 20 to 80 words of it
# a sign of Chinese or a kana is counted as a word, where in truth two make one
WORD: Final = re.compile(r"[\u3041-\u30fa\u4e00-\u9fff]|[^\W\u3041-\u30fa\u4e00-\u9fff]+")
MARKUP: Final = re.compile(r"<[^<>]*>")


def holds_the_article(page: Page | None) -> bool:
    """True for a list's own text of a page that is long enough to be the whole article."""
    if page is None:
        return False
    text = MARKUP.sub(" ", decode(page.content))
    return sum(1 for _ in WORD.finditer(text)) >= MIN_WORDS
