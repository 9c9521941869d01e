"""Commands for paper: booklet, handout, impose."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from octavo.commands.books import (
    engine_option,
    json_option,
    list_for_sheets,
    list_names,
    make,
    output_option,
    strict_option,
)
from octavo.commands.folders import book_argument, completed_books, named_books
from octavo.commands.sheets import imposition_of, sheet_options
from octavo.console import EPILOGUE, print_diagnostics, shown
from octavo.model.look import Variant
from octavo.model.matter import REGISTERS


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

    written = impose_file(file, output, imposition_of(**choices))
    print_diagnostics(written.diagnostics)
    for line in written.notes:
        click.echo(f"{shown(written.path)}: {line}")
    return 0


@click.command(epilog=EPILOGUE)
@click.argument("book", required=False, shell_complete=completed_books)
@click.argument("selection", nargs=-1, metavar="[SELECTION]...")
@output_option
@click.option("--list", "lists", is_flag=True, help="List what can be selected, and make nothing.")
@click.option(
    "--test-sheet",
    "tests",
    is_flag=True,
    help="Make a sheet that shows how the printer takes paper, turns it over and how large it prints.",
)
@click.option(
    "--with",
    "matter",
    multiple=True,
    metavar="NAME",
    help=f"Front or back matter that goes with a selection, besides {', '.join(REGISTERS)}.",
)
@click.option("--without", multiple=True, metavar="NAME", help="Of these, what is left out.")
@click.option("--paper", default="", metavar="NAME", help="The paper that the pages are set on, if not the book's.")
@click.option(
    "--variant",
    type=click.Choice([each.value for each in Variant]),
    default=Variant.STANDARD.value,
    show_default=True,
    help="The accessible edition that the pages are those of; the letters of one that is set anew keep their size.",
)
@sheet_options
@strict_option
@json_option
@engine_option
def booklet(  # noqa: PLR0913 -- each is an option
    book: str | None,
    selection: Sequence[str],
    *,
    output: Path | None,
    lists: bool,
    tests: bool,
    matter: Sequence[str],
    without: Sequence[str],
    paper: str,
    variant: str,
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
      octavo booklet great-terror 5 --scheme cards         the terms of a chapter on cards
      octavo booklet great-terror --list                   what can be selected
      octavo booklet --test-sheet                          before the first booklet on a printer
    """
    from octavo.pipeline.booklets import BookletOrder, PrinterTrialOrder
    from octavo.pipeline.to_order import Order

    name = _only_book(any_will_do=tests) if book is None else book
    if lists:
        return list_names(name)
    if (matter or without) and (not selection or "whole" in selection):
        raise click.UsageError("the whole book has all its matter: --with and --without are for a SELECTION")
    beside = tuple(each for each in (*REGISTERS, *matter) if each not in without)
    imposition = imposition_of(**choices)
    pages = BookletOrder(words=selection, imposition=imposition, matter=beside, paper=paper, variant=Variant(variant))
    trial = PrinterTrialOrder(imposition=imposition, paper=paper)
    order = Order(book=name, plan=(trial if tests else pages).plan, folder=output)
    return make(order, strict=strict, as_json=as_json, engine=engine)


@click.command(epilog=EPILOGUE)
@book_argument
@click.argument("selection", nargs=-1, metavar="[SELECTION]...")
@output_option
@click.option("--list", "lists", is_flag=True, help="List the sheets and all that can be named, and make nothing.")
@click.option("--paper", "papers", multiple=True, metavar="NAME", help="a4 or letter, or another paper of the theme.")
@click.option(
    "--variant",
    "variants",
    type=click.Choice([each.value for each in Variant]),
    multiple=True,
    help="The accessible edition to make; as often as wanted.  [default: standard]",
)
@click.option(
    "--as",
    "kinds",
    type=click.Choice(["pdf", "docx", "epub"]),
    multiple=True,
    help="What to make: PDF for paper, DOCX to be adapted, EPUB for screens; as often as wanted.  [default: pdf]",
)
@click.option("--teacher", is_flag=True, help="Make the teacher's copy, with answers, mark schemes and notes.")
@click.option("--title", default="", help="The title of the sheet, if not that of what is named first.")
@click.option("--notes-column/--no-notes-column", default=True, help="Leave a column for notes beside the text.")
@click.option("--line-numbers/--no-line-numbers", default=True, help="Number the lines of sources.")
@strict_option
@json_option
@engine_option
def handout(  # noqa: PLR0913 -- each is an option
    book: str,
    selection: Sequence[str],
    *,
    output: Path | None,
    lists: bool,
    papers: Sequence[str],
    variants: Sequence[str],
    kinds: Sequence[Any],
    teacher: bool,
    strict: bool,
    as_json: bool,
    engine: str,
    **choices: Any,  # noqa: ANN401 -- what click gives
) -> int:
    """Make sheets for the class: those of handouts.yaml, or one of a SELECTION of BOOK.

    A selection is the id of a sheet, or chapters, headings and blocks by id or number, in the order in which they are
    to stand, and questions by section and number. What a build publishes stays as it is.

    \b
    Examples:
      octavo handout great-terror                              every sheet that it lists
      octavo handout great-terror order-00447 --teacher        one of them, with the answers
      octavo handout great-terror half-a-truth --as docx       for a word processor
      octavo handout great-terror half-a-truth --variant copier   for a copier
      octavo handout great-terror 3.2 kirov-murder/1           a passage and a question, to order
      octavo handout great-terror --list                       what there is
    """
    from octavo.pipeline.handouts import HandoutOrder
    from octavo.pipeline.to_order import Order

    if lists:
        return list_for_sheets(book)
    wanted = HandoutOrder(
        words=selection,
        audience="teacher" if teacher else "pupil",
        papers=papers,
        variants=tuple(map(Variant, variants)) or (Variant.STANDARD,),
        kinds=tuple(kinds) or ("pdf",),
        **choices,
    )
    order = Order(book=book, plan=wanted.plan, folder=output)
    return make(order, strict=strict, as_json=as_json, engine=engine)


def _only_book(*, any_will_do: bool) -> str:
    """Return the book where there is no other one, or the first."""
    _, (book, *others) = named_books([])
    if others and not any_will_do:
        raise click.UsageError(f"name a book: {', '.join((book, *others))}")
    return book
