"""What holds for every test: the same examples every time, and a missing judge is named, not hidden."""

import gc
import os
import shutil
import sys
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from octavo.jobs.store import Store
from octavo.project import Project, find_project
from tests.judges import NotRun

TESTS = Path(__file__).parent

WHOLE_BUILDS = ("bench", "books", "e2e")
"""The folders of tests that run again what tests of the parts run."""

# The same examples on every machine: a red build must be red again when it is looked at.
settings.register_profile("octavo", derandomize=True, deadline=None, database=None, max_examples=50)
settings.register_profile("long", deadline=None, database=None, max_examples=1000)
settings.load_profile("octavo")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--accept`` write expected results anew, for people to read; ``--measure-all`` serves ``make coverage``."""
    parser.addoption("--accept", action="store_true", help="write expected results anew")
    parser.addoption("--measure-all", action="store_true", help="count for coverage what every test runs")


def pytest_collection_finish() -> None:
    """Let Python look for garbage less often: thousands of tests stay, and are looked through each time."""
    gc.set_threshold(20_000, 20, 50)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to ``make test-long`` what is marked ``longer``."""
    if settings.get_current_profile_name() == "long":
        return
    left = [item for item in items if item.get_closest_marker("longer")]
    items[:] = [item for item in items if not item.get_closest_marker("longer")]
    config.hook.pytest_deselected(items=left)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measure neither whole builds nor examples by chance: the tests of the parts and of given examples run all lines.

    Measuring makes Python half as fast, in the libraries too. ``--measure-all`` measures everything.
    """
    controller = getattr(item.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    is_whole = item.path.relative_to(TESTS).parts[0] in WHOLE_BUILDS
    is_measured = item.config.getoption("--measure-all") or not (is_whole or item.get_closest_marker("hypothesis"))
    if controller is None or is_measured:
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()


def stop_measuring() -> None:
    """Measure nothing in a copy of this process: it would be lost, since most are ended by a signal."""
    threading.settrace(None)
    sys.settrace(None)


os.register_at_fork(after_in_child=stop_measuring)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def common_store(shared: Path) -> Path:
    """Return the folder of a store for tests that change a part of the stock book and make what changes.

    What is kept is found by what it is made of: by its code too, where a test changes that. Tests of the keys prove it.
    """
    return shared / "common store"


@pytest.fixture
def warm_store(shared: Path, tmp_path: Path) -> Store:
    """Return a store of its own for a test, with all that the stock book is made of; that is made once in a run."""
    from octavo.pipeline import Options, build

    folder = shared / "stock"
    with FileLock(shared / "stock.lock"):
        if not folder.exists():
            share = find_project(TESTS.parent)
            shutil.copytree(TESTS / "stock", folder / "content" / "stock")
            project = Project(root=folder, templates=share.templates, styles=share.styles)
            build(project, ["stock"], Options(store=Store(folder / "store")))
    shutil.copytree(folder / "store", tmp_path / "warm store")
    return Store(tmp_path / "warm store")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call() -> Generator[None, object, object]:
    """Skip a test whose judge is missing, which the summary names; fail it where CI=true.

    Judges are called in tests, not in fixtures, so this is the one place where a missing one shows.
    """
    __tracebackhide__ = True
    try:
        return (yield)
    except NotRun as judge:
        missing = str(judge)
    if os.environ.get("CI") == "true":
        pytest.fail(f"the judge {missing!r} is missing, and CI=true demands it", pytrace=False)
    pytest.skip(f"not run: {missing}")
