"""Rules that hold the lines of a finished PDF against each other and against the text block of their pages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from octavo.check.artefacts.note_rules import note_faults
from octavo.check.artefacts.page_rules import PageFault
from octavo.check.artefacts.pdf_reading import PdfReading
from octavo.check.artefacts.printed_lines import PrintedLine
from octavo.check.artefacts.printed_sections import PrintedSection, PrintedText
from octavo.check.artefacts.reading import letters_of
from octavo.check.artefacts.visual_order import out_of_order
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.printing import TextArea

OUT = 1.0
"""How far, in pt, a line may stand out of its text block: italics and punctuation do."""

STYLED = 3
"""As many lines that stand out equally far do so because a style sheet says it."""

FULL = 0.6
"""How near, in pt, the right edges of two full lines of a justified paragraph are."""

SHORT = 0.6
"""The part of its measure that a line of a justified paragraph fills at least, but for the last."""

SAMPLE = 2
"""So many full lines say that a paragraph is justified."""

MANY = 4
"""How many faults of one page are told; the others are probably of the same cause."""

SHOWN = 60
"""How many letters of a line are shown."""


def layout_faults(
    pdf: PdfReading, sections: Iterable[PrintedSection], areas: Mapping[int, TextArea], file: Origin
) -> Iterator[Diagnostic]:
    """Judge the pages of the PDF ``file``; ``areas`` are the text blocks of its pages."""
    known = list(sections)
    for section in known:
        for text in (section.text, section.notes):
            yield from _out_of_block(section, text, pdf, areas, file)
            yield from _short_lines(section, text, pdf, file)
            yield from _out_of_order(section, text, pdf, file)
        if not section.reading.has_endnotes:
            yield from note_faults(section, areas, pdf.shown, file)
    for number, page in pdf.pages.items():
        for each in page.faults[:MANY]:
            yield _fault_of_page(each, number, known, pdf, file)


# --- faults of a page alone ---


def _fault_of_page(
    each: PageFault, page: int, sections: Sequence[PrintedSection], pdf: PdfReading, file: Origin
) -> Diagnostic:
    origin = _shown(page, sections) if each.kind == "drawn" else _written(each.text, page, sections)
    origin = origin or _section_of(page, sections) or file
    related = [file] if origin != file else []
    text, other, shown = _short(each.text), _short(each.other), pdf.shown(page)
    match each.kind:
        case "over":
            return fault("OC705", origin, related=related, text=text, other=other, page=shown)
        case "drawn":
            return fault("OC716", origin, related=related, text=text, other=other, page=shown)
        case "distorted":
            return fault("OC708", origin, related=related, value=f"{each.value:g}", page=shown)
        case _:
            return fault("OC704", origin, related=related, text=text, excess=each.value, page=shown)


def _written(text: str, page: int, sections: Sequence[PrintedSection]) -> Origin | None:
    """Return where text that stands on a page is written."""
    letters = letters_of(text.strip()).letters
    for section in sections:
        for each in (section.text, section.notes):
            for place, line in enumerate(each.lines):
                if line.page == page and letters in letters_of(line.text).letters:
                    return section.origin(each, each.starts[place])
    return None


def _shown(page: int, sections: Sequence[PrintedSection]) -> Origin | None:
    """Return where the first picture that stands on a page is written."""
    pictures = (each for section in sections for each in zip(section.pictures, section.reading.pictures, strict=False))
    return next((origin for at, origin in pictures if at == page), None)


def _section_of(page: int, sections: Sequence[PrintedSection]) -> Origin | None:
    """Return where the section that a page belongs to is written."""
    begun = [section for section in sections if 0 < section.first <= page]
    return max(begun, key=lambda section: section.first).reading.origin if begun else None


# --- lines ---


def _out_of_block(
    section: PrintedSection, text: PrintedText, pdf: PdfReading, areas: Mapping[int, TextArea], file: Origin
) -> Iterator[Diagnostic]:
    """Yield OC714 for lines that run out of the text block to the right, but where a style sheet has many do so.

    Of those of one place, such as the cells of a table, the farthest is told. Those that leave the paper too are told
    of as such.
    """
    found = [
        (place, line, line.right - area.right)
        for place, line in enumerate(text.lines)
        if (area := areas.get(line.page)) and line.is_level and line.right - area.right > OUT
    ]
    alike = Counter(round(excess, 1) for _, _, excess in found)
    reported: set[tuple[Origin, int]] = set()
    for place, line, excess in sorted(found, key=lambda each: -each[2]):
        origin = section.origin(text, text.starts[place])
        is_passed_over = alike[round(excess, 1)] >= STYLED or line.right > pdf.pages[line.page].trim[2]
        if is_passed_over or (origin, line.page) in reported:
            continue
        reported.add((origin, line.page))
        shown = _short(line.text)
        yield fault("OC714", origin, related=[file], text=shown, excess=round(excess, 1), page=pdf.shown(line.page))


def _short_lines(section: PrintedSection, text: PrintedText, pdf: PdfReading, file: Origin) -> Iterator[Diagnostic]:
    """Yield OC706 for lines of justified paragraphs that are too short, but where the author asked for a break."""
    for _, group in groupby(enumerate(text.lines), key=lambda each: (each[1].block, each[1].page, each[1].note)):
        lines = list(group)
        if not lines[0][1].block:
            continue
        for column in _columns(lines):
            yield from _short_in_column(section, text, column, pdf, file)


def _columns(lines: Sequence[tuple[int, PrintedLine]]) -> Iterator[list[tuple[int, PrintedLine]]]:
    """Yield the lines of a paragraph on a page by columns: one begins where a line stands higher."""
    column: list[tuple[int, PrintedLine]] = []
    for place, line in lines:
        if column and line.baseline > column[-1][1].baseline + line.size:
            yield column
            column = []
        column.append((place, line))
    yield column


def _short_in_column(
    section: PrintedSection,
    text: PrintedText,
    lines: Sequence[tuple[int, PrintedLine]],
    pdf: PdfReading,
    file: Origin,
) -> Iterator[Diagnostic]:
    if not all(line.is_level for _, line in lines):
        return
    left, right = min(line.left for _, line in lines), max(line.right for _, line in lines)
    inner = [each for each in lines if each[0] + 1 < len(text.lines) and text.lines[each[0] + 1].block == each[1].block]
    full = [line for _, line in inner if right - line.right < FULL]
    if len(full) < SAMPLE or 2 * len(full) < len(inner):
        return
    edges = Counter(round(line.right) for _, line in inner)
    for place, line in inner:
        width = line.right - left
        # Lines that end alike stand beside something.
        if width < SHORT * (right - left) and edges[round(line.right)] == 1 and not _is_asked_for(text, place):
            yield fault(
                "OC706",
                section.origin(text, text.starts[place]),
                related=[file],
                text=_short(line.text),
                share=round(100 * width / (right - left)),
                page=pdf.shown(line.page),
            )


def _is_asked_for(text: PrintedText, place: int) -> bool:
    """Whether a line ends where the author breaks it, or where a block ends."""
    end = text.starts[place + 1] if place + 1 < len(text.starts) else -1
    found = text.compared.block(end)
    if found is None or found[1] == end:
        return True
    block, begin = found
    return end - begin in letters_of(block.text).seams


def _out_of_order(section: PrintedSection, text: PrintedText, pdf: PdfReading, file: Origin) -> Iterator[Diagnostic]:
    """Yield OC707 for lines that stand above one that is read before them."""
    for before, place in out_of_order(text.lines):
        line = text.lines[place]
        yield fault(
            "OC707",
            section.origin(text, text.starts[place]),
            related=[file],
            text=_short(line.text),
            before=_short(before.text),
            page=pdf.shown(line.page),
        )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"
