"""A cluster is used through the library that reaches it: what is shared, what is lost, and why one cannot be used.

A cluster of processes is tried in ``tests/e2e/test_jobs_cluster.py``; here a library that does as it is told stands in.
"""

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any, Self

import pytest

from octavo.jobs.executors import CONNECTING, NoClusterError, WorkerDiedError, open_workers

ADDRESS = "dask://press:8786"


class KilledWorker(Exception):  # noqa: N818 -- the library calls it so
    """A worker is gone."""


class Client:
    """Runs everything at once in this process; the name of what is shared says how often it was sent."""

    def __init__(self, threads: Mapping[str, int]) -> None:
        self.threads = threads
        self.sent: list[bytes] = []

    def __call__(self, address: str, *, set_as_default: bool, timeout: int) -> Self:
        """Reach the scheduler at an address."""
        assert (address, set_as_default, timeout) == ("press:8786", False, CONNECTING)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self.threads = {}

    def nthreads(self) -> Mapping[str, int]:
        """Return the threads of each worker."""
        if "gone" in self.threads:
            raise OSError
        return self.threads

    def get_executor(self, **options: object) -> Self:
        """Return what runs tasks."""
        assert options == {"pure": False, "retries": 0}
        return self

    def scatter(self, payload: bytes, *, broadcast: bool, hash: bool) -> str:  # noqa: A002 -- the library calls it so
        """Send bytes to all workers."""
        assert (broadcast, hash) == (True, False)
        self.sent.append(payload)
        return f"{payload.decode()}, sent as {len(self.sent)}"

    def submit(self, function: Callable[..., object], *arguments: object) -> Future[object]:
        """Run a task."""
        future: Future[object] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as problem:  # noqa: BLE001 -- a future carries whatever its task raised
            future.set_exception(problem)
        return future


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client of a scheduler with two workers, of three threads."""
    made = Client({"one": 1, "two": 2})
    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=made, KilledWorker=KilledWorker))
    return made


def nothing() -> None:
    """Preload nothing."""


def raises(problem: Exception) -> None:
    """Raise a problem in a worker."""
    raise problem


def test_what_is_shared_is_sent_again_where_workers_were_lost(client: Client) -> None:
    with open_workers(ADDRESS, nothing) as workers:
        shared = workers.share(b"fonts")
        before = workers.submit(str.upper, shared).result()
        workers.renew()
        after = workers.submit(str.upper, shared).result()

        assert (workers.count, workers.patience is not None, workers.are_alive()) == (3, True, True)
        client.threads = {}
        assert not workers.are_alive()
        client.threads = {"gone": 1}
        assert not workers.are_alive()

    assert (before, after) == ("FONTS, SENT AS 1", "FONTS, SENT AS 2")


def test_a_lost_worker_is_told_from_a_task_that_fails(client: Client) -> None:
    assert client.threads
    with open_workers(ADDRESS, nothing) as workers:
        lost: Future[Any] = workers.submit(raises, KilledWorker("worker one"))
        failed: Future[Any] = workers.submit(raises, ValueError("no such page"))

    with pytest.raises(WorkerDiedError, match="worker one"):
        lost.result()
    with pytest.raises(ValueError, match="no such page"):
        failed.result()


@pytest.mark.parametrize(
    ("library", "reason"),
    [
        (None, "the library 'distributed' is missing"),
        (SimpleNamespace(Client=Client({}), KilledWorker=KilledWorker), "its scheduler has no workers"),
        (
            SimpleNamespace(Client=lambda *_, **__: raises(OSError("refused")), KilledWorker=KilledWorker),
            f"no scheduler answers within {CONNECTING} seconds",
        ),
    ],
)
def test_why_a_cluster_cannot_be_used_is_told(library: object, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", library)

    with pytest.raises(NoClusterError, match=reason), open_workers(ADDRESS, nothing):
        pass
