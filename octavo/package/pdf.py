"""The reading PDF: the printing as it was set."""

from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact, Format, Material


def make(material: Material) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
    """Return the typeset PDF; raises ``ValueError`` when the pipeline did not set one."""
    if material.printing is None:
        raise ValueError("the reading PDF needs a printing")
    content = material.printing.content
    return (Artefact(name=f"{material.product.name}.pdf", media_type="application/pdf", content=content),), ()


FORMAT = Format(name="pdf", needs=frozenset({"printing"}), make=make)
