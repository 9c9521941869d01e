"""Turn a folder of structured content into a typeset book, a booklet, handouts and an EPUB."""

__version__ = "0.1.0"
