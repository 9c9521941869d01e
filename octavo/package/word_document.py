"""Make a DOCX of a sheet, for teachers who adapt it in a word processor: through pandoc, with styles of our own.

The same input gives the same bytes: what pandoc packs is packed anew, and no clock is asked.
"""

import io
import re
import zipfile
from xml.sax.saxutils import escape as text

from octavo.model.output import Archive
from octavo.package.archive import write_archive
from octavo.package.word_markup import TAB
from octavo.package.word_reference import MEDIA_TYPE
from octavo.pandoc import run_pandoc

REFERENCE = "reference.docx"
ARGUMENTS = ("--from=html+epub_html_exts-auto_identifiers", "--to=docx", f"--reference-doc={REFERENCE}", "--output=-")

ABOUT = "docProps/core.xml"
FIRST = "[Content_Types].xml"
"""What stands first in the file: some readers know a DOCX by it."""

BOOKMARKS = re.compile(r"<w:bookmark(?:Start|End)\b[^>]*/>\s*")
"""Places that nothing leads to."""

CORE = """<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<dc:title>{title}</dc:title><dc:language>{language}</dc:language>
<dcterms:created xsi:type="dcterms:W3CDTF">{released}T00:00:00Z</dcterms:created>
<dcterms:modified xsi:type="dcterms:W3CDTF">{released}T00:00:00Z</dcterms:modified>
</cp:coreProperties>
"""


def word_document(markup: str, reference: bytes, title: str, language: str, released: str) -> bytes:
    """Return the DOCX of ``markup`` (see :mod:`octavo.package.word_markup`) in the looks of a ``reference`` document.

    Raises :class:`octavo.pandoc.PandocRefused` where pandoc does not make one.
    """
    made = run_pandoc(ARGUMENTS, markup, files={REFERENCE: reference})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    document = files["word/document.xml"].decode()
    tab = '</w:t><w:tab/><w:t xml:space="preserve">'
    files["word/document.xml"] = BOOKMARKS.sub("", document).replace(TAB, tab).encode()
    about = CORE.format(title=text(title), language=text(language), released=text(released))
    files[ABOUT] = about.encode()
    ordered = dict(sorted(files.items(), key=lambda each: (each[0] != FIRST, each[0])))
    return write_archive(Archive(name="", media_type=MEDIA_TYPE, files=ordered))
