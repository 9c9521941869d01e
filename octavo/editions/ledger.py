"""The ledger of a book's corrections: the next id, and the record as an editor would write it."""

import re
from collections.abc import Iterable
from dataclasses import fields

from octavo.editions.text_edits import quoted
from octavo.model.editions import Correction

FILE = "corrections.yaml"
HEAD = """\
# yaml-language-server: $schema=../../schemas/corrections.schema.json
# The corrections of this book, the oldest first. Records are only added: 'octavo correct' writes them.

"""
_NUMBER = re.compile(r"c(\d{1,9})")
_PLAIN = re.compile(r"[A-Za-z(][^:#\[\]{},&*!|>'\"%@`\n]*[^\s:#\[\]{},&*!|>'\"%@`]|\d+")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"})


def next_id(known: Iterable[str]) -> str:
    """Return the id of the next correction: ``c001`` and so on, never one that was given."""
    numbers = [int(found[1]) for each in known if (found := _NUMBER.fullmatch(each))]
    return f"c{max(numbers, default=0) + 1:03}"


def with_record(ledger: str, record: Correction) -> str:
    """Return the text of the ``ledger`` with one more record at its end; an empty one gets a head.

    Lines end as they do in the ledger.
    """
    before = HEAD if ledger.strip("\ufeff \t\r\n") in {"", "[]"} else ledger
    added = f"\n\n{as_yaml(record)}"
    return before.rstrip() + (added.replace("\n", "\r\n") if "\r\n" in ledger else added)


def as_yaml(record: Correction) -> str:
    """Return a record as an item of a YAML list; what it does not say is left out."""
    lines = []
    for each in fields(record):
        value = getattr(record, each.name)
        if isinstance(value, tuple):
            lines += [f"{each.name}: [{', '.join(map(_value, value))}]"] * bool(value)
        elif value != "":
            lines.append(f"{each.name}: {_value(value)}")
    return "- " + "\n  ".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    text = " ".join(str(value).split())
    is_plain = _PLAIN.fullmatch(text) and not text.isdigit() and text.lower() not in _WORDS
    return text if is_plain else quoted(text)
