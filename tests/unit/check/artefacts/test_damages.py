"""Damage the finished files of a sound book in many ways: each is found, and told where the book is written."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from PIL import Image

from octavo import pipeline
from octavo.check.artefacts import examination
from octavo.check.artefacts.examination import Alike
from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact
from octavo.model.work import Work
from octavo.pipeline import making
from tests.drawing_edits import EditedFile
from tests.test_golden import TESTS, lay_out_case
from tests.unit.check.artefacts.judging import epub, examine, pdf

WELL = """# The well {#well}

The well was dug by hand, and *nobody* knew how deep the water stood below the yard.[^1] Nobody had asked.

The rope was new that spring, and the bucket came up full each time.[^2]

1. dig;
2. line the walls.

Then they rested.

3. cover it.

::: figure figure=photograph
:::

[^1]: The first note of this chapter, which is short.
[^2]: The second one.
"""

FILLING = "\n" + "On most days the wind came from the west, and the yard was dry. " * 12 + "\n"
PHOTOGRAPH = "kind: image\nid: photograph\ntitle: The bucket\nalt: A grey bucket.\nfile: lamp.png\ncredit: Ours.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A finished book as the checks see it."""

    alike: Alike

    @property
    def pdf(self) -> bytes:
        """The PDF."""
        return self.alike.artefacts[0].content

    @property
    def epub(self) -> bytes:
        """The ebook."""
        return self.alike.artefacts[1].content

    @property
    def html(self) -> tuple[Artefact, ...]:
        """The HTML edition."""
        return tuple(each for each in self.alike.artefacts if each.name.startswith("html/"))

    def judged(self, *artefacts: Artefact) -> tuple[Diagnostic, ...]:
        """Judge files in place of the book's."""
        return examine([replace(self.alike, artefacts=artefacts)])


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Build the stock book with one chapter more."""
    project = lay_out_case(TESTS / "golden", tmp_path_factory.mktemp("damages"))
    book = project.content / "stock"
    (book / "text" / "03-well.md").write_text(WELL + FILLING * 8)
    (book / "figures" / "photograph.yaml").write_text(PHOTOGRAPH)
    Image.new("L", (400, 300), 128).save(book / "lamp.png")
    settings = book / "book.yaml"
    text = settings.read_text().replace("text/02-storm.md]", "text/02-storm.md, text/03-well.md]")
    settings.write_text(f"{text}formats: [pdf, epub, html]\n")
    judged: list[Alike] = []

    def watched(groups: Sequence[Alike]) -> Work[tuple[Diagnostic, ...]]:
        judged.extend(groups)
        return examination.examine(groups)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "examine", watched)
        (result,) = pipeline.build(project, ["stock"], pipeline.Options())
    assert result.status == "built", result.diagnostics
    return Finished(alike=judged[0])


# --- the PDF ---


def over(text: str, other: str) -> Callable[[EditedFile], None]:
    """Print a string over another."""

    def damage(file: EditedFile) -> None:
        (left, up), (right, down) = file.place_of(text), file.place_of(other)
        file.move(text, right - left + 20, up - down)

    return damage


PRINT: Mapping[str, tuple[str, Callable[[EditedFile], None]]] = {
    "a word is dropped": ("OC701", lambda file: file.replace("Nobody had", "had")),
    "a word is doubled": ("OC701", lambda file: file.replace("bucket came", "bucket bucket came")),
    "two words are exchanged": ("OC701", lambda file: file.replace("rope was new", "new was rope")),
    "a space is lost": ("OC701", lambda file: file.replace("The rope", "Therope")),
    "a space is added": ("OC701", lambda file: file.replace("spring", "spr ing")),
    "a letter is another": ("OC701", lambda file: file.replace("spring", "string")),
    "a figure is another": ("OC701", lambda file: file.replace("310", "301")),
    "the number of a figure is another": ("OC701", lambda file: file.replace("Figure 1", "Figure 3")),
    "a list is renumbered": ("OC701", lambda file: file.replace("3.", "1.")),
    "a call has another number": ("OC701", lambda file: file.replace("1", "2", after="below the yard")),
    "a cell is empty": ("OC701", lambda file: file.replace("450", " ")),
    "a note is lost": ("OC701", lambda file: file.without(file.element_of("Note", "first note of this"))),
    "a heading is lost": ("OC701", lambda file: file.without(file.element_of("H2", "How it was built"))),
    "a paragraph is lost": ("OC701", lambda file: file.without(file.element_of("P", "The rope was new"))),
    "a paragraph stands twice": ("OC701", lambda file: file.twice(file.element_of("P", "Then they rested"))),
    "two paragraphs are exchanged": (
        "OC701",
        lambda file: file.exchanged(file.element_of("P", "The rope was"), file.element_of("P", "Then they")),
    ),
    "a line of the contents is another": ("OC701", lambda file: file.replace("The storm", "The stone")),
    "a picture is lost": ("OC703", lambda file: file.without(file.element_of("Figure", ""))),
    "a line runs off the paper": ("OC704", lambda file: file.move("Then they rested", 420, 0)),
    "a line runs out of the text block": ("OC714", lambda file: file.move("Then they rested", 340, 0)),
    "a line is printed over another": ("OC705", over("Then they rested", "The rope was new")),
    "a word is printed over its neighbour": ("OC705", lambda file: file.move("guiding star", -30, 0)),
    "a line stands elsewhere": ("OC707", lambda file: file.move("Then they rested", 0, 160)),
    "a picture is squeezed": ("OC708", lambda file: file.squeeze_picture(0.8)),
    "a note stands on another page": (
        "OC709",
        lambda file: file.to_page(file.element_of("Note", "first note of this"), 13),
    ),
    "a note stands before an earlier one": ("OC717", lambda file: file.move("first note of this", 0, -20)),
}


@pytest.mark.parametrize("what", PRINT)
def test_a_damaged_pdf_is_found(finished: Finished, what: str) -> None:
    code, damage = PRINT[what]
    file = EditedFile(finished.pdf)
    damage(file)

    found = finished.judged(pdf(file.saved()))

    assert code in {each.code for each in found}, found
    assert all(each.origin.path.startswith("content/stock/") for each in found if each.code == code)


# --- the ebook ---

SCREEN: Mapping[str, tuple[str, tuple[bytes, bytes]]] = {
    "a word is dropped": ("OC701", (b"Nobody had asked", b"had asked")),
    "a space is lost": ("OC701", (b"The rope", b"Therope")),
    "the text of a paragraph is lost": ("OC701", (b"Then they rested.", b"")),
    "the words of a link are lost": ("OC701", (b">logbook rules<", b"><")),
    "a call is lost": ("OC701", (b'-call-1">1<', b'-call-1"><')),
    "a list begins elsewhere": ("OC701", (b'start="3"', b'start="2"')),
    "a cell is empty": ("OC701", (b">450<", b"><")),
    "a picture is lost": ("OC703", (b'alt="A grey bucket."', b'alt=""')),
    "words that only a template adds are others": ("OC702", (b"Typefaces", b"Letters")),
}


@pytest.mark.parametrize("what", SCREEN)
def test_a_damaged_ebook_is_found(finished: Finished, what: str) -> None:
    code, (old, new) = SCREEN[what]
    target, changed = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(finished.epub)) as archive, zipfile.ZipFile(target, "w") as other:
        for name in archive.namelist():
            content = archive.read(name)
            changed += old in content
            other.writestr(name, content.replace(old, new))
    assert changed

    found = finished.judged(pdf(finished.pdf), epub(target.getvalue()))

    assert {each.code for each in found} == {code}, found
    assert all(each.origin.path.startswith("content/stock/") for each in found)


# --- the HTML edition ---


@pytest.mark.parametrize("what", SCREEN)
def test_a_damaged_html_edition_is_found(finished: Finished, what: str) -> None:
    code, (old, new) = SCREEN[what]
    damaged = [replace(each, content=each.content.replace(old, new)) for each in finished.html]
    assert damaged != [*finished.html]

    found = finished.judged(pdf(finished.pdf), *damaged)

    assert {each.code for each in found} == {code}, found
    assert all(each.origin.path.startswith("content/stock/") for each in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'href="glossary.html#', b'href="glossary.html#no-'), (b'href="style.css"', b'href="look.css"')],
)
def test_a_link_of_the_html_edition_that_leads_nowhere_is_found(finished: Finished, old: bytes, new: bytes) -> None:
    damaged = [replace(each, content=each.content.replace(old, new)) for each in finished.html]

    found = finished.judged(*damaged)

    assert {each.code for each in found} == {"OC601"}, found


def test_the_files_are_sound_before(finished: Finished) -> None:
    assert finished.judged(*finished.alike.artefacts) == ()
    assert finished.judged(pdf(EditedFile(finished.pdf).saved())) == ()
