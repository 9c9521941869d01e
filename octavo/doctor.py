"""Look at the machine: is all there that a build needs, and in which version?"""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from octavo.model.diagnostics import Faulty
from octavo.project import PACKAGE, Project

LIBRARIES = ("weasyprint", "pydyf", "pikepdf", "pypdfium2", "vl-convert-python", "pydantic", "jinja2", "babel")
FREE_MEGABYTES = 200

CHECKERS = {
    "java": "EPUBCheck and veraPDF, which judge the ebook and the PDF as shops and libraries do",
    "qpdf": "the structure of the PDF",
    "pdffonts": "what print shops ask first: whether all fonts are embedded",
    "gs": "a proof of the inks of press files",
}
"""Programs that no build needs, and what they are for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: what it is, whether it is as it should be, and what was found."""

    subject: str
    is_ok: bool
    detail: str

    def __str__(self) -> str:
        """One line for people."""
        return f"{'ok ' if self.is_ok else 'NO '} {self.subject}: {self.detail}"

    def as_values(self) -> dict[str, object]:
        """Return the finding for ``--json``."""
        return {"subject": self.subject, "ok": self.is_ok, "detail": self.detail}


def examine(project: Project) -> tuple[Finding, ...]:
    """Return what was found, in a fixed order; never raises."""
    python = Finding(
        subject="Python", is_ok=sys.version_info >= (3, 11), detail=".".join(map(str, sys.version_info[:3]))
    )
    return (
        python,
        *(_library(name) for name in LIBRARIES),
        _tried("layout engine", _versions),
        _tried("patches of WeasyPrint", _patches),
        _tried("citations", _pandoc),
        _templates(project),
        _project(project),
        *(_checker(name, what) for name, what in CHECKERS.items()),
        _disk(project),
    )


def _library(name: str) -> Finding:
    try:
        return Finding(subject=name, is_ok=True, detail=version(name))
    except PackageNotFoundError:
        return Finding(subject=name, is_ok=False, detail=f"not installed; {_installing()}")


def _installing() -> str:
    """Tell how libraries are installed: in the checkout by make, elsewhere by pip from the list of the release."""
    is_checkout = (PACKAGE.parent / "Makefile").is_file()
    return "'make' installs it" if is_checkout else "'pip install --require-hashes -r run.txt' installs it"


def _versions() -> str:
    """Tell the versions of WeasyPrint and of what it loads: Pango, HarfBuzz and fontconfig."""
    from octavo.typeset.system import engine_state

    return ", ".join(f"{name} {number}" for name, number in engine_state().versions.items())


def _patches() -> str:
    """Tell whether all patches of WeasyPrint fit the version that is here."""
    from octavo.typeset.system import engine_state

    if unpatched := engine_state().unpatched:
        raise RuntimeError(f"this version has other functions, which stay as they are: {', '.join(unpatched)}")
    return "all fit this version"


def _pandoc() -> str:
    from octavo.pandoc import pandoc_version

    return f"pandoc {pandoc_version()}"


def _templates(project: Project) -> Finding:
    themes = sorted(path.parent.name for path in project.styles.glob("*/theme.yaml"))
    languages = sorted(path.stem for path in (project.templates / "languages").glob("*.yaml"))
    words = f"themes {', '.join(themes) or 'none'}; languages {', '.join(languages) or 'none'}"
    return Finding(subject="templates and styles", is_ok=bool(themes and languages), detail=words)


def _project(project: Project) -> Finding:
    """Tell of the project: its books, and the themes and languages of its own."""
    books = project.books()
    themes = sorted(path.parent.name for path in (project.root / "styles").glob("*/theme.yaml"))
    languages = sorted(path.stem for path in (project.root / "languages").glob("*.yaml"))
    words = [f"books {', '.join(books)}" if books else "no book yet; 'octavo new NAME' begins one"]
    if project.styles.parent != project.root:
        words += [f"own themes {', '.join(themes)}"] * bool(themes) + [f"own languages {', '.join(languages)}"] * bool(
            languages
        )
    return Finding(subject=f"project {project.root}", is_ok=True, detail="; ".join(words))


def _checker(program: str, purpose: str) -> Finding:
    found = shutil.which(program)
    detail = f"{found}, for {purpose}" if found else f"not installed; only needed for {purpose}"
    return Finding(subject=program, is_ok=True, detail=detail)


def _disk(project: Project) -> Finding:
    free = shutil.disk_usage(project.root).free // 1_000_000
    return Finding(subject="disk", is_ok=free >= FREE_MEGABYTES, detail=f"{free} MB free")


def _tried(subject: str, look: Callable[[], str]) -> Finding:
    """Return what ``look`` tells; where it raises, that is what is wrong."""
    try:
        return Finding(subject=subject, is_ok=True, detail=look())
    except (OSError, RuntimeError, ImportError, AttributeError, Faulty) as problem:
        return Finding(subject=subject, is_ok=False, detail=str(problem))
