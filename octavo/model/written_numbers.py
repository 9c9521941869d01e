"""Numbers that keep how they are written: *1.50* is a price, *0.00001* no *1e-05*, and *0123* the number of a house."""

from typing import Self


class WrittenInt(int):
    """A whole number whose text form is ``written``, as it stands in a file."""

    written: str

    def __new__(cls, written: str, value: int) -> Self:
        """Return ``value``, which is written as ``written``."""
        made = super().__new__(cls, value)
        made.written = written
        return made

    def __getnewargs__(self) -> tuple[str, int]:  # type: ignore[override]  # what is pickled is given to __new__
        """Return what makes this number again."""
        return self.written, int(self)

    def __repr__(self) -> str:
        """Return the number as it is written."""
        return self.written


class WrittenFloat(float):
    """A number whose text form is ``written``, as it stands in a file."""

    written: str

    def __new__(cls, written: str) -> Self:
        """Return the number that is written as ``written``."""
        made = super().__new__(cls, written)
        made.written = written
        return made

    def __getnewargs__(self) -> tuple[str]:  # type: ignore[override]  # what is pickled is given to __new__
        """Return what makes this number again."""
        return (self.written,)

    def __repr__(self) -> str:
        """Return the number as it is written."""
        return self.written
