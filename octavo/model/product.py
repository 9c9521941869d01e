"""What a build is asked for: a selection of the book, in a look, in a format."""

from dataclasses import dataclass

from octavo.model.imposition import Imposition
from octavo.model.look import Look
from octavo.model.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One thing to make; it gives one artefact or several.

    ``name`` is what the names of its files begin with, below ``output/<book>/``, and is unique among the products of
    a build of the same ``format``. ``format`` is the word of a format (``pdf``, ``epub``). With an ``imposition`` its
    files are sheets for a printer, which nobody reads as they lie.
    """

    name: str
    selection: Selection
    look: Look
    format: str
    imposition: Imposition | None = None
