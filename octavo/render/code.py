"""Set a block of code: its lines as they were typed, with what Pygments knows of its language told quietly.

Two things are told apart, so that a copier keeps them and a reader is not distracted: comments, and the words of the
language itself. What cannot be told apart is set as it is.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from octavo.render.markup import element, escaped, run

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST = 20_000
"""How many characters of code are looked at: a longer block is set as it is, whatever its language."""


def set_code(text: str, syntax: str) -> Markup:
    """Return the element ``code`` around ``text``, which the word ``syntax`` names the language or a file of.

    The text of the element is always ``text``.
    """
    lexer = _lexer(syntax) if syntax and len(text) <= LONGEST else None
    if lexer is None:
        return element("code", text)
    pieces = [(kind, "".join(piece for _, piece in group)) for kind, group in groupby(_pieces(lexer, text), _kind)]
    if "".join(piece for _, piece in pieces) != text:
        return element("code", text)
    return element(
        "code", run([element("span", piece, {"class": kind}) if kind else escaped(piece) for kind, piece in pieces])
    )


def _kind(piece: tuple[str, str]) -> str:
    return piece[0]


def _pieces(lexer: "Lexer", text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of ``text``, each with its class; the space between words has none."""
    from pygments.token import Comment, Keyword, Operator

    for kind, piece in lexer.get_tokens(text):
        if not piece.strip():
            yield "", piece
        elif kind in Comment:
            yield "code-comment", piece
        elif kind in Operator.Word or (kind in Keyword and kind not in Keyword.Constant and kind not in Keyword.Type):
            yield "code-keyword", piece
        else:
            yield "", piece


def _lexer(syntax: str) -> "Lexer | None":
    """Return what reads a language, by its name or by the name of a file; ``None`` where nothing does."""
    from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
    from pygments.util import ClassNotFound

    for find in (get_lexer_by_name, get_lexer_for_filename):
        try:
            return find(syntax, stripnl=False, ensurenl=False)
        except ClassNotFound:
            continue
    return None
