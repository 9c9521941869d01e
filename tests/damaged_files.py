"""Change the finished files of a format before the build sees them, as a plug-in with a fault would."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import pikepdf

from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact, File, FormatInput
from octavo.package import epub, pdf

Made: TypeAlias = tuple[tuple[File, ...], tuple[Diagnostic, ...]]


def change_pdf(change: Callable[[pikepdf.Pdf], None]) -> None:
    """Let the format `pdf` make its file as ``change`` leaves it."""

    def changed(content: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(content)) as document:
            change(document)
            target = io.BytesIO()
            document.save(target)
        return target.getvalue()

    change_content(changed)


def change_content(change: Callable[[bytes], bytes]) -> None:
    """Let the format `pdf` make what ``change`` makes of its file."""
    make = pdf.FORMAT.make

    def changed(file: File) -> File:
        assert isinstance(file, Artefact)
        return replace(file, content=change(file.content))

    def damaged(given: FormatInput) -> Made:
        files, told = make(given)
        return tuple(map(changed, files)), told

    pdf.FORMAT = replace(pdf.FORMAT, make=damaged)


def change_epub(change: Callable[[Made], Made]) -> None:
    """Let the format `epub` return what ``change`` makes of its file."""
    make = epub.FORMAT.make

    def damaged(given: FormatInput) -> Made:
        return change(make(given))

    epub.FORMAT = replace(epub.FORMAT, make=damaged)
