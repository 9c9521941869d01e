"""The judgement of finished files: which rules are for which kind of file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from octavo.check.pdf import examine_pdf
from octavo.model.diagnostics import Diagnostic, in_order
from octavo.model.output import Artefact, FontFace

Rules: TypeAlias = Callable[[bytes, Sequence[FontFace]], tuple[Diagnostic, ...]]

RULES: Mapping[str, tuple[Rules, ...]] = MappingProxyType({"application/pdf": (examine_pdf,)})
"""The rules for each media type; other files have none."""


def examine(artefacts: Iterable[Artefact], faces: Sequence[FontFace]) -> tuple[Diagnostic, ...]:
    """Judge every artefact by the rules for its kind; ``faces`` are the fonts of the theme."""
    return in_order(
        diagnostic
        for artefact in artefacts
        for rules in RULES.get(artefact.media_type, ())
        for diagnostic in rules(artefact.content, faces)
    )
