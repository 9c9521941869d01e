"""The checks of our own books share the build of all books with the tests of whole builds."""

from tests.e2e.conftest import built

__all__ = ["built"]
