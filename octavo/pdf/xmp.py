"""What a PDF says about itself, as XMP (ISO 16684-1), the same bytes for the same facts."""

from html import escape

from octavo.model.output import Metadata

PRODUCER = "Octavo (WeasyPrint)"


def xmp(metadata: Metadata) -> bytes:
    """Return the XMP packet of ``metadata``, which also claims PDF/UA-1 (ISO 14289-1, 5)."""
    properties = [
        ("dc:title", _in("Alt", [metadata.title], ' xml:lang="x-default"')),
        ("dc:creator", _in("Seq", metadata.authors)),
        ("dc:description", _in("Alt", [metadata.description], ' xml:lang="x-default"')),
        ("dc:language", _in("Bag", [metadata.language])),
        ("dc:subject", _in("Bag", metadata.subjects)),
        ("pdf:Keywords", escape(", ".join(metadata.subjects))),
        ("pdf:Producer", PRODUCER),
        ("pdfuaid:part", "1"),
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
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">'
        f"{inside}</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()


def _in(container: str, items: tuple[str, ...] | list[str], attributes: str = "") -> str:
    """Return the items in an RDF container, or nothing where there are none."""
    written = "".join(f"<rdf:li{attributes}>{escape(item)}</rdf:li>" for item in items if item)
    return f"<rdf:{container}>{written}</rdf:{container}>" if written else ""
