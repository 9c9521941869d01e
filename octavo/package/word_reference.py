"""The reference document of our DOCX files: styles, page and foot, from which pandoc takes the looks of a document.

A teacher changes a style once, and every paragraph of that kind follows. Names and meanings of the parts are those of
Office Open XML (ISO/IEC 29500-1, WordprocessingML); the styles stand in *word_styles.xml*.
"""

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape as text

from octavo.model.output import Archive, Paper

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{WORD}" xmlns:r="{RELATION}"'

STYLES = Path(__file__).with_name("word_styles.xml")

TWIPS_PER_MM = 1440 / 25.4
"""Distances are in twips, of which 20 are a point."""

BINDING, EDGE, BOTTOM, FOOT = 25.0, 15.0, 20.0, 10.0
"""Margins in mm: room for punched holes at the left, what all printers reach, and where the foot stands."""

INDENT = 140
"""How far the text of a box stands in, in twips."""

TYPES = f"""{HEAD}<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{PART}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{PART}.styles+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{PART}.footer+xml"/>
</Types>
"""

ROOT_RELATIONS = f"""{HEAD}<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/>
</Relationships>
"""

RELATIONS = f"""{HEAD}<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{RELATION}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{RELATION}/footer" Target="footer1.xml"/>
</Relationships>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """The foot of every page: what a loose copy must say, and the words before the number and the count of pages."""

    words: str
    page: str
    pages: str


def reference_document(paper: Paper, foot: Foot, language: str) -> Archive:
    """Return the reference document for ``paper``, still to be packed; ``language`` is that of its text."""
    width = _twips(paper.width - BINDING - EDGE)
    places = {
        "END": width,
        "HALF": width // 2,
        "MOST": width * 3 // 4,
        "MARGIN": width - 3 * INDENT,
        "LANGUAGE": language,
    }
    styles = STYLES.read_text(encoding="utf-8")
    for name, place in places.items():
        styles = styles.replace(f'="{name}"', f'="{text(str(place))}"')
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "word/_rels/document.xml.rels": RELATIONS,
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body><w:p/>{_page(paper)}</w:body></w:document>",
        "word/footer1.xml": f"{HEAD}<w:ftr {NAMESPACES}>{_foot(foot)}</w:ftr>",
        "word/styles.xml": styles,
    }
    packed = {name: content.encode() for name, content in files.items()}
    return Archive(name="reference.docx", media_type=MEDIA_TYPE, files=packed)


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def _page(paper: Paper) -> str:
    sides = {"top": EDGE, "right": EDGE, "bottom": BOTTOM, "left": BINDING, "header": FOOT, "footer": FOOT}
    margins = "".join(f' w:{side}="{_twips(distance)}"' for side, distance in sides.items())
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{_twips(paper.width)}" w:h="{_twips(paper.height)}"/><w:pgMar{margins} w:gutter="0"/></w:sectPr>'
    )


def _foot(foot: Foot) -> str:
    def run(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text(words)}</w:t></w:r>'

    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    pages = f"{run(foot.page)}{field('PAGE')}{run(foot.pages)}{field('NUMPAGES')}"
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{run(foot.words)}<w:r><w:tab/></w:r>{pages}</w:p>'
