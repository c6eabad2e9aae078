"""This machine: calls run in this process, or on a pool of processes when there are many.

A worker that dies (killed, out of memory) breaks a ProcessPoolExecutor: what was under way is then run again one
call at a time, so that only the call that kills its worker is rejected.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any

from wiredesk.engine.base import Call, Done
from wiredesk.engine.guard import Outcome, crashed, guarded
from wiredesk.stage import Stage

POOL_FROM = 16  # calls; below, starting processes and loading models in each costs more than it saves
CALLS_A_TASK = 4  # few enough to share out the work evenly, enough to hide the cost of a message
TASKS_A_WORKER = 2  # under way at once: one running, one waiting; bounds memory

Loaded = tuple[str, tuple[Any, ...]]  # a call's key and its arguments


class LocalEngine:
    """An engine on this machine; `workers=1` never starts a process."""

    def __init__(self, *, workers: int | None = None, strict: bool = False) -> None:
        self._workers = workers or len(os.sched_getaffinity(0))
        self._strict = strict
        self._pool: ProcessPoolExecutor | None = None

    def run(self, stage: Stage, calls: Sequence[Call]) -> Iterator[Done]:
        """The outcome of every call, in no particular order."""
        if self._workers == 1 or len(calls) < POOL_FROM:
            yield from (here(stage, call, strict=self._strict) for call in calls)
        else:
            yield from self._on_pool(stage, calls)

    def close(self) -> None:
        """Stop the processes."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _on_pool(self, stage: Stage, calls: Iterable[Call]) -> Iterator[Done]:
        tasks = in_tasks(calls, CALLS_A_TASK)
        under_way: dict[Future[list[Outcome]], list[Loaded]] = {}
        broken: list[Loaded] = []
        while True:
            for task in islice(tasks, self._workers * TASKS_A_WORKER - len(under_way)):
                under_way[self._submit(stage, task)] = task
            if not under_way:
                break
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                task = under_way.pop(future)
                try:
                    yield from outcomes(task, future.result())
                except BrokenProcessPool:
                    broken.extend(task)
                    self.close()
        for loaded in broken:
            yield self._alone(stage, loaded)

    def _alone(self, stage: Stage, loaded: Loaded) -> Done:
        """One call in the pool by itself; if its worker dies again, the call is at fault."""
        try:
            return next(outcomes([loaded], self._submit(stage, [loaded]).result()))
        except BrokenProcessPool:
            self.close()
            key, arguments = loaded
            return Done(key, (), (crashed(stage.name, arguments, "its worker process was killed"),))

    def _submit(self, stage: Stage, task: list[Loaded]) -> Future[list[Outcome]]:
        arguments = [arguments for _, arguments in task]
        try:
            return self._started().submit(work, stage.name, stage.function, arguments, strict=self._strict)
        except BrokenProcessPool:  # it broke after the last result was fetched
            self.close()
            return self._started().submit(work, stage.name, stage.function, arguments, strict=self._strict)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # spawn: a fork would copy the threads' locks of BLAS and of the progress bar
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context)
        return self._pool


def here(stage: Stage, call: Call, *, strict: bool) -> Done:
    """A call run in this process."""
    outputs, rejected = guarded(stage.name, stage.function, call.load(), strict=strict)
    return Done(call.key, outputs, rejected)


def work(name: str, function: Any, arguments: list[tuple[Any, ...]], *, strict: bool) -> list[Outcome]:
    """What a worker process does: several calls of one step."""
    return [guarded(name, function, one, strict=strict) for one in arguments]


def outcomes(task: list[Loaded], results: list[Outcome]) -> Iterator[Done]:
    """A task's results, each with the key of its call."""
    for (key, _), (outputs, rejected) in zip(task, results, strict=True):
        yield Done(key, outputs, rejected)


def in_tasks(calls: Iterable[Call], size: int) -> Iterator[list[Loaded]]:
    """The calls in tasks of `size`; arguments are loaded as tasks are taken."""
    waiting = iter(calls)
    while some := list(islice(waiting, size)):
        yield [(call.key, call.load()) for call in some]
