"""Say what may stand in a data file, and where the handbook is: both are read from the handbook itself."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import click

from octavo.commands.folders import current_project
from octavo.commands.opening import open_file

TABLE = re.compile(r'^::: table #keys-(\S+) caption="([^"]*)"[^\n]*\n(.*?)^:::$', re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `([^`]+)`(\\\*)? \| ([^|]*) \| (.*) \|$", re.MULTILINE)
LINK = re.compile(r"\[((?:[^\]\\]|\\.)*)\](?:\([^)]*\)|\{[^}]*\})")
SIGN = re.compile(r"[*`]|\\(?=[*_])")

KINDS: Mapping[str, str] = {
    "book-settings": "book",
    "theme-settings": "theme",
    "chart-figure": "chart",
    "table-figure": "table",
    "image-figure": "picture",
}
"""What people call tables of keys that the handbook calls otherwise."""


class Key(NamedTuple):
    """A key of a data file: whether it must be there, what it holds, and its meaning."""

    name: str
    is_needed: bool
    holds: str
    meaning: str


def _completed_kinds(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the kinds that begin so, for the shell."""
    return [name for name in sorted(tables(handbook_folder())) if name.startswith(incomplete)]


@click.command()
@click.argument("kind", required=False, shell_complete=_completed_kinds)
def keys(kind: str | None) -> int:
    """List the keys of a KIND of record with their meanings, or all kinds.

    A star marks the keys that must be there. A word that is a key itself is told for every kind of record that has it.

    \b
    Examples:
      octavo keys person
      octavo keys book
      octavo keys trim
      octavo keys
    """
    known = tables(handbook_folder())
    if kind is None:
        for name, (caption, _) in sorted(known.items()):
            click.echo(f"{name:20}  {caption}")
        return 0
    found = [*([known[kind]] if kind in known else []), *_having(kind, known)]
    if not found:
        near = get_close_matches(kind, [*known, *(row.name for _, rows in known.values() for row in rows)], n=1)
        instead = f"did you mean '{near[0]}'?" if near else "'octavo keys' lists all kinds of records"
        raise click.BadParameter(f"there is no record or key '{kind}'; {instead}", param_hint="KIND")
    for place, (caption, rows) in enumerate(found):
        click.echo("\n" if place else "", nl=False)
        _print_keys(caption, rows)
    return 0


def _having(key: str, known: Mapping[str, tuple[str, Sequence[Key]]]) -> Iterator[tuple[str, Sequence[Key]]]:
    """Yield the tables that have a key, with that row alone."""
    for _, (caption, rows) in sorted(known.items()):
        if those := [row for row in rows if row.name == key]:
            yield caption, those


def _print_keys(caption: str, rows: Sequence[Key]) -> None:
    """Print keys with their meanings under the name of their record."""
    width = max(len(row.name) for row in rows) + 1
    click.echo(f"{caption}\n")
    for row in rows:
        text = f"{row.holds}: {row.meaning}"
        mark = f"{row.name}{'*' if row.is_needed else ''}"
        click.echo(click.wrap_text(text, 100, f"  {mark:{width}}  ", " " * (width + 4)))


@click.command()
@click.option("--open", "is_opened", is_flag=True, help="Open it.")
def handbook(*, is_opened: bool) -> int:
    """Say where the handbook is: as a book where it was built, else its texts.

    \b
    Example:
      octavo handbook --open
    """
    built = current_project().output / "handbook" / "handbook.pdf"
    place = built if built.is_file() else handbook_folder()
    click.echo(str(place))
    if is_opened:
        open_file(place)
    return 0


def handbook_folder() -> Path:
    """Return the folder of the handbook's texts that this installation has."""
    return current_project().handbook / "text"


def tables(folder: Path) -> Mapping[str, tuple[str, Sequence[Key]]]:
    """Return all tables of keys in the texts of the handbook: their captions and rows, by their names."""
    found: dict[str, tuple[str, Sequence[Key]]] = {}
    for path in sorted(folder.glob("*.md")):
        for name, caption, rows in TABLE.findall(path.read_text(encoding="utf-8")):
            listed = [
                Key(key, bool(star), plain(holds), plain(meaning)) for key, star, holds, meaning in ROW.findall(rows)
            ]
            found[KINDS.get(name, name)] = caption, listed
    return found


def plain(text: str) -> str:
    """Return a text of the handbook without its marks."""
    return SIGN.sub("", LINK.sub(r"\1", text)).strip()
