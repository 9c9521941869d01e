"""Words and values as XML."""

from xml.sax.saxutils import escape, quoteattr

text = escape
"""Escape text for the inside of an element."""

attribute = quoteattr
"""Quote and escape a value for an attribute, its quotation marks included."""
