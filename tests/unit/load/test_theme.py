"""A theme is read whole, with the files it names, or told whole with what is missing."""

import shutil
from pathlib import Path

import pytest

from octavo.load.theme import settings_file
from octavo.model.diagnostics import Diagnostic, Faulty
from octavo.model.origin import Origin
from octavo.model.output import Theme
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_theme
from octavo.pipeline.result import NO_STORE

FONT = b"\0\1\0\0\0\0font"
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
    (root / "styles" / "fonts" / "Regular.ttf").write_bytes(FONT)
    (root / "styles" / "fonts" / "OFL.txt").write_bytes(b"licence")
    (root / "styles" / "maps" / "land.json").write_bytes(b"{}")
    return theme


def loaded(folder: Path, root: Path, others: Path | None = None) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """Load the theme in ``folder``; themes that it builds on stand beside it, or among the ``others``."""
    find = (others or folder.parent).joinpath
    return load_theme(folder, root=root, named_at=NAMED_AT, find=find, memo=memo_for(NO_STORE))


def faults(folder: Path, root: Path) -> list[str]:
    with pytest.raises(Faulty) as caught:
        loaded(folder, root)
    return [f"{each.origin} {each.code} {each.message}" for each in caught.value.diagnostics]


def test_a_theme_comes_with_its_files(tmp_path: Path) -> None:
    theme, told = loaded(styles(tmp_path), tmp_path)

    assert told == ()
    assert theme.fonts == {"../fonts/Regular.ttf": FONT}
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
    (tmp_path / "Regular.ttf").write_bytes(FONT)
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


HEIR = """name: heir
base: plain
faces:
  - {family: Literata, file: Own.ttf}
  - {family: Own, file: Own.ttf}
papers:
  a6: {width: 105, height: 148, inner: 12, outer: 12, top: 12, bottom: 12, leading: 12, lines: 29}
tokens: {chart-size: "7"}
"""


def heir(root: Path, settings: str = HEIR) -> Path:
    """Lay a theme that builds on `plain` beside it."""
    theme = styles(root).parent / "heir"
    theme.mkdir()
    (theme / "theme.yaml").write_text(settings)
    (theme / "print.css").write_text("p { color: black }\n")
    (theme / "reflow.css").write_text("p { color: inherit }\n")
    (theme / "Own.ttf").write_bytes(FONT + b" of its own")
    return theme


def test_a_theme_that_builds_on_another_has_what_it_has_and_its_own_in_place_of_it(tmp_path: Path) -> None:
    theme, told = loaded(heir(tmp_path), tmp_path)

    assert told == ()
    assert theme.settings.name == "heir"
    assert [(face.family, face.file) for face in theme.settings.faces] == [("Literata", "Own.ttf"), ("Own", "Own.ttf")]
    assert theme.fonts == {"Own.ttf": FONT + b" of its own"}
    assert sorted(theme.settings.papers) == ["a5", "a6"]
    assert theme.settings.tokens == {"ink": "#000000", "chart-size": "7"}
    assert theme.licences == {"../fonts/OFL.txt": b"licence"}
    assert theme.maps == {"land": b"{}"}
    assert theme.print_css == "p { margin: 0 }\np { color: black }\n"
    assert theme.reflow_css == "p { margin: 1em }\np { color: inherit }\n"


def test_the_measures_and_fonts_of_a_base_follow_the_theme_that_asks_for_it(tmp_path: Path) -> None:
    own = HEIR.replace("base: plain", "base: plain\nscale-base: true\nsize: 20\nfamilies: {text: [Own]}")
    folder = heir(tmp_path, own.replace("leading: 12,", "leading: 27,").replace("lines: 29", "lines: 12"))
    base = folder.parent / "plain"
    (base / "theme.yaml").write_text(f"{SETTINGS}size: 10\nfamilies: {{text: [Literata]}}\n")
    (base / "print.css").write_text('p { font: 8pt "Literata"; margin: 13.5pt }\n')
    theme, told = loaded(folder, tmp_path)

    assert told == ()
    assert theme.print_css.startswith('p { font: 16pt "Own"; margin: 27pt }\n')
    assert (theme.settings.size, theme.settings.families) == (20, {"text": ("Own",)})


