"""Records: validated values with the places of all their keys, their texts as prose and their dates understood."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from typing import TypeAlias, TypeVar

from octavo.load.dates import other_style, parse_date
from octavo.load.files import gathering
from octavo.load.ids import IDS, TAGS, Naming
from octavo.load.markdown import parse_blocks
from octavo.load.scalar_places import moved, words_of
from octavo.load.validation import hints_of, inner, keys_of, members, needed_keys, validate
from octavo.load.written_cells import with_written_cells
from octavo.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, shown
from octavo.model import limits
from octavo.model.book import Record
from octavo.model.dates import Edtf, HistoricalDate
from octavo.model.diagnostics import Diagnostic, Faulty, fault, stop_on_error
from octavo.model.origin import Origin, Path
from octavo.model.prose import Blocks
from octavo.model.records import ChartFigure, FigureData, FigureRecord, ImageFigure, MarkdownText, TableFigure

Value = TypeVar("Value")

Read: TypeAlias = Callable[[Node], tuple[Record[Value], tuple[Diagnostic, ...]]]
"""Reads one record, and tells what is worth a warning in it."""


LONG_TEXTS = frozenset({"abstract", "alt", "annote", "description", "evidence", "note", "now", "reason", "was"})
"""The texts without marks that are told at length: what reference managers export, and what metadata hold."""

FIGURES: Mapping[str, type[FigureRecord]] = {"chart": ChartFigure, "table": TableFigure, "image": ImageFigure}


def read_record(node: Node, shape: type[Value], naming: Naming = IDS) -> tuple[Record[Value], tuple[Diagnostic, ...]]:
    """Return the record of the class ``shape`` that ``node`` holds, and what is worth a warning in it.

    Raises ``Faulty`` with all that is wrong: keys and types first (OC102 to OC104), then ids and tags (OC103), dates
    (OC105, OC119), the marks of its texts, names that are empty or endless (OC103, OC140) and rows that do not fit
    their columns (OC103).
    """
    value = validate(node, shape)
    found = tuple(_walk(value, node, shape, ()))
    dates, ill_dated = _dates(found)
    prose, ill_marked = _prose(found)
    unfit = (*_unfit_texts(found), *_wordless(found, prose), *_unfit_data(found), *_unfit_height(value, found))
    faults = stop_on_error((*ill_dated, *ill_marked, *_ill_named(found, naming), *unfit, *_cut_off(found)))
    places = {each.path: each.node.origin for each in found}
    return Record(value=value, origin=node.origin, places=places, prose=prose, dates=dates), faults


def read_figure(node: Node) -> tuple[Record[FigureRecord], tuple[Diagnostic, ...]]:
    """Return a figure, by its ``kind``; raises ``Faulty`` with OC113 too, where it should have a text for the blind."""
    if not isinstance(node, MappingNode):
        return read_record(node, ChartFigure)
    kind = node.entries.get("kind")
    if kind is None:
        raise Faulty([fault("OC104", node.origin, key="kind")])
    shape = FIGURES.get(str(kind.value) if isinstance(kind, ScalarNode) else "")
    if shape is None:
        problem, near = f"use {', '.join(FIGURES)}", (shown(kind).strip("'"), FIGURES)
        raise Faulty([fault("OC103", kind.origin, value=shown(kind), problem=problem, near=near)])
    if shape is TableFigure or not _is_blank(node.entries.get("alt")):
        record, found = read_record(node, shape)
        return replace(record, value=with_written_cells(record.value, node)), found
    name = node.entries.get("id")
    faults = [fault("OC113", node.keys.get("alt", node.origin), id=name.value if isinstance(name, ScalarNode) else "")]
    said = ScalarNode(value="said", origin=node.origin, start=node.origin)
    with gathering(faults):
        read_record(replace(node, entries={**node.entries, "alt": said}), shape)
    raise Faulty(faults)


def read_register(nodes: Iterable[Node], read: Read[Value]) -> tuple[tuple[Record[Value], ...], tuple[Diagnostic, ...]]:
    """Read the records of one kind with ``read``, in their order; faults and warnings of all of them are returned."""
    records: list[Record[Value]] = []
    found: list[Diagnostic] = []
    for node in nodes:
        with gathering(found):
            record, warnings = read(node)
            records.append(record)
            found += warnings
    return tuple(records), tuple(found)


def _is_blank(node: Node | None) -> bool:
    return node is None or (isinstance(node, ScalarNode) and not str(node.value or "").strip())


# --- what stands in a record ---


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A value inside a record: the way to it (by keys), its type and its place in the file.

    ``is_needed`` where the record would not be whole without it.
    """

    path: Path
    hint: object
    node: Node
    is_needed: bool = False


def _walk(value: object, node: Node, hint: object, path: Path, *, is_needed: bool = False) -> Iterator[_Part]:
    """Yield everything that the file says in a record, and nothing that stands there by default."""
    if path:
        yield _Part(path=path, hint=hint, node=node, is_needed=is_needed)
    if is_dataclass(value) and isinstance(node, MappingNode):
        shape: type = type(value)
        needed = needed_keys(shape)
        for name, key in keys_of(shape).items():
            if key in node.entries:
                inside, within = node.entries[key], hints_of(shape)[name]
                yield from _walk(getattr(value, name), inside, within, (*path, key), is_needed=key in needed)
    elif isinstance(value, Mapping) and isinstance(node, MappingNode):
        for key, inside in node.entries.items():
            yield from _walk(value[key], inside, object, (*path, key))
    elif isinstance(value, tuple | list) and isinstance(node, SequenceNode):
        for position, inside in enumerate(node.items):
            within = inner(members(hint)[0], position)
            yield from _walk(value[position], inside, within, (*path, position), is_needed=True)


