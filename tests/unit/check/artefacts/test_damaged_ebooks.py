"""An ebook that cannot be read is told as such, whatever is wrong with it, and nothing else is told of it."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from octavo.check.artefacts.examination import Alike
from tests.unit.check.artefacts.judging import NO_BOOK, epub, examine

PACKAGE = "<package xmlns='http://www.idpf.org/2007/opf'><manifest>{}</manifest><spine>{}</spine></package>"


def archive(files: Mapping[str, str]) -> bytes:
    """Return a ZIP file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return written.getvalue()


SOUND = archive(
    {"package.opf": PACKAGE.format("<item id='a' href='a.xhtml'/>", "<itemref idref='a'/>"), "a.xhtml": "<a/>"}
)
DAMAGED = {
    "nothing": b"",
    "words": b"This is no ebook.",
    "cut short": SOUND[:-30],
    "bytes changed": SOUND.replace(SOUND[60:70], bytes(10)),
    "broken markup": archive({"a.xhtml": "<html><body><p>open</body></html>"}),
    "a section that is not there": archive({"package.opf": PACKAGE.format("", "<itemref idref='a'/>")}),
    "a list that begins with a word": archive(
        {"a.xhtml": "<html xmlns='http://www.w3.org/1999/xhtml'><body><ol start='one'><li>x</li></ol></body></html>"}
    ),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_ebook_is_one_finding(kind: str) -> None:
    """A code, and the file."""
    (found,) = examine([Alike(book=NO_BOOK, artefacts=(epub(DAMAGED[kind]),))])
    assert (found.code, found.origin.path) == ("OC715", "a.epub")


def test_a_sound_one_is_none() -> None:
    """The same without the damage."""
    assert examine([Alike(book=NO_BOOK, artefacts=(epub(SOUND),))]) == ()
