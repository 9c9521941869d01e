"""Citation styles: what can be told of a CSL file before the citation processor reads it.

Of the styles that the repository of CSL offers, most only name another one (Citation Style Language 1.0.2, *dependent
styles*); the processor would fetch that from the net.
"""

from collections.abc import Iterator
from xml.parsers import expat

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin

CSL = "http://purl.org/net/xbiblio/csl"
PARENT = "independent-parent"


def check_style(text: str, place: Origin) -> Iterator[Diagnostic]:
    """Yield OC171 where the style in the file ``place`` is not well formed, is no style, or only names another."""
    reader = _Reader()
    try:
        reader.read(text)
    except expat.ExpatError as error:
        where = Origin(place.path, error.lineno, error.offset + 1)
        problem = f"it is not well formed: {expat.ErrorString(error.code)}"
        yield fault("OC171", where, problem=problem, remedy="take another copy of it")
        return
    if reader.names[:1] != ["style"]:
        yield fault("OC171", place, problem="it is no CSL style", remedy="take the file whose name ends with .csl")
    elif reader.entity:
        problem = f"it has an entity ('{reader.entity}')"
        yield fault("OC171", place, problem=problem, remedy="write what the entity stands for")
    elif reader.parent and "citation" not in reader.names:
        name = reader.parent.rpartition("/")[2]
        problem = f"it has no rules of its own, and takes those of '{name}'"
        yield fault("OC171", place, problem=problem, remedy=f"put {name}.csl in its place, from {reader.parent}")


class _Reader:
    """Reads a style from front to back: the names of its elements, the style that it names, and an entity."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.parent = ""
        self.entity = ""

    def read(self, text: str) -> None:
        """Read ``text``; raises ``ExpatError`` where it is not well formed."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EntityDeclHandler = self._entity
        parser.Parse(text.encode(), True)  # noqa: FBT003 - the parser's own signature

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _, word = name.rpartition(" ")
        if space in (CSL, ""):
            self.names.append(word)
            if word == "link" and attributes.get("rel") == PARENT:
                self.parent = attributes.get("href", "")

    def _entity(self, name: str, *_rest: object) -> None:
        self.entity = self.entity or name
