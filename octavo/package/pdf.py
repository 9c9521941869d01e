"""The reading PDF: the printing as it was set."""

from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Format, Material


def make(material: Material) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the typeset PDF; raises ``ValueError`` when the pipeline did not set one."""
    if material.printing is None:
        raise ValueError("the reading PDF needs a printing")
    return material.printing.content, ()


FORMAT = Format(name="pdf", suffix=".pdf", media_type="application/pdf", needs=frozenset({"printing"}), make=make)
