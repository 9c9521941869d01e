"""Begin a new book: an empty frame of a kind, or the demonstration that shows the marks in use."""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import NOWHERE
from octavo.project import NAME

TITLE_LINE = re.compile(r"^title: .*$", re.MULTILINE)

KINDS = ("booklet", "book", "novel", "school")
"""The kinds of frames: folders of *kinds/*."""

SCHEMAS_OF: Mapping[str, str] = {
    "answers": "content/*/answers/*.yaml",
    "book": "content/*/book.yaml",
    "corrections": "content/*/corrections.yaml",
    "documents": "content/*/documents.yaml",
    "events": "content/*/events.yaml",
    "figure": "content/*/figures/*.yaml",
    "handouts": "content/*/handouts.yaml",
    "index": "content/*/index.yaml",
    "people": "content/*/people/*.yaml",
    "sources": "content/*/sources.yaml",
    "terms": "content/*/terms.yaml",
}
"""The files that each schema is for, as editors are told."""


def begin(root: Path, name: str, title: str, *, kind: str = "") -> Path:
    """Create ``content/<name>/`` below ``root`` and return that folder.

    ``kind`` is one of :data:`KINDS`; without one it is the demonstration. An empty ``title`` is made from the name.
    Raises :class:`Faulty` for a name that does not fit (OC902) or is taken, and when the folder cannot be written;
    nothing is overwritten.
    """
    folder = root / "content" / name
    if not NAME.fullmatch(name):
        raise Faulty([_refused(name, "a name is lower-case letters, digits and hyphens and begins with a letter")])
    if folder.exists():
        raise Faulty([_refused(f"content/{name}", "it is there already")])
    words = title or name.replace("-", " ").capitalize()
    starter = files("octavo.starter")
    try:
        _copy(starter / "kinds" / kind if kind else starter / "book", folder, words)
    except OSError as problem:
        raise Faulty([_refused(f"content/{name}", problem.strerror or str(problem))]) from problem
    return folder


def set_up_editors(root: Path, schemas: Path) -> tuple[Path, ...]:
    """Put ``schemas`` and the settings that connect them with data files into a project; return what is new.

    What is there already stays as it is. Raises :class:`Faulty` with OC902 where a file cannot be written.
    """
    settings = {f"./schemas/{word}.schema.json": [where] for word, where in SCHEMAS_OF.items()}
    wanted = {root / "schemas" / f"{word}.schema.json": schemas / f"{word}.schema.json" for word in SCHEMAS_OF}
    made: list[Path] = []
    try:
        for path, source in wanted.items():
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(source.read_bytes())
                made.append(path)
        editor = root / ".vscode" / "settings.json"
        if not editor.exists():
            editor.parent.mkdir(exist_ok=True)
            editor.write_text(json.dumps({"yaml.schemas": settings}, indent=2) + "\n", encoding="utf-8")
            made.append(editor)
    except OSError as problem:
        raise Faulty([_refused(str(problem.filename), problem.strerror or str(problem))]) from problem
    return tuple(made)


def _refused(file: str, problem: str) -> Diagnostic:
    return fault("OC902", NOWHERE, file=file, problem=problem)


def _copy(source: Traversable, target: Path, title: str) -> None:
    target.mkdir(parents=True)
    for entry in sorted(source.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            _copy(entry, target / entry.name, title)
        elif not entry.name.endswith((".py", ".pyc")):
            text = entry.read_text(encoding="utf-8")
            if entry.name == "book.yaml" and (line := TITLE_LINE.search(text)):
                text = text.replace(line[0], f"title: {json.dumps(title, ensure_ascii=False)}", 1)
            (target / entry.name).write_text(text, encoding="utf-8")
