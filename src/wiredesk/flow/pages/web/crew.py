"""Many addresses at once: hosts in parallel, answers in an order that depends on the list alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

MAX_AT_ONCE: Final = 16  # hosts asked at a time; waiting for them costs no core
MAX_WAITING: Final = 64  # answers, read or not, that are held at a time

Task = TypeVar("Task")
Result = TypeVar("Result")


def in_parallel(
    tasks: Sequence[Task], host_of: Callable[[Task], Hashable], do: Callable[[Task], Result]
) -> Iterator[tuple[Task, Result]]:
    """Each task with its result, in the order of `by_turns`; `do` itself keeps two of one host apart."""
    ordered = by_turns(tasks, host_of)
    for start in range(0, len(ordered), MAX_WAITING):
        batch = ordered[start : start + MAX_WAITING]
        pool = ThreadPoolExecutor(min(len(batch), MAX_AT_ONCE), thread_name_prefix="wiredesk-fetch")
        try:
            results = [pool.submit(do, task) for task in batch]
            for task, result in zip(batch, results, strict=True):
                yield task, result.result()
        finally:
            pool.shutdown(cancel_futures=True)


def by_turns(tasks: Sequence[Task], host_of: Callable[[Task], Hashable]) -> list[Task]:
    """The tasks, the first of every host before the second of any, so that few wait behind one slow host."""
    turns: dict[Hashable, int] = defaultdict(int)
    ranked = []
    for position, task in enumerate(tasks):
        host = host_of(task)
        ranked.append((turns[host], position))
        turns[host] += 1
    return [tasks[position] for _, position in sorted(ranked)]
