"""A structure tree as it grows and as it is written (ISO 32000-1, 14.7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pydyf

Content: TypeAlias = tuple[int, int]
"""A page (from 0) and the number of a piece of marked content on it."""


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """A link's active area on ``page``."""

    page: int
    dictionary: Any


@dataclass(slots=True, eq=False)
class Node:
    """One structure element; ``kids`` in reading order, ``entries`` what its dictionary holds besides.

    ``notes`` counts the footnotes that stand behind it.
    """

    role: str
    parent: "Node | None"
    element: Any = None
    page: int = 0
    language: str = ""
    entries: dict[str, Any] = field(default_factory=dict)
    kids: "list[Node | Content | Annotation]" = field(default_factory=list)
    notes: int = 0

    def add(self, role: str, element: Any, page: int) -> "Node":  # noqa: ANN401 -- the engine has no types
        """Add a structure element at the end of this one and return it."""
        node = Node(role, self, element, page, self.language)
        self.kids.append(node)
        return node

    def prune(self) -> bool:
        """Drop what nobody would ever read; return whether anything is left."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Node) or kid.prune()]
        return bool(self.kids)

    def contents(self) -> Iterator[Content]:
        """Yield all marked content of the tree in reading order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.contents()
            elif isinstance(kid, tuple):
                yield kid


def make_artifacts(stream: Any, kept: set[int]) -> None:  # noqa: ANN401
    """Turn the marked content of one page that is not in ``kept`` into artifacts, which are never read aloud."""
    items = stream.stream
    for place in range(len(items) - 2):
        properties = items[place + 1]
        if isinstance(properties, dict) and properties.get("MCID", -1) not in kept and items[place + 2] == b"BDC":
            items[place : place + 3] = [b"/Artifact", b"", b"BMC"]


def write(pdf: pydyf.PDF, root: Node, streams: Sequence[Any]) -> None:
    """Write the tree into ``pdf``, whose pages are drawn in ``streams``, and make all else on them artifacts."""
    root.prune()
    owners = _Writer(pdf, len(streams)).write(root)
    for page, stream in enumerate(streams):
        make_artifacts(stream, set(owners[page]))


class _Writer:
    """Writes one tree; knows which structure element every piece of content belongs to."""

    def __init__(self, pdf: pydyf.PDF, pages: int) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._owners: list[dict[int, bytes]] = [{} for _ in range(pages)]
        self._annotations: list[bytes] = []
        self._identifiers: list[tuple[bytes, Any, bytes]] = []

    def write(self, root: Node) -> list[dict[int, bytes]]:
        """Write the tree ``root`` and return for each page its content numbers with their structure elements."""
        parents = pydyf.Dictionary({})
        self._pdf.add_object(parents)
        top = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
        self._pdf.add_object(top)
        top["K"] = pydyf.Array([self._element(root, top.reference)])
        top["ParentTreeNextKey"] = len(self._owners) + len(self._annotations)
        parents["Nums"] = self._numbers()
        if self._identifiers:
            names = [entry for _, *pair in sorted(self._identifiers) for entry in pair]
            top["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
        self._pdf.catalog["StructTreeRoot"] = top.reference
        return self._owners

    def _element(self, node: Node, parent: bytes) -> bytes:
        """Write ``node`` below ``parent`` and return the reference to it."""
        element = pydyf.Dictionary({"S": f"/{node.role}", "P": parent, **node.entries})
        self._pdf.add_object(element)
        reference: bytes = element.reference
        own = [kid for kid in node.kids if not isinstance(kid, Node)]
        if own:
            page = own[0].page if isinstance(own[0], Annotation) else own[0][0]
            element["Pg"] = self._pages[page]
        else:
            page = -1
        kids = [self._kid(kid, page, reference) for kid in node.kids]
        element["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
        if "ID" in node.entries:
            self._identifiers.append((node.entries["ID"].data, node.entries["ID"], reference))
        return reference

    def _kid(self, kid: "Node | Content | Annotation", page: int, reference: bytes) -> object:
        """Return what stands for ``kid`` in the structure element ``reference``, whose page is ``page``."""
        match kid:
            case Node():
                return self._element(kid, reference)
            case Annotation():
                kid.dictionary["StructParent"] = len(self._owners) + len(self._annotations)
                self._annotations.append(reference)
                target = {"Type": "/OBJR", "Obj": kid.dictionary.reference}
                return pydyf.Dictionary(target if kid.page == page else {**target, "Pg": self._pages[kid.page]})
            case (where, number):
                self._owners[where][number] = reference
                if where == page:
                    return number
                return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[where], "MCID": number})

    def _numbers(self) -> pydyf.Array:
        """Return the number tree that leads from content and annotations back to structure elements."""
        numbers = pydyf.Array()
        for page, owners in enumerate(self._owners):
            row = [owners.get(number, b"null") for number in range(max(owners, default=-1) + 1)]
            numbers.extend((page, pydyf.Array(row)))
        for key, reference in enumerate(self._annotations, start=len(self._owners)):
            numbers.extend((key, reference))
        return numbers
