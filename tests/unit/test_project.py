"""The project's folders, and the fingerprint that says whether there is anything to do."""

import shutil
from pathlib import Path

import pytest

from octavo.project import Project, find_project, fingerprint


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name, text in {
        "content/one/book.yaml": "title: One",
        "content/one/text/a.md": "# A",
        "content/two/notes.txt": "no book",
        "templates/a.j2": "x",
        "styles/plain/theme.yaml": "name: plain",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Project(root=tmp_path, templates=tmp_path / "templates", styles=tmp_path / "styles")


def test_a_book_is_a_folder_with_a_book_yaml(project: Project) -> None:
    assert project.books() == ("one",)


def test_the_project_is_found_from_inside(project: Project) -> None:
    assert find_project(project.content / "one" / "text").root == project.root


def test_where_there_is_no_content_the_project_begins_here(tmp_path: Path) -> None:
    assert find_project(tmp_path).root == tmp_path
    assert find_project(tmp_path).books() == ()


def test_a_projects_own_theme_comes_first(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = Project(root=project.root, templates=project.templates, styles=tmp_path_factory.mktemp("styles"))

    assert elsewhere.theme("plain") == project.root / "styles" / "plain"
    assert elsewhere.theme("other") == elsewhere.styles / "other"


def test_a_file_that_cannot_be_read_counts_as_well(project: Project) -> None:
    before = fingerprint(project, "one")
    (project.content / "one" / "lost.md").symlink_to("nowhere.md")

    assert fingerprint(project, "one") != before


def test_the_fingerprint_holds_in_another_folder(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other") / "place"
    shutil.copytree(project.root, other)
    moved = Project(root=other, templates=other / "templates", styles=other / "styles")

    assert fingerprint(project, "one") == fingerprint(moved, "one")


@pytest.mark.parametrize("name", ["content/one/text/a.md", "templates/a.j2", "styles/plain/theme.yaml"])
def test_every_change_changes_the_fingerprint(project: Project, name: str) -> None:
    before = fingerprint(project, "one")
    path = project.root / name
    path.write_text(path.read_text() + "!")
    changed = fingerprint(project, "one")
    path.rename(path.with_name("renamed"))

    assert len({before, changed, fingerprint(project, "one"), fingerprint(project, "one", "option")}) == 4


@pytest.mark.parametrize("name", [".hidden", "a.md~", "a.swp", "__pycache__/a.pyc"])
def test_editors_leavings_do_not_count(project: Project, name: str) -> None:
    before = fingerprint(project, "one")
    path = project.content / "one" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")

    assert fingerprint(project, "one") == before
