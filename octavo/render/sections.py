"""Fill the templates, one for each kind of section, and tell their faults at the line of the template."""

import traceback
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError

from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin
from octavo.model.output import Templates
from octavo.render.bounded_templates import BoundedEnvironment, EndlessTemplateError
from octavo.render.markup import ids_in, legal
from octavo.render.template_context import MissingWord

OURS = Path(__file__).parent


@lru_cache(maxsize=4)
def environment(templates: Templates) -> BoundedEnvironment:
    """Return the templates, compiled once in a process: strict about names, escaping by themselves, reading no file."""
    texts = dict(templates.texts)

    def load(name: str) -> tuple[str, str, None] | None:
        return (texts[name], f"{templates.folder}/{name}", None) if name in texts else None

    return BoundedEnvironment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill(templates: Templates, kind: str, values: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """Return the XHTML of a section of ``kind`` and the ids in it, in order.

    Raises:
        Faulty: with OC301, at the line of the template that failed or that made XHTML which is not well formed.
    """
    name = f"sections/{kind}.xhtml.j2"
    body = ""
    try:
        known = environment(templates)
        body = known.text_of(known.get_template(name), values)
        try:
            return body, ids_in(body)
        except (expat.ExpatError, UnicodeEncodeError):
            body = legal(body)
            return body, ids_in(body)
    except expat.ExpatError as problem:
        line = body.splitlines()[problem.lineno - 1][: problem.offset].strip()
        words = f"{expat.ErrorString(problem.code)} after '{line[-60:]}'"
        raise Faulty([fault("OC301", _place(templates.folder, name), problem=words)]) from problem
    except Exception as problem:
        place = _place_of(problem, templates.folder, name)
        if place is None:
            raise
        raise Faulty([fault("OC301", place, problem=_sentence(problem))]) from problem


def _place(folder: str, name: str, line: int = 0) -> Origin:
    return Origin(f"{folder}/{name}", line)


def _place_of(problem: Exception, folder: str, name: str) -> Origin | None:
    """Return the line of the template that is to blame; ``None`` where it is no template but our own code."""
    if isinstance(problem, TemplateSyntaxError):
        return _place(folder, problem.name or name, problem.lineno)
    lines = [frame for frame in traceback.extract_tb(problem.__traceback__) if _is_of(frame.filename, folder, OURS)]
    is_told = isinstance(problem, TemplateError | MissingWord | EndlessTemplateError)
    blamed = next((frame for frame in reversed(lines) if not is_told or _is_of(frame.filename, folder)), None)
    if blamed is None and isinstance(problem, TemplateNotFound | EndlessTemplateError):
        return _place(folder, name)
    if blamed is None or not _is_of(blamed.filename, folder):
        return None
    return _place(folder, Path(blamed.filename).relative_to(folder).as_posix(), blamed.lineno or 0)


def _is_of(file: str, *folders: str | Path) -> bool:
    return any(Path(file).is_relative_to(folder) for folder in folders)


def _sentence(problem: Exception) -> str:
    """Return what is wrong in one line, without a full stop."""
    if isinstance(problem, TemplateNotFound):
        return f"there is no template '{problem.name}'"
    return " ".join(str(problem).split()).rstrip(".") or type(problem).__name__
