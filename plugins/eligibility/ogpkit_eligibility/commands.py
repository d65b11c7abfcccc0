"""`ogpkit eligibility`: scores, score cards, comparisons and oversight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from ogpkit.api.cli import load_workspace, print_blocks, print_data, workspace_option
from ogpkit.api.content import country_name
from ogpkit.api.text import Heading, _
from ogpkit_eligibility.card import build_card, build_prospects, format_comparisons, format_oversight
from ogpkit_eligibility.oversight import compare_years, list_cases
from ogpkit_eligibility.years import list_years

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block
    from ogpkit_eligibility.years import Year

_COUNTRY: Final = click.argument("country", metavar="COUNTRY")


@click.group()
def eligibility() -> None:
    """Who may take part in OGP, and why."""


@eligibility.command("explain")
@_COUNTRY
@click.option("--year", type=int, help="Only this year.")
@workspace_option
def explain(workspace: Path | None, country: str, year: int | None) -> None:
    """Show which evidence gave which points, and what difference single changes would make."""
    content = load_workspace(workspace)
    found = list_years(content, country, year)
    if not found:
        raise click.UsageError(_explain_nothing(content, country, year))
    print_blocks(_explain(found[-1], content))


@eligibility.command("compare")
@_COUNTRY
@workspace_option
def compare(workspace: Path | None, country: str) -> None:
    """Compare each year of a country with the year before."""
    content = load_workspace(workspace)
    if not list_years(content, country):
        raise click.UsageError(_explain_nothing(content, country, None))
    found = compare_years(content, country)
    print_data("\n".join(format_comparisons(found)) if found else _("There is only one year to compare."))


@eligibility.command("oversight")
@workspace_option
def oversight(workspace: Path | None) -> None:
    """Show the participating countries below the minimum, for the Steering Committee."""
    content = load_workspace(workspace)
    found = list_cases(content)
    if not found:
        print_data(_("No participating country is known to be below the minimum."))
    for case in found:
        print_data("\n".join(format_oversight(case, content)))


def _explain(year: Year, workspace: Workspace) -> Iterator[Block | str]:
    yield Heading(f"{country_name(workspace, year.country)}, {year.year} ({year.edition})")
    yield year.score.headline
    yield year.score.why
    yield from build_card(year, workspace)
    yield from build_prospects(year)


def _explain_nothing(workspace: Workspace, country: str, year: int | None) -> str:
    known = ", ".join(sorted({one.country for one in list_years(workspace)})) or "–"
    if year is not None and list_years(workspace, country):
        return _("There is no evidence of {country} in {year}.").format(country=country, year=year)
    return _("There is no evidence of {country}. There is evidence of: {known}.").format(country=country, known=known)
