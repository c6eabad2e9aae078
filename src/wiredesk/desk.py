"""One store, one engine and the flow: the only place where they meet.

`add` reads pages into the store; `run` does what is still undone, step by step: what changed since a step last
looked, and what that touches. A piece of work is known by the step, its version and models, and the ids and contents
of what it read: a second run finds everything done.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self

from wiredesk.engine import Call, Done, Engine, LocalEngine
from wiredesk.errors import DeskError
from wiredesk.flow.table import FLOW
from wiredesk.planning import undone
from wiredesk.records import Dossier, Edit, Fetching, Page, Place, Rejected, Story, Visit, make_id
from wiredesk.stage import Stage
from wiredesk.store import PageArchive, SqliteStore, Store, Work

COMMIT_EVERY_S = 1.0  # what a crash can cost: at most this much work is done again
PAGES_A_COMMIT = 200


class Tally(NamedTuple):
    """What one step did in one run, for the ledger line."""

    stage: str
    read: int  # calls in the plan
    done: int  # of these, run now; the others were done before
    written: int
    rejected: Mapping[str, int]  # reason → count
    seconds: float


Progress = Callable[[str, int, int], None]  # stage, calls finished, calls in all


def quiet(stage: str, finished: int, total: int) -> None:
    """The progress of a caller who does not want to know."""


def unheard(rejected: Rejected) -> None:
    """What is told to a caller who does not listen."""


@dataclass(slots=True)
class Intake:
    """What `add` has read and not yet kept, and its counts."""

    tell: Callable[[Rejected], None]
    pages: list[Page] = field(default_factory=list)
    visits: dict[str, Visit] = field(default_factory=dict)
    refused: list[Rejected] = field(default_factory=list)
    read: int = 0
    unchanged: int = 0  # addresses where nothing is new
    kept: float = field(default_factory=time.monotonic)

    def take(self, one: Page | Rejected | Visit) -> None:
        """Sorts what a place gave; a visit counts only where it stands for a page that did not come again."""
        if isinstance(one, Visit):
            self.visits[one.id] = one
            self.unchanged += one.unchanged
        elif isinstance(one, Rejected):
            self.tell(one)
            self.refused.append(one)
        else:
            self.pages.append(one)
        self.read += not isinstance(one, Visit) or one.unchanged

    def is_due(self) -> bool:
        """True when it is time to keep what came in."""
        return len(self.pages) >= PAGES_A_COMMIT or time.monotonic() - self.kept > COMMIT_EVERY_S


class Desk:
    """A store and an engine, and the flow between them."""

    def __init__(self, store: Store, engine: Engine, *, flow: Sequence[Stage] = FLOW) -> None:
        self.store = store
        self.engine = engine
        self._pages, self._steps = flow[0], flow[1:]
        self._lock: int | None = None

    @classmethod
    def open(cls, folder: Path, *, workers: int | None = None, strict: bool = False) -> Self:
        """The desk in a folder, made if it is not there."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DeskError(f"{folder} cannot be a desk's folder ({error}). Try: another --desk") from error
        store = SqliteStore(folder / "desk.sqlite", pages=PageArchive(folder / "pages"))
        desk = cls(store, LocalEngine(workers=workers, strict=strict))
        desk._lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR)
        return desk

    @classmethod
    def passing(cls, *, workers: int | None = None, strict: bool = False, until: str | None = None) -> Self:
        """A desk that vanishes when it is closed; with `until`, its flow ends at that step."""
        names = [stage.name for stage in FLOW]
        flow = FLOW[: names.index(until) + 1] if until else FLOW
        return cls(SqliteStore(), LocalEngine(workers=workers, strict=strict), flow=flow)

    def close(self) -> None:
        """Let go of the store, the processes and the lock."""
        self.engine.close()
        self.store.close()
        if self._lock is not None:
            os.close(self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---------------------------------------------------------------- adding and running

    def add(
        self,
        paths: Iterable[str],
        *,
        fetching: Fetching | None = None,
        tell: Callable[[Rejected], None] = unheard,
        progress: Progress = quiet,
    ) -> Tally:
        """Read the pages at these paths into the store; pages that are there already stay one page.

        Addresses are fetched only with `fetching`; what has not changed there counts as done before.
        `tell` hears of each page that could not be read.
        """
        started = time.monotonic()
        intake = Intake(tell)
        try:
            for one in self._found(paths, fetching, intake.visits):
                intake.take(one)
                progress(self._pages.name, intake.read, 0)
                if intake.is_due():
                    self._keep(intake)
        finally:  # also when a place is not there, or the user has waited long enough
            self._keep(intake)
            self.store.put_rejected(intake.refused)
        done = intake.read - intake.unchanged
        refused = counts(intake.refused)
        return Tally(
            self._pages.name, intake.read, done, done - len(intake.refused), refused, time.monotonic() - started
        )

    def _found(
        self, paths: Iterable[str], fetching: Fetching | None, visits: Mapping[str, Visit]
    ) -> Iterator[Page | Rejected | Visit]:
        """What is at the paths, one after another; each place knows the visits before it."""
        earlier: dict[str, Visit] = {}
        for path in paths:
            known: tuple[Visit, ...] = ()
            if fetching and (fetching.follow or "://" in path):
                earlier = earlier or {visit.id: visit for visit in self.all("visits")}
                known = tuple({**earlier, **visits}.values())
            place = Place(id=make_id("l", path), path=path, fetching=fetching, visits=known)
            yield from self._pages.function(place)

    def _keep(self, intake: Intake) -> None:
        """Keep what came in, the visits after their pages: what counts as visited is there."""
        intake.refused += self._keep_pages(intake.pages)
        self.store.put("visits", intake.visits.values())
        intake.pages.clear()
        intake.kept = time.monotonic()

    def _keep_pages(self, pages: list[Page]) -> list[Rejected]:
        """Keep pages; of two names for the same page the smaller stands, the other is a rejected duplicate."""
        known: dict[str, Page] = {
            page.id: page for page in self.store.get("pages", sorted({page.id for page in pages}))
        }
        refused = []
        for page in pages:
            other = known.setdefault(page.id, page)
            if other.page != page.page:
                known[page.id], loser = (page, other) if page.page < other.page else (other, page)
                refused.append(duplicate(loser, of=known[page.id]))
        self.store.put("pages", [known[key] for key in sorted(known)])
        return refused

    def run(self, *, progress: Progress = quiet) -> list[Tally]:
        """Do what is still undone, step by step; what each step did."""
        self._only_one()
        tallies = [self._run(stage, progress) for stage in self._steps]
        self.store.forget_gone()
        return tallies

    def _only_one(self) -> None:
        if self._lock is None:
            return
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DeskError("Another run is at work on this desk. Try again when it has ended.") from error

    def edit(self, kind: Literal["together", "apart"], articles: Sequence[str], others: Sequence[str] = ()) -> Edit:
        """Keep an analyst's word on which articles are one story and which are not; the next run obeys."""
        number = max((edit.number for edit in self.all("edits")), default=0) + 1
        edit = Edit(
            id=make_id("x", kind, number, *articles, "", *others),
            number=number,
            kind=kind,
            articles=tuple(articles),
            others=tuple(others),
        )
        self.store.put("edits", [edit])
        return edit

    def _run(self, stage: Stage, progress: Progress) -> Tally:
        started = time.monotonic()
        plan = {call.key: call for call in undone(stage, self.store)}
        before = self.store.done(plan)
        self.store.settle(stage.name, [one for key in sorted(before) for one in plan[key].settles])
        calls = [call for key, call in plan.items() if key not in before]
        written, rejected = 0, list[Rejected]()
        progress(stage.name, 0, len(calls))
        for finished, done in enumerate(self._finish(stage, calls), 1):
            written += len(done.outputs)
            rejected += done.rejected
            progress(stage.name, finished, len(calls))
        read = self.store.count_work(stage.name)
        return Tally(stage.name, read, len(calls), written, counts(rejected), time.monotonic() - started)

    def _finish(self, stage: Stage, calls: Sequence[Call]) -> Iterator[Done]:
        """Run calls and keep what they yield, a second's worth in one transaction."""
        plan = {call.key: call for call in calls}
        waiting: list[Work] = []
        last = time.monotonic()
        for done in self.engine.run(stage, calls):
            waiting.append(work_of(stage, plan[done.key], done))
            yield done
            if time.monotonic() - last > COMMIT_EVERY_S:
                self.store.finish(waiting)
                waiting, last = [], time.monotonic()
        self.store.finish(waiting)

    # ---------------------------------------------------------------- looking

    def all(self, kind: str) -> Iterator[Any]:
        """All records of a kind, sorted by id."""
        return self.store.get(kind, [held.id for held in self.store.held(kind)])

    def stories(self) -> list[Story]:
        """All stories, those of most articles first."""
        return sorted(self.all("stories"), key=lambda story: (-len(story.articles), story.id))

    def dossier(self, story: Story) -> Iterator[Dossier]:
        """The dossier of a story; none where `run` has not made it yet."""
        for held in self.store.held_about("dossiers", story.articles[:1]):
            yield from self.store.get("dossiers", [held.id])

    def dossiers(self) -> Iterator[Dossier]:
        """All dossiers, those of most articles first, one in memory at a time."""
        for story in self.stories():
            yield from self.dossier(story)


def work_of(stage: Stage, call: Call, done: Done) -> Work:
    """What the store keeps of a call that is done."""
    return Work(
        key=call.key,
        stage=stage.name,
        kind=stage.writes,
        outputs=done.outputs,
        rejected=done.rejected,
        owner=call.owner,
        replaces=call.replaces,
        clears=call.clears,
        settles=call.settles,
    )


def duplicate(page: Page, *, of: Page) -> Rejected:
    """The rejection of a page that is there under another name."""
    return Rejected(
        id=make_id("r", page.page, "pages", "duplicate"),
        page=page.page,
        stage="pages",
        reason="duplicate",
        detail=f"the same page as {of.page}",
    )


def counts(rejected: Iterable[Rejected]) -> dict[str, int]:
    """Rejections by reason, most frequent first."""
    found: dict[str, int] = {}
    for one in rejected:
        found[one.reason] = found.get(one.reason, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
