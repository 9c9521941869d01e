"""Nothing is read from outside its folder, and no bytes pass for text that are none."""

import os
from pathlib import Path

import pytest

from octavo.load.files import Folder, decode, place_of, read_file, read_folder
from octavo.model import limits
from octavo.model.diagnostics import Faulty
from octavo.model.origin import Origin

ASKED = Origin("book.yaml", 3, 5)
PLACE = Origin("text/a.md")


def faults_of(caught: pytest.ExceptionInfo[Faulty]) -> list[str]:
    return [f"{each.origin} {each.code}" for each in caught.value.diagnostics]


def folder_with(folder: Path, **files: bytes) -> Folder:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return read_folder(folder, root=folder.parent)[0]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"ab\xff", "text/a.md:1:3"),
        (b"one\ntw\xe9", "text/a.md:2:3"),
        ("\ufeffé".encode() + b"\xff", "text/a.md:1:2"),
        (b"one\r\ntwo\rthree \x80", "text/a.md:3:7"),
        (b"\xed\xa0\x80", "text/a.md:1:1"),
        (b"cut \xc3", "text/a.md:1:5"),
    ],
)
def test_the_first_byte_that_is_no_text_is_told(content: bytes, place: str) -> None:
    with pytest.raises(Faulty) as caught:
        decode(content, PLACE)

    assert faults_of(caught) == [f"{place} OC107"]


@pytest.mark.parametrize(
    ("content", "place", "remedy"),
    [
        ("one\n\x00", "text/a.md:2:1", "remove it"),
        ("bell \x07", "text/a.md:1:6", "remove it"),
        ("line\N{LINE SEPARATOR}", "text/a.md:1:5", "put a line end in its place"),
        ("page\x0c", "text/a.md:1:5", "put a line end in its place"),
        ("a \u202ecba", "text/a.md:1:3", "remove it: it turns round what stands behind it"),
    ],
)
def test_the_first_character_that_no_text_holds_is_told_with_what_to_do(content: str, place: str, remedy: str) -> None:
    with pytest.raises(Faulty) as caught:
        decode(content.encode(), PLACE)

    assert faults_of(caught) == [f"{place} OC170"]
    assert caught.value.diagnostics[0].hint == remedy


def test_a_byte_order_mark_goes_and_all_line_ends_become_one() -> None:
    assert decode(b"\xef\xbb\xbfone\r\ntwo\rthree\n\tfour", PLACE) == "one\ntwo\nthree\n\tfour"


