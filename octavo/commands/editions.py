"""Commands for corrections and editions: find."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
import json
from typing import TYPE_CHECKING, cast, get_args

import click

from octavo.commands.books import engine_option, json_option
from octavo.commands.folders import named_books, store_of_user
from octavo.console import EPILOGUE, count, exit_code, print_diagnostics, progress
from octavo.model.claims import ClaimKind

if TYPE_CHECKING:
    from octavo.model.claims import FoundPlaces, PrintedPlace, Stated


@click.command(epilog=EPILOGUE)
@click.argument("book")
@click.argument("text")
@click.option("--as", "kind", type=click.Choice(get_args(ClaimKind)), help="What TEXT is, if not what it looks like.")
@click.option("--pages/--no-pages", default=True, help="Tell page and line in print; the book is laid out for it.")
@json_option
@engine_option
def find(book: str, text: str, *, kind: str | None, pages: bool, as_json: bool, engine: str) -> int:
    """Find every place of BOOK that states what TEXT states; writes nothing.

    A date is found in any form (figures, words, a span of years, a register, a cell of a table, an age that follows
    from it), a number in figures, in words and rounded, and somebody or something of the registers under every name.
    Other TEXT is found as it is. Each place has its file, line and column, and page and line in print.

    \b
    Examples:
      octavo find great-terror '1 December 1934'
      octavo find great-terror 681,692
      octavo find great-terror Zhemchuzhina --no-pages
      octavo find great-terror 1937 --as number
    """
    from octavo.pipeline import Options
    from octavo.pipeline.find import Question
    from octavo.pipeline.find import find as find_places

    project, _ = named_books([book])
    question = Question(book=book, text=text, kind=cast("ClaimKind | None", kind), pages=pages)
    with progress(quiet=as_json) as tell:
        options = Options(engine=engine, store=store_of_user(), progress=tell)
        found, diagnostics = find_places(project, question, options)
    if as_json:
        click.echo(json.dumps(places_as_values(found), ensure_ascii=False, indent=2))
    else:
        print_places(found)
        print_diagnostics(diagnostics)
    return exit_code(diagnostics) if diagnostics else 0


def print_places(found: "FoundPlaces") -> None:
    """Print a line for each place, its file first, so that terminals and editors make it a link."""
    for each in found.places:
        form = "" if each.form == "as written" else f" [{each.form}]"
        click.echo(f"{each.origin}: {each.what}{form}: {each.context}")
        if where := found.printed.get(each.origin):
            click.echo(f"    {'; '.join(map(in_print, where))}")
    claim = found.claim
    kind = f"{claim.register} '{claim.key}'" if claim.kind == "name" else claim.kind
    files = len({each.origin.path for each in found.places})
    unprinted = f"; no pages are told, since {found.unprinted}" if found.unprinted else ""
    click.echo(f"'{claim.text}' ({kind}): {count(len(found.places), 'place')} in {count(files, 'file')}{unprinted}")


def in_print(place: "PrintedPlace") -> str:
    """Return page and line of a place as an editor reads them."""
    page = f"p. {place.folio}" if place.folio else f"page {place.page} of the file"
    line = f", line {place.line}" if place.line else ""
    return f"{page}{line} ({place.section})"


def places_as_values(found: "FoundPlaces") -> dict[str, object]:
    """Return what ``--json`` prints of the places of a claim."""

    def value(each: "Stated") -> dict[str, object]:
        return {
            "path": each.origin.path,
            "line": each.origin.line,
            "column": each.origin.column,
            "words": each.words,
            "form": each.form,
            "what": each.what,
            "context": each.context,
            "printed": [
                {"section": place.section, "page": place.page, "folio": place.folio, "line": place.line}
                for place in found.printed.get(each.origin, ())
            ],
        }

    return {
        "claim": {"kind": found.claim.kind, "text": found.claim.text},
        "places": [value(each) for each in found.places],
    }
