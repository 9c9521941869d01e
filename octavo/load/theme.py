"""Themes: the looks of a book, from a folder of styles/."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from octavo.load.files import decode, gathering, missing, place_of, read_file
from octavo.load.scaled_sheets import Scales, scaled
from octavo.load.theme_checks import check_fonts, check_lines, check_papers, check_tokens
from octavo.model.book import Record
from octavo.model.css_places import SheetStart, shifted
from octavo.model.diagnostics import Diagnostic, Faulty, Severity, fault, stop_on_error
from octavo.model.look import Variant
from octavo.model.origin import Origin
from octavo.model.output import FontFace, Theme, ThemeSettings

CheckSheet: TypeAlias = Callable[..., tuple[Diagnostic, ...]]

SETTINGS = "theme.yaml"
SHEETS = ("print.css", "reflow.css")
LAYERS = frozenset(("large", *Variant))
"""Folders of styles/ that are laid over a theme, and are none themselves."""

NEEDED = ("faces", "papers")
"""What a theme must have of its own when it builds on no other."""


def settings_file(folder: Path, *, root: Path, asked: Origin) -> tuple[bytes, Origin]:
    """Return the bytes of the settings of the theme in ``folder``, and their place.

    ``asked`` is the place that names the theme, and ``root`` the folder of the project, which may have themes of its
    own. Raises ``Faulty`` with OC106 where there is no such file.
    """
    if not folder.is_dir():
        known = (path for styles in (folder.parent, root / "styles") for path in styles.glob(f"*/{SETTINGS}"))
        others = {path.parent.name for path in known} - LAYERS
        raise missing(asked, f"{folder.name}/{SETTINGS}", others, folder.name)
    content = read_file(folder.parent, f"{folder.name}/{SETTINGS}", within=folder.parent, asked=asked)
    return content, place_of(folder / SETTINGS, root)


def base_of(record: Record[ThemeSettings], names: Sequence[str]) -> str:
    """Return the name of the theme that a theme builds on, if any; ``names`` are the themes from the book's to it.

    Raises ``Faulty`` with OC123 where themes build on each other in a circle.
    """
    base = record.value.base
    if base in names:
        circle = " → ".join((*names[names.index(base) :], base))
        raise Faulty([fault("OC123", record.at("base"), circle=circle)])
    return base


def theme_of(
    chain: Sequence[tuple[Path, Record[ThemeSettings]]],
    *,
    root: Path,
    found: Iterable[Diagnostic],
    check_sheet: CheckSheet,
) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """Return the theme with its files read, and with what it inherits from the themes that it builds on.

    ``chain`` has the folder and settings of the theme, then of its base, and so on; ``found`` is what reading these has
    brought, and ``check_sheet`` is :func:`octavo.load.style_sheets.check_sheet`. The settings may name files (fonts,
    licences, maps) of the folder and of its neighbours, such as ``../fonts``, but none outside the folder of all
    themes. Raises ``Faulty`` with every fault of the settings, every missing file and all that must not stand in a
    style sheet.
    """
    faults = list(found)
    themes: list[Theme] = []
    # Where a base could not be read, its families are not known.
    is_whole = not any(each.severity is Severity.ERROR for each in faults)
    families = sorted({face.family for _, record in chain for face in record.value.faces}) if is_whole else []
    for folder, record in chain:
        is_ground = not record.value.base and record is chain[-1][1]
        faults += [*_repeated_faces(record), *(_lacking(record) if is_ground else ())]
        with gathering(faults):
            themes.append(_read_files(record, folder, root, families, check_sheet))
    warnings = stop_on_error(faults)
    # Without a fault the chain is whole.
    names = [folder.name for folder, _ in chain]
    theme = themes[-1]
    for own, name in zip(reversed(themes[:-1]), reversed(names[1:]), strict=True):
        beside = _seen_from_beside(theme, name)
        theme = _joined(own, _set_anew(beside, own.settings) if own.settings.scale_base else beside)
    return theme, warnings


def _read_files(
    record: Record[ThemeSettings], folder: Path, root: Path, families: Sequence[str], check_sheet: CheckSheet
) -> Theme:
    """Return the theme without what it inherits; ``families`` are those of all its faces, where known."""
    faults: list[Diagnostic] = []
    sheets: dict[str, str] = {}
    for name in SHEETS:
        with gathering(faults):
            sheet = read_file(folder, name, within=folder.parent, asked=record.origin)
            sheets[name] = decode(sheet, place_of(folder / name, root))
            place = place_of(folder / name, root)
            faults += check_sheet(sheets[name], place, families, is_print=name == SHEETS[0])
    files: dict[str, bytes] = {}
    for name, asked in _named_files(record):
        with gathering(faults):
            files[name] = read_file(folder, name, within=folder.parent, asked=asked)
    for name in record.value.licences:
        with gathering(faults):
            decode(files.get(name, b""), place_of(folder / name, root))
    faults += (*check_papers(record), *check_tokens(record, families), *check_lines(record))
    stop_on_error(faults)
    stop_on_error(check_fonts(record, files))
    settings = record.value
    return Theme(
        settings=settings,
        print_css=sheets["print.css"],
        reflow_css=sheets["reflow.css"],
        print_starts=(SheetStart(1, place_of(folder / "print.css", root)),),
        reflow_starts=(SheetStart(1, place_of(folder / "reflow.css", root)),),
        fonts={face.file: files[face.file] for face in settings.faces},
        licences={name: files[name] for name in settings.licences},
        maps={word: files[name] for word, name in settings.maps.items()},
    )


def _seen_from_beside(theme: Theme, name: str) -> Theme:
    """Return the theme ``name`` with its files named as its neighbours name them: ``../plain/mark.svg``."""

    def there(file: str) -> str:
        return posixpath.normpath(f"../{name}/{file}")

    settings = replace(
        theme.settings,
        faces=tuple(replace(face, file=there(face.file)) for face in theme.settings.faces),
        licences=tuple(map(there, theme.settings.licences)),
        maps={word: there(file) for word, file in theme.settings.maps.items()},
    )
    return replace(
        theme,
        settings=settings,
        fonts={there(file): content for file, content in theme.fonts.items()},
        licences={there(file): content for file, content in theme.licences.items()},
    )


def _set_anew(base: Theme, own: ThemeSettings) -> Theme:
    """Return ``base`` with its measures in the size, leading and fonts of the theme that builds on it."""
    theirs = base.settings
    paper = next(iter(own.papers.values()), None)
    designed = next(iter(theirs.papers.values()))
    replaced = {
        family: f'"{others[0]}"'
        for role, others in own.families.items()
        for family in theirs.families.get(role, ())
        if family not in others
    }
    scales = Scales(
        size=own.size / theirs.size if own.size and theirs.size else 1,
        leading=paper.leading / designed.leading if paper else 1,
        families=replaced,
    )
    gone = tuple(f"{family}:" for family in replaced)
    faces = tuple(face for face in theirs.faces if face.family not in replaced)
    tokens = {name: text for name, text in theirs.tokens.items() if not text.startswith(gone or ("\0",))}
    return replace(
        base,
        settings=replace(theirs, faces=faces, tokens=tokens),
        print_css=scaled(base.print_css, scales),
        reflow_css=scaled(base.reflow_css, Scales(families=replaced)),
    )


def _joined(own: Theme, base: Theme) -> Theme:
    """Return ``own`` on top of ``base``: names that both have are those of ``own``, style sheets follow each other."""
    mine, theirs = own.settings, base.settings
    taken = {_looks(face) for face in mine.faces}
    faces = (*(face for face in theirs.faces if _looks(face) not in taken), *mine.faces)
    settings = replace(
        mine,
        size=mine.size or theirs.size,
        families={**theirs.families, **mine.families},
        faces=faces,
        papers={**theirs.papers, **mine.papers},
        tokens={**theirs.tokens, **mine.tokens},
        running_head=mine.running_head or theirs.running_head,
        licences=tuple(dict.fromkeys((*theirs.licences, *mine.licences))),
        maps={**theirs.maps, **mine.maps},
        lines=mine.lines or theirs.lines,
        chart_scale=mine.chart_scale or theirs.chart_scale,
        large_print=mine.large_print or theirs.large_print,
    )
    fonts = {**base.fonts, **own.fonts}
    print_css, print_starts = _in_turn(base.print_css, base.print_starts, own.print_css, own.print_starts)
    reflow_css, reflow_starts = _in_turn(base.reflow_css, base.reflow_starts, own.reflow_css, own.reflow_starts)
    return Theme(
        settings=settings,
        print_css=print_css,
        reflow_css=reflow_css,
        print_starts=print_starts,
        reflow_starts=reflow_starts,
        fonts={face.file: fonts[face.file] for face in faces},
        licences={**base.licences, **own.licences},
        maps={**base.maps, **own.maps},
    )


def _in_turn(
    first: str, starts: Sequence[SheetStart], second: str, others: Sequence[SheetStart]
) -> tuple[str, tuple[SheetStart, ...]]:
    """Return two sheets, one after the other, with the lines where their files begin."""
    before = first if first.endswith("\n") or not first else f"{first}\n"
    return before + second, (*starts, *shifted(others, before))


def _looks(face: FontFace) -> tuple[str, int, str]:
    """Return what a style sheet tells a face by."""
    return (face.family, face.weight, face.style)


def _lacking(record: Record[ThemeSettings]) -> Iterator[Diagnostic]:
    for key in NEEDED:
        if not getattr(record.value, key):
            yield fault("OC104", record.origin, key=key)


def _named_files(record: Record[ThemeSettings]) -> Iterator[tuple[str, Origin]]:
    for position, face in enumerate(record.value.faces):
        yield face.file, record.at("faces", position, "file")
    for position, name in enumerate(record.value.licences):
        yield name, record.at("licences", position)
    for word, name in record.value.maps.items():
        yield name, record.at("maps", word)


def _repeated_faces(record: Record[ThemeSettings]) -> Iterator[Diagnostic]:
    """Yield OC111 for a face whose family, weight and style another has: which of the two is set would be chance."""
    taken: dict[tuple[str, int, str], Origin] = {}
    for position, face in enumerate(record.value.faces):
        name, place = _looks(face), record.at("faces", position)
        if name in taken:
            yield fault("OC111", place, id=f"{face.family} {face.weight} {face.style}", related=[taken[name]])
        taken.setdefault(name, place)
