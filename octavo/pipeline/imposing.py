"""Impose a file from anywhere: read it, put its pages on sheets, and write the sheets beside it."""

from dataclasses import dataclass
from pathlib import Path

from octavo import publish
from octavo.impose.imposing import impose
from octavo.impose.summary import summary
from octavo.load.files import place_of, read_file
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.imposition import Imposition


@dataclass(frozen=True, slots=True, kw_only=True)
class ImposedFile:
    """The file that was written at ``path``, what people should know of it, and what was found on the way."""

    path: Path
    notes: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def impose_file(source: Path, target: Path | None, imposition: Imposition) -> ImposedFile:
    """Write the pages of the PDF at ``source`` on sheets to ``target``, or beside it, and return what was written.

    Raises :class:`Faulty` where the file cannot be read (OC106, OC140, OC141) or imposed (OC611 to OC614), where the
    sheets would replace it (OC617), or cannot be written (OC902).
    """
    place = place_of(source, Path.cwd())
    content = read_file(source.parent, source.name, within=source.parent, asked=place)
    path = target or source.with_name(f"{source.stem}-{imposition.scheme}.pdf")
    if path.resolve() == source.resolve():
        raise Faulty([fault("OC617", place)])
    imposed, diagnostics = impose(content, imposition, title=source.stem, origin=place)
    publish.write_file(path, imposed.content)
    return ImposedFile(path=path, notes=summary(imposed, imposition), diagnostics=diagnostics)
