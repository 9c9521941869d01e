"""Open what was made with the program that this machine has for it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.pipeline import BookResult

open_option = click.option("--open", "is_opened", is_flag=True, help="Open the PDF of each book, if it has one.")


def open_pages(output: Path, results: "Iterable[BookResult]") -> None:
    """Open the PDF of each book without errors that has one in the folder ``output``."""
    for result in results:
        pdf = output / result.book / f"{result.book}.pdf"
        if not result.has_errors and pdf.is_file():
            click.launch(str(pdf))
