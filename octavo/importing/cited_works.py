"""Works that a source cites, as a file of the book: BibTeX as it is, or CSL-JSON of what the source holds itself."""

import json
import posixpath
import re
from collections.abc import Mapping
from contextlib import suppress

from octavo.importing.manuscript import Loss
from octavo.importing.pandoc_reading import SECONDS, meta_texts
from octavo.importing.source_folder import SourceFolder
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin
from octavo.pandoc import Json, PandocRefused, run_pandoc

_KEY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*[{(]\s*([^\s,{}]+)\s*,", re.MULTILINE | re.IGNORECASE)


def works_of(content: str | bytes, form: str, place: Origin) -> Mapping[str, bytes]:
    """Return the works that a source holds itself, as ``sources.json``; nothing where there are none."""
    name = "source"
    try:
        written = run_pandoc([name, f"--from={form}", "--to=csljson"], "", files={name: content}, seconds=SECONDS)
    except PandocRefused as refused:
        raise Faulty([fault("OC187", place, problem=str(refused)[:300])]) from None
    return {"sources.json": written} if json.loads(written) else {}


def bib_of(meta: Mapping[str, Json], base: str, folder: SourceFolder, losses: list[Loss]) -> Mapping[str, bytes]:
    """Return the files of works that the head of a text names, under the one name that a book has for their kind."""
    names = meta_texts(meta.get("bibliography"))
    found: dict[str, bytes] = {}
    for name in names:
        path = posixpath.normpath(posixpath.join(base, name))
        path = path if folder.has(path) else posixpath.normpath(name)
        kind = ".json" if path.endswith(".json") else ".bib"
        if not folder.has(path):
            losses.append(Loss(place=base or "the source", what=f"the file of works '{name}' is not there"))
        elif kind == ".bib":
            found["sources.bib"] = found.get("sources.bib", b"") + folder.read(path).rstrip() + b"\n"
        else:
            found["sources.json"] = folder.read(path)
    return found


def keys_of(files: Mapping[str, bytes]) -> frozenset[str]:
    """Return the keys of the works in files of the book; one that cannot be read has none, and a check tells of it."""
    keys: set[str] = set()
    for name, content in files.items():
        text = content.decode("utf-8", "replace")
        if name.endswith(".bib"):
            keys |= set(_KEY.findall(text))
        elif name.endswith(".json"):
            with suppress(ValueError):
                works = json.loads(text)
                listed = works if isinstance(works, list) else []
                keys |= {str(each["id"]) for each in listed if isinstance(each, dict) and "id" in each}
    return frozenset(keys)
