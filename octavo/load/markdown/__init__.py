"""Texts: Markdown with the marks of the content format, as values with places.

``grammar`` divides a text into tokens, ``tree`` pairs them, and ``blocks`` and ``inlines`` make values of them;
``vocabulary`` holds the words that an editor may use. The library behind it enters here and nowhere else.
"""

from octavo.load.markdown.text import parse_blocks, parse_text

__all__ = ["parse_blocks", "parse_text"]
