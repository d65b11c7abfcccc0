"""`ogpkit eligibility`: scores, score cards, comparisons and oversight."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ogpkit.cli.options import format_option, plugins_of, root_of
from ogpkit.exchange.tables import as_csv, as_text
from ogpkit.language import _
from ogpkit.storage.load import load
from ogpkit.untrusted import shown
from ogpkit_eligibility.card import card, comparison_lines, oversight_lines
from ogpkit_eligibility.exporting import scores_json, scores_table
from ogpkit_eligibility.oversight import cases, comparisons
from ogpkit_eligibility.years import years

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.workspace import Workspace

_WORKSPACE: Final = click.option(
    "--workspace",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The workspace; the nearest one upwards when left out.",
)
_COUNTRY: Final = click.argument("country", metavar="COUNTRY")
_YEAR: Final = click.option("--year", type=int, help="Only this year.")


@click.group()
def eligibility() -> None:
    """Who may take part in OGP, and why."""


@eligibility.command("score")
@_WORKSPACE
@click.option("--country", default="", help="Only this country.")
@_YEAR
@format_option("table", "json", "csv")
def score(folder: Path | None, country: str, year: int | None, form: str) -> None:
    """Show the points and the verdict of every country and year."""
    found = years(_workspace(folder), country, year)
    if form == "json":
        click.echo(scores_json(found), nl=False)
    elif form == "csv":
        click.echo(as_csv(scores_table(found)), nl=False)
    else:
        click.echo(as_text(scores_table(found)))


@eligibility.command("explain")
@_COUNTRY
@_YEAR
@_WORKSPACE
def explain(folder: Path | None, country: str, year: int | None) -> None:
    """Show which evidence gave which points, and what single changes would do."""
    workspace = _workspace(folder)
    found = years(workspace, country, year)
    if not found:
        raise click.UsageError(_nothing(workspace, country, year))
    for index, one in enumerate(found if year else found[-1:]):
        _say(("", *card(one, workspace)) if index else card(one, workspace))


@eligibility.command("compare")
@_COUNTRY
@_WORKSPACE
def compare(folder: Path | None, country: str) -> None:
    """Set each year of a country beside the one before it."""
    workspace = _workspace(folder)
    if not years(workspace, country):
        raise click.UsageError(_nothing(workspace, country, None))
    found = comparisons(workspace, country)
    _say(comparison_lines(found) if found else [_("There is only one year to look at.")])


@eligibility.command("oversight")
@_WORKSPACE
def oversight(folder: Path | None) -> None:
    """Show the participating countries below the minimum, for the Steering Committee."""
    found = cases(_workspace(folder))
    if not found:
        _say([_("No participating country is known to be below the minimum.")])
    for case in found:
        _say(oversight_lines(case))


def _workspace(folder: Path | None) -> Workspace:
    root = root_of(folder)
    return load(root, plugins_of(root)).workspace


def _nothing(workspace: Workspace, country: str, year: int | None) -> str:
    known = ", ".join(sorted({one.country for one in years(workspace)})) or "–"
    if year is not None and years(workspace, country):
        return _("There is no evidence of {country} in {year}.").format(country=country, year=year)
    return _("There is no evidence of {country}; there is of: {known}.").format(country=country, known=known)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(shown(line))
