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
    for name in ("stock", "stack"):
        shutil.copytree(TESTS / "stock", tmp_path / "content" / name)
    return Project(root=tmp_path, templates=SHARE.templates, styles=SHARE.styles)
