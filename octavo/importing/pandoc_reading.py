"""Ask pandoc for its document type of a source."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from octavo.importing.attributes import bare_text
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin
from octavo.pandoc import Element, Json, PandocRefused, converted, kind_of, listed

SECONDS = 300
"""How long pandoc may work on a source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A source as pandoc reads it: blocks, metadata, and what pandoc said about it."""

    blocks: tuple[Element, ...]
    meta: Mapping[str, Json]
    remarks: tuple[str, ...]

    def text(self, key: str) -> str:
        """Return the words of a value of the metadata."""
        return (
            " ".join(bare_text(self.meta.get(key)).split()) if kind_of(_dict(self.meta.get(key))) != "MetaList" else ""
        )

    def texts(self, key: str) -> list[str]:
        """Return the words of a value of the metadata that may be a list."""
        return meta_texts(self.meta.get(key))


def read(content: str | bytes, form: str, place: Origin, options: Sequence[str] = ()) -> Read:
    """Return a source as pandoc reads it in the format ``form``. Raises ``Faulty`` with OC187 where it refuses."""
    name = f"source.{form.split('+', maxsplit=1)[0].split('-', maxsplit=1)[0]}"
    arguments = [name, f"--from={form}", "--to=json", "--wrap=none", *options]
    try:
        done = converted(arguments, "", files={name: content}, seconds=SECONDS)
    except PandocRefused as refused:
        raise Faulty([fault("OC187", place, problem=str(refused).replace(name, place.path)[:300])]) from None
    value = json.loads(done.output)
    return Read(blocks=tuple(listed(value["blocks"])), meta=value["meta"], remarks=done.remarks)


def meta_texts(value: Json) -> list[str]:
    """Return the words of a value of the metadata, or of each in a list."""
    if isinstance(value, dict) and kind_of(value) == "MetaList":
        return [text for each in listed(value.get("c")) if (text := meta_text(each))]
    return [text] if (text := meta_text(value)) else []


def meta_text(value: Json) -> str:
    """Return the words of a value of the metadata, of a name in a record (``name: …``) too."""
    match value:
        case {"t": "MetaString", "c": str(text)}:
            return text
        case {"t": "MetaBool", "c": bool(flag)}:
            return str(flag).lower()
        case {"t": "MetaMap", "c": {"name": name}} | {"t": "MetaMap", "c": {"literal": name}}:
            return meta_text(name)
        case {"t": "MetaMap", "c": {"given": given, "family": family}}:
            return f"{meta_text(given)} {meta_text(family)}".strip()
        case {"c": content}:
            return " ".join(bare_text(content).split())
        case _:
            return ""


def _dict(value: Json) -> Element:
    return value if isinstance(value, dict) else {}
