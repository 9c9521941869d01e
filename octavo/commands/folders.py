"""Commands for the folders of a project: begin a book, empty the store; and where project and store are."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
import os
from collections.abc import Sequence
from pathlib import Path

import click

from octavo import publish
from octavo.console import MEGABYTE, megabytes, shown
from octavo.jobs.store import LIMIT, Store
from octavo.project import Project, find_project


def completed_books(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the books of the project whose names begin so, for the shell."""
    return [name for name in current_project().books() if name.startswith(incomplete)]


book_argument = click.argument("book", shell_complete=completed_books)
"""The argument of commands for one book."""


@click.command()
@click.argument("name")
@click.option("--title", default="", help="The book's title; made from NAME when it is not given.")
@click.option(
    "--kind",
    type=click.Choice(["booklet", "book", "novel", "school"]),
    default="book",
    show_default=True,
    help="The frame to begin with.",
)
@click.option("--example", "is_example", is_flag=True, help="Begin with a small book that shows the marks in use.")
def new(name: str, title: str, *, kind: str, is_example: bool) -> int:
    """Begin a book in content/NAME/: an empty frame that builds as it is.

    NAME is a short word for folders and file names: lower-case letters, digits and hyphens. In a new project, schemas
    and settings for editors come with it, so that keys are completed and checked while you type, and a .gitignore that
    leaves out what is made.

    \b
    Examples:
      octavo new village-history --title "A History of Our Village"
      octavo new ghost-story --kind novel
      octavo new wells --example
    """
    from octavo.starter import begin, set_up_project

    project = current_project()
    folder = begin(project.root, name, title, kind="" if is_example else kind)
    set_up_project(project.root, project.schemas)
    click.echo(f"{shown(folder)} is ready; build it with: octavo build {name}")
    return 0


@click.command()
@click.option("--all", "everything", is_flag=True, help="Empty the store.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=LIMIT // MEGABYTE,
    show_default=True,
    metavar="MB",
    help="How much to keep.",
)
def clean(*, everything: bool, limit: int) -> int:
    """Remove what was made to order, and drop results from the store of earlier builds until it holds no more than MB.

    Booklets and handouts made to order are in output/extra/. The store makes the next build quick; without it a build
    takes longer and gives the same bytes. Builds keep it below the same limit by themselves; what was not used for
    longest goes first. What builds have published is not touched.

    \b
    Examples:
      octavo clean
      octavo clean --all
    """
    project = current_project()
    # A book may have the name of that folder: what is there then, a build has published.
    if project.extra.name not in project.books():
        publish.remove(project.extra)
    store = store_of_user()
    freed = store.trim(0 if everything else limit * MEGABYTE)
    click.echo(f"freed {megabytes(freed)}; {store.folder} holds {megabytes(store.size())}")
    return 0


def current_project() -> Project:
    """Return the project around the folder where the command was given."""
    return find_project(Path.cwd())


def named_books(books: Sequence[str]) -> tuple[Project, tuple[str, ...]]:
    """Return the project and the books that were named, or all."""
    project = current_project()
    names = tuple(dict.fromkeys(books)) or project.books()
    if not names:
        raise click.UsageError(_no_book(project))
    return project, names


def _no_book(project: Project) -> str:
    """Return why no book was found: a folder whose settings have another name is probably meant to be one."""
    for folder in sorted(project.content.glob("*/")):
        for path in sorted(folder.iterdir()):
            if path.name.lower() in ("book.yml", "book.yaml", "book.yaml.txt", "book.txt"):
                return f"{shown(folder)} is no book yet: rename '{path.name}' to 'book.yaml'"
    return "there is no book here; 'octavo new NAME' begins one"


def store_of_user() -> "Store":
    """Return the store: the folder OCTAVO_STORE names, else this user's cache folder."""
    from octavo.jobs.store import Store

    folder = os.environ.get("OCTAVO_STORE")
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Store(Path(folder) if folder else Path(cache) / "octavo")
