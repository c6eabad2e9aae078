"""What an engine must do: run calls of a step, each by itself, and lose none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from wiredesk.records import Rejected
from wiredesk.stage import Stage


class Call(NamedTuple):
    """One piece of work: its key, and how to get the records that the step sees together."""

    key: str
    load: Callable[[], tuple[Any, ...]]  # the arguments, read when the call is about to run
    owner: str = ""  # the record that the call is about
    replaces: Sequence[str] = ()  # keys of older work that ends with this
    clears: Sequence[str] = ()  # articles about which nothing else stays of what the stage made
    settles: Sequence[str] = ()  # marks that this call takes off


class Done(NamedTuple):
    """What a call yielded."""

    key: str
    outputs: tuple[Any, ...]
    rejected: tuple[Rejected, ...]


class Engine(Protocol):
    """Who does the work. Calls may finish in any order; each yields exactly one Done."""

    def run(self, stage: Stage, calls: Sequence[Call]) -> Iterator[Done]:
        """Run the calls of one stage."""

    def close(self) -> None:
        """Let go of processes."""
