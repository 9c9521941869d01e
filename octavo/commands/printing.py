"""Commands for paper: impose."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from octavo.console import EPILOGUE, count, print_diagnostics, shown
from octavo.model.imposition import (
    OFFICE_PAPER,
    SHEETS,
    SIGNATURE_PAGES,
    Binding,
    Blanks,
    Flip,
    Imposition,
    Scale,
    Scheme,
)

if TYPE_CHECKING:
    from octavo.pipeline.imposing import ImposedFile

THICKEST = 1.0
"""Millimetres; card is thinner."""


@click.command(epilog=EPILOGUE)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the sheets.")
@click.option(
    "--scheme",
    type=click.Choice(get_args(Scheme)),
    default="booklet",
    show_default=True,
    help="booklet: stapled through the fold. signatures: several of them. 2-up, 4-up: pages side by side. "
    "fold-8: eight pages on one side of one sheet, cut and folded.",
)
@click.option(
    "--sheet", type=click.Choice(tuple(SHEETS)), default="a4", show_default=True, help="The paper in the printer."
)
@click.option(
    "--signature",
    type=click.Choice([str(each) for each in SIGNATURE_PAGES]),
    default="16",
    show_default=True,
    help="Pages of each signature, at most.",
)
@click.option(
    "--flip",
    type=click.Choice(get_args(Flip)),
    help="The edge over which the printer turns the paper, where it cannot be chosen.",
)
@click.option(
    "--binding",
    type=click.Choice(get_args(Binding)),
    default="left",
    show_default=True,
    help="The side at which the pages are bound.",
)
@click.option(
    "--blanks",
    type=click.Choice(get_args(Blanks)),
    default="before-last",
    show_default=True,
    help="Where blank pages go: before the last page, which stays on the back cover, or at the end.",
)
@click.option(
    "--scale",
    type=click.Choice(get_args(Scale)),
    default="shrink",
    show_default=True,
    help="shrink: make pages smaller that are too large. fit: make small ones larger too. actual: neither.",
)
@click.option(
    "--thickness",
    type=click.FloatRange(0, THICKEST),
    default=OFFICE_PAPER,
    show_default=True,
    metavar="MM",
    help="The thickness of the paper, for pages that creep out of thick booklets.",
)
@click.option("--marks", is_flag=True, help="Print marks at which to fold, staple and cut.")
def impose(file: Path, output: Path | None, *, signature: str, marks: bool, **choices: str | float | None) -> int:
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

    imposition = Imposition(signature=int(signature), has_marks=marks, **choices)  # type: ignore[arg-type]  # click has checked the words
    written = impose_file(file, output, imposition)
    print_diagnostics(written.diagnostics)
    for line in _instructions(written, imposition):
        click.echo(f"{shown(written.path)}: {line}")
    return 0


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
