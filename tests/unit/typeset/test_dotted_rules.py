"""A dotted rule along one edge of a box is drawn as one line, where and as WeasyPrint draws its dots one by one."""

import pypdfium2
import pytest
from PIL import Image, ImageChops

from octavo.typeset.system import layout_engine
from tests.unit.typeset.samples import CSS, FONT_ASSETS

RULED = """<p style="display: flex">Chapter <span style="flex: 1; align-self: flex-end; border-bottom: .5pt dotted;
margin: 0 4pt 3pt"></span>12</p><div style="border-top: 2pt dotted #a00; width: 57.3mm; padding: 3pt">x</div>"""

LEFT_ALONE = (
    '<p style="border-bottom: 1pt dotted; width: 1.1pt">i</p>',
    '<p style="border-bottom: 1pt dotted; border-radius: 3pt">round</p>',
    '<p style="border-bottom: 1pt dotted; visibility: hidden">unseen</p>',
    '<p style="border-left: 1pt dotted">beside</p>',
    '<p style="border: 1pt dotted">around</p>',
)


def drawn(body: str, *, is_fixed: bool) -> bytes:
    """Return a PDF of ``body``, with WeasyPrint's own drawing of borders where it ``is_fixed`` not."""
    with layout_engine():
        from octavo.typeset import engine
    patches = [patch for patch in engine.PATCHES if is_fixed or patch.name != "weasyprint.draw.border.draw_border"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "PATCHES", patches)
        with layout_engine():
            from octavo.typeset.layout_session import LayoutSession

            text = f'<html lang="en-GB"><head><title>Rules</title></head><body>{body}</body></html>'
            content = LayoutSession(CSS, FONT_ASSETS).render(text).write_pdf(uncompressed_pdf=True)
    assert content is not None
    return content


def picture(content: bytes) -> Image.Image:
    """Draw the first page."""
    found: Image.Image = pypdfium2.PdfDocument(content)[0].render(scale=4, grayscale=True).to_pil()
    return found


def test_a_dotted_rule_looks_as_the_engine_draws_it_and_takes_a_fraction_of_the_room() -> None:
    line, dots = (drawn(RULED, is_fixed=is_fixed) for is_fixed in (True, False))

    difference = ImageChops.difference(picture(line), picture(dots))
    assert max(value for value, count in enumerate(difference.histogram()) if count) < 96
    assert len(line) * 4 < len(dots)


@pytest.mark.parametrize("body", LEFT_ALONE)
def test_what_is_no_plain_row_of_dots_is_left_to_weasyprint(body: str) -> None:
    assert drawn(body, is_fixed=True) == drawn(body, is_fixed=False)
