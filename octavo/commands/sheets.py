"""What a person chooses of sheets of paper: options that commands for printing share."""

from collections.abc import Callable
from functools import reduce
from typing import ParamSpec, TypeVar, get_args

import click

from octavo.model.imposition import (
    OFFICE_PAPER,
    SHEETS,
    SIGNATURE_PAGES,
    THICKEST,
    Binding,
    Blanks,
    Flip,
    Imposition,
    Scale,
    Scheme,
)

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_OPTIONS = (
    click.option(
        "--scheme",
        type=click.Choice(get_args(Scheme)),
        default="booklet",
        show_default=True,
        help="booklet: stapled through the fold. signatures: several of them. 2-up, 4-up: pages side by side. "
        "fold-8: eight pages on one side of one sheet, cut and folded. cards: eight cards with backs, cut and stacked.",
    ),
    click.option(
        "--sheet", type=click.Choice(tuple(SHEETS)), default="a4", show_default=True, help="The paper in the printer."
    ),
    click.option(
        "--signature",
        type=click.Choice([str(each) for each in SIGNATURE_PAGES]),
        default="16",
        show_default=True,
        help="Pages of each signature, at most.",
    ),
    click.option(
        "--flip",
        type=click.Choice(get_args(Flip)),
        help="The edge over which the printer turns the paper, where it cannot be chosen.",
    ),
    click.option(
        "--binding",
        type=click.Choice(get_args(Binding)),
        default="left",
        show_default=True,
        help="The side at which the pages are bound.",
    ),
    click.option(
        "--blanks",
        type=click.Choice(get_args(Blanks)),
        help="Where blank pages go: before the last page, so that it is the back cover, or at the end. "
        "Without it they go before a page that is a back cover, or may be one.",
    ),
    click.option(
        "--scale",
        type=click.Choice(get_args(Scale)),
        default="shrink",
        show_default=True,
        help="shrink: make pages smaller that are too large. fit: make small ones larger too. actual: neither.",
    ),
    click.option(
        "--thickness",
        type=click.FloatRange(0, THICKEST),
        default=OFFICE_PAPER,
        show_default=True,
        metavar="MM",
        help="The thickness of the paper, for pages that creep out of thick booklets.",
    ),
    click.option("--marks", is_flag=True, help="Print marks at which to fold, staple and cut."),
)


def sheet_options(command: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Give ``command`` the options of sheets; :func:`imposition_of` makes a value of what it is then called with."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


def imposition_of(*, signature: str, marks: bool, **choices: str | float | None) -> Imposition:
    """Return what a person chose."""
    return Imposition(signature=int(signature), has_marks=marks, **choices)  # type: ignore[arg-type]  # click has checked the words
