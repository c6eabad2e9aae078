"""A row of words that the grammar took, with what stands around it and what it is counted from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from wiredesk.text.timex.calendar import Reference, reference, timex3_of
from wiredesk.text.timex.tokens import Token

Kind = Literal["date", "time", "duration", "set"]
Direction = Literal["past", "future", "maybe"] | None  # maybe: a modal, which looks ahead unless a past day is near


class Answer(NamedTuple):
    """What a row of words means."""

    value: str | None
    anchor: str | None
    kind: Kind
    timex3: str | None


@dataclass(slots=True)
class Setting:
    """What a text's dates are counted from: its own date, and the date that it named last."""

    anchor: Reference | None
    language: str = "en"
    mentioned: Reference | None = None
    quarter: Reference | None = None  # the quarter that a business report is about: the last one named outright

    @property
    def latest(self) -> Reference | None:
        """The date named last, else the text's own."""
        return self.mentioned or self.anchor

    def take(self, value: str | None, rule: str) -> None:
        """Remembers the date that was named last."""
        self.mentioned = reference(value) or self.mentioned
        if rule in ("quarter", "quarter_name"):
            self.quarter = reference(value) or self.quarter


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that the grammar took: `tokens[first:last]`."""

    tokens: Sequence[Token]
    first: int
    last: int
    setting: Setting
    towards: Callable[[int, int], Direction]  # past or future, as the sentence around these tokens tells

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens[self.first : self.last])

    def find(self, letters: str) -> Token | None:
        """The first word with one of the letters."""
        return next((token for token in self if token.letter in letters), None)

    def all(self, letters: str) -> list[Token]:
        """The words with one of the letters."""
        return [token for token in self if token.letter in letters]

    def number(self, letters: str) -> int | None:
        """The value of the first word with one of the letters."""
        token = self.find(letters)
        return int(token.value) if token else None

    def around(self, offset: int) -> str:
        """The letter of the word before (-1) or after (+1) the phrase; a paragraph's where there is none."""
        index = self.first + offset if offset < 0 else self.last - 1 + offset
        return self.tokens[index].letter if 0 <= index < len(self.tokens) else "|"

    def word_around(self, offset: int) -> str:
        """The word before or after the phrase, in lower case."""
        index = self.first + offset if offset < 0 else self.last - 1 + offset
        return self.tokens[index].words.lower() if 0 <= index < len(self.tokens) else ""

    @property
    def direction(self) -> Direction:
        """Whether the sentence speaks of what was or of what will be."""
        found = self.towards(self.first, self.last)
        return "future" if found == "maybe" else found

    @property
    def is_unsure(self) -> bool:
        """True where only a modal looks ahead: "could", "would"."""
        return self.towards(self.first, self.last) == "maybe"


def date_answer(value: str | None, counted_from: Reference | None = None, part: str = "") -> Answer:
    """A date, counted from another or not; `part` is its part of day ("MO")."""
    anchor = counted_from.value if counted_from and value else None
    timex3 = timex3_of(value)
    if part and timex3:
        timex3 = f"{timex3}T{part}"
    return Answer(value, anchor, "time" if part else "date", timex3)


def vague(name: str) -> Answer:
    """A date that is none: PAST_REF, PRESENT_REF, FUTURE_REF."""
    return Answer(None, None, "date", name)
