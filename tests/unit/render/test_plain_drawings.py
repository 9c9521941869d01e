"""Drawings in the outputs: all that is drawn, and nothing that says who drew it, where and with what."""

from base64 import b64decode, b64encode
from io import BytesIO
from xml.etree.ElementTree import canonicalize

import pytest
from PIL import Image

from octavo.load.drawings import size_of_drawing
from octavo.render.plain_drawings import plain

PRIVATE = """<?xml version="1.0"?>
<!-- Drawn by Mary Hope -->
<?app /home/mary/wells?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://www.inkscape.org/namespaces/inkscape"
 xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" ink:docname="/home/mary/wells.svg" data-by="Mary">
<title>Mary's wells</title><desc>51.5 N</desc>
<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">Mary Hope</rdf:RDF></metadata>
<ink:page by="Mary"/>
<style>/* Mary's */ .deep { fill: red }</style>
<g id="well" class="deep" ink:label="Mary"><!-- Mary --><path d="M0 0h9"/></g>
<text x="1" y="5">The <tspan xml:space="preserve">deep</tspan> well</text>
<use xlink:href="#well"/>
</svg>"""


def test_what_is_drawn_stays_and_what_is_private_goes() -> None:
    made = plain(PRIVATE.encode())

    assert b"ary" not in made
    assert b"51.5" not in made
    assert canonicalize(made.decode(), strip_text=True) == canonicalize(
        """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">
        <style> .deep { fill: red }</style><g id="well" class="deep"><path d="M0 0h9"/></g>
        <text x="1" y="5">The <tspan xml:space="preserve">deep</tspan> well</text><use xlink:href="#well"/></svg>""",
        strip_text=True,
    )
    assert plain(made) == made
    assert size_of_drawing(made) == size_of_drawing(PRIVATE.encode())


def test_a_photograph_inside_a_drawing_loses_its_private_marks() -> None:
    exif = Image.Exif()
    exif[0x013B] = "Mary Hope"
    target = BytesIO()
    Image.new("RGB", (20, 10)).save(target, "JPEG", exif=exif)
    assert b"Mary Hope" in target.getvalue()

    made = plain(_showing(f"data:image/jpeg;base64,{b64encode(target.getvalue()).decode()}"))
    picture = b64decode(made.partition(b"base64,")[2].partition(b'"')[0])

    assert b"Mary Hope" not in picture
    with Image.open(BytesIO(picture)) as opened:
        assert opened.size == (20, 10)


@pytest.mark.parametrize("address", ["data:image/png;base64,AA==", "data:image/png;base64,", "#well"])
def test_what_cannot_be_read_inside_a_drawing_stays(address: str) -> None:
    assert address.encode() in plain(_showing(address))


def _showing(address: str) -> bytes:
    picture = f'<image href="{address}" width="9" height="9"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{picture}</svg>'.encode()
