"""Matrices of PDF (ISO 32000-1, 8.3.4): six numbers that lead from one space to another."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from octavo.pdf.values import UnreadableError

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def as_matrix(operands: Iterable[Any]) -> Matrix:
    """Return six numbers as a matrix; raises :class:`UnreadableError` for others."""
    try:
        a, b, c, d, e, f = map(float, operands)
    except (TypeError, ValueError) as problem:
        raise UnreadableError(operands) from problem
    return a, b, c, d, e, f


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does ``one`` and then ``other``."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
