"""YAML in which every value keeps its place, read by the rules of YAML 1.2 (core schema).

The parser's events are used rather than its nodes, since nesting can then be bounded before it costs anything.
Duplicate keys, keys that are no text, tags, a second document and aliases that swell are refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never

import yaml

from octavo.load.files import code_point, forbidden
from octavo.load.yaml_nodes import MappingNode, Node, PlainScalar, ScalarNode, SequenceNode, Style, shown
from octavo.load.yaml_problems import ParserMark, explained
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import Origin

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH = 40
"""How deep lists and mappings may stand in each other."""
SWELLING = 10_000
"""How many values all aliases of a file may repeat together."""
DIGITS = 40
"""How long a number may be."""


def read_yaml(text: str, path: str) -> Node:
    """Read the one document of ``text``, a file at ``path``; an empty file is a null.

    Raises ``Faulty`` with OC101 (not YAML, or YAML that is not read here), OC103 (a key or number that cannot be) and
    OC108 (a key that stands twice). What is not well formed ends the reading; all else is gathered.
    """
    file = _YamlFile(path=path, text=text, events=yaml.parse(text, Loader=LOADER))
    root: Node = ScalarNode(value=None, origin=Origin(path, 1, 1), start=Origin(path, 1, 1))
    documents = 0
    try:
        for event in file.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise Faulty([*file.faults, file.refused(event, "a second document begins here")])
                root = _node(file, next(file.values()), 0)
    except yaml.YAMLError as error:
        raise Faulty([*file.faults, _ill_formed(error, path, text)]) from None
    if file.faults:
        raise Faulty(file.faults)
    return root


# --- reading ---

Opening: TypeAlias = yaml.AliasEvent | yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent
Closing: TypeAlias = yaml.SequenceEndEvent | yaml.MappingEndEvent | yaml.DocumentEndEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class _YamlFile:
    """A file being read: the events to come, the anchors so far, and what was found wrong but did not stop it."""

    path: str
    text: str
    events: Iterator[yaml.Event]
    anchors: dict[str, Node] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)

    def place(self, event: yaml.Event) -> Origin:
        """Return where ``event`` begins."""
        return _place(self.path, event.start_mark)

    def refused(self, event: yaml.Event, problem: str) -> Diagnostic:
        """Word what is YAML, but is not read."""
        return fault("OC101", self.place(event), problem=problem)

    def values(self) -> Iterator[Opening]:
        """Yield the event that begins each value, up to the end of the list, mapping or document around them."""
        for event in self.events:
            if isinstance(event, Closing):
                return
            if isinstance(event, Opening):
                yield event


def _node(file: _YamlFile, event: Opening, depth: int) -> Node:
    if depth > DEPTH:
        raise Faulty([*file.faults, file.refused(event, f"lists and keys stand more than {DEPTH} deep")])
    if isinstance(event, yaml.AliasEvent):
        return _repeated(file, event, depth)
    if event.tag is not None:
        file.faults.append(file.refused(event, f"the tag '{event.tag}' is not read, quotes make text of a value"))
    node: Node
    match event:
        case yaml.ScalarEvent():
            node = _scalar(file, event)
        case yaml.SequenceStartEvent():
            items = tuple(_node(file, item, depth + 1) for item in file.values())
            node = SequenceNode(items=items, origin=file.place(event))
        case yaml.MappingStartEvent():
            node = _mapping(file, event, depth)
        case _:
            assert_never(event)
    if event.anchor is not None:
        file.anchors[event.anchor] = node
    return node


def _repeated(file: _YamlFile, event: yaml.AliasEvent, depth: int) -> Node:
    node = file.anchors.get(event.anchor or "")
    if node is None:
        raise Faulty([*file.faults, file.refused(event, f"there is no anchor '&{event.anchor}' before this")])
    size, height = _measure(node)
    file.repeated.append(size)
    if sum(file.repeated) > SWELLING or depth + height > DEPTH:
        raise Faulty([*file.faults, file.refused(event, f"the alias '*{event.anchor}' makes too much of little")])
    return node


def _measure(node: Node) -> tuple[int, int]:
    """Count the values in ``node`` and how deep they stand in it."""
    match node:
        case ScalarNode():
            return 1, 0
        case SequenceNode():
            inside = [_measure(item) for item in node.items]
        case MappingNode():
            inside = [_measure(value) for value in node.entries.values()]
        case _:
            assert_never(node)
    return 1 + sum(size for size, _ in inside), 1 + max((height for _, height in inside), default=0)


def _mapping(file: _YamlFile, opening: Opening, depth: int) -> MappingNode:
    entries: dict[str, Node] = {}
    keys: dict[str, Origin] = {}
    values = file.values()
    for event in values:
        key = _node(file, event, depth + 1)
        value = _node(file, next(values), depth + 1)
        place = file.place(event)
        if not isinstance(key, ScalarNode) or not isinstance(key.value, str):
            problem = "a key is text, so put it in quotes" if isinstance(key, ScalarNode) else "a key is a word"
            file.faults.append(fault("OC103", place, value=shown(key), problem=problem))
        elif key.value in entries:
            file.faults.append(fault("OC108", place, key=key.value, related=[keys[key.value]]))
        else:
            entries[key.value], keys[key.value] = value, place
    return MappingNode(entries=entries, keys=keys, origin=file.place(opening))


# --- single values ---

_NULL = re.compile(r"~|null|Null|NULL|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_COMMENT = re.compile(r"(?P<space>[ \t]+)(?P<comment>#(?P<close>\w)?[^\n]*)")
_SEVERAL = 2
_STYLES: Mapping[str, Style] = {"": "", "'": "'", '"': '"', "|": "|", ">": ">"}
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_HEADER = re.compile(r"[^\n]*\n\s*")


def _scalar(file: _YamlFile, event: yaml.ScalarEvent) -> ScalarNode:
    written = _between(file.text, event.start_mark, event.end_mark)
    properties = _PROPERTIES.match(written) if event.anchor or event.tag else None
    skipped = properties.end() if properties else 0
    start = _further(file.place(event), written[:skipped])
    source, style = written[skipped:], _STYLES[event.style or ""]
    origin = _further(start, source[:1] if style else "")
    if style in ("|", ">") and (header := _HEADER.match(source)):
        origin = _further(start, header[0])
    if character := forbidden(event.value):
        file.faults.append(file.refused(event, f"the character {code_point(character)} is no part of a text"))
    value: PlainScalar = event.value
    if not style and event.implicit[0]:
        value = _resolved(file, event)
    remark = "" if style else _remark(file.text, source, event.end_mark)
    return ScalarNode(value=value, origin=origin, style=style, source=source, start=start, remark=remark)


def _remark(text: str, value: str, end: ParserMark | None) -> str:
    """Return the comment behind a value without quotes where it may have been meant as part of the value.

    So it is where no space follows the sign (*no. #5*), or where one space alone parts it from several words.
    """
    found = _COMMENT.match(text, end.index) if end else None
    if found is None or not (found["close"] or (found["space"] == " " and len(value.split()) > _SEVERAL)):
        return ""
    return found["comment"].strip()


def _resolved(file: _YamlFile, event: yaml.ScalarEvent) -> PlainScalar:
    """Return what a value without quotes means by the core schema of YAML 1.2 (section 10.3.2)."""
    text: str = event.value
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text):
        return True
    if _FALSE.fullmatch(text):
        return False
    if _NOT_FINITE.fullmatch(text):
        return _no_number(file, event, "a number has an end")
    for pattern, base in ((_INTEGER, 10), (_OCTAL, 8), (_HEXADECIMAL, 16)):
        if pattern.fullmatch(text):
            # A longer one is a mistake, and huge ones cost more than they look.
            return int(text, base) if len(text) <= DIGITS else _no_number(file, event, "this number is too long")
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if abs(number) != float("inf") else _no_number(file, event, "this number is too large")
    return text


def _no_number(file: _YamlFile, event: yaml.ScalarEvent, problem: str) -> int:
    value = event.value if len(event.value) <= DIGITS else f"{event.value[:DIGITS]}…"
    file.faults.append(fault("OC103", file.place(event), value=value, problem=problem))
    return 0


def _further(place: Origin, passed: str) -> Origin:
    """Return the place after ``passed``, which begins at ``place``."""
    *lines, last = passed.split("\n")
    if lines:
        return Origin(place.path, place.line + len(lines), len(last) + 1)
    return Origin(place.path, place.line, place.column + len(last))


def _between(text: str, start: ParserMark | None, end: ParserMark | None) -> str:
    return text[start.index : end.index] if start and end else ""


def _place(path: str, mark: ParserMark | None) -> Origin:
    return Origin(path, mark.line + 1, mark.column + 1) if mark else Origin(path)


# --- wording ---


def _ill_formed(error: yaml.YAMLError, path: str, text: str) -> Diagnostic:
    problem = getattr(error, "problem", None) or str(error).split("\n", maxsplit=1)[0]
    context = getattr(error, "context_mark", None)
    found = explained(text, problem, getattr(error, "problem_mark", None) or context, context)
    diagnostic = fault("OC101", Origin(path, found.line, found.column), problem=found.problem)
    return replace(diagnostic, hint=found.remedy) if found.remedy else diagnostic
