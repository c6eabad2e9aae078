"""An article as vectors: of its title, its first sentences, and its body."""

from __future__ import annotations

from wiredesk.records import Article, Vectors
from wiredesk.text.vectors import MODEL, embed

LEDE_CHARACTERS = 400
BODY_CHARACTERS = 600


def find_vectors(article: Article) -> Vectors:
    """Three vectors; the body's begins where the lede ends."""
    lede = article.text[:LEDE_CHARACTERS]
    body = article.text[LEDE_CHARACTERS : LEDE_CHARACTERS + BODY_CHARACTERS]
    return Vectors(
        model=MODEL,
        title=embed(article.title).tobytes(),
        lede=embed(lede).tobytes(),
        body=embed(body or lede).tobytes(),
    )