def test_files_of_a_base_are_named_as_its_neighbour_sees_them(tmp_path: Path) -> None:
    folder = heir(tmp_path, "name: heir\nbase: plain\n")
    (folder.parent / "plain" / "Regular.ttf").write_bytes(FONT + b" beside")
    settings = folder.parent / "plain" / "theme.yaml"
    settings.write_text(SETTINGS.replace("../fonts/Regular", "Regular"))

    theme, _ = loaded(folder, tmp_path)

    assert theme.fonts == {"../plain/Regular.ttf": FONT + b" beside"}


def test_themes_that_build_on_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    folder = heir(tmp_path)
    (folder.parent / "plain" / "theme.yaml").write_text(f"base: heir\n{SETTINGS}")

    assert faults(folder, tmp_path) == [
        "styles/plain/theme.yaml:1:7 OC123 themes build on each other in a circle: heir → plain → heir"
    ]


def test_a_base_may_stand_in_another_folder(tmp_path: Path) -> None:
    """So a project's own theme builds on an installed one."""
    folder, installed = heir(tmp_path), tmp_path / "share" / "styles"
    installed.parent.mkdir()
    (folder.parent / "fonts").rename(tmp_path / "fonts")
    shutil.copytree(folder.parent, installed)
    shutil.rmtree(folder.parent / "plain")
    (tmp_path / "fonts").rename(installed / "fonts")

    theme, _ = loaded(folder, tmp_path, others=installed)

    assert theme.licences == {"../fonts/OFL.txt": b"licence"}


def test_a_base_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    folder = heir(tmp_path, HEIR.replace("base: plain", "base: plane"))

    assert faults(folder, tmp_path) == ["styles/heir/theme.yaml:2:7 OC106 there is no file 'plane/theme.yaml'"]


def test_a_theme_without_a_base_needs_faces_and_papers(tmp_path: Path) -> None:
    folder = heir(tmp_path, "name: heir\n")

    assert faults(folder, tmp_path) == [
        "styles/heir/theme.yaml:1:1 OC104 the key 'faces' is missing",
        "styles/heir/theme.yaml:1:1 OC104 the key 'papers' is missing",
    ]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("width: 148", "width: 1e308", "width"),
        ("width: 148", "width: -148", "width"),
        ("inner: 18", "inner: 128", "inner"),
        ("outer: 15.5", "outer: -1", "outer"),
        ("leading: 13.5", "leading: 0", "leading"),
        ("lines: 36", "lines: 0", "lines"),
        ("lines: 36", "lines: 60", "lines"),
    ],
)
def test_a_paper_has_room_for_text(tmp_path: Path, old: str, new: str, key: str) -> None:
    settings = SETTINGS.replace(old, new)
    (told,) = faults(styles(tmp_path, settings), tmp_path)

    column = settings.splitlines()[4].index(f"{key}: ") + len(f"{key}: ") + 1
    assert told.startswith(f"styles/plain/theme.yaml:5:{column} OC103 ")


CUT = b"\0\1\0\0\0\1" + bytes(6) + b"glyf" + bytes(4) + (28).to_bytes(4, "big") + (99).to_bytes(4, "big")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", FONT),
        ("a", FONT),
        ("a.woff2", b"wOF2"),
        ("a.ttf", b"no"),
        ("a.ttf", CUT),
        ("a.ttf", CUT[:20]),
        ("a.woff", b"wOFF" + bytes(4) + (99).to_bytes(4, "big")),
    ],
)
def test_a_face_is_a_font(tmp_path: Path, name: str, content: bytes) -> None:
    theme = styles(tmp_path, SETTINGS.replace("../fonts/Regular.ttf", name))
    (theme / name).write_bytes(content)
    (told,) = faults(theme, tmp_path)

    assert told.startswith(f"styles/plain/theme.yaml:3:30 OC143 the font '{name}' cannot be used: ")


