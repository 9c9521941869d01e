"""A project with the smallest sound book, and a copy of it."""

import shutil
from pathlib import Path

import pytest

from octavo.project import Project, find_project

TESTS = Path(__file__).parents[2]
SHARE = find_project(TESTS.parent)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with the stock book and a copy of it."""
    return laid_out(tmp_path, "stock", "stack")


def laid_out(root: Path, *names: str) -> Project:
    """Make a project in ``root`` with copies of the stock book, one under its own name where none are given."""
    for name in names or ("stock",):
        shutil.copytree(TESTS / "stock", root / "content" / name)
    return Project(root=root, templates=SHARE.templates, styles=SHARE.styles)
