"""The finished file: what stands on its sheets, read from it, folded and compared with the pages it was made of."""

import io
from collections.abc import Callable, Mapping
from typing import Literal

import pikepdf
import pytest

from octavo.impose.imposing import Imposed, impose
from octavo.model.diagnostics import Faulty
from octavo.model.imposition import Imposition
from octavo.model.origin import Origin
from octavo.pdf.opened_file import OpenedFile
from tests.unit.impose.folding import leafed

A5 = (419.5, 595.3)
A4 = (595.3, 841.9)
MM = 72 / 25.4
FILE = Origin("notes.pdf", 0, 0)


def pdf(
    pages: int, size: tuple[float, float] = A5, change: Callable[[pikepdf.Pdf], None] | None = None, **save: object
) -> bytes:
    """Return a PDF of so many pages, each of which shows its number in its middle."""
    made = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for number in range(1, pages + 1):
        page = made.add_blank_page(page_size=size)
        shown = f"BT /F1 12 Tf {size[0] / 2:.1f} {size[1] / 2:.1f} Td (page {number}) Tj ET".encode()
        page.obj.Contents = made.make_stream(shown)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    if change:
        change(made)
    written = io.BytesIO()
    made.save(written, **save)  # type: ignore[arg-type]  # what a test asks of the library
    return written.getvalue()


def imposed(content: bytes, **choices: object) -> tuple[Imposed, list[str]]:
    """Return the file on sheets, and the codes of the warnings."""
    made, told = impose(content, Imposition(**choices), title="Notes", origin=FILE)  # type: ignore[arg-type]  # as above
    return made, [each.code for each in told]


def seen(content: bytes) -> list[list[tuple[str, float, float, float]]]:
    """Return for each sheet side what it shows: the text, its place in pt, and its size against that of its page.

    The size is below 0 where the text is upside down.
    """
    file = OpenedFile(content)
    sides = []
    for page in file.pages.values():
        shown = []
        for each in file.drawn(page):
            a, _, _, _, left, bottom = each.matrix
            shown.append((each.font.text(each.codes), left, bottom, a))
        sides.append(shown)
    return sides


@pytest.mark.parametrize("flip", ["short-edge", "long-edge"])
@pytest.mark.parametrize("binding", ["left", "right"])
def test_the_printed_and_folded_sheets_read_as_the_pages_did(
    binding: Literal["left", "right"], flip: Literal["short-edge", "long-edge"]
) -> None:
    """Every number of pages up to 24, and two large ones; read from the finished file, half a sheet after the other."""
    for pages in (*range(1, 25), 399, 400):
        made, _ = imposed(pdf(pages), binding=binding, flip=flip, blanks="end")
        halves = []
        for number, side in enumerate(seen(made.content)):
            turned = flip == "long-edge" and number % 2 == 1
            assert all((size < 0) == turned for *_, size in side), "what the printer turns upside down is so before"
            half: dict[bool, str] = {}
            for text, left, _, _ in side:
                half[(left > A4[1] / 2) != turned] = text
            halves.append((half.get(False, ""), half.get(True, "")))
        read = leafed(list(zip(halves[::2], halves[1::2], strict=True)), is_right_bound=binding == "right")
        assert [text for text in read if text] == [f"page {number}" for number in range(1, pages + 1)]


def test_pages_touch_the_fold_and_inner_ones_are_moved_towards_it() -> None:
    """Rule P4: from six sheets on, by 1.2 times the thickness of the paper for each sheet around."""
    made, _ = imposed(pdf(40), thickness=0.1)
    sides = seen(made.content)
    for depth in range(10):
        creep = depth * 0.1 * 1.2 * MM
        (left, *_), (right, *_) = sorted(place for _, *place in sides[2 * depth])
        assert left == pytest.approx(A4[1] / 2 - A5[0] / 2 + creep, abs=0.3)
        assert right == pytest.approx(A4[1] / 2 + A5[0] / 2 - creep, abs=0.3)
    few, _ = imposed(pdf(20))
    assert {round(place[0]) for side in seen(few.content) for _, *place in side} == {211, 631}


def test_pages_too_large_are_made_smaller_and_small_ones_are_left_or_made_larger() -> None:
    """A4 pages fit on A4 in their half; A5 ones on A3 keep their size unless told otherwise."""
    made, _ = imposed(pdf(8, A4))
    assert made.scale == pytest.approx(2**-0.5, abs=0.001)
    assert {round(size, 2) for side in seen(made.content) for *_, size in side} == {0.71}
    assert imposed(pdf(8), sheet="a3")[0].scale == 1
    assert imposed(pdf(8), sheet="a3", scale="fit")[0].scale == pytest.approx(2**0.5, abs=0.001)
    assert imposed(pdf(8), scale="actual")[0].scale == 1


