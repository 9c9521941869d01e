"""Look at the machine: is all there that a build needs, and in which version?"""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from octavo.model.diagnostics import Faulty
from octavo.project import Project

LIBRARIES = ("weasyprint", "pydyf", "pikepdf", "pypdfium2", "vl-convert-python", "pydantic", "jinja2", "babel")
FREE_MEGABYTES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: what it is, whether it is as it should be, and the words for it."""

    subject: str
    is_well: bool
    words: str

    def __str__(self) -> str:
        """One line for people."""
        return f"{'ok ' if self.is_well else 'NO '} {self.subject}: {self.words}"

    def as_values(self) -> dict[str, object]:
        """Return the finding for ``--json``."""
        return {"subject": self.subject, "well": self.is_well, "words": self.words}


def examine(project: Project) -> tuple[Finding, ...]:
    """Return what was found, in a fixed order; never raises."""
    python = Finding(
        subject="Python", is_well=sys.version_info >= (3, 11), words=".".join(map(str, sys.version_info[:3]))
    )
    parts = [python, *(_library(name) for name in LIBRARIES), _layout_engine(), _citations()]
    return (*parts, _templates(project), _room(project))


def _library(name: str) -> Finding:
    try:
        return Finding(subject=name, is_well=True, words=version(name))
    except PackageNotFoundError:
        return Finding(subject=name, is_well=False, words="not installed; 'make' installs it")


def _layout_engine() -> Finding:
    """WeasyPrint with Pango, HarfBuzz and fontconfig, which it loads from the system."""
    try:
        from octavo.typeset.versions import patches_left_out, versions

        words = ", ".join(f"{name} {number}" for name, number in versions().items())
        left_out = patches_left_out()
    except Faulty as faulty:
        return Finding(subject="layout engine", is_well=False, words=str(faulty))
    if left_out:
        words += f"; not patched, as this WeasyPrint is another than Octavo was made for: {', '.join(left_out)}"
    return Finding(subject="layout engine", is_well=not left_out, words=words)


def _citations() -> Finding:
    def look() -> str:
        from octavo.pandoc import pandoc_version

        return f"pandoc {pandoc_version()}"

    return _tried("citations", look)


def _templates(project: Project) -> Finding:
    themes = sorted(path.parent.name for path in project.styles.glob("*/theme.yaml"))
    languages = sorted(path.stem for path in (project.templates / "languages").glob("*.yaml"))
    words = f"themes {', '.join(themes) or 'none'}; languages {', '.join(languages) or 'none'}"
    return Finding(subject="templates and styles", is_well=bool(themes and languages), words=words)


def _room(project: Project) -> Finding:
    free = shutil.disk_usage(project.root).free // 1_000_000
    return Finding(subject="disk", is_well=free >= FREE_MEGABYTES, words=f"{free} MB free")


def _tried(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject=subject, is_well=True, words=look())
    except (OSError, RuntimeError, ImportError, Faulty) as problem:
        return Finding(subject=subject, is_well=False, words=str(problem))
