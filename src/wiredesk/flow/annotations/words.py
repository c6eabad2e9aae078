"""The words of a parsed text with their places, read off the parse once for all rules about names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wiredesk.flow.annotations.mention import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class Words:
    """A parse, its text, its tokens as strings, and which token begins at a character."""

    doc: Doc
    text: str
    tokens: list[str]
    at: dict[int, int]

    @classmethod
    def of(cls, doc: Doc) -> Words:
        """The words of a parse."""
        tokens, at = [], {}
        for token in doc:
            at[token.idx] = token.i
            tokens.append(token.text)
        return cls(doc, doc.text, tokens, at)

    def taken_by(self, mentions: Iterable[Mention]) -> bytearray:
        """For each character whether it belongs to one of the mentions."""
        taken = bytearray(len(self.text) + 1)
        for one in mentions:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
        return taken

    def after(self, mention: Mention) -> int:
        """The token behind a mention and its space; the number of tokens where there is none."""
        end = mention.end
        while end < len(self.text) and self.text[end] == " ":
            end += 1
        return self.at.get(end, len(self.tokens))

    def is_glued(self, index: int) -> bool:
        """True where one space, and nothing else, stands before a token of the same sentence."""
        if not 0 < index < len(self.tokens) or self.doc[index].is_sent_start:
            return False
        return bool(self.doc[index - 1].whitespace_ == " ")

    def span(self, mention: Mention) -> Span | None:
        """The tokens of a mention; None where it begins within a token."""
        first = self.at.get(mention.start)
        if first is None:
            return None
        last = first
        while last < len(self.tokens) and self.doc[last].idx < mention.end:
            last += 1
        return self.doc[first:last]