def test_the_file_tells_the_printer_what_to_do_and_the_reader_what_it_is() -> None:
    """Viewers take the edge over which to turn the sheet, and the size, from the file itself."""
    made, _ = imposed(pdf(8), has_marks=True)
    with pikepdf.open(io.BytesIO(made.content)) as file:
        assert file.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert file.Root.ViewerPreferences.PrintScaling == "/None"
        assert file.docinfo["/Title"] == "Notes"
        assert "without tags" in str(file.docinfo["/Subject"])
        assert "/StructTreeRoot" not in file.Root
        assert file.check_pdf_syntax() == []
    assert (made.sheets, made.signatures, made.pages, made.blanks, made.flip) == (2, 1, 8, 0, "short-edge")
    assert made.content == imposed(pdf(8), has_marks=True)[0].content, "the same bytes"
    with pikepdf.open(io.BytesIO(imposed(pdf(3), scheme="fold-8")[0].content)) as file:
        assert "/Duplex" not in file.Root.ViewerPreferences


def test_turned_pages_count_as_they_are_seen_and_keep_their_place() -> None:
    """A file of upright pages, some of them turned wide ones, as programs for slides and scanners write them."""

    def turn(made: pikepdf.Pdf) -> None:
        for page in list(made.pages)[1::2]:
            page.obj.MediaBox = [0, 0, A5[1], A5[0]]
            page.obj.Rotate = 90

    made, _ = imposed(pdf(4, change=turn))
    assert made.scale == pytest.approx(1, abs=0.001)


def test_what_is_filled_into_a_form_is_printed() -> None:
    """A form XObject has no annotations: what they show is drawn first; links show nothing and are left out."""

    def fill(made: pikepdf.Pdf) -> None:
        look = made.make_stream(b"BT /Helv 10 Tf 2 2 Td (filled in) Tj ET")
        look.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 100, 20],
                Resources=pikepdf.Dictionary(
                    Font=pikepdf.Dictionary(
                        Helv=pikepdf.Dictionary(
                            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                        )
                    )
                ),
            )
        )
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[50, 50, 150, 70],
            F=4,
            AP=pikepdf.Dictionary(N=look),
            DA=pikepdf.String("/Helv 10 Tf"),
            Contents=pikepdf.String("filled in"),
        )
        made.pages[0].obj.Annots = pikepdf.Array([made.make_indirect(note)])

    made, _ = imposed(pdf(4, change=fill))
    assert "filled in" in {text for side in seen(made.content) for text, *_ in side}


def one_of_another_size(made: pikepdf.Pdf) -> None:
    """Make the third page a wide one."""
    made.pages[2].obj.MediaBox = [0, 0, A4[1], A4[0]]


LOCKED = pikepdf.Encryption(owner="secret", user="secret")


@pytest.mark.parametrize(
    ("content", "choices", "code", "said"),
    [
        (b"no PDF at all", {}, "OC612", "cannot be read"),
        (b"", {}, "OC612", "cannot be read"),
        (pdf(4)[:200], {}, "OC612", "cannot be read"),
        (pdf(0), {}, "OC612", "it has no page"),
        (pdf(4, encryption=LOCKED), {}, "OC611", "password"),
        (pdf(4, change=one_of_another_size), {}, "OC613", "page 3 is 297 × 210 mm, the others are 148 × 210 mm"),
        (pdf(4, A4), {"scale": "actual"}, "OC614", "a page of 210 × 297 mm does not fit into 148 × 210 mm"),
        (pdf(9), {"scheme": "fold-8"}, "OC614", "no more than eight"),
    ],
)
def test_what_cannot_be_imposed_is_told(content: bytes, choices: Mapping[str, object], code: str, said: str) -> None:
    """A code, the file, and words that a teacher understands."""
    with pytest.raises(Faulty) as caught:
        imposed(content, **choices)
    (found,) = caught.value.diagnostics
    assert (found.code, found.origin) == (code, FILE)
    assert said in found.message


def test_pages_of_several_sizes_may_stand_side_by_side() -> None:
    """Each is fitted into its own place."""
    made, told = imposed(pdf(4, change=one_of_another_size), scheme="2-up")
    assert (made.sheets, told) == (1, [])


def test_more_sheets_than_a_stapler_takes_and_repaired_files_are_warned_of() -> None:
    """Both are printed all the same."""
    assert imposed(pdf(60))[1] == []
    assert imposed(pdf(64))[1] == ["OC615"]
    assert imposed(pdf(64), scheme="signatures")[1] == []
    whole = pdf(8, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert imposed(whole[: whole.rindex(b"xref")])[1] == ["OC616"]
