"""Commands that look something up: what a fault means, and what there is on this machine."""

# ruff: noqa: D301 -- click keeps lines together after the sign \b itself
import json
from collections import defaultdict

import click

from octavo.commands.books import json_option
from octavo.commands.folders import current_project
from octavo.console import CHECK_FAILED
from octavo.model.catalogue import CATALOGUE


def _completed_codes(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the codes that begin so, for the shell."""
    return [code for code in CATALOGUE if code.startswith(incomplete.upper())]


@click.command()
@click.argument("code", required=False, shell_complete=_completed_codes)
def explain(code: str | None) -> int:
    """Say more about the fault CODE, or list all codes.

    \b
    Examples:
      octavo explain OC203
      octavo explain
    """
    if code is None:
        for each, row in CATALOGUE.items():
            click.echo(f"{each}  {row.severity:7}  {worded(row.message)}")
        return 0
    found = CATALOGUE.get(code.upper())
    if found is None:
        raise click.BadParameter(f"there is no code '{code}'; 'octavo explain' lists all", param_hint="CODE")
    click.echo(f"{code.upper()} ({found.severity}): {worded(found.message)}\n")
    click.echo(found.explanation)
    click.echo(f"\nWhat to do: {worded(found.hint)}")
    return 0


@click.command()
@json_option
def doctor(*, as_json: bool) -> int:
    """Say what Octavo found on this machine, and what is missing.

    \b
    Example:
      octavo doctor
    """
    from octavo.doctor import examine

    findings = examine(current_project())
    if as_json:
        click.echo(json.dumps([finding.as_values() for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(str(finding))
    return 0 if all(finding.is_ok for finding in findings) else CHECK_FAILED


def worded(pattern: str) -> str:
    """Return the wording of a fault with dots where its values will stand."""
    blank: defaultdict[str, str] = defaultdict(lambda: "…")
    return pattern.format_map(blank)
