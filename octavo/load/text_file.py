"""Read one text file of a book."""

from octavo.load.files import decode
from octavo.load.ids import IDS
from octavo.load.markdown import parse_text
from octavo.load.reading_order import identifier
from octavo.model.book import TextFile
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin


def text_in(name: str, content: bytes, place: Origin) -> tuple[TextFile, tuple[Diagnostic, ...]]:
    """Return the text in the file ``name`` of a book, and all that is told of it; raises ``Faulty`` as ``decode``."""
    text, told = parse_text(decode(content, place), path=place.path, identifier=identifier(name))
    if not IDS.pattern.fullmatch(text.id):
        problem = f"{IDS.problem}; give the title an {{#id}}, or the file another name"
        told = (*told, fault("OC103", text.origin, value=f"'{text.id}'", problem=problem))
    return text, told
