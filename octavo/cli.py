"""The command line: ``python build.py …``, the same as ``octavo …``.

Only click and the standard library are imported here at first; everything heavy waits until a command needs it.
"""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
from collections.abc import Sequence

import click

from octavo import __version__
from octavo.commands.books import build, catalogue, check, watch
from octavo.commands.changes import changes, errata, reprint
from octavo.commands.corrections import correct, find
from octavo.commands.folders import clean, new
from octavo.commands.importing import import_command
from octavo.commands.keys import handbook, keys
from octavo.commands.printing import booklet, handout, impose
from octavo.commands.reference import doctor, explain
from octavo.commands.releases import release, verify
from octavo.console import EPILOGUE, OUR_OWN_BUG, exit_code, print_diagnostics
from octavo.model.diagnostics import Faulty

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT, epilog=EPILOGUE)
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


COMMANDS = (
    *(build, check, watch, catalogue, find, correct, release, changes, errata, reprint, verify),
    *(booklet, handout, impose, clean, new, import_command, explain, keys, handbook, doctor),
)
for command in COMMANDS:
    octavo.add_command(command)


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
