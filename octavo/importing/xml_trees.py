"""XML of other programs as trees, with bare names; no entity of its own is read and nothing is fetched."""

import re
from collections.abc import Mapping
from html.entities import html5
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import ParseError, TreeBuilder
from xml.parsers import expat

from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

DEEPEST = 400
"""How deep elements may stand in each other."""

_PREFIXES: Mapping[str, str] = {
    "http://www.idpf.org/2007/ops": "epub:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text:",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style:",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table:",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office:",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw:",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo:",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
}
"""The prefixes that names of a namespace have here; names of all others are bare."""

_WP = re.compile(r"http://wordpress\.org/export/[0-9.]+/(excerpt/)?")


def xml_tree(content: bytes, place: Origin) -> Node:
    """Return the root of an XML file.

    Raises ``Faulty`` with OC186, at its line and column, where it is not well formed, stands too deep, or declares
    entities. Names of characters that HTML has (``&nbsp;``) are read.
    """
    reader = _Reader(place)
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003 - the parser's way to say that this is all
    except expat.ExpatError as error:
        at = Origin(place.path, error.lineno, error.offset + 1)
        raise Faulty([fault("OC186", at, problem=expat.ErrorString(error.code))]) from None
    except (ValueError, ParseError, LookupError) as problem:
        raise Faulty([fault("OC186", reader.here, problem=str(problem)[:200])]) from None
    return reader.builder.close()


class _Reader:
    """The parser and what it builds."""

    def __init__(self, place: Origin) -> None:
        self.place = place
        self.depth = 0
        self.builder = TreeBuilder()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.UseForeignDTD(True)  # noqa: FBT003 - so that names of characters come to us and are no errors
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.SkippedEntityHandler = self._entity
        self.parser.EntityDeclHandler = self._declared
        self.parser.ExternalEntityRefHandler = lambda *_: 1

    @property
    def here(self) -> Origin:
        return Origin(self.place.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Faulty([fault("OC186", self.here, problem="elements stand too deep in each other")])
        self.builder.start(_bare(name), {_bare(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_bare(name))

    def _entity(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - the parser's way to call a handler
        if not is_parameter and f"{name};" in html5:
            self.builder.data(html5[f"{name};"])

    def _declared(self, name: str, *_: object) -> None:
        raise Faulty([fault("OC186", self.here, problem=f"it declares the entity '{name}'")])


def _bare(name: str) -> str:
    space, _, local = name.rpartition(" ")
    if _WP.fullmatch(space):
        return f"wp:{local}" if not space.endswith("excerpt/") else f"excerpt:{local}"
    return f"{_PREFIXES.get(space, '')}{local}"


def parents_of(root: Node) -> dict[Node, Node]:
    """Return the element around each element."""
    return {child: node for node in root.iter() for child in node}
