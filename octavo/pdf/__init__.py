"""What we know of PDF (ISO 32000-1): how our own files are laid out, and how any file is read.

It knows nothing of books, of the stages that make them or of the layout engine.
"""
