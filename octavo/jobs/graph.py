"""Run many jobs at once over one set of workers.

A job is a generator: it yields a batch of tasks, gets their results back, and goes on, until it returns its value.
Tasks are pure functions from picklable arguments to bytes; a task with a key is looked up in the store first. All jobs
share the workers, and of all tasks that could start the heaviest starts first, so that no long one is left to the end.
"""

import heapq
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from octavo.jobs.executors import WORKER_LOST, Workers
from octavo.jobs.store import Store

Value = TypeVar("Value")

ATTEMPTS = 2
"""A task whose worker dies is tried once more, and no more: it is probably the task that kills it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A call whose result is bytes. ``weight`` orders the start (heaviest first); an empty ``key`` is never kept.

    With keys in ``also`` the function returns a tuple: the result, and for each of these keys bytes that go to the
    store and are held by nobody. ``given`` is such a key: what is kept under it is the last argument, read when the
    task starts. ``is_fresh`` asks for the call even where there is a result in the store.
    """

    name: str
    function: Callable[..., bytes | tuple[bytes, ...]]
    arguments: tuple[object, ...] = ()
    key: str = ""
    also: tuple[str, ...] = ()
    given: str = ""
    is_fresh: bool = False
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The bytes of one task, whether they came from the store, and the wall time of the call in seconds."""

    name: str
    payload: bytes = field(repr=False)
    from_store: bool
    seconds: float = 0.0


Job: TypeAlias = Generator[Sequence[Task], Sequence[Result], Value]


class WorkerLostError(Exception):
    """A task lost its worker ``ATTEMPTS`` times; ``task`` is its name."""

    def __init__(self, task: str) -> None:
        """Remember the name of the task."""
        super().__init__(f"the worker that had '{task}' died {ATTEMPTS} times")
        self.task = task


class NotKeptError(Exception):
    """What a task wanted to be given is not in the store, or no longer."""


@dataclass(slots=True)
class _Running(Generic[Value]):
    """One job on its way: the batch it waits for, counted from 1, and the results and failures that have come.

    ``problems`` are what tasks of the batch raised, by their places in it.
    """

    job: Job[Value]
    batch: int = 0
    results: list[Result | None] = field(default_factory=list)
    problems: dict[int, Exception] = field(default_factory=dict)
    value: Value | None = None


@dataclass(slots=True, order=True)
class _Waiting:
    """A task that could start, in the order of starting."""

    rank: tuple[float, int, int]
    task: Task = field(compare=False)
    batch: int = field(compare=False)
    attempts: int = field(default=0, compare=False)


Told: TypeAlias = Callable[[int, int], None]
"""Called with the number of tasks that are done and of all that are known so far, those from the store left out."""


def tell_nobody(_done: int, _known: int) -> None:
    """Say nothing."""


def run(jobs: Iterable[Job[Value]], workers: Workers, store: Store, tell: Told = tell_nobody) -> list[Value]:
    """Run ``jobs`` to their ends and return their values in order; never waits for a worker that is gone.

    What a task raises is thrown into its job at the ``yield``: of several failures in a batch the one of its first
    task, so that it does not depend on which worker was quicker. So the tasks before it are waited for, and what else
    the batch gives is not. A worker that is lost twice over the same task becomes :class:`WorkerLostError` there, and
    something to be given that is not in the store :class:`NotKeptError`. What a job itself raises ends the run. What
    the store cannot keep is held in memory until the run ends.
    """
    scheduler = _Scheduler(jobs=[_Running(job) for job in jobs], workers=workers, store=store, tell=tell)
    return scheduler.run()


@dataclass(slots=True)
class _Scheduler(Generic[Value]):
    """The state of one :func:`run`: what waits, what is under way, and for whom.

    ``suspects`` were under way when a worker was lost. Each is tried again alone, so that no other task is blamed with
    the one that kills its workers. ``held`` is what the store did not keep.
    """

    jobs: list[_Running[Value]]
    workers: Workers
    store: Store
    tell: Told
    known: int = 0
    done: int = 0
    waiting: list[_Waiting] = field(default_factory=list)
    suspects: list[_Waiting] = field(default_factory=list)
    under_way: dict[Future[Any], tuple[_Waiting, float]] = field(default_factory=dict)
    held: dict[str, bytes] = field(default_factory=dict)

    def run(self) -> list[Value]:
        try:
            for position in range(len(self.jobs)):
                self._advance(position, None)
            while self.waiting or self.suspects or self.under_way:
                self._start()
                self._collect()
        finally:
            for future in self.under_way:
                future.cancel()
        return [running.value for running in self.jobs]  # type: ignore[misc]  # every job has returned by now

    def _start(self) -> None:
        if any(waiting.attempts for waiting, _ in self.under_way.values()):
            return
        if self.suspects:
            if not self.under_way:
                self._submit(self.suspects.pop(0))
            return
        while self.waiting and not self.suspects and len(self.under_way) < self.workers.count:
            self._submit(heapq.heappop(self.waiting))

    def _submit(self, waiting: _Waiting) -> None:
        arguments = waiting.task.arguments
        if waiting.task.given:
            given = self._get(waiting.task.given)
            if given is None:
                self._fail(waiting, NotKeptError(waiting.task.name))
                return
            arguments = (*arguments, given)
        # Where there are no workers but this process, the call is made here and now.
        started = time.perf_counter()
        try:
            future = self.workers.submit(waiting.task.function, *arguments)
        except WORKER_LOST:
            self._replace_workers([waiting])
        else:
            self.under_way[future] = (waiting, started)

    def _collect(self) -> None:
        if not self.under_way:
            return
        done, _ = wait(self.under_way, timeout=self.workers.patience, return_when=FIRST_COMPLETED)
        lost: list[_Waiting] = []
        for future in sorted(done, key=lambda each: self.under_way[each][0].rank):
            waiting, started = self.under_way.pop(future)
            try:
                payload = future.result()
            except WORKER_LOST:
                lost.append(waiting)
            except Exception as problem:  # noqa: BLE001 - whatever the task raised belongs to its job
                self._fail(waiting, problem)
            else:
                seconds = time.perf_counter() - started
                self._deliver(waiting, payload, seconds)
        if lost or not (done or self.workers.are_alive()):
            self._replace_workers(lost)

    def _replace_workers(self, lost: list[_Waiting]) -> None:
        """Get new workers; whatever was under way with the old ones starts again."""
        lost += [waiting for waiting, _ in self.under_way.values()]
        self.under_way.clear()
        self.workers.renew()
        for waiting in sorted(lost):
            waiting.attempts += 1
            if waiting.attempts >= ATTEMPTS:
                self._fail(waiting, WorkerLostError(waiting.task.name))
            else:
                self.suspects.append(waiting)

    def _fail(self, waiting: _Waiting, problem: Exception) -> None:
        """Keep what a task failed with for its job, and drop the tasks of its batch that come after it."""
        _, position, place = waiting.rank
        running = self.jobs[position]
        if waiting.batch != running.batch:
            return
        running.problems[place] = problem
        first = min(running.problems)
        self.waiting = [each for each in self.waiting if each.rank[1] != position or each.rank[2] < first]
        heapq.heapify(self.waiting)
        self.suspects = [each for each in self.suspects if each.rank[1] != position or each.rank[2] < first]
        self._go_on(position)

    def _go_on(self, position: int) -> None:
        """Let a job go on when its batch is whole, or nothing is missing before the first task that failed."""
        running = self.jobs[position]
        first = min(running.problems, default=len(running.results))
        if None not in running.results[:first]:
            self._advance(position, running.problems.get(first))

    def _deliver(self, waiting: _Waiting, returned: bytes | tuple[bytes, ...], seconds: float) -> None:
        task, (_, position, place) = waiting.task, waiting.rank
        payload, *others = returned if isinstance(returned, tuple) else (returned,)
        # The result comes last: where it is kept, the others are.
        for name, content in (*zip(task.also, others, strict=True), (task.key, payload)):
            if name and not self.store.put(name, content):
                self.held[name] = content
        self.done += 1
        self.tell(self.done, self.known)
        running = self.jobs[position]
        if waiting.batch != running.batch:
            return
        running.results[place] = Result(name=task.name, payload=payload, from_store=False, seconds=seconds)
        self._go_on(position)

    def _advance(self, position: int, problem: Exception | None) -> None:
        """Let a job go on until it waits for a task that is not in the store, or returns."""
        running = self.jobs[position]
        while True:
            try:
                if problem is not None:
                    tasks, problem = running.job.throw(problem), None
                elif not running.batch:
                    tasks = next(running.job)
                else:
                    tasks = running.job.send([result for result in running.results if result is not None])
            except StopIteration as end:
                running.value = end.value
                return
            finally:
                running.batch += 1
            self._look_up(running, position, tasks)
            if None in running.results:
                return

    def _get(self, name: str) -> bytes | None:
        return self.held.get(name) or self.store.get(name)

    def _look_up(self, running: _Running[Value], position: int, tasks: Sequence[Task]) -> None:
        kept = [self._get(task.key) if task.key and not task.is_fresh else None for task in tasks]
        running.results = [
            None if payload is None else Result(name=task.name, payload=payload, from_store=True)
            for task, payload in zip(tasks, kept, strict=True)
        ]
        running.problems = {}
        self.known += kept.count(None)
        for place, (task, payload) in enumerate(zip(tasks, kept, strict=True)):
            if payload is None:
                rank = (-task.weight, position, place)
                heapq.heappush(self.waiting, _Waiting(rank=rank, task=task, batch=running.batch))
