"""Where tasks run: in this process, in worker processes, or on a Dask cluster; one way to use them all.

``inline`` runs every task where it is submitted. ``processes`` or ``processes:4`` forks workers after ``preload`` has
loaded what they share (libraries, fonts, style sheets). ``dask://host:port`` hands tasks to the workers of a
running scheduler, which must have the same Octavo installed.
"""

import gc
import hashlib
import multiprocessing
import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ENGINE = re.compile(r"inline|processes(:[1-9]\d{0,2})?|dask://[^/\s]+:\d+")


class WorkerDiedError(Exception):
    """A remote worker was lost with its task."""


WORKER_LOST = (BrokenProcessPool, WorkerDiedError)
"""What a future raises when its worker died; the task itself is not to blame, or not yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """``count`` workers; ``submit`` gives a task to one of them and ``renew`` replaces them all after a loss.

    ``share`` makes bytes that many tasks need known to all workers at once; what it returns stands for them among the
    arguments of a task, which receives the bytes, or the path of a file that holds them.
    """

    count: int
    submit: Callable[..., Future[bytes]]
    renew: Callable[[], None]
    share: Callable[[bytes], object]


@contextmanager
def open_workers(engine: str, preload: Callable[[], None]) -> Iterator[Workers]:
    """Open the workers that ``engine`` names and close them at the end.

    ``preload`` is called once, in this process, before the first worker is forked, and never where no task is
    submitted. Raises ``ValueError`` for an engine that is not known and ``OSError`` when a cluster cannot be reached.
    """
    if not ENGINE.fullmatch(engine):
        raise ValueError(engine)
    kind, _, rest = engine.partition(":")
    if kind == "inline":
        yield Workers(count=1, submit=_run_here, renew=lambda: None, share=lambda payload: payload)
    elif kind == "dask":
        with _cluster(engine.removeprefix("dask://")) as workers:
            yield workers
    else:
        with _processes(int(rest or 0) or default_count(), preload) as workers:
            yield workers


def default_count() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _run_here(function: Callable[..., bytes], *arguments: object) -> Future[bytes]:
    future: Future[bytes] = Future()
    try:
        future.set_result(function(*arguments))
    except Exception as problem:  # noqa: BLE001 - a future carries whatever its task raised
        future.set_exception(problem)
    return future


@contextmanager
def _processes(count: int, preload: Callable[[], None]) -> Iterator[Workers]:
    """Fork on first use, so that a build that finds everything in the store forks nothing."""
    pool: list[Executor] = []
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)

    def submit(function: Callable[..., bytes], *arguments: object) -> Future[bytes]:
        if not pool:
            preload()
            gc.freeze()
            initializer = None if method == "fork" else preload
            pool.append(ProcessPoolExecutor(count, mp_context=context, initializer=initializer))
        return pool[0].submit(function, *arguments)

    def renew() -> None:
        while pool:
            pool.pop().shutdown(wait=False, cancel_futures=True)

    with TemporaryDirectory(prefix="octavo-") as folder:

        def share(payload: bytes) -> str:
            path = Path(folder, hashlib.sha256(payload).hexdigest())
            path.write_bytes(payload)
            return str(path)

        try:
            yield Workers(count=count, submit=submit, renew=renew, share=share)
        finally:
            renew()


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    """Use a running Dask scheduler through its own executor."""
    from distributed import Client, KilledWorker

    with Client(address, set_as_default=False, timeout="10s") as client:
        executor = client.get_executor(pure=False, retries=0)
        count = max(1, sum(client.nthreads().values()))

        def submit(function: Callable[..., bytes], *arguments: object) -> Future[bytes]:
            outer: Future[bytes] = Future()

            def finished(inner: Future[bytes]) -> None:
                try:
                    outer.set_result(inner.result())
                except KilledWorker as lost:
                    outer.set_exception(WorkerDiedError(str(lost)))
                except Exception as problem:  # noqa: BLE001 - a future carries whatever its task raised
                    outer.set_exception(problem)

            executor.submit(function, *arguments).add_done_callback(finished)
            return outer

        def share(payload: bytes) -> object:
            return client.scatter(payload, broadcast=True)

        yield Workers(count=count, submit=submit, renew=lambda: None, share=share)
