"""Small files of other programs, made for tests: DOCX, EPUB and ODT are ZIP files of a few lines of XML."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
"""A picture of one pixel."""


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of ``files``."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, given in files.items():
            archive.writestr(name, given)
    return content.getvalue()


def docx(body: str, others: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a DOCX whose document has ``body`` between ``w:body`` and its end."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    files = {
        "[Content_Types].xml": types,
        "_rels/.rels": relations,
        "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        **(others or {}),
    }
    return zipped(files)


def epub(pages: Mapping[str, str], others: Mapping[str, str | bytes] | None = None, metadata: str = "") -> bytes:
    """Return an EPUB whose ``pages`` are bodies of XHTML by their names, in reading order; ``others`` lie beside."""
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    items = "".join(
        f'<item id="p{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(pages, start=1)
    )
    spine = "".join(f'<itemref idref="p{number}"/>' for number, _ in enumerate(pages, start=1))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>{items}</manifest>'
        f"<spine>{spine}</spine></package>"
    )
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        "<head><title>x</title></head>{}</html>"
    )
    files = {f"OPS/{name}": page.format(body) for name, body in pages.items()}
    beside = {f"OPS/{name}": content for name, content in (others or {}).items()}
    return zipped({"META-INF/container.xml": container, "OPS/book.opf": package, **files, **beside})
