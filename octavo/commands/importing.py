"""The command that imports other people's files as a book."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.commands import folders
from octavo.console import EPILOGUE, count, exit_code, print_diagnostics, shown

if TYPE_CHECKING:
    from octavo.pipeline.importing import Imported, ImportRequest

TOLD = 12
"""How many of the things that could not be kept are printed; the report names all."""


@click.command("import", epilog=EPILOGUE)
@click.argument("sources", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--into", "name", required=True, metavar="NAME", help="The book to begin: content/NAME/.")
@click.option(
    "--split",
    type=click.IntRange(1, 6),
    metavar="LEVEL",
    help="The level of the headings at which chapters begin, if not the one that is found.",
)
@click.option(
    "--roles",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A table of styles and their roles, such as the import.yaml of another book.",
)
@click.option("--update", is_flag=True, help="Tell what has changed in FILE since it was imported.")
@click.option(
    "--accept",
    multiple=True,
    metavar="CHANGE",
    help="With --update: take a change over, by the name that was printed, or all.",
)
def import_command(
    sources: Sequence[Path], *, name: str, split: int | None, roles: Path | None, update: bool, accept: Sequence[str]
) -> int:
    """Begin a book from files of other programs.

    FILE is a DOCX, ODT, EPUB, HTML or LaTeX file, an export of WordPress or Pressbooks (XML), texts in Markdown, or a
    folder of such texts: of Obsidian, mdBook, Quarto, bookdown or none of them. The book builds as it is. What could
    not be kept is told, and content/NAME/import/report.md counts what the source and the book have.

    With --update a FILE that has changed is compared with the last import and with the book. Changes are printed, each
    with a name; the book is not touched but for what --accept names, and what it has changed itself is left.

    \b
    Examples:
      octavo import novel.docx --into novel
      octavo import notes/ --into field-guide --split 2
      octavo import novel.docx --into novel --update
      octavo import novel.docx --into novel --update --accept 4f2a1c
    """
    from octavo.pipeline.importing import ImportRequest, import_book
    from octavo.pipeline.result import Options
    from octavo.starter import set_up_project

    project = folders.current_project()
    request = ImportRequest(sources=tuple(sources), name=name, split=split or 0, roles=roles)
    if update or accept:
        return _update(request, accept)
    imported = import_book(project, request, Options(store=folders.store_of_user()))
    set_up_project(project.root, project.schemas)
    print_diagnostics(imported.diagnostics)
    _print_import(imported, name)
    return exit_code(imported.diagnostics) if any(each.severity == "error" for each in imported.diagnostics) else 0


def _update(request: "ImportRequest", accept: Sequence[str]) -> int:
    """Compare a new import with the book, take over what was accepted, and say what there is."""
    from octavo.pipeline.import_update import update_book

    updated = update_book(folders.current_project(), request, accept)
    print_diagnostics(updated.diagnostics)
    for change in updated.accepted:
        click.echo(f"taken over: {change.id}  {change.file}: {change.in_short}")
    for change in updated.offered:
        click.echo(f"{change.id}  {change.file}: {change.in_short}")
    if updated.offered:
        click.echo(f"take over with --accept and the name of a change, or all; {shown(updated.report)} has their words")
    elif not updated.accepted:
        click.echo("the source has no change that the book could take over")
    return 0


def _print_import(imported: "Imported", name: str) -> None:
    rows = imported.counted
    width = max((len(words) for words, _, _ in rows), default=0)
    if rows:
        click.echo(f"{'':{width}}  {'source':>10}  {'book':>10}")
    for words, source, book in rows:
        click.echo(f"{words:{width}}  {source:>10,}  {book:>10,}")
    for loss in imported.losses[:TOLD]:
        click.echo(f"- {loss.place + ': ' if loss.place else ''}{loss.what}")
    if len(imported.losses) > TOLD:
        click.echo(f"- and {len(imported.losses) - TOLD:,} more")
    report = shown(imported.report)
    texts = sum(each.endswith(".md") for each in imported.files)
    click.echo(f"{shown(imported.folder)}: {count(texts, 'text')}; all that could not be kept is in {report}")
    click.echo(f"build it with: octavo build {name}")
