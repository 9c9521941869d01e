"""The command line: ``python3 build.py …``, the same as ``octavo …``.

Only click and the standard library are imported here at first; everything heavy waits until a command needs it.
"""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from importlib import import_module
from typing import cast

import click

from octavo import __version__
from octavo.console import EPILOGUE, OUR_OWN_BUG, exit_code, print_diagnostics
from octavo.model.diagnostics import Faulty

COMMANDS: Mapping[str, Sequence[str]] = {
    "books": ("build", "catalogue", "check", "watch"),
    "changes": ("changes", "errata", "reprint"),
    "corrections": ("correct", "find"),
    "folders": ("clean", "new"),
    "importing": ("import",),
    "keys": ("handbook", "keys"),
    "printing": ("booklet", "handout", "impose"),
    "reference": ("doctor", "explain"),
    "releases": ("release", "verify"),
}
"""The commands of each module of ``octavo.commands``."""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(Mapping[str, click.Command]):
    """All commands by their names; each is loaded when it is asked for, as all take as long as nothing to do."""

    def __getitem__(self, name: str) -> click.Command:
        """Load the command of this name. Raises ``KeyError`` where there is none."""
        module = next((module for module, names in COMMANDS.items() if name in names), None)
        known = vars(import_module(f"octavo.commands.{module}")).values() if module else ()
        command = next((each for each in known if isinstance(each, click.Command) and each.name == name), None)
        if command is None:
            raise KeyError(name)
        return command

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return (name for names in COMMANDS.values() for name in names)

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(map(len, COMMANDS.values()))


@click.group(
    commands=cast("MutableMapping[str, click.Command]", Commands()),  # none is added
    context_settings=CONTEXT,
    epilog=EPILOGUE,
)
@click.version_option(__version__, prog_name="octavo", message="%(prog)s %(version)s")
def octavo() -> None:
    """Turn folders of content into typeset books and ebooks.

    A project is a folder with content/BOOK/book.yaml in it; everything made goes to output/BOOK/.

    \b
    First steps:
      octavo new my-book                        begin a book in content/my-book/
      octavo import novel.docx --into novel     or begin it from a manuscript
      octavo build my-book --open               make its PDF and its ebook, and look at it
      octavo keys book                          say what may stand in book.yaml
      octavo explain OC203                      say more about a fault
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code. Never raises and never shows a traceback."""
    try:
        code = octavo.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; the earlier output is untouched", err=True)
        return 130
    except Faulty as faulty:
        print_diagnostics(faulty.diagnostics)
        return exit_code(faulty.diagnostics)
    except SystemExit:
        # So click ends where nobody reads any longer what is said, as in 'octavo explain | head'.
        return 0
    except Exception as bug:  # noqa: BLE001 - the last line of defence: people get one line, we get the traceback
        from octavo.pipeline.result import own_bug

        print_diagnostics([own_bug(bug)])
        return OUR_OWN_BUG
    return int(code or 0)
