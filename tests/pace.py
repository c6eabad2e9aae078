"""Bounds on time and memory that hold on a busy machine too: time is that of the processor, in units of its pace."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

COUNT = 10**6
NOMINAL_S = 0.03  # CPython 3.11 on a core of 3 GHz of its own; two cores shared by seven jobs take 0.05 to 0.06 s


def slowness() -> float:
    """How much slower this machine is at the moment than one of its own; never below 1."""
    start, total = time.process_time(), 0
    for number in range(COUNT):
        total += number
    return max(1.0, (time.process_time() - start) / NOMINAL_S)


@contextmanager
def within(limit_s: float, limit_mb: int) -> Iterator[None]:
    """Fails where what is done inside takes more processor time or more new memory than that."""
    before = slowness()
    start, held = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    used = time.process_time() - start
    assert used < limit_s * max(before, slowness())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held < limit_mb * 1024
