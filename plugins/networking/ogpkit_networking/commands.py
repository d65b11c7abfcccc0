"""`ogpkit networking`: looking at cases, providers, matches and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from ogpkit.api import Place
from ogpkit.api.cli import day_option, format_option, load_workspace, print_data, print_table, workspace_option
from ogpkit.api.content import GrandChallenge
from ogpkit.api.output import build_sheet, build_table
from ogpkit.api.text import Table
from ogpkit_networking.card import format_card, format_committees
from ogpkit_networking.cases import get_stage
from ogpkit_networking.cases import list_cases as all_cases
from ogpkit_networking.directory import Wanted, find_providers
from ogpkit_networking.lookup import find_case
from ogpkit_networking.matching import match_all, match_peers, match_providers
from ogpkit_networking.model import ProviderKind
from ogpkit_networking.tables import build_matches_table
from ogpkit_networking.views import CASES, MEASURES, PROVIDERS

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


_TODAY: Final = day_option("--today", "The day of the figures; the present one when left out.")


@click.group()
def networking() -> None:
    """Requests for expertise, those who can help, and what comes of it."""  # noqa: D401  people read this as the help


@networking.command("cases")
@click.option("--country", default="", help="Only those of this country.")
@click.option("--stage", default="", help="Only those at this stage.")
@click.option("--open", "only_open", is_flag=True, help="Only those for which something is left to be done.")
@_TODAY
@format_option("table", "json", "csv")
@workspace_option
def list_cases(
    country: str,
    stage: str,
    only_open: bool,  # noqa: FBT001  click's way
    today: datetime | None,
    form: str,
    workspace: Path | None,
) -> None:
    """List the cases, oldest first."""
    content = load_workspace(workspace, today)
    kept = [one for one in all_cases(content, country, only_open=only_open) if stage in ("", get_stage(one.entity))]
    _give(
        build_table(CASES, content, rows=kept),
        form,
        shorter=("case", "country", "stage", "maturity", "manager", "opened", "last"),
    )


@networking.command("show")
@click.argument("case")
@_TODAY
@workspace_option
def show_case(case: str, today: datetime | None, workspace: Path | None) -> None:
    """Show a case: how it stands, what its next stage needs, and its timeline."""
    content = load_workspace(workspace, today)
    print_data("\n".join(format_card(find_case(content, case), content)))


@networking.command("match")
@click.argument("case")
@click.option("--providers", "who", flag_value="providers", help="Only providers.")
@click.option("--peers", "who", flag_value="peers", help="Only peer countries.")
@click.option("--most", type=click.IntRange(1), default=10, show_default=True, help="How many are shown.")
@format_option("table", "json", "csv")
@workspace_option
def match(case: str, who: str | None, most: int, form: str, workspace: Path | None) -> None:
    """Say which providers and peer countries fit a case, the best first, each with the reasons."""
    content = load_workspace(workspace)
    ways = {"providers": match_providers, "peers": match_peers}
    matched = ways.get(who or "", match_all)(find_case(content, case), content)
    _give(
        build_matches_table(matched[:most]), form, shorter=("rank", "party", "purpose", "points", "reasons", "caution")
    )


@networking.command("providers")
@click.option("--topic", default="", help="Only those who know about this topic, for example open-data.")
@click.option("--challenge", type=click.Choice([one.value for one in GrandChallenge]), help="Only for this challenge.")
@click.option("--country", default="", help="Only those who work in this country.")
@click.option("--language", default="", help="Only those who work in this language.")
@click.option("--kind", type=click.Choice([one.value for one in ProviderKind]), help="Only of this kind.")
@click.option("--search", "text", default="", help="Only those of whom all these words are said.")
@click.option("--ready", is_flag=True, help="Only those who are ready to be introduced.")
@format_option("table", "json", "csv")
@workspace_option
def list_providers(form: str, workspace: Path | None, **said: Any) -> None:
    """List the providers of expertise."""
    challenge, kind = said.pop("challenge"), said.pop("kind")
    wanted = Wanted(
        challenge=GrandChallenge(challenge) if challenge else None, kind=ProviderKind(kind) if kind else None, **said
    )
    shorter = ("provider", "name", "kind", "expertise", "countries", "languages")
    content = load_workspace(workspace)
    _give(build_sheet(PROVIDERS, content, rows=find_providers(content, wanted)), form, shorter=shorter)


@networking.command("status")
@click.option("--country", default="", help="Only the cases of this country.")
@_TODAY
@format_option("table", "json", "csv")
@workspace_option
def status(country: str, today: datetime | None, form: str, workspace: Path | None) -> None:
    """Say how quick and how useful the mechanism is: waiting times, open cases, what came of introductions."""
    content = load_workspace(workspace, today)
    _give(build_table(MEASURES, content, Place(country=country)), form)


@networking.command("committee")
@click.option("--year", type=int, help="The year; the present one when left out.")
@workspace_option
def committee(year: int | None, workspace: Path | None) -> None:
    """Show who governs the mechanism, and the OGP Steering Committee of a year."""
    content = load_workspace(workspace)
    print_data("\n".join(format_committees(content, year or content.today.year)))


def _give(table: Table, form: str, shorter: tuple[str, ...] = ()) -> None:
    """Print a table: whole for programs and sheets, its most telling columns for people."""
    if form == "table":
        places = [table.columns.index(name) for name in shorter or table.columns]
        kept = [place for place in places if any(row[place] not in (None, "") for row in table.rows) or not table.rows]
        table = Table([table.columns[place] for place in kept], [[row[place] for place in kept] for row in table.rows])
    print_table(table, form)
