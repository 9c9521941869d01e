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
from typing import Generic, TypeAlias, TypeVar

from octavo.engine.executors import WORKER_LOST, Workers
from octavo.engine.store import Store

Value = TypeVar("Value")

ATTEMPTS = 2
"""A task whose worker dies is tried once more, and no more: it is probably the task that kills it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A call whose result is bytes. ``weight`` orders the start (heaviest first); an empty ``key`` is never kept."""

    name: str
    function: Callable[..., bytes]
    arguments: tuple[object, ...] = ()
    key: str = ""
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


@dataclass(slots=True)
class _Running(Generic[Value]):
    """One job on its way: the batch it waits for and the results that have come."""

    job: Job[Value]
    results: list[Result | None] | None = None
    missing: int = 0
    value: Value | None = None


@dataclass(slots=True, order=True)
class _Waiting:
    """A task that could start, in the order of starting."""

    rank: tuple[float, int, int]
    task: Task = field(compare=False)
    attempts: int = field(default=0, compare=False)


def run(jobs: Iterable[Job[Value]], workers: Workers, store: Store) -> list[Value]:
    """Run ``jobs`` to their ends and return their values in order.

    What a task raises is thrown into its job at the ``yield``; a worker that is lost twice over the same task becomes
    :class:`WorkerLostError` there. What a job itself raises ends the run.
    """
    scheduler = _Scheduler(jobs=[_Running(job) for job in jobs], workers=workers, store=store)
    return scheduler.run()


@dataclass(slots=True)
class _Scheduler(Generic[Value]):
    """The state of one :func:`run`: what waits, what is under way, and for whom."""

    jobs: list[_Running[Value]]
    workers: Workers
    store: Store
    waiting: list[_Waiting] = field(default_factory=list)
    under_way: dict[Future[bytes], tuple[_Waiting, float]] = field(default_factory=dict)

    def run(self) -> list[Value]:
        try:
            for position in range(len(self.jobs)):
                self._advance(position, None)
            while self.waiting or self.under_way:
                self._start()
                self._collect()
        finally:
            for future in self.under_way:
                future.cancel()
        return [running.value for running in self.jobs]  # type: ignore[misc]  # every job has returned by now

    def _start(self) -> None:
        while self.waiting and len(self.under_way) < self.workers.count:
            waiting = heapq.heappop(self.waiting)
            future = self.workers.submit(waiting.task.function, *waiting.task.arguments)
            self.under_way[future] = (waiting, time.perf_counter())

    def _collect(self) -> None:
        done, _ = wait(self.under_way, return_when=FIRST_COMPLETED)
        lost: list[_Waiting] = []
        for future in sorted(done, key=lambda each: self.under_way[each][0].rank):
            waiting, started = self.under_way.pop(future)
            try:
                payload = future.result()
            except WORKER_LOST:
                lost.append(waiting)
            except Exception as problem:  # noqa: BLE001 - whatever the task raised belongs to its job
                self._advance(waiting.rank[1], problem)
            else:
                seconds = time.perf_counter() - started
                self._deliver(waiting, payload, seconds)
        if lost:
            self._replace_workers(lost)

    def _replace_workers(self, lost: list[_Waiting]) -> None:
        """Get new workers; whatever was under way with the old ones starts again."""
        lost += [waiting for waiting, _ in self.under_way.values()]
        self.under_way.clear()
        self.workers.renew()
        for waiting in sorted(lost):
            waiting.attempts += 1
            if waiting.attempts >= ATTEMPTS:
                self._advance(waiting.rank[1], WorkerLostError(waiting.task.name))
            else:
                heapq.heappush(self.waiting, waiting)

    def _deliver(self, waiting: _Waiting, payload: bytes, seconds: float) -> None:
        task, (_, position, place) = waiting.task, waiting.rank
        if task.key:
            self.store.put(task.key, payload)
        running = self.jobs[position]
        if running.results is not None:
            running.results[place] = Result(name=task.name, payload=payload, from_store=False, seconds=seconds)
        running.missing -= 1
        if not running.missing:
            self._advance(position, None)

    def _advance(self, position: int, problem: Exception | None) -> None:
        """Let a job go on until it waits for a task that is not in the store, or returns."""
        running = self.jobs[position]
        if problem is not None:
            self.waiting = [each for each in self.waiting if each.rank[1] != position]
            heapq.heapify(self.waiting)
        while True:
            try:
                if problem is not None:
                    tasks, problem = running.job.throw(problem), None
                elif running.results is None:
                    tasks = next(running.job)
                else:
                    tasks = running.job.send([result for result in running.results if result is not None])
            except StopIteration as end:
                running.value = end.value
                return
            self._look_up(running, position, tasks)
            if running.missing:
                return

    def _look_up(self, running: _Running[Value], position: int, tasks: Sequence[Task]) -> None:
        kept = [self.store.get(task.key) if task.key else None for task in tasks]
        running.results = [
            None if payload is None else Result(name=task.name, payload=payload, from_store=True)
            for task, payload in zip(tasks, kept, strict=True)
        ]
        running.missing = running.results.count(None)
        for place, (task, payload) in enumerate(zip(tasks, kept, strict=True)):
            if payload is None:
                heapq.heappush(self.waiting, _Waiting(rank=(-task.weight, position, place), task=task))
