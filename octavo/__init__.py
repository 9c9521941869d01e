"""Turn a folder of structured content into a typeset PDF and an EPUB. `__version__` is the one place of the version."""

__version__ = "0.2.0"