def test_a_folder_is_read_in_the_order_of_names_without_what_editors_leave(tmp_path: Path) -> None:
    for name in ("text/b.md", "text/a.md", "book.yaml", ".hidden", ".git/x", "a.md~", "text/.a.md.swp", "x.swp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)

    folder, told = read_folder(tmp_path, root=tmp_path.parent)

    assert list(folder.files) == ["book.yaml", "text/a.md", "text/b.md"]
    assert folder.place("text/a.md") == Origin(f"{tmp_path.name}/text/a.md")
    assert told == ()


def test_links_that_lead_out_are_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    book = tmp_path / "book"
    (book / "text").mkdir(parents=True)
    (book / "text" / "a.md").write_text("a")
    (book / "out.md").symlink_to(tmp_path / "secret")
    (book / "in.md").symlink_to("text/a.md")
    (book / "linked").symlink_to("text")
    (book / "circle.md").symlink_to("circle.md")

    folder, told = read_folder(book, root=tmp_path)

    assert list(folder.files) == ["in.md", "text/a.md"]
    assert [f"{each.origin} {each.code}" for each in told] == [
        "book/circle.md OC141",
        "book/linked OC117",
        "book/out.md OC117",
    ]


def test_a_pipe_is_no_file_and_does_not_hold_the_build(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "terms.yaml")

    folder, told = read_folder(tmp_path, root=tmp_path)

    assert folder.files == {}
    assert [str(each).split(" · ")[0] for each in told] == [
        "terms.yaml: error OC141: 'terms.yaml' is a pipe, and no plain file"
    ]


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("gone.md")
    (tmp_path / "b.md").symlink_to("c.md")
    (tmp_path / "c.md").symlink_to("b.md")

    folder, told = read_folder(tmp_path, root=tmp_path)

    assert folder.files == {}
    assert [f"{each.origin} {each.code}" for each in told] == ["a.md OC141", "b.md OC141", "c.md OC141"]


def test_a_giant_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.md").open("wb") as file:
        file.truncate(limits.FILE + 1)

    folder, told = read_folder(tmp_path, root=tmp_path)

    assert folder.files == {}
    assert [f"{each.origin} {each.code}" for each in told] == ["big.md OC140"]


def test_what_all_files_have_together_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FOLDER", 5)
    for name in "abc":
        (tmp_path / name).write_bytes(b"123")

    folder, told = read_folder(tmp_path, root=tmp_path)

    assert [f"{each.origin} {each.code}" for each in told] == ["b OC140"]
    assert "c" not in folder.files


def test_a_book_has_so_many_files_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILES", 2)
    for name in "abcd":
        (tmp_path / name).touch()

    folder, told = read_folder(tmp_path, root=tmp_path)

    assert list(folder.files) == ["a", "b"]
    assert [f"{each.origin} {each.code}" for each in told] == ["c OC140"]


def test_a_text_that_is_too_long_is_not_decoded() -> None:
    with pytest.raises(Faulty) as caught:
        decode(b"\xff" * (limits.TEXT + 1), PLACE)

    assert faults_of(caught) == ["text/a.md OC140"]


def test_file_names_that_are_no_text_do_not_break_anything(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/ol\xe9.md")).write_text("a")

    folder, _ = read_folder(tmp_path, root=tmp_path)

    assert list(folder.files) == ["ol\N{REPLACEMENT CHARACTER}.md"]


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "~/a", r"a\b", "c:/a", "a\0b", ".."])
def test_a_name_that_leads_out_of_the_book_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Faulty) as caught:
        folder_with(tmp_path).named(name, ASKED)

    assert faults_of(caught) == ["book.yaml:3:5 OC117"]


def test_a_missing_file_is_told_where_it_is_named_with_what_is_like_it(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as caught:
        folder_with(tmp_path, **{"kirov.md": b""}).named("krov.md", ASKED)

    (told,) = caught.value.diagnostics
    assert str(told) == "book.yaml:3:5: error OC106: there is no file 'krov.md' · did you mean 'kirov.md'?"


def test_the_digest_changes_with_names_and_bytes_and_with_nothing_else(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in "abc")
    for folder in (first, second, third):
        folder.mkdir()
    one = folder_with(first, a=b"x", bc=b"y").digest

    assert folder_with(second, bc=b"y", a=b"x").digest == one
    assert folder_with(third, ab=b"x", c=b"y").digest != one
    assert folder_with(second, bc=b"z").digest != one
    assert len(one) == 64


def test_files_of_a_theme_may_be_neighbours_but_not_outside(tmp_path: Path) -> None:
    theme = tmp_path / "styles" / "plain"
    theme.mkdir(parents=True)
    (tmp_path / "styles" / "font.ttf").write_bytes(b"font")
    (tmp_path / "secret").write_bytes(b"secret")
    (theme / "link").symlink_to(tmp_path / "secret")

    assert read_file(theme, "../font.ttf", within=theme.parent, asked=ASKED) == b"font"
    for name in ("../../secret", "/etc/passwd", "link", "a\0b", r"..\font.ttf"):
        with pytest.raises(Faulty) as caught:
            read_file(theme, name, within=theme.parent, asked=ASKED)
        assert faults_of(caught) == ["book.yaml:3:5 OC117"]


def test_a_place_is_told_from_the_root_where_it_is_below() -> None:
    assert place_of(Path("/project/content/a.md"), Path("/project")) == Origin("content/a.md")
    assert place_of(Path("/elsewhere/a.md"), Path("/project")) == Origin("/elsewhere/a.md")
