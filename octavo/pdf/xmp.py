"""What a PDF says about itself, as XMP (ISO 16684-1), the same bytes for the same facts."""

from dataclasses import dataclass
from html import escape
from uuid import UUID

from octavo.model.file_metadata import FileMetadata

PRODUCER = "Octavo (WeasyPrint)"


@dataclass(frozen=True, slots=True)
class Conformance:
    """That a file conforms to a standard: the prefix and the namespace of its properties, and these properties."""

    prefix: str
    namespace: str
    properties: tuple[tuple[str, str], ...]


ACCESSIBLE = Conformance("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", (("pdfuaid:part", "1"),))
"""PDF/UA-1 (ISO 14289-1, 5)."""


def for_press(document: UUID) -> Conformance:
    """Return the claim of PDF/X-4, with what it asks for besides (ISO 15930-7, 6.16): an id of the ``document``."""
    properties = (
        ("pdf:Trapped", "False"),
        ("pdfxid:GTS_PDFXVersion", "PDF/X-4"),
        ("xmpMM:DocumentID", document.urn),
        ("xmpMM:RenditionClass", "default"),
    )
    return Conformance("pdfxid", "http://www.npes.org/pdfx/ns/id/", properties)


def xmp(metadata: FileMetadata, claim: Conformance = ACCESSIBLE) -> bytes:
    """Return the XMP packet of ``metadata``, which also makes a ``claim``."""
    properties = [
        ("dc:title", _in("Alt", [metadata.title], ' xml:lang="x-default"')),
        ("dc:creator", _in("Seq", metadata.authors)),
        ("dc:description", _in("Alt", [metadata.description], ' xml:lang="x-default"')),
        ("dc:language", _in("Bag", [metadata.language])),
        ("dc:subject", _in("Bag", metadata.subjects)),
        ("pdf:Keywords", escape(", ".join(metadata.subjects))),
        ("pdf:Producer", PRODUCER),
        *claim.properties,
        ("xmp:CreateDate", escape(metadata.released)),
        ("xmp:CreatorTool", "Octavo"),
        ("xmp:ModifyDate", escape(metadata.released)),
        ("xmpMM:VersionID", escape(metadata.version)),
    ]
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in properties if value)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        f' xmlns:{claim.prefix}="{claim.namespace}"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">'
        f"{inside}</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()


def _in(container: str, items: tuple[str, ...] | list[str], attributes: str = "") -> str:
    """Return the items in an RDF container, or nothing where there are none."""
    written = "".join(f"<rdf:li{attributes}>{escape(item)}</rdf:li>" for item in items if item)
    return f"<rdf:{container}>{written}</rdf:{container}>" if written else ""
