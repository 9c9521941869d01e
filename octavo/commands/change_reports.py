"""What is told of changes, errata and sheets to copy anew: lines for people, and values for JSON."""

from typing import TYPE_CHECKING

import click

from octavo.console import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from octavo.model.editions import BlockChange, Erratum, FrozenBlock
    from octavo.model.reprint import PageState, Reprinted
    from octavo.pipeline.errata import Slip
    from octavo.pipeline.reprint import Reprint
    from octavo.pipeline.states import Compared

STATES: "Mapping[PageState, str]" = {
    "changed": "changed",
    "reflowed": "re-flowed",
    "moved": "moved only",
    "gone": "gone",
    "version": "another version is named, and nothing else has changed",
}
"""What became of pages, in the words of people."""

PARTS = {"alternative": "alternative text", "data": "data of a figure", "picture": "drawing of a figure"}
"""What of a block is meant besides its text."""

SHOWN = 160
"""Characters of a block that are printed."""


def print_reprint(found: "Reprint", book: str) -> None:
    """Print what became of the pages of the book, and what to copy anew of each file."""
    pages = found.pages.get(book, ())
    for state, words in STATES.items():
        if told := [each for each in pages if each.state == state]:
            shown_pages = ", ".join(
                f"{each.folio or each.page}{f' (was {each.was})' * bool(each.was)}" for each in told
            )
            click.echo(f"{words}: p. {shown_pages}")
    for each in found.files:
        if each.anew or each.gone:
            click.echo(f"{each.name}.pdf: {_to_copy(each)}")
    anew = sum(bool(each.anew or each.gone) for each in found.files)
    states = f"{found.compared.old.name} to {found.compared.new.name}"
    click.echo(f"{book}, {states}: {anew} of {count(len(found.files), 'printed file')} to copy anew, in part or whole")


def _to_copy(file: "Reprinted") -> str:
    kind = "sheet" if file.is_imposed else "leaf"
    several = "sheets" if file.is_imposed else "leaves"
    if file.anew and file.total == 1:
        return "copy it anew"
    if file.is_whole:
        return f"copy all of it anew: {len(file.anew)} of {file.total} {several} have changed"
    numbers = ", ".join(map(str, file.anew or file.gone))
    what = f"{kind if len(file.anew or file.gone) == 1 else several} {numbers}"
    return f"copy {what} anew; the rest stands" if file.anew else f"take out {what}; the rest stands"


def reprint_as_values(found: "Reprint") -> dict[str, object]:
    """Return what ``--json`` prints of what must be copied anew."""
    return {
        "old": found.compared.old.name,
        "new": found.compared.new.name,
        "pages": {
            name: [
                {"page": each.page, "folio": each.folio, "state": each.state, "was": each.was}
                for each in pages
                if each.state != "same"
            ]
            for name, pages in found.pages.items()
        },
        "sheets": [
            {
                "file": f"{each.name}.pdf",
                "kind": "sheets" if each.is_imposed else "leaves",
                "total": each.total,
                "anew": list(each.anew),
                "gone": list(each.gone),
                "whole": each.is_whole,
            }
            for each in found.files
        ],
        "effective": [{"first": first, "last": last, "version": version} for first, last, version in found.effective],
    }


def print_errata(slip: "Slip", book: str) -> None:
    """Print the errata of each printing in which anything is wrong; those of the book first."""
    click.echo(f"{slip.title}, {slip.release.version} of {slip.release.date}: errata")
    for name, found in slip.printings.items():
        if found and name != book:
            click.echo(f"{name}:")
        for each in found:
            click.echo(f"  {each}")
    if not any(slip.printings.values()):
        click.echo("  none")


def errata_as_values(slip: "Slip") -> dict[str, object]:
    """Return what ``--json`` prints of errata."""

    def value(each: "Erratum") -> dict[str, object]:
        at = {"page": each.at.page, "folio": each.at.folio, "line": each.at.line}
        return {**at, "was": each.was, "now": each.now, "part": each.part, "correction": each.correction}

    printings = {name: list(map(value, found)) for name, found in slip.printings.items()}
    return {"title": slip.title, "version": slip.release.version, "until": slip.until, "printings": printings}


def print_changes(compared: "Compared") -> None:
    """Print what has changed, block by block, and how much of each kind."""
    for each in compared.changes:
        record = f" ({each.correction})" if each.correction else ""
        nature = "" if each.nature == each.kind else f", {each.nature}"
        block = each.new or each.old
        part = f", {PARTS[block.part]}" if block and block.part != "text" else ""
        click.echo(f"{each.kind}{nature}{part}{record}: {_where(each)}")
        for keys, was, now in each.fields:
            click.echo(f"  {keys}: {was or 'nothing'} -> {now or 'nothing'}")
        for sign, block in (("-", each.old), ("+", each.new)):
            if block and each.kind != "moved":
                click.echo(f"  {sign} {_excerpt(block, each.differs_at)}")
    kinds = [each.kind for each in compared.changes]
    counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds)) or "nothing changed"
    click.echo(f"{compared.old.name} to {compared.new.name}: {counted}")


def _excerpt(block: "FrozenBlock", differs: int) -> str:
    """Return the text of a block around the first difference."""
    text, first = block.text.replace("\n", " "), max(0, differs - SHOWN // 2)
    return f"{'… ' * bool(first)}{text[first : first + SHOWN]}{' …' * (first + SHOWN < len(text))}"


def _where(change: "BlockChange") -> str:
    """Return the section, and page and line of the first difference in both printings."""
    blocks = [block for block in (change.old, change.new) if block]
    lines = [
        f"{name}, p. {at.folio or at.page}" + (f", line {at.line}" if at.line else "")
        for block in blocks
        for name, at in list(block.at(change.differs_at).items())[:1]
    ]
    return f"{blocks[-1].section}: {' -> '.join(lines)}"


def changes_as_values(compared: "Compared") -> dict[str, object]:
    """Return what ``--json`` prints of a comparison."""

    def value(block: "FrozenBlock | None", differs: int) -> dict[str, object] | None:
        if block is None:
            return None
        lines = block.at(differs).items()
        printed = {name: {"page": at.page, "folio": at.folio, "line": at.line} for name, at in lines}
        about = {"id": block.id, "section": block.section, "part": block.part}
        return {**about, "text": block.text, "printed": printed}

    return {
        "old": compared.old.name,
        "new": compared.new.name,
        "changes": [
            {
                "kind": each.kind,
                "class": each.nature,
                "correction": each.correction,
                "fields": [field._asdict() for field in each.fields],
                "old": value(each.old, each.differs_at),
                "new": value(each.new, each.differs_at),
            }
            for each in compared.changes
        ],
    }
