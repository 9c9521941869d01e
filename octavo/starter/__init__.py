"""Begin a new book: an empty frame of a kind, or the demonstration that shows the marks in use."""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import NOWHERE, Origin
from octavo.project import check_name

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
    Raises :class:`Faulty` for a name that does not fit (OC195) or is taken (OC196), and when the folder cannot be
    written (OC902); nothing is overwritten.
    """
    folder = root / "content" / name
    check_name(name)
    if folder.exists():
        raise Faulty([fault("OC196", Origin(f"content/{name}"), book=name)])
    words = title or name.replace("-", " ").capitalize()
    starter = files("octavo.starter")
    try:
        _copy(starter / "kinds" / kind if kind else starter / "book", folder, words)
    except OSError as problem:
        raise Faulty([_refused(f"content/{name}", problem.strerror or str(problem))]) from problem
    return folder


IGNORED = """\
# What Octavo makes, and what programs leave behind.
/output/
/.cache/
.~lock.*
*~
.DS_Store
Thumbs.db
"""
"""What *.gitignore* of a new project says."""


def set_up_project(root: Path, schemas: Path) -> None:
    """Put ``schemas``, the settings that connect them with data files, and *.gitignore* into a project.

    What is there already stays as it is. Raises :class:`Faulty` with OC902 where a file cannot be written.
    """
    settings = {f"./schemas/{word}.schema.json": [where] for word, where in SCHEMAS_OF.items()}
    wanted = {
        root / ".gitignore": IGNORED.encode(),
        root / ".vscode" / "settings.json": json.dumps({"yaml.schemas": settings}, indent=2).encode() + b"\n",
        **{
            root / "schemas" / f"{word}.schema.json": (schemas / f"{word}.schema.json").read_bytes()
            for word in SCHEMAS_OF
        },
    }
    try:
        for path, content in wanted.items():
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content)
    except OSError as problem:
        raise Faulty([_refused(str(problem.filename), problem.strerror or str(problem))]) from problem


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
