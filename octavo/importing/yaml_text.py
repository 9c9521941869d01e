"""Values as lines of YAML, for people to read and change, and such lines as values."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

Value: TypeAlias = "str | int | Sequence[Value] | Mapping[str, Value]"

_PLAIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff][^:#\n\t\"'{}\[\],&*!|>%@`]*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "~"})


def value_of_yaml(text: str, place: Origin, code: str) -> object:
    """Return what ``text`` says as YAML, which stands in the file of ``place``.

    Raises ``Faulty`` with the fault ``code``, at the line that is none.
    """
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = Origin(place.path, mark.line + 1, mark.column + 1) if mark else place
        raise Faulty([fault(code, at, problem=getattr(error, "problem", None) or "it is no YAML")]) from None


def yaml_text(record: Mapping[str, Value]) -> str:
    """Return a record as YAML, its keys in their order; empty values are left out."""
    return "".join(f"{line}\n" for line in _lines(record))


def _lines(record: Mapping[str, Value]) -> Iterator[str]:
    for key, value in record.items():
        if value in ("", (), [], {}):
            continue
        if isinstance(value, str | int):
            yield f"{key}: {_scalar(value)}"
        elif isinstance(value, Mapping):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        else:
            yield f"{key}:"
            for item in value:
                yield from _item(item)


def _item(item: Value) -> Iterator[str]:
    if not isinstance(item, Mapping):
        yield f"  - {_scalar(item) if isinstance(item, str | int) else json.dumps(item, ensure_ascii=False)}"
        return
    for number, line in enumerate(_lines(item)):
        yield f"  {'-' if number == 0 else ' '} {line}"


def _scalar(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    is_plain = _PLAIN.fullmatch(value) and value == value.strip() and value.casefold() not in _WORDS
    return value if is_plain else json.dumps(value, ensure_ascii=False)
