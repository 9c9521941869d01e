"""Begin a new book: copy a small sound one that shows the marks in use, under the name and title asked for."""

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import NOWHERE
from octavo.project import NAME

TITLE_LINE = 'title: "The Village Well"'


def begin(root: Path, name: str, title: str) -> Path:
    """Create ``content/<name>/`` below ``root`` and return that folder.

    An empty ``title`` is made from the name. Raises :class:`Faulty` for a name that does not fit (OC902) or is taken,
    and when the folder cannot be written; nothing is overwritten.
    """
    folder = root / "content" / name
    if not NAME.fullmatch(name):
        raise Faulty([_refused(name, "a name is lower-case letters, digits and hyphens and begins with a letter")])
    if folder.exists():
        raise Faulty([_refused(f"content/{name}", "it is there already")])
    words = title or name.replace("-", " ").capitalize()
    try:
        _copy(files("octavo.starter") / "book", folder, words)
    except OSError as problem:
        raise Faulty([_refused(f"content/{name}", problem.strerror or str(problem))]) from problem
    return folder


def _refused(file: str, problem: str) -> Diagnostic:
    return fault("OC902", NOWHERE, file=file, problem=problem)


def _copy(source: Traversable, target: Path, title: str) -> None:
    target.mkdir(parents=True)
    for entry in sorted(source.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            _copy(entry, target / entry.name, title)
        elif not entry.name.endswith((".py", ".pyc")):
            text = entry.read_text(encoding="utf-8")
            text = text.replace(TITLE_LINE, f"title: {json.dumps(title, ensure_ascii=False)}")
            (target / entry.name).write_text(text, encoding="utf-8")
