"""Load a book and its theme, each file parsed once for all builds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from types import MappingProxyType

from octavo.editions.file_changes import recover
from octavo.jobs.memo import Memo
from octavo.load.book_look import read_look
from octavo.load.file_names import SETTINGS
from octavo.load.files import Folder, gathering, missing, read_folder
from octavo.load.fonts import font_in
from octavo.load.images import image_in
from octavo.load.included_files import wanted_by
from octavo.load.language import language_in
from octavo.load.parsing import parse_record, parse_records, parse_settings, parse_text
from octavo.load.picture_files import with_files
from octavo.load.publication import ParsedFiles, citation_style, data_files, image_files, publication_of, text_files
from octavo.load.style_sheets import check_sheet
from octavo.load.theme import base_of, settings_file, theme_of
from octavo.model.book import ImageFile, Publication, Record, TextFile
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.language import Language
from octavo.model.look import AS_DESIGNED, BookFont
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Theme, ThemeSettings
from octavo.model.records import BookSettings
from octavo.model.writing_direction import is_right_to_left
from octavo.project import Project
from octavo.resolve.sections import SECTIONS


def load_book(
    project: Project, name: str, memo: Memo, changes: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[Publication, tuple[Diagnostic, ...]]:
    """Return the publication of the book ``name`` of a project, and the warnings about it.

    A correction that was stopped while it was made is completed first. ``changes`` are files of the book, by name, that
    are to be read in place of those on the disk.
    Raises :class:`~octavo.model.diagnostics.Faulty` with the faults of all files; with OC901 where there is no such
    book, and with OC902 where the correction cannot be completed.
    """
    if name not in project.books():
        raise Faulty([fault("OC901", NOWHERE, book=name, near=(name, project.books()))])
    try:
        recover(project.content / name)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Faulty([fault("OC902", NOWHERE, file=problem.filename or name, problem=reason)]) from problem
    return load_publication(
        project.content / name,
        root=project.root,
        languages=project.languages,
        citations=project.citations,
        fonts=project.fonts,
        memo=memo,
        changes=changes,
    )


def load_publication(
    folder: Path,
    *,
    root: Path,
    languages: Sequence[Path],
    citations: Sequence[Path],
    memo: Memo,
    fonts: Sequence[Path] = (),
    changes: Mapping[str, bytes] = MappingProxyType({}),
) -> tuple[Publication, tuple[Diagnostic, ...]]:
    """Return the publication that ``folder`` holds, and the warnings about it.

    ``root`` is the folder from which diagnostics name files, ``languages`` are the folders of language files and
    ``citations`` those of CSL styles: what stands in an earlier one counts. ``fonts`` are the folders of fonts that any
    book may ask for. ``changes`` as for :func:`load_book`.
    Raises :class:`~octavo.model.diagnostics.Faulty` with the faults of all files.
    """
    content, diagnostics = read_folder(folder, root=root)
    if changes:
        content = replace(content, files=dict(sorted({**content.files, **changes}.items())))
    faults = list(diagnostics)
    parsed = _parsed(content, fonts, memo, faults)
    language, style = None, ""
    if parsed.settings is not None:
        with gathering(faults):
            style = citation_style(citations, parsed.settings, root)
        with gathering(faults):
            code, asked = parsed.settings.value.language, parsed.settings.at("language")
            language, told = load_language(languages, code, root=root, asked=asked, memo=memo)
            faults += told
    return publication_of(content, parsed, language=language, style=style, found=faults)


def _parsed(content: Folder, fonts: Sequence[Path], memo: Memo, faults: list[Diagnostic]) -> ParsedFiles:
    """Parse the files of a book that can be parsed, and add to ``faults`` what is wrong with any."""
    settings, language, look = None, "en", AS_DESIGNED
    with gathering(faults):
        place = content.place(SETTINGS)
        settings, diagnostics = memo(parse_settings, content.named(SETTINGS, place), place, tuple(SECTIONS))
        language = settings.value.language
        faults += diagnostics
        look, told = read_look(settings, content, _fonts_for(settings, fonts))
        faults += told
    records: dict[str, tuple[Record[object], ...]] = {}
    for name in data_files(content):
        with gathering(faults):
            records[name], diagnostics = memo(parse_records, name, content.files[name], content.place(name), language)
            faults += diagnostics
    texts: dict[str, TextFile] = {}
    included: set[str] = set()
    pictures: Mapping[str, Origin] = {}
    for name, asked in text_files(content, settings).items():
        with gathering(faults):
            wanted = wanted_by(name, content.files)
            included |= wanted.keys()
            texts[name], diagnostics = memo(parse_text, name, content.named(name, asked), content.place(name), wanted)
            faults += diagnostics
            texts[name], shown = with_files(texts[name], name, content.files)
            pictures = {**shown, **pictures}
    images: dict[str, ImageFile] = {}
    for name, asked in {**pictures, **image_files(records, settings)}.items():
        with gathering(faults):
            images[name] = memo(image_in, name, content.named(name, asked), asked)
    return ParsedFiles(
        settings=settings, look=look, records=records, texts=texts, images=images, included=frozenset(included)
    )


def _fonts_for(settings: Record[BookSettings], folders: Sequence[Path]) -> tuple[BookFont, ...]:
    """Return the fonts in ``folders`` where the look of a book asks for any: each with its path beside the themes."""
    if not settings.value.look.names_fonts:
        return ()
    files = {
        f"../fonts/{path.relative_to(folder).as_posix()}": path
        for folder in reversed(folders)
        for path in sorted(folder.glob("*/*.[ot]tf"))
    }
    fonts: list[BookFont] = []
    for name, path in sorted(files.items()):
        beside = [each for each in sorted(path.parent.glob("*.txt")) if each.is_file()]
        licences = tuple((name.replace(path.name, each.name), each.read_bytes()) for each in beside)
        font = font_in(name, path.read_bytes(), Origin(name))
        fonts.append(replace(font, licences=licences))
    return tuple(fonts)


def load_language(
    languages: Sequence[Path], code: str, *, root: Path, asked: Origin, memo: Memo
) -> tuple[Language, tuple[Diagnostic, ...]]:
    """Return the language ``code`` (such as ``en-GB``) from its file in one of the folders ``languages``, the first.

    The warnings about it come with it.

    ``asked`` is the place that names it. Raises :class:`~octavo.model.diagnostics.Faulty` where there is no such file,
    and with the faults of the file.
    """
    if is_right_to_left(code):
        raise Faulty([fault("OC163", asked, language=code)])
    folders = [read_folder(each, root=root)[0] for each in languages]
    folder = reduce(Folder.over, folders)
    if f"{code}.yaml" not in folder.files:
        raise missing(asked, f"languages/{code}.yaml", (name.removesuffix(".yaml") for name in folder.files), code)
    return memo(language_in, code, folder, folders[-1])


def load_theme(
    folder: Path, *, root: Path, named_at: Origin, find: Callable[[str], Path], memo: Memo, under: Sequence[Path] = ()
) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """Return the theme in ``folder`` with what it inherits, and the warnings about it.

    ``named_at`` is the place in book.yaml that asks for it; ``find`` gives the folder of a base by its name. ``under``
    are the folders of themes that lie beneath it, the next one first: a variant is laid over any theme. Raises
    :class:`~octavo.model.diagnostics.Faulty` with every fault of the settings and every missing file.
    """

    def check(sheet: str, place: Origin, families: Sequence[str], *, is_print: bool) -> tuple[Diagnostic, ...]:
        return memo(check_sheet, sheet, place, families, is_print=is_print)

    faults: list[Diagnostic] = []
    chain: list[tuple[Path, Record[ThemeSettings]]] = []
    beneath, asked = [*reversed(under)], named_at
    next_folder: Path | None = folder
    while next_folder is not None:
        folder, next_folder = next_folder, None
        with gathering(faults):
            content, place = settings_file(folder, root=root, asked=asked)
            record, diagnostics = memo(parse_record, content, place, ThemeSettings)
            faults += diagnostics
            chain.append((folder, record))
            if base := base_of(record, [each.name for each, _ in chain]):
                next_folder, asked = find(base), record.at("base")
            elif beneath:
                next_folder, asked = beneath.pop(), named_at
    return theme_of(chain, root=root, found=faults, check_sheet=check)
