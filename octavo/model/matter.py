"""The words for the front and back matter that goes with a selection of a book.

They stand alone, as the command line tells them before anything else of the model is loaded.
"""

REGISTERS = ("chronology", "glossary", "people", "bibliography")
"""The made sections that go with a selection where nothing else is said; each holds only what the selection uses."""
