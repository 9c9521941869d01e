"""Hold the layout that a printing tells against its finished PDF, which is read as the checks read it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from octavo.model.output import LIST_MARKER, ONLY_IN_ONE_MEDIUM, Printing, Rendition
from octavo.model.printing import UNCOUNTED
from octavo.typeset import markup
from tests.pdf_document import TaggedText, read_pdf

SHOWN = 20
"""How many characters are compared."""

INLINE = {"a", "em", "span", "strong", "b", "i", "code", "sub", "sup", "cite", "q", "abbr", "small"}


def texts_of_blocks(rendition: Rendition) -> Mapping[str, str]:
    """Return the text of every block with an id, read from the markup."""
    found: dict[str, str] = {}
    for unit in rendition.units:
        for element in markup.parse(unit).iter():
            identifier = element.get("id")
            if identifier and (element.tag not in INLINE or is_note(element)):
                found.setdefault(identifier, UNCOUNTED.sub("", "".join(words(element))))
    return found


def is_note(element: ET.Element) -> bool:
    """Whether ``element`` is a footnote."""
    return "footnote" in (element.get("class") or "").split()


def words(element: ET.Element) -> Iterator[str]:
    """Yield what is read of ``element``, without its notes and what one medium alone has."""
    if not set((element.get("class") or "").split()) & set(ONLY_IN_ONE_MEDIUM):
        yield element.text or ""
        for child in element:
            if not is_note(child):
                yield from words(child)
            yield child.tail or ""


def differs_by_medium(piece: TaggedText) -> bool:
    """Whether ``piece`` does not count in offsets."""
    return LIST_MARKER in piece.titles or any(title in ONLY_IN_ONE_MEDIUM for title in piece.titles)


def read_text(pieces: Sequence[TaggedText]) -> str:
    """Return what ``pieces`` read, as it is compared with the ebook."""
    kept = (piece.text.removesuffix("\N{HYPHEN}") for piece in pieces if not differs_by_medium(piece))
    return UNCOUNTED.sub("", "".join(kept))


def wrong_breaks(rendition: Rendition, printing: Printing) -> list[tuple[object, ...]]:
    """Return the breaks at which the PDF does not go on with the block's text from that offset, with both texts."""
    texts = texts_of_blocks(rendition)
    pages = {page: list(group) for page, group in groupby(sorted_pieces(printing), key=lambda piece: piece.page)}
    wrong: list[tuple[object, ...]] = []
    for each in printing.layout.breaks:
        printed = read_text([piece for piece in pages.get(each.page, []) if "Note" not in piece.roles])
        written = texts[each.block][each.offset :][:SHOWN]
        if not printed.startswith(written):
            wrong.append((*each, written, printed[:SHOWN]))
    return wrong


def sorted_pieces(printing: Printing) -> list[TaggedText]:
    """Return the pieces page by page, on each page as they are read."""
    return sorted(read_pdf(printing.content).pieces, key=lambda piece: piece.page)


SHORT = 5
"""How many characters are looked for in a line: of a block that begins in it, it may hold no more."""

NEAR = 6.0
"""How far apart, in pt, the baselines of one line may be: those of raised figures and of cells beside each other."""


def wrong_lines(
    rendition: Rendition, printing: Printing, *, in_columns: Sequence[str] = ()
) -> list[tuple[object, ...]]:
    """Return the lines of blocks whose text does not stand in that line of the page in the PDF, with both texts.

    A line that holds only what does not count reads as nothing. The head of a table that goes on is a line of the page,
    but is read aloud on the first page alone; so on pages that begin in a table the line above is looked at as well.
    """
    texts = texts_of_blocks(rendition)
    on_page = {page: lines_of(list(group)) for page, group in groupby(sorted_pieces(printing), lambda each: each.page)}
    in_tables = {
        element.get("id")
        for unit in rendition.units
        for holder in markup.parse(unit).iter()
        if holder.find("table") is not None or holder.tag == "table"
        for element in holder.iter()
    }
    with_heads = {each.page for each in printing.layout.breaks if each.block in in_tables}
    ranges = [printing.layout.sections[section] for section in in_columns]
    left_out = {page for first, last in ranges for page in range(first, last + 1)}
    wrong: list[tuple[object, ...]] = []
    for block, lines in printing.layout.blocks.items():
        for page, number, offset in (line for line in lines if line.page not in left_out):
            written = texts[block][offset:][:SHORT]
            read = ["", *on_page[page], ""][number - (page in with_heads) : number + 1]
            if number and not any(written in printed or written.startswith(printed) for printed in read):
                wrong.append((block, page, number, offset, written, read))
    return wrong


def lines_of(pieces: Sequence[TaggedText]) -> list[str]:
    """Return what the lines of a page read, from the top."""
    lines: list[list[TaggedText]] = []
    for piece in sorted((each for each in pieces if "Figure" not in each.roles), key=lambda each: -each.baseline):
        if lines and lines[-1][0].baseline - piece.baseline < NEAR:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [read_text(sorted(line, key=pieces.index)) for line in lines]
