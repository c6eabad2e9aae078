"""HTML → reading: the body of the page, its captions, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.html
from trafilatura import bare_extraction

from wiredesk.flow.articles.reading import Reading
from wiredesk.text.decoding import clean

BLOCKS = frozenset({"p", "head", "quote", "item", "cell", "code", "ab"})


def parse_html(text: str) -> Any | None:
    """The page as an lxml tree; None where there is no page in it."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return None


def read_html(tree: Any) -> Reading:
    """The article of a parsed page; the tree is used up.

    Takes    an lxml tree.
    Gives    a Reading; without paragraphs where the page has no article.
    """
    document = bare_extraction(tree, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    paragraphs = tuple(paragraphs_of(document.body)) if document is not None and document.body is not None else ()
    return Reading(title="", paragraphs=paragraphs)


def paragraphs_of(body: Any) -> Iterator[str]:
    """The paragraphs of trafilatura's tree, in order."""
    for element in body.iter(*BLOCKS):
        if not any(child.tag in BLOCKS for child in element.iterdescendants()):
            words = " ".join(clean("".join(element.itertext())).split())
            if words:
                yield words
