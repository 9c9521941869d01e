"""The checks of our own books share the build of all books with the tests of whole builds."""

from tests.e2e.conftest import built, shared

__all__ = ["built", "shared"]
