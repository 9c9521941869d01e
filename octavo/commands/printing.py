"""Commands for paper: booklet, impose."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from octavo.commands.books import engine_option, json_option, list_names, make, strict_option
from octavo.commands.sheets import imposition_of, sheet_options
from octavo.console import EPILOGUE, count, print_diagnostics, shown
from octavo.model.imposition import Imposition
from octavo.model.selection import REGISTERS

if TYPE_CHECKING:
    from octavo.pipeline.imposing import ImposedFile


@click.command(epilog=EPILOGUE)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the sheets.")
@sheet_options
def impose(file: Path, output: Path | None, **choices: Any) -> int:  # noqa: ANN401 -- what click gives
    """Put the pages of any PDF on sheets of paper, to be printed, folded and stapled.

    FILE stays as it is; the sheets are written beside it (FILE-booklet.pdf). Print them at actual size.

    \b
    Examples:
      octavo impose notes.pdf                        an A5 booklet on A4 paper
      octavo impose notes.pdf --sheet letter         on US Letter
      octavo impose book.pdf --scheme signatures     for a thick book
      octavo impose zine.pdf --scheme fold-8         eight small pages of one sheet
    """
    from octavo.pipeline.imposing import impose_file

    imposition = imposition_of(**choices)
    written = impose_file(file, output, imposition)
    print_diagnostics(written.diagnostics)
    for line in _instructions(written, imposition):
        click.echo(f"{shown(written.path)}: {line}")
    return 0


@click.command(epilog=EPILOGUE)
@click.argument("book")
@click.argument("selection", nargs=-1, metavar="[SELECTION]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to.  [default: output/extra/BOOK]",
)
@click.option("--list", "lists", is_flag=True, help="List what can be selected, and make nothing.")
@click.option(
    "--with",
    "matter",
    multiple=True,
    metavar="NAME",
    help=f"Front and back matter that goes with a selection.  [default: {', '.join(REGISTERS)}]",
)
@click.option("--paper", default="", metavar="NAME", help="The paper that the pages are set on, if not the book's.")
@sheet_options
@strict_option
@json_option
@engine_option
def booklet(  # noqa: PLR0913 -- each is an option
    book: str,
    selection: Sequence[str],
    *,
    output: Path | None,
    lists: bool,
    matter: Sequence[str],
    paper: str,
    strict: bool,
    as_json: bool,
    engine: str,
    **choices: Any,  # noqa: ANN401 -- what click gives
) -> int:
    """Make a booklet of BOOK, or of a SELECTION of it, to be printed, folded and stapled.

    A selection is parts, chapters, headings and blocks by id or number: part-1, 3, 3.2. It keeps the numbers of the
    book. What a build publishes stays as it is.

    \b
    Examples:
      octavo booklet great-terror                          the whole book on A4 paper
      octavo booklet great-terror 3 4 --sheet letter       two chapters on US Letter
      octavo booklet great-terror part-1 --with contents   a part, with its contents in front
      octavo booklet great-terror --list                   what can be selected
    """
    from octavo.pipeline.booklets import BookletOrder
    from octavo.pipeline.to_order import Order

    if lists:
        return list_names(book)
    wanted = BookletOrder(words=selection, imposition=imposition_of(**choices), matter=matter or REGISTERS, paper=paper)
    order = Order(book=book, plan=wanted.plan, folder=output)
    return make(order, strict=strict, as_json=as_json, engine=engine)


def _instructions(written: "ImposedFile", imposition: Imposition) -> list[str]:
    """Say what is on the sheets, and how to print and fold them."""
    imposed = written.imposed
    on = f"{count(imposed.pages, 'page')} on {count(imposed.sheets, 'sheet')} of {imposition.sheet.title()}"
    blank = f", {imposed.blanks} blank" if imposed.blanks else ""
    size = "" if round(imposed.scale, 2) == 1 else f", at {imposed.scale:.0%} of their size"
    sides = "one side only" if imposed.flip is None else f"both sides, turned over the {imposed.flip.replace('-', ' ')}"
    then = {
        "booklet": "fold the pile and staple it through the fold",
        "signatures": f"fold each of the {count(imposed.signatures, 'signature')} and lay them on one another",
        "fold-8": "fold it, cut the middle from the second to the last column but one, and push the ends together",
    }
    after = f"; {then[imposition.scheme]}" if imposition.scheme in then else ""
    return [f"{on}{blank}{size}", f"print {sides}, at actual size (100 %){after}"]
