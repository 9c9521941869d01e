"""What the files of a book's folder are called."""

SETTINGS = "book.yaml"
DATA = ".yaml"
SOURCES = ("sources.yaml", "sources.json", "sources.bib", "sources.ris")
LISTS = ("terms.yaml", "events.yaml", "documents.yaml", "index.yaml", "corrections.yaml", *SOURCES)
"""Registers that are one file, a list of records."""

FOLDERS = ("people", "figures", "answers")
"""Registers that are folders of files, each with a record or a list of them."""

HANDOUTS = "handouts.yaml"
"""The sheets for the class: one record."""

WORDS = "words.txt"
"""The spelling list of a book: words that the dictionary of its language lacks, a # before remarks."""
