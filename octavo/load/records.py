"""Records: validated values with the places of all their keys, their texts as prose and their dates understood."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from typing import TypeAlias, TypeVar

from octavo.load.dates import other_style, parse_date
from octavo.load.files import gathering
from octavo.load.ids import IDS, TAGS, Naming
from octavo.load.markdown import parse_blocks
from octavo.load.scalar_places import moved, words_of
from octavo.load.validation import hints_of, inner, keys_of, members, validate
from octavo.load.yaml_nodes import Group, Node, Scalar, Sequence, shown
from octavo.model.book import Record
from octavo.model.dates import Edtf, HistoricalDate
from octavo.model.diagnostics import Diagnostic, Faulty, fault, stop_on_error
from octavo.model.origin import Origin, Path
from octavo.model.prose import Blocks
from octavo.model.records import ChartFigure, FigureRecord, ImageFigure, MarkdownText, TableFigure

Value = TypeVar("Value")

Read: TypeAlias = Callable[[Node], tuple[Record[Value], tuple[Diagnostic, ...]]]
"""Reads one record, and tells what is worth a warning in it."""


NAMES = frozenset({"name", "term", "variants", "mentions", "aliases"})
"""Keys of words that are looked for in the text."""

FIGURES: Mapping[str, type[FigureRecord]] = {"chart": ChartFigure, "table": TableFigure, "image": ImageFigure}


def read_record(node: Node, shape: type[Value], naming: Naming = IDS) -> tuple[Record[Value], tuple[Diagnostic, ...]]:
    """Return the record of the class ``shape`` that ``node`` holds, and what is worth a warning in it.

    Raises ``Faulty`` with all that is wrong: keys and types first (OC102 to OC104), then ids and names (OC103), dates
    (OC105, OC119) and the marks of its texts.
    """
    value = validate(node, shape)
    found = tuple(_walk(value, node, shape, ()))
    dates, ill_dated = _dates(found)
    prose, told = _prose(found)
    faults = stop_on_error((*ill_dated, *told, *_ill_named(found, naming), *_blank(found)))
    places = {each.path: each.node.origin for each in found}
    return Record(value=value, origin=node.origin, places=places, prose=prose, dates=dates), faults


def read_figure(node: Node) -> tuple[Record[FigureRecord], tuple[Diagnostic, ...]]:
    """Return a figure, by its ``kind``; raises ``Faulty`` with OC113 too, where it should have a text for the blind."""
    if not isinstance(node, Group):
        return read_record(node, ChartFigure)
    kind = node.entries.get("kind")
    if kind is None:
        raise Faulty([fault("OC104", node.origin, key="kind")])
    shape = FIGURES.get(str(kind.value) if isinstance(kind, Scalar) else "")
    if shape is None:
        problem, near = f"use {', '.join(FIGURES)}", (shown(kind).strip("'"), FIGURES)
        raise Faulty([fault("OC103", kind.origin, value=shown(kind), problem=problem, near=near)])
    if shape is TableFigure or not _is_blank(node.entries.get("alt")):
        record, told = read_record(node, shape)
        return record, stop_on_error((*told, *_uneven_rows(record)))
    name = node.entries.get("id")
    faults = [fault("OC113", node.keys.get("alt", node.origin), id=name.value if isinstance(name, Scalar) else "")]
    said = Scalar(value="said", origin=node.origin, start=node.origin)
    with gathering(faults):
        read_record(replace(node, entries={**node.entries, "alt": said}), shape)
    raise Faulty(faults)


def _uneven_rows(record: Record[FigureRecord]) -> Iterator[Diagnostic]:
    """Yield OC103 for each row of data that has not one cell for each column."""
    if not isinstance(record.value, ImageFigure):
        data = record.value.data
        rows = [(record.at("data", "rows", position), row) for position, row in enumerate(data.rows)]
        rows += [(record.at("data", "totals"), data.totals)] if data.totals else []
        for place, row in rows:
            if len(row) != len(data.columns):
                problem = f"the columns are {len(data.columns)}, the cells {len(row)}"
                yield fault("OC103", place, value="this row", problem=problem)


def read_register(nodes: Iterable[Node], read: Read[Value]) -> tuple[tuple[Record[Value], ...], tuple[Diagnostic, ...]]:
    """Read the records of one kind with ``read``, in their order; faults and warnings of all of them are returned."""
    records: list[Record[Value]] = []
    told: list[Diagnostic] = []
    for node in nodes:
        with gathering(told):
            record, warnings = read(node)
            records.append(record)
            told += warnings
    return tuple(records), tuple(told)


def _is_blank(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and not str(node.value or "").strip())


# --- what stands in a record ---


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A value inside a record: the way to it (by keys), its type and its place in the file."""

    path: Path
    hint: object
    node: Node


