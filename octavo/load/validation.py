"""Values from files become the model's dataclasses, or diagnostics with the place of every fault.

This is the one door to pydantic. It reads the classes of :mod:`octavo.model.records` as they stand; what it finds
wrong is worded here and told where it stands in the file.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import dataclass, fields, is_dataclass, replace
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from octavo.load.yaml_nodes import SHOWN, MappingNode, Node, ScalarNode, SequenceNode, nearest, plain, shown
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import Path

Value = TypeVar("Value")

NEEDS: Mapping[str, str] = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dataclass_type": "a group of keys",
    "dict_type": "a group of keys",
    "mapping_type": "a group of keys",
    "tuple_type": "a list",
    "list_type": "a list",
}
"""What is needed where pydantic finds an error of this type."""
PROBLEMS: Mapping[str, str] = {
    "missing": "it has too few items",
    "too_short": "it has too few items",
    "too_long": "it has too many items",
}
"""What is wrong with a list where pydantic finds an error of this type."""
WORDS = frozenset({"literal_error", "enum"})
"""What pydantic calls a word that is none of those that may stand at a place."""
UNKNOWN = "unexpected_keyword_argument"
MISSING = "missing"


def validate(node: Node, shape: type[Value]) -> Value:
    """Return the value that ``node`` holds, made of ``shape`` and the dataclasses in its fields.

    Raises ``Faulty`` with every OC102 (unknown key), OC103 (wrong type or word) and OC104 (missing key) in it.
    """
    kind: type = shape
    try:
        value: Value = _adapter(kind).validate_json(json.dumps(plain(node)))
    except ValidationError as error:
        raise Faulty(_worded(node, list(_errors(kind, node, error)))) from None
    return value


def keys_of(shape: type) -> Mapping[str, str]:
    """Return the key that stands for each field of a record class in a file."""
    spelt = getattr(shape, "__pydantic_config__", {}).get("alias_generator", str)
    return {each.name: spelt(each.name) for each in fields(shape)}


@cache
def needed_keys(shape: type) -> frozenset[str]:
    """Return the keys without which a record of this class is not whole."""
    keys = keys_of(shape)
    return frozenset(keys[each.name] for each in fields(shape) if each.default is each.default_factory is NO_DEFAULT)


@cache
def hints_of(shape: type) -> Mapping[str, object]:
    """Return the types of the fields of a record class."""
    return get_type_hints(shape, include_extras=True)


def members(hint: object) -> tuple[object, ...]:
    """Return the types of which ``hint`` allows one, without ``None`` and notes for pydantic."""
    if get_origin(hint) is Annotated:
        return members(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return tuple(member for each in get_args(hint) if each is not NoneType for member in members(each))
    return (hint,)


def inner(hint: object, step: str | int) -> object:
    """Return the type of what stands in a ``hint`` under a key or at a position."""
    if is_dataclass(hint) and isinstance(hint, type):
        names = {key: name for name, key in keys_of(hint).items()}
        return hints_of(hint).get(names.get(str(step), ""), object)
    arguments = get_args(hint)
    if get_origin(hint) is tuple and Ellipsis not in arguments:
        return arguments[step] if isinstance(step, int) and step < len(arguments) else object
    return (arguments[0] if get_origin(hint) in (tuple, list) else arguments[-1]) if arguments else object


@cache
def _adapter(shape: type) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Error:
    """An error of pydantic: its type, its place as a path in the file, and the class whose keys stand there."""

    kind: str
    path: Path
    owner: type
    message: str
    expected: str


def _errors(shape: type, node: Node, error: ValidationError) -> Iterator[_Error]:
    for entry in error.errors(include_url=False):
        if (place := _located(shape, node, entry["loc"])) is not None:
            path, owner = place
            expected = str(entry.get("ctx", {}).get("expected", ""))
            yield _Error(kind=entry["type"], path=path, owner=owner, message=entry["msg"], expected=expected)


def _located(shape: type, node: Node, location: Path) -> tuple[Path, type] | None:
    """Follow the location that pydantic gives down the types and the file together; the second is the last class.

    Where several types are allowed, pydantic adds the name of each one it tried and tells the errors of all. Those of
    a type that is not even of the same make as what was written (a group of keys, a list, a single value) would only
    confuse, so nothing is returned for them.
    """
    hint: object = shape
    owner = shape
    path: Path = ()
    for step in location:
        allowed = members(hint)
        if len(allowed) > 1:
            written = nearest(node, path)
            hint = next((each for each in allowed if getattr(each, "__name__", "") == step), object)
            if not _is_like(hint, written) and any(_is_like(each, written) for each in allowed):
                return None
            continue
        owner = allowed[0] if isinstance(allowed[0], type) and is_dataclass(allowed[0]) else owner
        path = (*path, step)
        hint = inner(allowed[0], step)
    return path, owner


def _is_like(hint: object, node: Node) -> bool:
    match node:
        case MappingNode():
            return is_dataclass(hint) or get_origin(hint) in (dict, Mapping)
        case SequenceNode():
            return get_origin(hint) in (tuple, list)
        case ScalarNode():
            return hint in (str, int, float, bool) or get_origin(hint) is Literal or hasattr(hint, "__supertype__")


def _worded(node: Node, errors: list[_Error]) -> Iterator[Diagnostic]:
    unknown = [error.path for error in errors if error.kind == UNKNOWN]
    for path in dict.fromkeys(error.path for error in errors):
        here = [error for error in errors if error.path == path]
        misspelt = [str(other[-1]) for other in unknown if other[:-1] == path[:-1]]
        # A key that is misspelt is one fault: that it is missing as well goes without saying.
        if here[0].kind != MISSING or not get_close_matches(str(path[-1]), misspelt):
            yield _fault(node, path, here)


def _fault(node: Node, path: Path, errors: list[_Error]) -> Diagnostic:
    """Word the errors that were found at one place: several where several types are allowed."""
    first, key = errors[0], path[-1] if path else ""
    around, written = nearest(node, path[:-1]), nearest(node, path)
    if first.kind == UNKNOWN and isinstance(around, MappingNode):
        known = sorted(keys_of(first.owner).values())
        return fault("OC102", around.keys[str(key)], key=key, known=", ".join(known), near=(str(key), known))
    if first.kind == MISSING and isinstance(key, str):
        return fault("OC104", around.origin, key=key)
    if first.kind in WORDS:
        known = [word.strip("'") for word in first.expected.replace(" or ", ", ").split(", ")]
        problem, near = f"use {first.expected}", (str(plain(written)), known)
        return fault("OC103", written.origin, value=shown(written), problem=problem, near=near)
    diagnostic = fault("OC103", written.origin, value=shown(written), problem=_problem(errors, written))
    remedy = _remedy(first.kind, written)
    return replace(diagnostic, hint=remedy) if remedy else diagnostic


def _remedy(kind: str, written: Node) -> str:
    """Return what to write in place of a single value, where that is clear."""
    if not isinstance(written, ScalarNode) or written.value is None or len(written.source) > SHOWN:
        return ""
    if NEEDS.get(kind) == "a list":
        return f"write it in brackets: [{written.source}]"
    if kind == "string_type":
        return f'write "{written.source}"'
    if kind == "bool_type":
        return "write true or false"
    if NEEDS.get(kind) == "a group of keys":
        return "write keys below it, each on a line of its own, as the content reference has them"
    return ""


def _problem(errors: list[_Error], written: Node) -> str:
    """Say what is needed instead of what was written."""
    needs = dict.fromkeys(NEEDS.get(error.kind, "") for error in errors)
    if "a number" in needs:
        needs.pop("a whole number", None)
    if list(needs) == ["text"] and isinstance(written, ScalarNode) and written.value is not None:
        return "text is needed, so put it in quotes"
    return f"{' or '.join(needs)} is needed" if all(needs) else PROBLEMS.get(errors[0].kind, errors[0].message.lower())
