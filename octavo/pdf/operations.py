"""The operators of a content stream (ISO 32000-1, 7.8.2), read by the library for files that anybody wrote."""

import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from octavo.pdf.values import UnreadableError

DEEPEST = 8
"""How many form XObjects may stand in each other."""


def operations(content: bytes, operators: str) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield those of ``operators`` (words with spaces between) that ``content`` has, with their operands.

    Raises :class:`UnreadableError` for a stream that is damaged.
    """
    import pikepdf

    sheet = pikepdf.new()
    try:
        with warnings.catch_warnings():
            # A stream that ends early is only warned of.
            warnings.simplefilter("error", UserWarning)
            instructions = pikepdf.parse_content_stream(pikepdf.Stream(sheet, content), operators)
    except (pikepdf.PdfError, UserWarning) as problem:
        raise UnreadableError(str(problem)) from problem
    for instruction in instructions:
        yield str(instruction.operator), list(instruction.operands)