def _walk(value: object, node: Node, hint: object, path: Path) -> Iterator[_Part]:
    """Yield everything that the file says in a record, and nothing that stands there by default."""
    if path:
        yield _Part(path=path, hint=hint, node=node)
    if is_dataclass(value) and isinstance(node, Group):
        shape: type = type(value)
        for name, key in keys_of(shape).items():
            if key in node.entries:
                yield from _walk(getattr(value, name), node.entries[key], hints_of(shape)[name], (*path, key))
    elif isinstance(value, Mapping) and isinstance(node, Group):
        for key, inside in node.entries.items():
            yield from _walk(value[key], inside, object, (*path, key))
    elif isinstance(value, tuple | list) and isinstance(node, Sequence):
        for position, inside in enumerate(node.items):
            yield from _walk(value[position], inside, inner(members(hint)[0], position), (*path, position))


def _texts(found: Iterable[_Part], kind: object) -> Mapping[Path, Scalar]:
    """Return the texts that are of the type ``kind``."""
    return {
        each.path: each.node
        for each in found
        if kind in members(each.hint) and isinstance(each.node, Scalar) and isinstance(each.node.value, str)
    }


def _dates(found: Iterable[_Part]) -> tuple[Mapping[Path, HistoricalDate], list[Diagnostic]]:
    """Understand the dates: an ``old-style`` is joined with the ``date`` beside it."""
    texts = _texts(found, Edtf)
    dates: dict[Path, HistoricalDate] = {}
    faults: list[Diagnostic] = []
    for path, text in texts.items():
        try:
            dates[path] = parse_date(str(text.value))
        except ValueError as error:
            faults.append(_no_date(text, str(error)))
    for path, old in texts.items():
        new = (*path[:-1], "date")
        if path[-1] == "old-style" and {path, new} <= dates.keys():
            dates[new] = replace(dates[new], old_style=dates.pop(path))
            if expected := other_style(dates[new]):
                date, place = texts[new].value, texts[new].origin
                faults.append(fault("OC119", old.origin, related=[place], old=old.value, expected=expected, date=date))
    return dates, faults


def _no_date(text: Scalar, problem: str) -> Diagnostic:
    """Return the fault of what is no date, with the date that may be meant."""
    from octavo.load.date_guesses import guess_date

    diagnostic = fault("OC105", text.origin, value=text.value, problem=problem)
    guess = guess_date(str(text.value))
    return replace(diagnostic, hint=f"did you mean '{guess}'?") if guess else diagnostic


def _prose(found: Iterable[_Part]) -> tuple[Mapping[Path, Blocks], list[Diagnostic]]:
    """Parse the texts with marks; places inside them are told as places in the file."""
    prose: dict[Path, Blocks] = {}
    told: list[Diagnostic] = []
    for path, text in _texts(found, MarkdownText).items():
        blocks, diagnostics = parse_blocks(str(text.value), Origin(text.origin.path, 1, 1))
        words = words_of(text)
        prose[path] = moved(blocks, words)
        told += moved(diagnostics, words)
    return prose, told


def _ill_named(found: Iterable[_Part], naming: Naming) -> Iterator[Diagnostic]:
    forms = {"id": naming, "original-language": TAGS}
    for each in found:
        form = forms.get(str(each.path[-1]))
        if form and isinstance(each.node, Scalar) and not form.pattern.fullmatch(str(each.node.value)):
            yield fault("OC103", each.node.origin, value=shown(each.node), problem=form.problem)


def _blank(found: Iterable[_Part]) -> Iterator[Diagnostic]:
    """Yield OC103 for each name and term without words."""
    for each in found:
        if each.hint is str and not NAMES.isdisjoint(each.path[-2:]) and _is_blank(each.node):
            yield fault("OC103", each.node.origin, value=shown(each.node), problem="words are needed")