def test_the_name_of_a_family_ends_no_rule(tmp_path: Path) -> None:
    (told,) = faults(
        styles(tmp_path, SETTINGS.replace("family: Literata", "family: 'X\"; } p { color: red'")), tmp_path
    )

    assert told.startswith("styles/plain/theme.yaml:3:")
    assert " OC103 " in told


@pytest.mark.parametrize(
    ("sheet", "problem"),
    [
        ("p {}\n@media print {" * 40, "34:15 OC144 this style sheet cannot be laid out: blocks and brackets stand"),
        ("p { color: red }\n" + ":is(" * 500 + "p" + ")" * 500, "2:"),
        ("p { font-size: 1e9pt }", "1:16 OC144 this style sheet cannot be laid out: the number 1e9 is larger"),
        ("p { width: calc(1px / 0) }", "1:23 OC144 this style sheet cannot be laid out: a number is divided by 0"),
        ("p { margin: calc(1px * NaN) }", "1:24 OC144 this style sheet cannot be laid out: 'NaN' is no number"),
        (":root { --a: var(--b); --b: var(--a) }", " OC144 this style sheet cannot be laid out: the variable '--a'"),
        (
            ":root { --a0: x" + "".join(f"; --a{n + 1}: var(--a{n}) var(--a{n})" for n in range(30)) + "}",
            " OC144 this style sheet cannot be laid out: the variable '--a",
        ),
    ],
)
@pytest.mark.parametrize("name", ["print.css", "reflow.css"])
def test_a_sheet_that_no_layout_could_bear_is_told(tmp_path: Path, name: str, sheet: str, problem: str) -> None:
    theme = styles(tmp_path)
    (theme / name).write_text(sheet)
    (told,) = faults(theme, tmp_path)

    assert told.removeprefix(f"styles/plain/{name}").removeprefix(":").startswith(problem)


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ("family: Literata", "family: 'Lite\"rata'", "3:15 OC103 'Lite\"rata' does not fit here: the name of a family"),
        ("Literata, ", "Literata, weight: 1001, ", "3:32 OC103 1001 does not fit here: a weight is 1 to 1,000"),
        ('"#000000"', '"#000000", chart-size: "400"', "6:39 OC103 '400' does not fit here: the letters of charts have"),
        ("Regular.ttf", "OFL.txt", "3:30 OC143 "),
        (
            "licences",
            "lines: {least-space: 0.9, normal-space: 0.5}\nlicences",
            "7:22 OC103 0.9 does not fit here: it is",
        ),
    ],
)
def test_settings_that_no_layout_could_follow_are_told(tmp_path: Path, written: str, instead: str, told: str) -> None:
    found = faults(styles(tmp_path, SETTINGS.replace(written, instead, 1)), tmp_path)

    assert [message.removeprefix("styles/plain/theme.yaml:")[: len(told)] for message in found] == [told]


def test_rules_for_lines_that_no_text_could_follow_are_told(tmp_path: Path) -> None:
    lines = "lines: {least-space: 0.2, greatest-space: 0.9, hyphen: -1, runt: 1.0e+5, glyph-scaling: 3}\n"

    told = faults(styles(tmp_path, SETTINGS + lines), tmp_path)

    assert [message.removeprefix("styles/plain/theme.yaml:") for message in told] == [
        "9:22 OC103 0.2 does not fit here: it is a number from 0.3 to 1",
        "9:43 OC103 0.9 does not fit here: it is more than the normal space, 1",
        "9:56 OC103 -1 does not fit here: it is a number from 0 to 10,000",
        "9:66 OC103 100000 does not fit here: it is a number from 0 to 10,000",
    ]


def test_a_misspelt_theme_of_the_project_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    for folder in ("share/styles/plain", "own/styles/proofs"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "theme.yaml").write_text("name: X")

    with pytest.raises(Faulty) as caught:
        settings_file(tmp_path / "share/styles/proof", root=tmp_path / "own", asked=Origin("content/a/book.yaml"))

    assert [told.hint for told in caught.value.diagnostics] == ["did you mean 'proofs'?"]
