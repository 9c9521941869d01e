"""Where tasks run: in this process, in worker processes, or on a Dask cluster; one way to use them all.

What the names of engines mean is told in :mod:`octavo.jobs.engine_names`. Processes are forked after ``preload`` has
loaded what they share (libraries, fonts, style sheets).
"""

import hashlib
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from octavo.garbage import frozen_for_forks
from octavo.jobs.engine_names import ENGINE

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

CONNECTING = 10
"""Seconds that a scheduler has to answer."""

PATIENCE = 5.0
"""Seconds without a result after which a cluster is asked whether it has any workers left."""


class WorkerDiedError(Exception):
    """A remote worker was lost with its task."""


class NoClusterError(Exception):
    """A cluster cannot be used; the message says why."""


WORKER_LOST = (BrokenProcessPool, WorkerDiedError)
"""What a future raises when its worker died; the task itself is not to blame, or not yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """``count`` workers; ``submit`` gives a task to one of them and ``renew`` replaces them all after a loss.

    ``share`` makes bytes that many tasks need known to all workers at once; what it returns stands for them among the
    arguments of a task, which receives the bytes, or the path of a file that holds them. Where a future would wait for
    ever for a worker that is gone, ``are_alive`` is to be asked whenever ``patience`` seconds have brought nothing.
    """

    count: int
    submit: Callable[..., Future[Any]]
    renew: Callable[[], None]
    share: Callable[[bytes], object]
    are_alive: Callable[[], bool] = lambda: True
    patience: float | None = None


@contextmanager
def open_workers(engine: str, preload: Callable[[], None]) -> Iterator[Workers]:
    """Open the workers that ``engine`` names and close them at the end.

    ``preload`` is called once, in this process, before the first worker is forked, and never where no task is
    submitted. Raises ``ValueError`` for an engine that is not known and :class:`NoClusterError` for a cluster that
    cannot be used. Workers end with the block, in the middle of a task where it is left by an exception.
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


def _run_here(function: Callable[..., object], *arguments: object) -> Future[Any]:
    future: Future[Any] = Future()
    try:
        future.set_result(function(*arguments))
    except Exception as problem:  # noqa: BLE001 - a future carries whatever its task raised
        future.set_exception(problem)
    return future


@contextmanager
def _processes(count: int, preload: Callable[[], None]) -> Iterator[Workers]:
    """Fork on first use, so that a build that finds everything in the store forks nothing."""
    with TemporaryDirectory(prefix="octavo-") as folder:

        def share(payload: bytes) -> str:
            path = Path(folder, hashlib.sha256(payload).hexdigest())
            path.write_bytes(payload)
            return str(path)

        pool = _Pool(count, preload, folder)
        try:
            yield Workers(count=count, submit=pool.submit, renew=pool.end, share=share)
        finally:
            pool.end()


class _Pool:
    """Worker processes that are started when the first task comes, and again after they were ended."""

    def __init__(self, count: int, preload: Callable[[], None], folder: str) -> None:
        self._method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
        self._count = count
        self._folder = folder
        self._preload = preload
        self._pool: Executor | None = None
        self._children: list[BaseProcess] = []

    def submit(self, function: Callable[..., object], *arguments: object) -> Future[Any]:
        """Give a task to a worker; raises ``BrokenProcessPool`` where one was lost since the last task."""
        if self._pool is not None:
            return self._pool.submit(function, *arguments)
        self._preload()
        preload = None if self._method == "fork" else self._preload
        context = multiprocessing.get_context(self._method)
        begin = (self._folder, preload)
        self._pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=_begin, initargs=begin)
        others = set(multiprocessing.active_children())
        with frozen_for_forks():
            future = self._pool.submit(function, *arguments)
        self._children = [child for child in multiprocessing.active_children() if child not in others]
        return future

    def end(self) -> None:
        """End all workers at once, whatever they are at."""
        if self._pool is None:
            return
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None
        for child in self._children:
            child.terminate()
        for child in self._children:
            child.join()


def _begin(folder: str, preload: Callable[[], None] | None) -> None:
    """Begin a worker: when people press Ctrl-C the main process tells it to end, and nothing needs to be said here.

    A worker is ended without a word, so that it cannot take its temporary files away. They lie in ``folder``, which the
    main process takes away.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    if preload is not None:
        preload()


@dataclass(slots=True)
class _OnCluster:
    """Bytes that the workers of a cluster share. The last copy may go with a worker, so they can be sent again."""

    payload: bytes
    future: object


class _Cluster:
    """A client of a Dask scheduler; ``losses`` are what a future raises when its worker is lost."""

    def __init__(self, client: Any, losses: tuple[type[BaseException], ...]) -> None:  # noqa: ANN401 - untyped library
        self._client = client
        self._executor = client.get_executor(pure=False, retries=0)
        self._losses = losses
        self._shared: list[_OnCluster] = []

    def submit(self, function: Callable[..., object], *arguments: object) -> Future[Any]:
        """Give a task to a worker."""
        outer: Future[Any] = Future()

        def finished(inner: Future[Any]) -> None:
            try:
                outer.set_result(inner.result())
            except self._losses as lost:
                outer.set_exception(WorkerDiedError(str(lost)))
            except Exception as problem:  # noqa: BLE001 - a future carries whatever its task raised
                outer.set_exception(problem)

        there = (each.future if isinstance(each, _OnCluster) else each for each in arguments)
        self._executor.submit(function, *there).add_done_callback(finished)
        return outer

    def share(self, payload: bytes) -> object:
        """Send ``payload`` to all workers, and return what stands for it among the arguments of a task."""
        self._shared.append(_OnCluster(payload=payload, future=self._scattered(payload)))
        return self._shared[-1]

    def share_again(self) -> None:
        """Send all that is shared again: the last copy may have gone with a worker."""
        for each in self._shared:
            each.future = self._scattered(each.payload)

    def is_alive(self) -> bool:
        """Whether any worker is there."""
        try:
            return bool(self._client.nthreads())
        except (OSError, TimeoutError):
            return False

    def _scattered(self, payload: bytes) -> object:
        # A new name each time: under that of lost bytes the scheduler would look for these.
        return self._client.scatter(payload, broadcast=True, hash=False)


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    """Use a running Dask scheduler through its own executor."""
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise NoClusterError("the library 'distributed' is missing") from None
    try:
        client = Client(address, set_as_default=False, timeout=CONNECTING)
    except OSError:
        raise NoClusterError(f"no scheduler answers within {CONNECTING} seconds") from None
    with client:
        count = sum(client.nthreads().values())
        if not count:
            raise NoClusterError("its scheduler has no workers")
        cluster = _Cluster(client, (KilledWorker, CancelledError))
        yield Workers(
            count=count,
            submit=cluster.submit,
            renew=cluster.share_again,
            share=cluster.share,
            are_alive=cluster.is_alive,
            patience=PATIENCE,
        )
