"""A structure tree as it is built and as it is written (ISO 32000-1, 14.7)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

import pydyf

from octavo.typeset.engine.protocols import Pdf
from octavo.typeset.page_offsets import number_of

Content: TypeAlias = tuple[int, int]
"""A page (from 0) and the number of a piece of marked content on it."""


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """A link's active area on ``page``."""

    page: int
    dictionary: Any


PHRASES = frozenset({"Span", "Link", "Reference", "Quote", "Code", "Formula"})
"""Structure types of what stands in a line."""

CELLS = frozenset({"TD", "TH"})


@dataclass(slots=True, eq=False)
class StructureNode:
    """One structure element; ``kids`` in reading order, ``entries`` what its dictionary holds besides.

    ``notes`` counts the footnotes that stand behind it. What is ``is_open`` gets more kids from other units.
    """

    role: str
    parent: "StructureNode | None"
    element: Any = None
    page: int = 0
    language: str = ""
    entries: dict[str, Any] = field(default_factory=dict)
    kids: "list[StructureNode | Content | Annotation]" = field(default_factory=list)
    notes: int = 0
    is_open: bool = False

    def add(self, role: str, element: Any, page: int) -> "StructureNode":  # noqa: ANN401 -- the engine has no types
        """Add a structure element at the end of this one and return it."""
        node = StructureNode(role, self, element, page, self.language)
        self.kids.append(node)
        return node

    def put_behind(self, calls: "Sequence[StructureNode | None]", note: "StructureNode") -> None:
        """Put ``note`` behind the text in this element that holds the last of ``calls``: before a list that follows."""
        call = calls[-1] if calls else None
        while call is not None and call.parent is not self:
            call = call.parent
        place = self.kids.index(call) + 1 if call else len(self.kids)
        while place < len(self.kids):
            kid = self.kids[place]
            if isinstance(kid, StructureNode) and kid.role not in {*PHRASES, "Note"}:
                break
            place += 1
        self.kids.insert(place, note)

    def prune(self) -> bool:
        """Drop what nobody would ever read; return whether anything is left.

        A cell stays also where nothing in it is read, such as a rule: every row of a table has as many (PDF/UA-1, 7.2).
        """
        self.kids = [kid for kid in self.kids if not isinstance(kid, StructureNode) or kid.prune()]
        return bool(self.kids) or self.role in CELLS

    def put_captions(self) -> None:
        """Make the caption of each table its first part (ISO 32000-1, 14.8.4.3.4): it is read where it was before."""
        kids = [kid for kid in self.kids if isinstance(kid, StructureNode)]
        for caption, table in pairwise(kids):
            if (caption.role, table.role) == ("Caption", "Table"):
                table.kids.insert(0, caption)
                caption.parent = table
                self.kids.remove(caption)
                break
        for kid in kids:
            kid.put_captions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """References to a structure element, to the whole list of its kids, and to the kids that it has in this unit."""

    element: bytes
    whole: bytes
    kids: Sequence[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A written tree: references to the elements below the document and, for each page and each annotation, owners.

    ``owners`` are the structure elements of each page's content by its number; ``annotations`` those of the links, in
    the order of their keys, which follow the keys of the pages. ``identifiers`` are elements that have an id.
    ``open`` is the element that gets more kids, with the object that is to hold all of them and those it has itself.
    """

    kids: Sequence[bytes]
    owners: Sequence[dict[int, bytes]]
    annotations: Sequence[bytes]
    identifiers: Sequence[tuple[pydyf.String, bytes]]
    open: "Open | None" = None

    @property
    def keys(self) -> int:
        """How many keys of the number tree the pages and annotations take."""
        return len(self.owners) + len(self.annotations)

    def numbers(self) -> Iterator[tuple[int, bytes]]:
        """Yield the entries of the number tree that leads from content and annotations back to their elements."""
        for key, owners in enumerate(self.owners):
            row = (owners.get(number, b"null") for number in range(max(owners, default=-1) + 1))
            yield key, b"[" + b" ".join(row) + b"]"
        yield from enumerate(self.annotations, start=len(self.owners))


def write(pdf: Pdf, root: StructureNode, document: bytes) -> Written:
    """Write the elements of the tree ``root`` into ``pdf``, below the element that ``document`` refers to.

    Links that no element holds are taken from their pages: they stand in what is repeated, such as the head of a table
    that goes on, and lead where the first ones lead (ISO 14289-1, 7.18.5).
    """
    root.prune()
    written = _Writer(pdf).write(root, document)
    for page in pdf.page_references:
        _drop_untagged_links(pdf, pdf.objects[number_of(page)])
    return written


def _drop_untagged_links(pdf: Pdf, page: dict[str, Any]) -> None:
    """Take from a page the links that no structure element holds."""
    held = page.get("Annots", ())
    kept = [each for each in held if not _is_untagged_link(pdf.objects[number_of(each)])]
    if len(kept) == len(held):
        return
    if kept:
        page["Annots"] = pydyf.Array(kept)
    else:
        del page["Annots"]


def _is_untagged_link(annotation: Mapping[str, object]) -> bool:
    return annotation.get("Subtype") == "/Link" and "StructParent" not in annotation


class _Writer:
    """Writes one tree; knows which structure element every piece of content belongs to."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._owners: list[dict[int, bytes]] = [{} for _ in self._pages]
        self._annotations: list[bytes] = []
        self._identifiers: list[tuple[pydyf.String, bytes]] = []
        self._open: Open | None = None

    def write(self, root: StructureNode, document: bytes) -> Written:
        """Write all that is below ``root``."""
        kids = [self._element(kid, document) for kid in root.kids if isinstance(kid, StructureNode)]
        return Written(
            kids=kids,
            open=self._open,
            owners=self._owners,
            annotations=self._annotations,
            identifiers=self._identifiers,
        )

    def _element(self, node: StructureNode, parent: bytes) -> bytes:
        """Write ``node`` below ``parent`` and return the reference to it."""
        element = pydyf.Dictionary({"S": f"/{node.role}", "P": parent, **node.entries})
        self._pdf.add_object(element)
        reference: bytes = element.reference
        own = [kid for kid in node.kids if not isinstance(kid, StructureNode)]
        page = -1
        if own:
            page = own[0].page if isinstance(own[0], Annotation) else own[0][0]
            element["Pg"] = self._pages[page]
        kids = [self._kid(kid, page, reference) for kid in node.kids]
        element["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
        if node.is_open:
            whole = pydyf.Array(kids)
            self._pdf.add_object(whole)
            element["K"] = whole.reference
            self._open = Open(element=reference, whole=whole.reference, kids=kids)
        if "ID" in node.entries:
            self._identifiers.append((node.entries["ID"], reference))
        return reference

    def _kid(self, kid: "StructureNode | Content | Annotation", page: int, reference: bytes) -> object:
        """Return what stands for ``kid`` in the structure element ``reference``, whose page is ``page``."""
        match kid:
            case StructureNode():
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
