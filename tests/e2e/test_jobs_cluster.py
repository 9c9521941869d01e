"""A real scheduler and two workers on this machine: the same bytes, also when one of them is lost."""

import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from octavo import pipeline
from octavo.jobs.executors import open_workers
from octavo.jobs.graph import Job, Task, WorkerLostError, run
from octavo.jobs.store import Store
from octavo.model.diagnostics import Faulty
from octavo.pipeline import Options
from octavo.project import Project, find_project

ROOT = Path(__file__).parents[2]
TIMEOUT = 60
LISTENING = re.compile(r"Scheduler at:\s+tcp://(127\.0\.0\.1:\d+)")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler's address, its process and those of its workers by their names."""

    address: str
    scheduler: subprocess.Popen[str]
    workers: Mapping[str, subprocess.Popen[str]]

    @property
    def engine(self) -> str:
        """The word for ``--engine``."""
        return f"dask://{self.address}"


def start(folder: Path, *command: str) -> subprocess.Popen[str]:
    """Start a part of Dask in ``folder``."""
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", *command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Start a scheduler and two workers on free ports of the loopback device."""
    with ExitStack() as stack:

        def started(*command: str) -> subprocess.Popen[str]:
            process = stack.enter_context(start(tmp_path, *command))
            stack.callback(process.kill)
            return process

        quiet = ("--no-dashboard", "--host", "127.0.0.1")
        scheduler = started("distributed.cli.dask_scheduler", "--port", "0", *quiet)
        assert scheduler.stderr is not None
        address = next(found[1] for line in scheduler.stderr if (found := LISTENING.search(line)))
        threading.Thread(target=scheduler.stderr.read, daemon=True).start()
        workers = {
            name: started(
                "distributed.cli.dask_worker", address, "--name", name, "--no-nanny", "--nthreads", "1", *quiet
            )
            for name in ("one", "two")
        }
        for worker in workers.values():
            assert worker.stderr is not None
            next(line for line in worker.stderr if "Registered to" in line)
            threading.Thread(target=worker.stderr.read, daemon=True).start()
        yield Cluster(address, scheduler, workers)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with the stock book."""
    shutil.copytree(ROOT / "tests" / "stock", tmp_path / "content" / "stock")
    share = find_project(ROOT)
    return Project(root=tmp_path, templates=share.templates, styles=share.styles)


def built(project: Project, engine: str) -> dict[str, bytes]:
    """Build the stock book from nothing; return its files."""
    shutil.rmtree(project.output, ignore_errors=True)
    (result,) = pipeline.build(project, ["stock"], Options(engine=engine))
    assert result.diagnostics == ()
    return {name: (project.output / "stock" / name).read_bytes() for name in result.files}


def kill_the_busy_one(cluster: Cluster, killed: list[str]) -> None:
    """Kill the first worker that is seen at work."""
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        until = time.monotonic() + TIMEOUT
        while time.monotonic() < until and not killed:
            names = {address: worker["name"] for address, worker in client.scheduler_info()["workers"].items()}
            for address, keys in client.processing().items():
                if keys and not killed and "lay_out" in str(keys):
                    killed.append(names[address])
                    cluster.workers[names[address]].kill()
            time.sleep(0.02)


def test_a_cluster_gives_the_bytes_of_one_process_though_a_worker_is_lost(cluster: Cluster, project: Project) -> None:
    inline = built(project, "inline")
    killed: list[str] = []
    killer = threading.Thread(target=kill_the_busy_one, args=(cluster, killed))
    killer.start()

    spread = built(project, cluster.engine)
    killer.join()

    assert spread == inline
    assert len(killed) == 1


def test_a_cluster_that_ends_is_told_and_nothing_hangs(
    cluster: Cluster, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.jobs.executors.PATIENCE", 1.0)

    def job() -> Job[str]:
        try:
            yield [Task(name="long", function=time.sleep, arguments=(600,))]  # type: ignore[arg-type]
        except WorkerLostError as lost:
            return lost.task
        return ""

    def kill_all() -> None:
        for worker in cluster.workers.values():
            worker.kill()

    threading.Timer(2, kill_all).start()
    with open_workers(cluster.engine, lambda: None) as workers:
        assert run([job()], workers, Store(None)) == ["long"]

    with pytest.raises(Faulty, match=r"OC906.*has no workers"):
        built(project, cluster.engine)
    cluster.scheduler.kill()
    cluster.scheduler.wait()
    monkeypatch.setattr("octavo.jobs.executors.CONNECTING", 1)
    with pytest.raises(Faulty, match=r"OC906.*no scheduler answers"):
        built(project, cluster.engine)
