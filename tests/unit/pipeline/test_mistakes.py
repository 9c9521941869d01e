"""Single mistakes of a beginner in the book that ``octavo new`` writes: each is told at its place, with what to do."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from octavo.model.diagnostics import Diagnostic, Faulty
from octavo.pipeline.manuscript import prepare
from octavo.pipeline.result import Options
from octavo.project import find_project
from octavo.starter import begin

WELL, PUMP, MARY = "text/01-the-well.md", "text/02-the-pump.md", "people/mary-hope.yaml"
KEEPER = "identification: keeper of the well"
FIGURE = "id: well\nkind: image\ntitle: The well\nalt: A well.\ncredit: Parish archive\nfile: "


def told(folder: Path) -> list[Diagnostic]:
    """Return all that is told of the book in ``folder`` up to its layout."""
    try:
        return list(prepare(find_project(folder), folder.name, Options()).diagnostics)
    except Faulty as faulty:
        return list(faulty.diagnostics)


def changed(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a mistake: ``new`` in the place of ``old``."""

    def make(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return make


def added(file: str, text: str) -> Callable[[Path], None]:
    """Return a mistake: ``text`` at the end of a file, which may be new."""

    def make(folder: Path) -> None:
        before = (folder / file).read_bytes() if (folder / file).exists() else b""
        (folder / file).write_bytes(before + text.encode())

    return make


def encoded(file: str, encoding: str) -> Callable[[Path], None]:
    """Return a mistake: a file saved in another encoding."""
    return lambda folder: bytes_of(
        folder / file, "# In Z\N{LATIN SMALL LETTER U WITH DIAERESIS}rich\n".encode(encoding)
    )


def bytes_of(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def pictured(named: str, disk: str = "images/well.png", content: bytes = b"") -> Callable[[Path], None]:
    """Return a mistake: a figure that names a file, beside one that is there."""

    def make(folder: Path) -> None:
        drawn = io.BytesIO()
        Image.new("L", (900, 600)).save(drawn, "PNG")
        bytes_of(folder / disk, content or drawn.getvalue())
        (folder / "figures" / "well.yaml").write_text(f"{FIGURE}{named}\n", encoding="utf-8")

    return make


def renamed(old: str, new: str) -> Callable[[Path], None]:
    """Return a mistake: a file under another name."""

    def make(folder: Path) -> None:
        (folder / old).rename(folder / new)

    return make


PLACE_IN_WELL = "figures/well.yaml:6"

MISTAKES: list[tuple[Callable[[Path], None], str, str, str]] = [
    # YAML
    (changed("sources.yaml", "  type: book", "   type: book"), "OC101", "sources.yaml:3:4", "indented further"),
    (changed("book.yaml", "  body:", "   body:"), "OC101", "book.yaml:17:4", "same column"),
    (changed("terms.yaml", "  definition", "\tdefinition"), "OC101", "terms.yaml:3:1", "put spaces in its place"),
    (changed("terms.yaml", "  term", "\u00a0 term"), "OC101", "terms.yaml:2:1", "no-break space"),
    (changed("events.yaml", '"1921-05"', '"1921-05'), "OC101", "events.yaml:2:9", "add the same quotation mark"),
    (changed("book.yaml", '"Wells"', "Wells: a history"), "OC101", "book.yaml:2:8", 'in quotes: "Wells: a history"'),
    (changed("book.yaml", '"Wells"', "“Wells: a history”"), "OC101", "book.yaml:2:8", 'in quotes: "Wells: a history"'),
    (changed("book.yaml", "language: en", "language:en"), "OC101", "book.yaml:3:9", "write 'language: en-GB'"),
    (changed("book.yaml", "- text/02", "-text/02"), "OC101", "book.yaml:19:5", "write '- text/02-the-pump.md'"),
    (changed("book.yaml", "- text/02", "– text/02"), "OC101", "book.yaml:19:5", "a plain hyphen"),
    (added("terms.yaml", "<<<<<<< HEAD\n"), "OC101", "terms.yaml:5:1", "keep one of the two versions"),
    (changed(MARY, KEEPER, "identification: keeper: a"), "OC101", f"{MARY}:3:17", '"keeper: a"'),
    (changed(MARY, KEEPER, "identification: @keeper"), "OC101", f"{MARY}:3:17", '"@keeper"'),
    (changed(MARY, KEEPER, "identification: *keeper* of it"), "OC101", f"{MARY}:3:17", '"*keeper* of it"'),
    (changed(MARY, KEEPER, "identification: [Mary] keeper"), "OC101", f"{MARY}:3:17", '"[Mary] keeper"'),
    (changed(MARY, KEEPER, 'identification: "keeper" of it'), "OC101", f"{MARY}:3:17", "'\"keeper\" of it'"),
    (changed(MARY, KEEPER, "identification: - keeper"), "OC101", f"{MARY}:3:17", "cannot begin with -"),
    (changed(MARY, KEEPER, "identification: |\nkeeper"), "OC101", f"{MARY}:4:1", "put two spaces before it"),
    (changed(MARY, "[hope1921]", "[hope1921"), "OC101", f"{MARY}:9:10", "add ] at its end"),
    # values
    (changed("book.yaml", "1.0.0", "1.0"), "OC103", "book.yaml:11:10", 'write "1.0"'),
    (changed("events.yaml", '"1921-05"', "1921"), "OC103", "events.yaml:2:9", 'write "1921"'),
    (changed(MARY, "[hope1921]", "hope1921"), "OC103", f"{MARY}:9:10", "write it in brackets: [hope1921]"),
    (changed(MARY, "sources:", "print: yes\nsources:"), "OC103", f"{MARY}:9:8", "write true or false"),
    (changed(MARY, 'born:\n  date: "1868~"', "born: 1868"), "OC103", f"{MARY}:4:7", "write keys below it"),
    (changed("book.yaml", "role: author", "role: Author"), "OC103", "book.yaml:7:11", "did you mean 'author'?"),
    (changed("terms.yaml", "id: windlass", "id: the windlass"), "OC103", "terms.yaml:1:7", "an id is a letter"),
    (changed("events.yaml", '"1921-05"', "May 1921"), "OC105", "events.yaml:2:9", "did you mean '1921-05'?"),
    (changed("events.yaml", '"1921-05"', "“1921-05”"), "OC105", "events.yaml:2:9", "did you mean '1921-05'?"),
    (changed(MARY, '"1934-12-01"', '"1934-02-31"'), "OC105", f"{MARY}:7:10", "the calendar does not have it"),
    (added("book.yaml", 'identifiers: {epub: "978-3-16-148410-1"}\n'), "OC103", "book.yaml:23:22", "a figure is wrong"),
    (added("book.yaml", "identifiers: {prnt: 978-3-16-148410-0}\n"), "OC102", "book.yaml:23:21", "mean 'print'?"),
    (added("book.yaml", "paper: A5\n"), "OC103", "book.yaml:23:8", "did you mean 'a5'?"),
    (added("book.yaml", "paper: a4\n"), "OC124", "book.yaml:23:8", "use one of: a5"),
    (added("book.yaml", "font: Georgia\n"), "OC102", "book.yaml:23:1", "unknown key 'font'"),
    (changed("book.yaml", "[pdf, epub, html, site]", "[pdf, docx]"), "OC120", "book.yaml:22:16", "use one of: epub"),
    # files
    (changed("book.yaml", "en-GB", "nl"), "OC106", "book.yaml:3:11", "use one of: de, en-GB"),
    (changed("book.yaml", "chicago-author-date", "harvard"), "OC106", "book.yaml:14:17", "use one of: apa"),
    (added("book.yaml", "theme: modern\n"), "OC106", "book.yaml:23:8", "use one of: handout, novel"),
    (changed("book.yaml", "text/02-the-pump", "text/02-pump"), "OC106", "book.yaml:19:7", "'text/02-the-pump.md'?"),
    (changed("book.yaml", "text/02", "text\\02"), "OC117", "book.yaml:19:7", "'text/02-the-pump.md'"),
    (encoded(PUMP, "cp1252"), "OC107", f"{PUMP}:1:7", "save it as UTF-8"),
    (encoded(PUMP, "utf-16"), "OC107", f"{PUMP}:1:1", "text in UTF-16"),
    (lambda folder: bytes_of(folder / PUMP, b"PK\3\4docx"), "OC107", f"{PUMP}:1:1", "save its text as Markdown"),
    (renamed(MARY, "people/mary-hope.yml"), "OC122", "people/mary-hope.yml", "nothing reads"),
    # pictures
    (pictured("images\\well.png"), "OC117", PLACE_IN_WELL, "'images/well.png'"),
    (pictured("/home/me/well.png"), "OC117", PLACE_IN_WELL, "copy the file into the book's folder"),
    (pictured("C:\\Users\\me\\well.png"), "OC117", PLACE_IN_WELL, "such as 'well.png'"),
    (pictured("https://example.org/well.png"), "OC117", PLACE_IN_WELL, "save the file in the book's folder"),
    (pictured("images/Well.PNG"), "OC106", PLACE_IN_WELL, "did you mean 'images/well.png'?"),
    (pictured("a.heic", "a.heic", b"ftypheic"), "OC139", PLACE_IN_WELL, "save it as JPEG or PNG"),
    (pictured("a.jpg", "a.jpg"), "OC139", PLACE_IN_WELL, "give its name the suffix .png"),
    (pictured("a.png", "a.png", b"<svg/>"), "OC139", PLACE_IN_WELL, "give its name the suffix .svg"),
    # Markdown
    (changed(WELL, "# The well\n", ""), "OC115", f"{WELL}:1:1", "begin the file with a line '# Title'"),
    (changed(WELL, "## Marks", "#### Marks"), "OC133", f"{WELL}:9:1", "skips a level"),
    (changed(WELL, "stood", "<blink>stood</blink>"), "OC110", f"{WELL}:4:22", "use the marks"),
    (changed(WELL, "people/*.\n:::", "people/*."), "OC112", f"{WELL}:15:1", "end it with a line"),
    (changed(WELL, "::: sidebar", "::: sidebox"), "OC109", f"{WELL}:15:1", "did you mean 'sidebar'?"),
    (changed(WELL, "=mary-hope", "=mary-hop"), "OC203", f"{WELL}:15:1", "did you mean 'mary-hope'?"),
    (changed(WELL, "hope1921,", "hope1912,"), "OC201", f"{WELL}:12:33", "did you mean 'hope1921'?"),
    (changed(WELL, "[^rope]: A", "[^rop]: A"), "OC209", f"{WELL}:5:10", "did you mean 'rop'?"),
    (changed(WELL, "(#the-pump)", "(#pump)"), "OC204", f"{WELL}:13:1", "did you mean 'the-pump'?"),
    (changed(PUMP, '"Who paid for the pump?"', "“Who paid?”"), "OC131", f"{PUMP}:6:14", "typographic quotation marks"),
    (added(WELL, "\n![The well](images/well.png)\n"), "OC106", f"{WELL}:22:1", "create it, or correct the name"),
]


@pytest.mark.parametrize(
    ("mistake", "code", "place", "words"), MISTAKES, ids=[f"{number}-{row[1]}" for number, row in enumerate(MISTAKES)]
)
def test_a_mistake_is_told_at_its_place_with_what_to_do(
    tmp_path: Path, mistake: Callable[[Path], None], code: str, place: str, words: str
) -> None:
    (tmp_path / "content").mkdir()
    folder = begin(tmp_path, "wells", "")
    mistake(folder)

    found = [str(each) for each in told(folder)]
    right = [line for line in found if f" {code}: " in line and f"content/wells/{place}" in line and words in line]
    assert right, "\n".join(found)


def test_the_book_without_a_mistake_is_sound(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()

    assert told(begin(tmp_path, "wells", "")) == []
