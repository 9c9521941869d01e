"""Tell people to report what only a bug of ours can have done, and write what a report needs to a file."""

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace

from octavo import __version__
from octavo.model.diagnostics import Diagnostic

BLAMELESS = frozenset({"OC701", "OC702", "OC703", "OC705", "OC707", "OC709", "OC717"})
"""What no manuscript can do: style sheets can, and we."""


def with_report(found: Iterable[Diagnostic], book: str, *, is_ours: bool) -> tuple[Diagnostic, ...]:
    """Return what was ``found`` in the finished files of ``book``; ``is_ours`` says that its theme is one of Octavo's.

    Where a bug of ours alone can be the cause, the hint names a temporary file to report, which holds the faults and
    what made the files.
    """
    diagnostics = tuple(found)
    ours = [each for each in diagnostics if is_ours and each.code in BLAMELESS]
    if not ours:
        return diagnostics
    hint = f"report this with the book and with {_written(ours, book)}"
    return tuple(replace(each, hint=hint) if each in ours else each for each in diagnostics)


def _written(faults: Sequence[Diagnostic], book: str) -> str:
    """Write a report, and return its name."""
    from octavo.jobs.libraries import versions_of

    descriptor, name = tempfile.mkstemp(prefix="octavo-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        tools = (f"Octavo {__version__}", f"Python {sys.version.split()[0]}", *versions_of(("weasyprint",)))
        file.write(f"The book '{book}', made with {', '.join(tools)}\n\n")
        file.writelines(f"{each}\n" for each in faults)
    return name
