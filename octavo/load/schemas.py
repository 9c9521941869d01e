"""JSON Schemas of all files that editors write, for completion and checks in their editors.

They are made from the same classes that files are validated against. A data file names its schema in a comment:
``# yaml-language-server: $schema=../../schemas/book.schema.json``.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from operator import itemgetter
from types import GenericAlias
from typing import Annotated, Any, get_args

from pydantic import Field, TypeAdapter

from octavo.load.csl import Item
from octavo.load.ids import IDS, KEYS
from octavo.load.settings import FORMS
from octavo.load.validation import hints_of, keys_of, members
from octavo.model.answers import Answer
from octavo.model.dates import Edtf
from octavo.model.editions import Correction, Release
from octavo.model.handouts import Handouts
from octavo.model.language import Language
from octavo.model.output import ThemeSettings
from octavo.model.records import BookSettings, Document, Event, FigureRecord, IndexReference, MarkdownText, Person, Term

DIALECT = "https://json-schema.org/draft/2020-12/schema"

ITEMS = GenericAlias(tuple, (Item, ...))
FILES: Mapping[str, tuple[str, Any]] = {
    "book": ("The settings and the order of a book (book.yaml)", BookSettings),
    "people": ("A person, or a list of persons (people/*.yaml)", Person | tuple[Person, ...]),
    "terms": ("The glossary (terms.yaml)", tuple[Term, ...]),
    "events": ("The chronology (events.yaml)", tuple[Event, ...]),
    "documents": ("The documents of which passages are printed (documents.yaml)", tuple[Document, ...]),
    "figure": ("A figure (figures/*.yaml)", Annotated[FigureRecord, Field(discriminator="kind")]),
    "sources": ("The sources, as CSL-JSON in YAML (sources.yaml)", ITEMS),
    "answers": ("Model answers to the questions of a section (answers/<id of the section>.yaml)", tuple[Answer, ...]),
    "index": ("References inside the index (index.yaml)", tuple[IndexReference, ...]),
    "corrections": ("The ledger of corrections (corrections.yaml)", tuple[Correction, ...]),
    "release": ("What was released (editions/<version>/release.yaml)", Release),
    "handouts": ("The sheets for the class (handouts.yaml)", Handouts),
    "theme": ("A theme (styles/<theme>/theme.yaml)", ThemeSettings),
    "language": ("The words and customs of a language (templates/languages/*.yaml)", Language),
}
"""What each schema describes, and the type that it is made from."""


KINDS: Mapping[object, str] = {
    Edtf: "A date in EDTF, such as 1934-12-01, 1937-08/1938-11, 184X or 1868~.",
    MarkdownText: "Text with marks, as in a text file.",
}
"""What is told of the keys with values of these types."""
PATTERNS: Mapping[type, Mapping[str, re.Pattern[str]]] = {
    BookSettings: {key: form for key, (form, _) in FORMS.items()},
}

_ROLE = re.compile(r":class:(`[^`]*`)")
_QUOTED = re.compile(r"``([^`]*)``")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[`A-Z])")


def schemas() -> Mapping[str, bytes]:
    """Return the schemas by file name, sorted: JSON Schema 2020-12, no unknown keys, the same bytes every time."""
    return {
        f"{name}.schema.json": _written(title, shape, TypeAdapter(shape).json_schema())
        for name, (title, shape) in sorted(FILES.items(), key=itemgetter(0))
    }


def _written(title: str, shape: object, schema: dict[str, Any]) -> bytes:
    schema.pop("discriminator", None)
    classes = {each.__name__: each for each in _classes(shape)}
    for described in (schema, *schema.get("$defs", {}).values()):
        if described.get("title") in classes:
            _describe(described, classes[described["title"]])
    whole = {"$schema": DIALECT, **schema, "title": title}
    return json.dumps(whole, indent=2, ensure_ascii=False).encode() + b"\n"


def _classes(hint: object) -> Iterator[type]:
    """Yield the record classes of which values of ``hint`` are made."""
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
        for inside in hints_of(hint).values():
            yield from _classes(inside)
    else:
        for argument in get_args(hint):
            yield from _classes(argument)


def _describe(schema: dict[str, Any], shape: type) -> None:
    """Tell what pydantic does not: what the class says of each key, how values are spelt, what a text may hold."""
    sentences = _sentences(shape)
    schema["description"] = " ".join(sentences)
    patterns = {**PATTERNS.get(shape, {}), "id": (KEYS if shape is Item else IDS).pattern}
    for name, key in keys_of(shape).items():
        entry = schema["properties"][key]
        kinds = [KINDS[member] for member in members(hints_of(shape)[name]) if member in KINDS]
        words = [*(sentence for sentence in sentences if f"`{key}`" in sentence), *kinds]
        entry["title"] = key.replace("-", " ").capitalize()
        if words and "$ref" not in entry:
            entry["description"] = " ".join(words)
        if key in patterns:
            entry["pattern"] = f"^(?:{patterns[key].pattern})$"
        if entry.get("default", "") is None and {"type": "null"} not in entry.get("anyOf", ()):
            del entry["default"]


def _sentences(shape: type) -> list[str]:
    """Return the sentences of a class's docstring, with keys as files have them."""
    text = " ".join((shape.__doc__ or "").split())
    text = _ROLE.sub(r"\1", text)
    text = _QUOTED.sub(lambda found: f"`{found[1].replace('_', '-')}`", text)
    return _SENTENCE.split(text)
