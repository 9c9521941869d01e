"""The reading PDF: the printing as it was set."""

from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact, Format, FormatInput


def make(given: FormatInput) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
    """Return the typeset PDF; raises ``ValueError`` when the pipeline did not set one."""
    if given.printing is None:
        raise ValueError("the reading PDF needs a printing")
    content = given.printing.content
    return (Artefact(name=f"{given.product.name}.pdf", media_type="application/pdf", content=content),), ()


FORMAT = Format(name="pdf", needs=frozenset({"printing"}), make=make)
