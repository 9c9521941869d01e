"""Keep what editors noted for themselves out of print: records marked ``print: false``."""

from typing import TypeVar

from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.resolve.registers import Printable

Value = TypeVar("Value", bound=Printable)


def not_cleared(kind: str, record: Record[Value], origin: Origin) -> list[Diagnostic]:
    """Return OC213 at ``origin``, where the text uses ``record``, if the record may not be printed."""
    if record.value.print:
        return []
    return [fault("OC213", origin, kind=kind, id=record.value.id, related=[record.at("print")])]
