"""A theme is read whole, with the files it names, or told whole with what is missing."""

from pathlib import Path

import pytest

from octavo.load.theme import load_theme
from octavo.model.diagnostics import Faulty
from octavo.model.origin import Origin

NAMED_AT = Origin("content/stock/book.yaml", 5, 8)
SETTINGS = """name: plain
faces:
  - {family: Literata, file: ../fonts/Regular.ttf}
papers:
  a5: {width: 148, height: 210, inner: 18, outer: 15.5, top: 15, bottom: 20, leading: 13.5, lines: 36}
tokens: {ink: "#000000"}
licences: [../fonts/OFL.txt]
maps: {land: ../maps/land.json}
"""


def styles(root: Path, settings: str = SETTINGS) -> Path:
    theme = root / "styles" / "plain"
    (root / "styles" / "fonts").mkdir(parents=True)
    (root / "styles" / "maps").mkdir()
    theme.mkdir()
    (theme / "theme.yaml").write_text(settings)
    (theme / "print.css").write_text("p { margin: 0 }\n")
    (theme / "reflow.css").write_text("p { margin: 1em }\n")
    (root / "styles" / "fonts" / "Regular.ttf").write_bytes(b"font")
    (root / "styles" / "fonts" / "OFL.txt").write_bytes(b"licence")
    (root / "styles" / "maps" / "land.json").write_bytes(b"{}")
    return theme


def faults(folder: Path, root: Path) -> list[str]:
    with pytest.raises(Faulty) as caught:
        load_theme(folder, root=root, named_at=NAMED_AT)
    return [f"{each.origin} {each.code} {each.message}" for each in caught.value.diagnostics]


def test_a_theme_comes_with_its_files(tmp_path: Path) -> None:
    theme, told = load_theme(styles(tmp_path), root=tmp_path, named_at=NAMED_AT)

    assert told == ()
    assert theme.fonts == {"../fonts/Regular.ttf": b"font"}
    assert theme.licences == {"../fonts/OFL.txt": b"licence"}
    assert theme.maps == {"land": b"{}"}
    assert theme.print_css == "p { margin: 0 }\n"
    assert theme.settings.papers["a5"].width == 148


def test_a_theme_that_is_not_there_is_told_where_the_book_names_it(tmp_path: Path) -> None:
    assert faults(tmp_path / "styles" / "plain", tmp_path) == [
        "content/stock/book.yaml:5:8 OC106 there is no file 'plain/theme.yaml'"
    ]


def test_all_missing_files_are_told_at_once(tmp_path: Path) -> None:
    theme = styles(tmp_path)
    (theme / "print.css").unlink()
    (tmp_path / "styles" / "fonts" / "Regular.ttf").unlink()
    (tmp_path / "styles" / "fonts" / "OFL.txt").unlink()

    assert faults(theme, tmp_path) == [
        "styles/plain/theme.yaml:1:1 OC106 there is no file 'print.css'",
        "styles/plain/theme.yaml:3:30 OC106 there is no file '../fonts/Regular.ttf'",
        "styles/plain/theme.yaml:7:12 OC106 there is no file '../fonts/OFL.txt'",
    ]


def test_fonts_stay_inside_the_folder_of_all_themes(tmp_path: Path) -> None:
    (tmp_path / "Regular.ttf").write_bytes(b"font")
    theme = styles(tmp_path, SETTINGS.replace("../fonts/Regular", "../../Regular"))

    assert faults(theme, tmp_path) == [
        "styles/plain/theme.yaml:3:30 OC117 this leads out of the folder: '../../Regular.ttf'"
    ]


def test_two_faces_may_not_be_the_same(tmp_path: Path) -> None:
    face = "  - {family: Literata, file: ../fonts/Regular.ttf}\n"
    theme = styles(tmp_path, SETTINGS.replace(face, face + face))

    assert faults(theme, tmp_path) == [
        "styles/plain/theme.yaml:4:5 OC111 the id 'Literata 400 normal' is already taken"
    ]


def test_settings_are_strict(tmp_path: Path) -> None:
    theme = styles(tmp_path, SETTINGS.replace("width: 148", "width: wide").replace("tokens", "token"))

    assert faults(theme, tmp_path) == [
        "styles/plain/theme.yaml:5:15 OC103 'wide' does not fit here: a number is needed",
        "styles/plain/theme.yaml:6:1 OC102 unknown key 'token'",
    ]
