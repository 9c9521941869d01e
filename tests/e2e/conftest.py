"""The books are built once in a test run, however many processes share it."""

from pathlib import Path

import pytest
from filelock import FileLock

from tests.e2e.workshop import Workshop, open_workshop


@pytest.fixture(scope="session")
def built(shared: Path) -> Workshop:
    """Return the workshop in which all books were built with ``--strict``."""
    folder = shared / "books"
    with FileLock(shared / "books.lock"):
        workshop = Workshop(folder)
        if not folder.exists():
            workshop = open_workshop(folder)
            done = workshop.run("build", "--strict")
            (folder / "told.txt").write_text(f"{done.returncode}\n{done.stdout}{done.stderr}")
    code, _, told = (folder / "told.txt").read_text().partition("\n")
    if code != "0":
        pytest.fail(f"the books cannot be built:\n{told}", pytrace=False)
    return workshop
