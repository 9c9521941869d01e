"""The two pages of the handbook that are made from the program: its commands and its diagnostics."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

import click

from octavo import cli
from octavo.commands.reference import worded
from octavo.console import EPILOGUE
from octavo.model.catalogue import CATALOGUE

SIGNS = re.compile(r"([\\`*_\[\]{}<>@^|])")
OPTION = re.compile(r"(?<![\w`-])(--[a-z][a-z-]*)")

GROUPS: Mapping[str, str] = {
    "OC1": "Reading files",
    "OC2": "Joining the book",
    "OC3": "Templates and charts",
    "OC4": "Corrections and editions",
    "OC5": "Setting type",
    "OC6": "Packing the ebook",
    "OC7": "Comparing print and ebook",
    "OC8": "Facts and words",
    "OC9": "The system",
}

ABOUT_DIAGNOSTICS = """# Diagnostics {#diagnostics}

Everything that Octavo can find wrong has a [code]{index="faults!all codes"}. This page is made from the catalogue of
the program; `octavo explain`, with a code, tells the same. Dots stand for what a message names."""

ABOUT_COMMANDS = """# Commands {#commands}

In the folder of the project, [commands]{index="commands"} are typed as `python3 build.py` and a word; where Octavo is
installed as a package, as `octavo` and the word. Both are the same. This page is made from the help of the program,
which `--help` shows after each command."""


def diagnostics_page() -> str:
    """Return the page of all diagnostics, in the words of the catalogue."""
    pieces = [ABOUT_DIAGNOSTICS]
    for group, codes in groupby(sorted(CATALOGUE), lambda code: code[:3]):
        pieces.append(f"## {GROUPS[group]} {{#{group.lower()}}}")
        pieces += map(_diagnostic, codes)
    return "\n\n".join(pieces) + "\n"


def _diagnostic(code: str) -> str:
    row = CATALOGUE[code]
    hint = worded(row.hint)
    stop = "" if hint.endswith("…") else "."
    to_do = "The message says what to do." if hint == "…" else f"*What to do:* {in_prose(hint)}{stop}"
    message = in_code(worded(row.message))
    return f"{code}, {row.severity}\n: {message}\\\n  {in_prose(row.explanation)} {to_do}"


def commands_page() -> str:
    """Return the page of all commands, in the words of their help."""
    group = cli.octavo
    context = click.Context(group, info_name="octavo", help_option_names=["-h", "--help"])
    _, *exit_codes = re.split(r"(?:: |· )(?=\d)", " ".join(EPILOGUE.removeprefix("\b").split()))
    pieces = [ABOUT_COMMANDS, *_help(group, context), "## Exit codes {#exit-codes}"]
    rows = [re.sub(r"^(\d+) (.*?)[ .]*$", r"| `\1` | \2 |", code) for code in exit_codes]
    pieces.append("\n".join(["| Code | Meaning |", "|---|---|", *rows]))
    for name in group.list_commands(context):
        command = group.commands[name]
        inner = click.Context(command, info_name=name, parent=context)
        pieces += [f"## {name} {{#command-{name}}}", _fenced([command.get_usage(inner).removeprefix("Usage: ")])]
        pieces += _help(command, inner)
    return "\n\n".join(pieces) + "\n"


def _help(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the paragraphs, examples and options of a command's help."""
    for paragraph in re.split(r"\n\s*\n", (command.help or "").strip()):
        lines = [line.strip() for line in paragraph.split("\n")]
        if "\b" in lines[0]:
            yield in_prose(lines[1])
            yield _examples([line for line in lines[2:] if line])
        else:
            yield in_prose(" ".join(lines))
    options = [each for each in command.get_params(context) if isinstance(each, click.Option)]
    records = [record for option in options if (record := option.get_help_record(context))]
    yield "\n\n".join(f"`{option}`\n: {in_prose(told)}" for option, told in records)


def _examples(lines: list[str]) -> str:
    """Return examples as code or, where each is followed by what it does, as a list."""
    pairs = [re.split(r"\s{2,}", line, maxsplit=1) for line in lines]
    if all(len(pair) > 1 for pair in pairs):
        return "\n\n".join(f"`{command}`\n: {in_prose(told)}" for command, told in pairs)
    return _fenced(lines)


def _fenced(lines: list[str]) -> str:
    return "\n".join(["```", *lines, "```"])


def in_prose(words: str) -> str:
    """Return words of the program as Markdown that means just them."""
    return OPTION.sub(r"`\1`", SIGNS.sub(r"\\\1", " ".join(words.split())))


def in_code(words: str) -> str:
    """Return words of the program as code."""
    return f"`` {words} ``" if "`" in words else f"`{words}`"


MADE_PAGES: Mapping[str, Callable[[], str]] = {
    "02-commands.md": commands_page,
    "03-diagnostics.md": diagnostics_page,
}
"""What makes a page, by the name of its file."""
