"""Read one data file: the records of a register of a book, or the only record of a file that may have a base."""

import posixpath
from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

from octavo.load.file_names import LISTS
from octavo.load.files import Folder, decode
from octavo.load.records import Read, read_figure, read_record, read_register
from octavo.load.sources import as_library, as_yaml, read_source
from octavo.load.yaml import read_yaml
from octavo.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, shown
from octavo.model.answers import Answer
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.editions import Correction, Release
from octavo.model.handouts import Handouts
from octavo.model.origin import Origin
from octavo.model.records import Document, Event, IndexReference, Person, Term

Value = TypeVar("Value")

EXPORTED = frozenset({".bib", ".json", ".ris"})
"""The endings of the files in which reference managers keep sources."""

KINDS: Mapping[str, Read[Any]] = {
    "people": partial(read_record, shape=Person),
    "figures": read_figure,
    "answers": partial(read_record, shape=Answer),
    "terms": partial(read_record, shape=Term),
    "events": partial(read_record, shape=Event),
    "documents": partial(read_record, shape=Document),
    "index": partial(read_record, shape=IndexReference),
    "corrections": partial(read_record, shape=Correction),
    "editions": partial(read_record, shape=Release),
    "handouts": partial(read_record, shape=Handouts),
    "sources": read_source,
}
"""How a record is read, by the folder that its file stands in or, without one, by the name of the file."""


def based_record(folder: Folder, name: str, shape: type[Value]) -> Record[Value]:
    """Return the record in the file ``name`` of ``folder``, over the file that its key ``base`` names without a suffix.

    A group of keys is completed, anything else replaced. Raises ``Faulty`` with all that is wrong, and with OC103 where
    the base has a base itself.
    """
    own = _file(folder, name)
    base = own.entries.get("base") if isinstance(own, MappingNode) else None
    if isinstance(base, ScalarNode):
        file = f"{base.value}{posixpath.splitext(name)[1]}"
        folder.named(file, base.origin)
        inherited = _file(folder, file)
        if isinstance(inherited, MappingNode) and "base" in inherited.entries:
            raise Faulty([fault("OC103", base.origin, value=shown(base), problem="it has a base itself")])
        own = _over(inherited, own)
    record, _ = read_record(own, shape)
    return record


def _file(folder: Folder, name: str) -> Node:
    place = folder.place(name)
    return read_yaml(decode(folder.files[name], place), place.path)


def _over(base: Node, own: Node) -> Node:
    """Return ``own`` with the keys that only ``base`` has."""
    if not (isinstance(base, MappingNode) and isinstance(own, MappingNode)):
        return own
    both = {key: _over(base.entries[key], value) for key, value in own.entries.items() if key in base.entries}
    return MappingNode(
        entries={**base.entries, **own.entries, **both}, keys={**base.keys, **own.keys}, origin=own.origin
    )


def records_in(
    name: str, content: bytes, place: Origin, language: str
) -> tuple[tuple[Record[Any], ...], tuple[Diagnostic, ...]]:
    """Return the records in the file ``name`` of a book that can be read, and all that is told of the file.

    ``language`` (BCP 47) is that of the book. Raises ``Faulty`` where the file as a whole cannot be read.
    """
    text, suffix = decode(content, place), posixpath.splitext(name)[1]
    if suffix in EXPORTED:
        nodes, lost = _exported(name, text, place, language)
        works, diagnostics = read_register(nodes, read_source)
        return tuple(map(as_library, works)), (*lost, *diagnostics)
    kind = posixpath.dirname(name).partition("/")[0] or posixpath.splitext(name)[0]
    return read_register(_items(name, read_yaml(text, place.path)), KINDS[kind])


def _exported(name: str, text: str, place: Origin, language: str) -> tuple[tuple[Node, ...], tuple[Diagnostic, ...]]:
    """Return the works of a file that a reference manager wrote, as CSL-JSON, and what was lost of them."""
    match posixpath.splitext(name)[1]:
        case ".bib":
            from octavo.load.bibtex import read_bibtex

            return read_bibtex(text, place.path, language)
        case ".ris":
            from octavo.load.ris import read_ris

            return read_ris(text, place.path)
        case _:
            from octavo.load.csl_json import works_of

            return works_of(_items(name, read_yaml(as_yaml(text), place.path)))


def _items(name: str, root: Node) -> tuple[Node, ...]:
    """Return the records that stand in a file: the items of its list or, in a folder of records, the only one."""
    match root:
        case SequenceNode():
            return root.items
        case ScalarNode(value=None):
            return ()
        case _ if name in LISTS:
            raise Faulty([fault("OC103", root.origin, value=shown(root), problem="a list is needed")])
        case _:
            return (root,)
