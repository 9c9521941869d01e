"""Commands that find a claim in a book and correct it."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
import json
from typing import TYPE_CHECKING, Any, cast, get_args

import click

from octavo.commands.books import build_books, engine_option, json_option, strict_option
from octavo.commands.folders import book_argument, named_books, store_of_user
from octavo.commands.releases import today
from octavo.console import EPILOGUE, count, exit_code, print_diagnostics, progress
from octavo.model.claims import ClaimKind
from octavo.model.editions import CorrectionKind, CorrectionSeverity, Decision

if TYPE_CHECKING:
    from octavo.model.claims import FoundPlaces, PrintedPlace, Stated
    from octavo.pipeline.correct import Proposal


@click.command(epilog=EPILOGUE)
@book_argument
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
    if not text.strip():
        raise click.BadParameter("it has no words to look for", param_hint="TEXT")
    from octavo.pipeline import Options
    from octavo.pipeline.find import ClaimQuery
    from octavo.pipeline.find import find as find_places

    project, _ = named_books([book])
    query = ClaimQuery(book=book, text=text, kind=cast("ClaimKind | None", kind), pages=pages)
    with progress(quiet=as_json) as tell:
        options = Options(engine=engine, store=store_of_user(), progress=tell.step, parts=tell.parts)
        found, diagnostics = find_places(project, query, options)
    if as_json:
        click.echo(json.dumps(places_as_values(found), ensure_ascii=False, indent=2))
    else:
        print_places(found)
        print_diagnostics(diagnostics)
    return exit_code(diagnostics) if diagnostics else 0


def _severity(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    return int(value) if value else None


@click.command(epilog=EPILOGUE)
@book_argument
@click.option("--was", required=True, help="The wording that stands in the book.")
@click.option("--now", default="", help="What it is to be; nothing takes the wording out.")
@click.option("--kind", type=click.Choice(get_args(CorrectionKind)), required=True, help="What is corrected.")
@click.option("--reason", default="", help="Why; needed for what is applied or rejected.")
@click.option(
    "--source",
    default="",
    help="The work, letter or file on which that rests; needed for a fact, a translation, an attribution.",
)
@click.option("--evidence", default="", help="What the source says.")
@click.option("--reporter", default="", help="Who found it, if willing to be named.")
@click.option(
    "--severity",
    type=click.Choice([str(each) for each in get_args(CorrectionSeverity)]),
    callback=_severity,
    help="How much it matters, from 1 (nobody is misled) to 4 (harm may follow).  [default: by the kind]",
)
@click.option("--at", default="", metavar="FILE[:LINE]", help="Where the wording stands that is meant.")
@click.option(
    "--decision",
    type=click.Choice(get_args(Decision)),
    default="applied",
    show_default=True,
    help="Only what is applied changes the text; the rest is recorded.",
)
@click.option("--supersedes", multiple=True, metavar="ID", help="A correction whose passage this one rewrites.")
@click.option(
    "--date",
    default=today,
    metavar="DAY",
    help="The day of the record.  [default: today]",
)
@click.option("--dry-run", "only_shows", is_flag=True, help="Show what would be changed, and write nothing.")
@click.option("--build/--no-build", "builds", default=True, help="Build the book afterwards.")
@strict_option
@engine_option
def correct(book: str, *, only_shows: bool, builds: bool, strict: bool, engine: str, **choices: Any) -> int:  # noqa: ANN401 -- what click gives
    """Correct one place of BOOK, record it in corrections.yaml, and build the book.

    The wording is looked for in all that the book says: texts, captions, alternative texts, cells, registers, answers.
    It must stand at one place. The file is changed there and nowhere else, and the record is written with it, or
    neither is. Then the other places are listed that still state what the old wording stated.

    \b
    Examples:
      octavo correct great-terror --was 'in October 1937 the rule' --now 'in October 1938 the rule' \\
        --kind fact --reason 'a slip of the year' --source Suvenirov-1998
      octavo correct great-terror --was 1886 --now 1887 --kind fact --at people/kirov.yaml …
      octavo correct great-terror --was 'the the' --now the --kind typo --reason 'a word twice'
    """
    from octavo.pipeline import Options
    from octavo.pipeline.correct import Request, carry_out, propose

    project, names = named_books([book])
    options = Options(strict=strict, engine=engine, store=store_of_user())
    proposal = propose(project, Request(book=book, **choices), options)
    print_proposal(proposal)
    if only_shows:
        click.echo("nothing was written")
        return 0
    carry_out(project, book, proposal)
    click.echo(f"{proposal.record.id} is recorded in content/{book}/corrections.yaml")
    if not builds or proposal.record.decision != "applied":
        return 0
    return build_books(names, strict=strict, engine=engine)


def print_proposal(proposal: "Proposal") -> None:
    """Show a correction: the place, what stands there before and after, and what else says so."""
    click.echo(f"{proposal.place}: {proposal.record.where}")
    if proposal.before != proposal.after:
        for sign, text in (("-", proposal.before), ("+", proposal.after)):
            click.echo(f"  {sign} … {' '.join(text.split())} …")
    for found in proposal.elsewhere:
        click.echo(f"'{found.claim.text}' stands at {count(len(found.places), 'other place')}:")
        for each in found.places:
            form = "" if each.form == "as written" else f" [{each.form}]"
            click.echo(f"  {each.origin}: {each.what}{form}: {each.context}")


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
