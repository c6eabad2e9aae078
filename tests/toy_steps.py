"""Steps for the tests of engines; importable, so that a worker process finds them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

from builders import rejected
from wiredesk.records import Rejected


def double(number: int) -> Iterator[int]:
    yield 2 * number


def break_on_seven(number: int) -> Iterator[float]:
    yield 1 / (number - 7)


def refuse_odd(number: int) -> Iterator[int | Rejected]:
    yield rejected(f"{number}.txt") if number % 2 else number


def killed_on_seven(number: int) -> Iterator[int]:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    yield number
