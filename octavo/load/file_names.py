"""What the files of a book's folder are called."""

SETTINGS = "book.yaml"
DATA = ".yaml"
SOURCES = ("sources.yaml", "sources.json", "sources.bib", "sources.ris")
LISTS = ("terms.yaml", "events.yaml", "documents.yaml", "index.yaml", "corrections.yaml", *SOURCES)
"""Registers that are one file, a list of records."""

FOLDERS = ("people", "figures", "answers")
"""Registers that are folders of files, each with a record or a list of them."""

EDITIONS = "editions"
"""The folder with a folder for each release: its record and its snapshot. It is no content of the book."""

RELEASE = "release.yaml"
SNAPSHOT = "blocks.json"

IMPORTED = ("import.yaml", "import/")
"""What an import leaves for the next one: its table of roles, and a folder with its report and what it wrote."""

NO_CONTENT = (f"{EDITIONS}/", "corrections.yaml", *IMPORTED)
"""How names of files begin that say something of the content and are none: a record more makes no other book."""

HANDOUTS = "handouts.yaml"
"""The sheets for the class: one record."""

WORDS = "words.txt"
"""The spelling list of a book: words that the dictionary of its language lacks, a # before remarks."""