def _texts(found: Iterable[_Part], kind: object) -> Mapping[Path, ScalarNode]:
    """Return the texts that are of the type ``kind``."""
    return {
        each.path: each.node
        for each in found
        if kind in members(each.hint) and isinstance(each.node, ScalarNode) and isinstance(each.node.value, str)
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


def _no_date(text: ScalarNode, problem: str) -> Diagnostic:
    """Return the fault of what is no date, with the date that may be meant."""
    from octavo.load.date_guesses import guess_date

    diagnostic = fault("OC105", text.origin, value=text.value, problem=problem)
    guess = guess_date(str(text.value))
    return replace(diagnostic, hint=f"did you mean '{guess}'?") if guess else diagnostic


def _prose(found: Iterable[_Part]) -> tuple[Mapping[Path, Blocks], list[Diagnostic]]:
    """Parse the texts with marks; places inside them are told as places in the file."""
    prose: dict[Path, Blocks] = {}
    ill_marked: list[Diagnostic] = []
    for path, text in _texts(found, MarkdownText).items():
        blocks, diagnostics = parse_blocks(str(text.value), Origin(text.origin.path, 1, 1))
        words = words_of(text)
        prose[path] = moved(blocks, words)
        ill_marked += moved(diagnostics, words)
    return prose, ill_marked


def _ill_named(found: Iterable[_Part], naming: Naming) -> Iterator[Diagnostic]:
    forms = {"id": naming, "original-language": TAGS}
    for each in found:
        form = forms.get(str(each.path[-1]))
        if form and isinstance(each.node, ScalarNode) and not form.pattern.fullmatch(str(each.node.value)):
            yield fault("OC103", each.node.origin, value=shown(each.node), problem=form.problem)


def _unfit_texts(found: Iterable[_Part]) -> Iterator[Diagnostic]:
    """Yield OC103 for a name that is empty where one is needed, and OC140 for one without end.

    The name of a column may be empty: so is the corner of many a table.
    """
    for each in found:
        if not isinstance(each.node, ScalarNode) or not isinstance(each.node.value, str):
            continue
        text, origin = each.node.value, each.node.origin
        most = limits.PARAGRAPH if each.path[-1] in LONG_TEXTS else limits.NAME
        if members(each.hint) == (str,) and len(text) > most:
            long = f"a text of {len(text):,} characters"
            yield fault("OC140", origin, found=long, most=f"{most:,}", remedy="say it in fewer words")
        elif members(each.hint) == (str,) and each.is_needed and not text.strip() and "columns" not in each.path:
            yield fault("OC103", origin, value=shown(each.node), problem="words are needed")


def _wordless(found: Iterable[_Part], prose: Mapping[Path, Blocks]) -> Iterator[Diagnostic]:
    """Yield OC103 for a text with marks that is needed and says nothing, or nothing but a comment."""
    for each in found:
        if each.is_needed and MarkdownText in members(each.hint) and each.path in prose and not prose[each.path]:
            yield fault("OC103", each.node.origin, value=shown(each.node), problem="words are needed")


def _unfit_height(value: object, found: Iterable[_Part]) -> Iterator[Diagnostic]:
    """Yield OC103 for the height of a chart that no page has."""
    if isinstance(value, ChartFigure) and not 1 <= value.height <= limits.CHART_HEIGHT:
        problem = f"a chart is 1 to {limits.CHART_HEIGHT:,} pt high"
        for each in found:
            if each.path == ("height",):
                yield fault("OC103", each.node.origin, value=shown(each.node), problem=problem)


def _cut_off(found: Iterable[_Part]) -> Iterator[Diagnostic]:
    """Yield OC153 for each value behind which a comment stands that may be a part of it."""
    for each in found:
        if isinstance(each.node, ScalarNode) and each.node.remark:
            yield fault("OC153", each.node.origin, value=shown(each.node), comment=each.node.remark)


def _unfit_data(found: Iterable[_Part]) -> Iterator[Diagnostic]:
    """Yield OC103 for data without columns and for each row that has not a cell for every column."""
    for each in found:
        if members(each.hint) != (FigureData,) or not isinstance(each.node, MappingNode):
            continue
        columns, rows = each.node.entries["columns"], each.node.entries["rows"]
        width = len(columns.items) if isinstance(columns, SequenceNode) else 0
        if not width:
            yield fault("OC103", columns.origin, value=shown(columns), problem="data has at least one column")
            continue
        totals = each.node.entries.get("totals")
        lines = [*(rows.items if isinstance(rows, SequenceNode) else ()), *([totals] if totals else [])]
        for count, most, what in ((len(lines), limits.ROWS, "rows"), (width, limits.COLUMNS, "columns")):
            if count > most:
                remedy = "divide the data over several figures"
                yield fault("OC140", each.node.origin, found=f"{count:,} {what}", most=f"{most:,}", remedy=remedy)
        for row in lines:
            if isinstance(row, SequenceNode) and len(row.items) != width and (row.items or row is not totals):
                problem = (
                    f"it has {len(row.items)} cells, but the data has {width} columns; write null for an empty cell"
                )
                yield fault("OC103", row.origin, value="this row", problem=problem)
