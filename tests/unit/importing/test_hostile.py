"""Damaged and hostile sources end in a fault at their place, and leave nothing behind."""

from pathlib import Path

import pytest

from octavo.importing.source_reading import read_source
from octavo.model.diagnostics import Faulty
from octavo.pipeline.importing import ImportRequest, import_book
from octavo.pipeline.result import Options
from octavo.project import Project, find_project
from tests.foreign_files import docx, epub, zipped

SHARE = find_project(Path(__file__).parents[3])
PAGE = "<body><h1>A</h1><p>x</p></body>"


def locked(content: bytes) -> bytes:
    """An archive whose files say that they have a password."""
    changed = bytearray(content)
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(sign)
        while place >= 0:
            changed[place + flags] |= 1
            place = changed.find(sign, place + 1)
    return bytes(changed)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.docx", zipped({"../x": "out", "word/document.xml": "<x/>"}), "OC183"),
        ("x.epub", epub({"a.xhtml": PAGE})[:300], "OC183"),
        ("x.epub", zipped({"a": "b"}), "OC183"),
        ("x.docx", locked(docx("")), "OC185"),
        ("x.epub", epub({"a.xhtml": "<body>" + "<div>" * 500 + "</div>" * 500 + "</body>"}), "OC186"),
        ("x.html", b"<div>" * 3000 + b"deep", "OC186"),
        ("x.xml", b"<rss><channel></rss>", "OC186"),
        ("x.tex", b"\\begin{document}\\begin{quote}", "OC187"),
        ("x.odt", zipped({"content.xml": "<x>&bomb;</x>", "a": "<!ENTITY bomb>"}), "OC187"),
    ],
)
def test_a_source_that_cannot_be_read_has_a_fault_of_its_own(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    project = Project(root=tmp_path, templates=SHARE.templates, styles=SHARE.styles)

    with pytest.raises(Faulty) as faulty:
        import_book(project, ImportRequest(sources=(source,), name="x"), Options())

    (fault,) = faulty.value.diagnostics
    assert fault.code == code
    assert fault.origin.path.startswith(str(source))
    assert list(tmp_path.glob("content/*")) == []


def test_nothing_outside_of_the_folder_of_a_source_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (tmp_path / "secret.png").write_bytes(b"secret")
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "x.md").write_text("# A\n\n{{#include ../secret.md}}\n\n![x](../secret.png)\n", encoding="utf-8")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "y.md").write_text("![x](link.png)\n", encoding="utf-8")

    for name in ("x.md", "y.md"):
        read = read_source([folder / name])

        assert read.media == {}
        assert "secret" not in str(read.documents).replace("../secret", "")
