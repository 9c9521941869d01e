"""Make the index from the marks in the text and the references of index.yaml."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from octavo.model.book import Entry, Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Emphasis, IndexMark, Inlines, Reference, Text
from octavo.model.language import Language
from octavo.model.origin import NOWHERE, Origin
from octavo.model.query import plain, section_inlines
from octavo.resolve.anchors import digest
from octavo.resolve.collation import by_letter, in_order
from octavo.resolve.registers import Registers, Sections, join, paragraph, text

if TYPE_CHECKING:
    from octavo.model.prose import Blocks

Path: TypeAlias = tuple[str, ...]


@dataclass(slots=True)
class _Node:
    """An entry in the making."""

    id: str = ""
    anchors: list[str] = field(default_factory=list)
    see: list[Path] = field(default_factory=list)
    see_also: list[Path] = field(default_factory=list)
    below: dict[str, "_Node"] = field(default_factory=dict)
    origin: Origin = NOWHERE


def fill_index(section: Section, sections: Sections, registers: Registers) -> Section:
    """Fill the index, a group a letter.

    Marks with the same path are one entry with several anchors. Entries have parts ``see`` and ``see-also``, each one
    paragraph of references to entries that the index has; sub-entries are children.
    """
    root = _marked(sections)
    _refer(root, registers)
    _name(root, ())
    groups = by_letter(
        [(_filed(name), _entry(name, node, root, registers.language)) for name, node in root.below.items()],
        registers.language,
    )
    return replace(section, groups=groups)


def find_lost_references(sections: Sections, registers: Registers) -> Iterator[Diagnostic]:
    """Yield OC212 where index.yaml sends the reader to an entry that no text of the whole book marks."""
    known = set(_paths(_marked(sections), ())) | {
        split(record.value.entry) for record in registers.index if record.value.see_also
    }
    names = {"!".join(path) for path in known}
    for record in registers.index:
        for key, wanted in (("see", record.value.see), ("see-also", record.value.see_also)):
            for position, entry in enumerate(wanted):
                if split(entry) not in known:
                    yield fault("OC212", record.at(key, position), entry=entry, near=(entry, names))


def split(entry: str) -> Path:
    """Return the path of ``police!NKVD``."""
    return tuple(name.strip() for name in entry.split("!"))


# --- marks -----------------------------------------------------------------------------------------------------------


def _marked(sections: Sections) -> _Node:
    """Return the root of the entries that the texts mark."""
    root = _Node()
    for section in sections:
        for inline in section_inlines(section):
            if isinstance(inline, IndexMark):
                _grown(root, inline.path, inline.origin).anchors.append(inline.anchor)
    return root


def _grown(root: _Node, path: Path, origin: Origin) -> _Node:
    """Return the node of ``path``, made where it does not exist."""
    node = root
    for name in path:
        node = node.below.setdefault(name, _Node(origin=origin))
    return node


def _found(root: _Node, path: Path) -> _Node | None:
    node: _Node | None = root
    for name in path:
        node = node.below.get(name) if node else None
    return node


# --- references ------------------------------------------------------------------------------------------------------


def _refer(root: _Node, registers: Registers) -> None:
    """Add the references of index.yaml that lead to an entry; where they are all that it has, it becomes an entry."""
    known = set(_paths(root, ()))
    sending = [(split(record.value.entry), _split(record.value.see_also)) for record in registers.index]
    while more := {path for path, others in sending if path not in known and known.intersection(others)}:
        known |= more
    for record in registers.index:
        see, see_also = (
            [path for path in _split(wanted) if path in known] for wanted in (record.value.see, record.value.see_also)
        )
        if see or see_also:
            node = _grown(root, split(record.value.entry), record.origin)
            node.see += see
            node.see_also += see_also


def _split(entries: Iterable[str]) -> list[Path]:
    return [split(entry) for entry in entries]


def _paths(node: _Node, path: Path) -> Iterable[Path]:
    for name, below in node.below.items():
        yield (*path, name)
        yield from _paths(below, (*path, name))


def _name(node: _Node, path: Path) -> None:
    """Give every node below ``node`` its id."""
    for name, below in node.below.items():
        here = (*path, name)
        below.id = f"index-{digest(*here)}"
        _name(below, here)


# --- entries ---------------------------------------------------------------------------------------------------------


def _entry(name: str, node: _Node, root: _Node, language: Language) -> Entry:
    below = in_order(node.below.items(), lambda item: _filed(item[0]), language)
    parts: Mapping[str, Blocks] = {
        "see": paragraph(_references(node.see, root, language)),
        "see-also": paragraph(_references(node.see_also, root, language)),
    }
    return Entry(
        id=node.id,
        head=_head(name),
        parts={key: blocks for key, blocks in parts.items() if blocks},
        anchors=tuple(node.anchors),
        children=tuple(_entry(each, child, root, language) for each, child in below),
        origin=node.origin,
    )


def _references(paths: Sequence[Path], root: _Node, language: Language) -> Inlines:
    """Return references to the entries of ``paths`` in their order; a sub-entry is named with the entry above it."""
    made = []
    for path in in_order(paths, lambda path: _filed(" ".join(path)), language):
        words = join((_head(name) for name in path), ", ")
        node = _found(root, path)
        if node:
            made.append((Reference(target=node.id, children=words, with_page=False),))
    return join(made, "; ")


def _head(name: str) -> Inlines:
    """Return the words of an entry; what stands between asterisks is emphasised (the titles of newspapers)."""
    pieces = name.split("*")
    if len(pieces) % 2 == 0:
        return text(name)
    return tuple(
        Emphasis(children=text(piece)) if position % 2 else Text(value=piece)
        for position, piece in enumerate(pieces)
        if piece
    )


def _filed(name: str) -> str:
    """Return the words by which an entry is filed."""
    return plain(_head(name))
