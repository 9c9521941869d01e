"""Sheets are written beside the file that they are made of, which is never replaced."""

from pathlib import Path

import pytest

from octavo import cli
from octavo.model.diagnostics import Faulty
from octavo.model.imposition import Imposition
from octavo.pdf.opened_file import OpenedFile
from octavo.pipeline.imposing import impose_file
from tests.unit.impose.test_imposing import pdf


def test_sheets_stand_beside_the_file_and_it_stays(tmp_path: Path) -> None:
    source = tmp_path / "notes.pdf"
    source.write_bytes(content := pdf(6))

    made = impose_file(source, None, Imposition())

    assert (made.path, made.diagnostics) == (tmp_path / "notes-booklet.pdf", ())
    assert len(OpenedFile(made.path.read_bytes()).pages) == 4
    assert source.read_bytes() == content
    assert any("2 sheets" in each for each in made.notes)


def test_sheets_never_replace_their_file_and_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    source = tmp_path / "notes.pdf"
    source.write_bytes(content := pdf(2))
    link = tmp_path / "same.pdf"
    link.symlink_to(source)

    for target in (source, link):
        with pytest.raises(Faulty) as caught:
            impose_file(source, target, Imposition())
        assert [each.code for each in caught.value.diagnostics] == ["OC617"]
    with pytest.raises(Faulty) as missing:
        impose_file(tmp_path / "none.pdf", None, Imposition())
    assert [each.code for each in missing.value.diagnostics] == ["OC106"]
    assert source.read_bytes() == content


def test_the_command_says_what_it_wrote_and_how_to_print_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.pdf").write_bytes(pdf(4, (792, 1224)))

    assert cli.main(["impose", "notes.pdf", "--scheme", "signatures", "-o", "sheets.pdf"]) == 0

    told = capsys.readouterr()
    assert told.out
    assert all(line.startswith("sheets.pdf: ") for line in told.out.splitlines())
    assert (Path("sheets.pdf").is_file(), Path("notes-signatures.pdf").exists()) == (True, False)
