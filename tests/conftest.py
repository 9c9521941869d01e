"""What holds for every test: the same examples every time, and a missing judge is named, not hidden."""

import gc
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from octavo.jobs.store import Store
from octavo.project import Project, find_project
from tests.judges import NotRun

TESTS = Path(__file__).parent

# The same examples on every machine: a red build must be red again when it is looked at.
settings.register_profile("octavo", derandomize=True, deadline=None, database=None)
settings.register_profile("long", deadline=None, database=None, max_examples=1000)
settings.load_profile("octavo")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--accept`` write expected results anew; the difference is then for people to read."""
    parser.addoption("--accept", action="store_true", help="write expected results anew")


def pytest_collection_finish() -> None:
    """Let Python look for garbage less often: thousands of tests stay, and are looked through each time."""
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


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
