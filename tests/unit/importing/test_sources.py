"""Sources of other programs, each with the texts, the settings and the remarks that it must become.

``sources/<format>-<what>/`` has ``in/`` and ``expected.txt``, and may have a table
of ``roles.yaml``. The source is the file ``x`` in it with the ending of the
format; for ``folder`` it is all of ``in/``, and an archive is made of ``in/``. ``pytest --accept`` writes what is
expected anew: then read the difference.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.pipeline.importing import Imported, ImportRequest, import_book
from octavo.pipeline.result import Options
from octavo.project import Project, find_project
from tests.foreign_files import zipped

SHARE = find_project(Path(__file__).parents[3])
SOURCES = sorted((Path(__file__).parent / "sources").iterdir())
ARCHIVES = frozenset({"docx", "epub", "odt"})


def source_of(case: Path, folder: Path) -> Path:
    """Return the file or folder that is imported."""
    form, files = case.name.partition("-")[0], case / "in"
    if form == "folder":
        return files
    if form not in ARCHIVES:
        return files / f"x.{form}"
    archive = folder / f"x.{form}"
    inside = sorted(path for path in files.rglob("*") if path.is_file())
    archive.write_bytes(zipped({path.relative_to(files).as_posix(): path.read_bytes() for path in inside}))
    return archive


def shown(result: Imported) -> Iterator[str]:
    """Yield the book that was written, file by file, and all that was said of it."""
    for path in (*sorted((result.folder / "text").iterdir()), result.folder / "book.yaml"):
        yield f"===== {path.relative_to(result.folder).as_posix()}"
        # The day is that of the file, which nobody keeps.
        yield from (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("released:"))
    yield "===== other files"
    yield from sorted(each for each in result.files if each.partition("/")[0] in {"figures", "images"})
    yield "===== said"
    yield from (f"{each.place.rpartition('/')[2] or 'the source'}: {each.what}" for each in result.losses)
    yield from (f"{each.code} {each.origin.path.partition('/x/')[2]}:{each.origin.line}" for each in result.diagnostics)
    yield from (f"{name}: {source} in the source, {book} in the book" for name, source, book in result.counted)


@pytest.mark.parametrize("case", SOURCES, ids=lambda case: case.name)
def test_a_source_becomes_just_this_book(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    project = Project(root=tmp_path, templates=SHARE.templates, styles=SHARE.styles)
    roles = case / "roles.yaml"
    asked = ImportRequest(sources=(source_of(case, tmp_path),), name="x", roles=roles if roles.exists() else None)
    result = import_book(project, asked, Options())
    expected = case / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text("".join(f"{line}\n" for line in shown(result)), encoding="utf-8")

    assert [*shown(result)] == expected.read_text(encoding="utf-8").splitlines()
    assert result.compared
    assert result.compared.missing == {}
