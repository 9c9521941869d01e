"""Open what was made with the program that this machine has for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.console import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.pipeline import BookResult

open_option = click.option("--open", "is_opened", is_flag=True, help="Open the PDF of each book, if it has one.")


def open_pages(output: Path, results: "Iterable[BookResult]") -> None:
    """Open the PDF of each book without errors that has one in the folder ``output``."""
    for result in results:
        pdf = output / result.book / f"{result.book}.pdf"
        if not result.has_errors and pdf.is_file():
            open_file(pdf)


def open_file(path: Path) -> None:
    """Open a file or folder with the program that this machine has for it, or say that it has none.

    In Windows' subsystem for Linux that is a program of Windows, if *wslview* is there. Where nothing else can, the
    program that the variable ``BROWSER`` names is asked.
    """
    if sys.platform != "linux":
        click.launch(str(path))
    elif shutil.which("wslview"):
        subprocess.Popen(["wslview", path])
    elif shutil.which("xdg-open") and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        subprocess.Popen(["xdg-open", path])
    elif browser := shutil.which(os.environ.get("BROWSER", "")):
        subprocess.Popen([browser, path])
    else:
        click.echo(f"there is no program here that could open {shown(path)}", err=True)
