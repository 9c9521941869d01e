"""Files of a source are read with care: what is not there, too large or damaged is told, and no other file is read."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.importing.archives import opened
from octavo.importing.cited_works import bib_of, keys_of
from octavo.importing.roles import read_roles
from octavo.importing.source_folder import SourceFolder, decoded
from octavo.importing.xml_trees import xml_tree
from octavo.model import limits
from octavo.model.diagnostics import Faulty
from octavo.model.origin import Origin
from tests.foreign_files import zipped

if TYPE_CHECKING:
    from octavo.importing.manuscript import Loss

PLACE = Origin("x")


def code_of(call: Callable[[], object]) -> tuple[str, str]:
    """Return the code and the message of the fault that a call meets."""
    with pytest.raises(Faulty) as caught:
        call()
    (told,) = caught.value.diagnostics
    return told.code, told.message


def test_a_folder_gives_what_is_in_it_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "source"
    root.mkdir()
    (tmp_path / "secret.md").write_text("no")
    (root / "a.md").write_bytes(b"th\xe9\r\nau lait\r")
    (root / "link.md").symlink_to(tmp_path / "secret.md")
    folder = SourceFolder(root=root)

    assert folder.text("a.md") == "thé\nau lait\n"
    for name in ("", "none.md", "../secret.md", "link.md", "a\\b.md", "a\0.md", "n" * 300):
        assert not folder.has(name)
        assert code_of(lambda name=name: folder.read(name))[0] == "OC182"  # type: ignore[misc]  # the name of this turn
    monkeypatch.setattr(limits, "FILE", 3)
    assert code_of(lambda: folder.read("a.md"))[0] == "OC184"


def test_any_bytes_are_text() -> None:
    assert decoded(b"\xef\xbb\xbfa") == "a"
    assert decoded(b"\x81\xe9") == "\x81é"


@pytest.mark.parametrize(
    ("limit", "value", "code"), [("FILES", 1, "OC184"), ("FILE", 4, "OC184"), ("FOLDER", 5, "OC184")]
)
def test_an_archive_that_holds_too_much_is_told(
    limit: str, value: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = zipped({"a": "words", "b": "words"})
    assert set(opened(content, PLACE)) == {"a", "b"}

    monkeypatch.setattr(limits, limit, value)
    assert code_of(lambda: opened(content, PLACE))[0] == code


@pytest.mark.parametrize("name", ["/etc/passwd", "~/x", "a/../../b", "a:b"])
def test_a_name_that_leads_out_of_an_archive_is_told(name: str) -> None:
    code, message = code_of(lambda: opened(zipped({name: "x"}), PLACE))

    assert (code, name in message) == ("OC183", True)


@pytest.mark.parametrize(
    ("content", "code", "problem"),
    [
        (b"<a>&nbsp;&eacute;</a>", "", ""),
        (b"<a>", "OC186", "no element found"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "OC186", "it declares the entity 'x'"),
        (b"<a>" * 3000, "OC186", "elements stand too deep in each other"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "OC186", ""),
    ],
)
def test_xml_is_read_with_the_names_of_html_and_no_entities_of_its_own(content: bytes, code: str, problem: str) -> None:
    if not code:
        assert xml_tree(content, PLACE).text == "\N{NO-BREAK SPACE}é"
        return
    found, message = code_of(lambda: xml_tree(content, PLACE))

    assert (found, problem in message) == (code, True)


def test_works_come_from_all_files_that_a_text_names(tmp_path: Path) -> None:
    (tmp_path / "one.bib").write_text("@book{hope, title={Wells}}")
    (tmp_path / "two.bib").write_text("@comment{x,}\n@book( gray , title={Pumps})")
    (tmp_path / "three.json").write_text('[{"id": "wren"}, "no work"]')
    losses: list[Loss] = []
    names = ["one.bib", "two.bib", "three.json", "none.bib"]
    words = [{"t": "MetaString", "c": name} for name in names]
    works = bib_of({"bibliography": {"t": "MetaList", "c": words}}, "", SourceFolder(root=tmp_path), losses)  # type: ignore[dict-item] # as pandoc gives it

    assert keys_of(works) == {"hope", "gray", "wren"}
    assert [each.what for each in losses] == ["the file of works 'none.bib' is not there"]
    assert keys_of({"sources.json": b"no JSON"}) == frozenset()
    assert keys_of({"sources.json": b"7"}) == frozenset()


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("blocks: [", "expected the node content"),
        ("- a list", "it is no list of keys and values"),
        ("split: 9", "split is 9, but a level is a number of 1 to 6"),
        ("blocks: {Title: heading-9}", "'heading-9' is no role of blocks"),
        ("words: {Loud: shout}", "'shout' is no role of words"),
    ],
)
def test_a_table_of_roles_that_is_none_is_told(table: str, problem: str) -> None:
    code, message = code_of(lambda: read_roles(table, PLACE))

    assert (code, problem in message) == ("OC190", True)
